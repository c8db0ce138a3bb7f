"""`no-end-cue`."""

from functools import lru_cache

from ivrlint.flow.model import Menu
from ivrlint.language.words import words
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Offer, Study
from ivrlint.message import say

_CUES = ("or", "end-cue", "other", "repeat", "back", "main-menu", "person", "question")


@rule("prompts", "info", on=Menu, profile="strict", sources=("O1",))
def no_end_cue(menu: Menu, study: Study, *, most: int = 3) -> Faults:
    """Nothing tells callers that the list of options is over.

    ## Why
    Many wait for the last option before they decide. Where the list just stops they go on waiting, and the
    menu asks again as if they had not understood.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: meter readings, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: "{options} To hear this again, press pound."
        options:
          1: {label: bills, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: meter readings, to: adviser}
    ```

    ## How to mend it
    End with an “or”, with the option for everything else, or with the key that repeats the menu. Menus of up to
    `most` options need none.
    """
    for offer in study.offers(menu):
        if len(offer.announced) > most and not _ends(offer):
            yield Fault(
                offer.place,
                say(
                    "callers cannot tell that “{last}” was the last option",
                    last=offer.text[offer.announced[-1].start : offer.announced[-1].end],
                ),
                say("end with “or”, with the key for a person, or with the key that repeats the menu"),
                menu.id,
            )


def _ends(offer: Offer) -> bool:
    """Does something in the last option, or behind it, tell that it is the last?"""
    last = offer.announced[-1]
    return bool(offer.text[last.end :].strip(" .")) or _has_cue(offer.text[offer.announced[-2].end :], offer.language)


@lru_cache(maxsize=1024)
def _has_cue(end: str, language: str) -> bool:
    lists = words(language)
    return not lists.terms("or") or any(lists.find(cue, end) for cue in _CUES)
