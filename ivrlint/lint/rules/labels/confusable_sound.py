"""`confusable-sound`."""

from collections.abc import Iterator
from itertools import combinations, product

from ivrlint.flow.model import Menu
from ivrlint.language.sound import distance
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import plain
from ivrlint.message import say


@rule("labels", "warning", on=Menu, sources=("H16", "ST1"))
def confusable_sound(menu: Menu, study: Study, *, error: float = 0.20, warn: float = 0.34) -> Faults:
    """Two choices of a menu that listens sound alike.

    ## Why
    The caller says the right word and is taken for the other, perhaps twice, since saying it louder
    does not help. "Amount" and "account" differ in one sound.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        listening: {speech: true}
        options:
          1: {label: amount, to: adviser}
          2: {label: account, to: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        listening: {speech: true}
        options:
          1: {label: how much you owe, to: adviser}
          2: {label: account, to: call_back}
    ```

    ## How to mend it
    Take another word for one of them. Compared are labels and what stands under `says:`, as they sound
    in the language; 0 is the same, 1 nothing alike. Menus without `speech: true` are left alone.
    Labels that mean nearly the same are `ambiguous-labels`.
    """
    for language, labels in study.hearing.labels(menu).items() if study.ears(menu).speech else ():
        for label, other in combinations(labels, 2):
            apart, one, two = min(_distances(label, other, language, study), default=(1.0, "", ""))
            if apart < warn:
                yield Fault(
                    other.place,
                    say(
                        "callers who say “{two}” may be taken for “{one}” (distance {apart})",
                        two=two,
                        one=one,
                        apart=round(apart, 2),
                    ),
                    say("take another word for one of them"),
                    menu.id,
                    "error" if apart < error else None,
                )


def _distances(label: Label, other: Label, language: str, study: Study) -> Iterator[tuple[float, str, str]]:
    """How far apart the two are, for everything that may be said for them: all of it, and what differs."""
    seseo = study.flow.country != "ES"
    for one, two in product(_said(label, language), _said(other, language)):
        here, there = plain(one), plain(two)
        rest = " ".join(word for word in here if word not in there)
        other_rest = " ".join(word for word in there if word not in here)
        if rest and other_rest and min(len(rest), len(other_rest)) > max(len(rest), len(other_rest)) / 2:
            yield (
                max(distance(rest, other_rest, language, seseo=seseo), distance(one, two, language, seseo=seseo)),
                one,
                two,
            )


def _said(label: Label, language: str) -> tuple[str, ...]:
    says = label.option.says.spoken.get(language, ()) if label.option.says else ()
    return (label.text, *says)
