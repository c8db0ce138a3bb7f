"""`key-mismatch`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu, Option
from ivrlint.language.announced import Announcement
from ivrlint.language.likeness import best_match, compare
from ivrlint.language.words import fold
from ivrlint.lint.alike import knows
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SHORT = (
    "repeat",
    "repeat-offer",
    "back",
    "main-menu",
    "person",
    "other",
    "yes",
    "no",
    "goodbye",
    "confirm",
    "correct",
)


@rule("keys", "error", on=Menu, profile="core", sources=("O1", "seed002"))
def key_mismatch(menu: Menu, study: Study, *, margin: float = 0.35, fit: float = 0.7) -> Faults:
    """A prompt offers a key for one thing, and the key does another.

    ## Why
    Callers do exactly as they were told and end up in the wrong place. They blame themselves, try
    again, and end up there again.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2.
        options:
          1: {label: averías, to: adviser}
          2: {label: facturas, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2.
        options:
          1: {label: facturas, to: call_back}
          2: {label: averías, to: adviser}
    ```

    ## How to mend it
    Swap the keys in the prompt or at the options, or write `{options}`, which cannot disagree. The
    prompt may use other words than the label: it is an error where they fit another option (by `fit`
    of 1) and clearly better (by `margin`), a warning where they have nothing in common with the label.
    A key that does nothing is `announced-key-missing`.
    """
    keys = study.hearing.keys(menu)
    seen: set[str] = set()
    for telling, offer, option in _pairs(menu, study):
        label = option.label.in_language(telling.language) if option.label else None
        if label is None or option.key in seen or _plainly_same(offer.label, label) or not knows(telling.language):
            continue
        named = {
            other.key: text
            for other in keys.values()
            if other.label and (text := other.label.in_language(telling.language))
        }
        scent = dict(zip(named, best_match(offer.label, list(named.values()), telling.language), strict=True))
        best = max(scent, key=lambda key: scent[key])
        if scent[best] >= max(fit, scent[option.key] + margin):
            seen.add(option.key)
            yield Fault(
                option.place,
                say(
                    "callers are told to press {key} for “{said}”, but {key} is for “{label}”",
                    key=option.key,
                    said=offer.label,
                    label=label,
                ),
                say(
                    "“{other}” is on {best}: swap the keys, or write `{place}` in the prompt",
                    other=named[best],
                    best=best,
                    place="{options}",
                ),
                menu.id,
            )
        elif option in menu.options and _nothing_in_common(offer, label, telling, study):
            seen.add(option.key)
            yield Fault(
                option.place,
                say(
                    "callers are told to press {key} for “{said}”; here it is called “{label}”",
                    key=option.key,
                    said=offer.label,
                    label=label,
                ),
                say("use the same words in both, or write `{place}` in the prompt", place="{options}"),
                menu.id,
                "warning",
            )


def _pairs(menu: Menu, study: Study) -> Iterator[tuple[Telling, Announcement, Option]]:
    """What is announced with a label, and the option of that key."""
    keys = study.hearing.keys(menu)
    for telling in (*study.hearing.prompt(menu), *study.hearing.elsewhere(menu), *study.hearing.again(menu)):
        for offer in telling.announced:
            option = keys.get(offer.key)
            if offer.label and option is not None and not option.language:
                yield telling, offer, option


def _plainly_same(said: str, label: str) -> bool:
    return set(fold(label).split()) <= set(fold(said).split())


def _nothing_in_common(offer: Announcement, label: str, telling: Telling, study: Study) -> bool:
    words = study.words(telling.language)
    return (
        compare(offer.label, label, telling.language).score == 0
        and not best_match(offer.label, [label], telling.language)[0]
        and not any(words.find(section, offer.label) and words.find(section, label) for section in _SHORT)
    )
