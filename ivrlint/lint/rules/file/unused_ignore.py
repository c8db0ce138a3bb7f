"""`unused-ignore`."""

import re

from ivrlint.flow.edits import at, without_comment
from ivrlint.flow.model import Directive
from ivrlint.flow.suggest import closest, one_slip
from ivrlint.lint.rule import FAMILIES, Fault, Faults, Fix, registered, rule
from ivrlint.lint.suppress import Suppressions
from ivrlint.message import say


@rule("file", "warning", on=Suppressions, fixes="safe")
def unused_ignore(suppressions: Suppressions) -> Faults:
    """A comment silences a rule that finds nothing there.

    ## Why
    A comment that silences nothing today may hide a real fault tomorrow, and tells readers of a
    problem that is not there.

    ## Wrong
    ```yaml
    nodes:
      main: {type: message, prompt: Hello., next: hangup}  # ivrlint: ignore[dead-end] agreed with sales
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: message, prompt: Hello.}  # ivrlint: ignore[dead-end] agreed with sales
    ```

    ## How to mend it
    Remove the comment, or the name of that rule from it.
    """
    known = registered().keys() | suppressions.own
    for directive in suppressions.directives:
        for name in directive.rules:
            if name in FAMILIES:
                yield Fault(
                    directive.place,
                    say("`{name}` is a family of rules, and a comment silences rules", name=name),
                    say("name the rules themselves, or write `ignore: [{name}]` in `.ivrlint.yaml`", name=name),
                )
            elif name not in known:
                near = closest(name, sorted(known))
                yield Fault(
                    directive.place,
                    say("no rule is called `{name}`", name=name),
                    say("did you mean `{near}`?", near=near) if near else say("`ivrlint rules` lists them"),
                    fix=_renamed(directive, name, suppressions),
                )
            elif name in suppressions.ran and (directive.place, name) not in suppressions.used:
                yield Fault(
                    directive.place,
                    say("`{name}` finds nothing here", name=name),
                    say("remove the comment, or this rule from it"),
                    fix=_removed(directive, name, suppressions),
                )


def _renamed(directive: Directive, name: str, suppressions: Suppressions) -> Fix | None:
    meant = one_slip(name, registered())
    span = _span(directive, name) if meant else None
    if span is None or meant is None:
        return None
    says = say("write `{name}`", name=meant)
    return Fix(says, (at(directive.place.source, *span, meant),), _is_own(directive, suppressions))


def _removed(directive: Directive, name: str, suppressions: Suppressions) -> Fix | None:
    source, safe = directive.place.source, _is_own(directive, suppressions)
    if len(directive.rules) == 1:
        return Fix(say("remove the comment"), (without_comment(directive.place),), safe)
    span = _span(directive, name)
    if span is None:
        return None
    start, end = span
    text, first = source.text, name == directive.rules[0]
    if first:
        end += len(text[end:]) - len(text[end:].lstrip(", \t"))
    else:
        start = len(text[:start].rstrip(" \t")) - 1  # the comma before it
    return Fix(say("remove `{name}` from the comment", name=name), (at(source, start, end, ""),), safe)


def _span(directive: Directive, name: str) -> tuple[int, int] | None:
    """Where the comment names the rule, as offsets in its source."""
    source = directive.place.source
    start, end = source.offset(directive.place.start), source.offset(directive.place.end)
    found = re.compile(rf"(?<=[\[,\s]){re.escape(name)}(?=\s*[,\]])").search(source.text, start, end)
    return found.span() if found else None


def _is_own(directive: Directive, suppressions: Suppressions) -> bool:
    """Does the comment stand in the flow's own file? One that is included may be needed by another flow."""
    return directive.place.source is suppressions.source
