"""`ambiguous-labels`."""

from ivrlint.flow.model import Menu
from ivrlint.language.likeness import Kind
from ivrlint.lint.alike import Pair
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import begins
from ivrlint.message import Message, say


@rule("labels", "warning", on=Menu, sources=("H5", "W2", "M4"))
def ambiguous_labels(menu: Menu, study: Study) -> Faults:
    """Callers may take one option of a menu for another.

    ## Why
    Callers who want one thing hear two choices that could be it. They guess, often wrong, or give up
    choosing and ask for a person. That options exclude each other matters more than how many there are.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: invoices, to: adviser}
          2: {label: moving home, to: adviser}
          3: {label: bills, to: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: moving home, to: adviser}
          3: {label: power cuts, to: call_back}
    ```

    ## How to mend it
    Say what sets them apart ("a new claim", "a claim you have made"), or join them. The message gives
    the reason. A likeness without evidence that can be named is only noted, with its score; so are
    labels of options that do the same. An option for a person or for anything else overlaps nothing.
    The very same label is `duplicate-label`; labels that sound alike are `confusable-sound`.
    """
    for pair in study.alike.pairs(menu):
        if not pair.repeated and not _is_apart(pair):
            mild = pair.same_place or not pair.likeness.named
            yield Fault(
                pair.second.place,
                _said(pair),
                say("join them: both do the same")
                if pair.same_place
                else say("say in each label what sets it apart, or join them"),
                menu.id,
                "info" if mild else None,
            )


def _is_apart(pair: Pair) -> bool:
    """Is there nothing to confuse, or is one of the two for whatever the other options do not cover?

    A key and the word that may be said instead are one choice.
    """
    if pair.same_place and len({NUMERALS.issuperset(label.option.key) for label in (pair.first, pair.second)}) > 1:
        return True
    rest = [begins(label.words, "other", pair.language) for label in (pair.first, pair.second)]
    return rest[0] != rest[1] or (pair.likeness.named and pair.likeness.kind is Kind.DISTINCT)


def _said(pair: Pair) -> Message:
    first, second, likeness = pair.first, pair.second, pair.likeness
    told = {"first": first.text, "key": first.option.key, "second": second.text, "other": second.option.key}
    if not likeness.named:
        score = round(likeness.score, 2)
        return say("callers may take “{second}” ({other}) for “{first}” ({key}): likeness {score}", score=score, **told)
    if likeness.kind is Kind.SAME:
        return say(
            "callers cannot tell “{second}” ({other}) from “{first}” ({key}): {reason}", reason=likeness.reason, **told
        )
    return say("callers may take “{second}” ({other}) for “{first}” ({key}): {reason}", reason=likeness.reason, **told)
