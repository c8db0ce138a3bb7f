"""`unused-ignore`."""

from ivrlint.flow.suggest import closest
from ivrlint.lint.rule import Fault, Faults, registered, rule
from ivrlint.lint.suppress import Suppressions
from ivrlint.message import say


@rule("file", "warning", on=Suppressions)
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
    for directive in suppressions.directives:
        for name in directive.rules:
            if name not in registered():
                near = closest(name, registered())
                yield Fault(
                    directive.place,
                    say("no rule is called `{name}`", name=name),
                    say("did you mean `{near}`?", near=near) if near else say("`ivrlint rules` lists them"),
                )
            elif name in suppressions.ran and (directive.place, name) not in suppressions.used:
                yield Fault(
                    directive.place,
                    say("`{name}` finds nothing here", name=name),
                    say("remove the comment, or this rule from it"),
                )
