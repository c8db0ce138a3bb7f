"""`key-mismatch`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu, Option
from ivrlint.language.announced import Announcement
from ivrlint.language.likeness import best_match, compare
from ivrlint.lint.alike import knows
from ivrlint.lint.hearing import OPTIONS, Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import content, holds, plain
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
    seen: set[str] = set()
    for telling, offer, option in _pairs(menu, study):
        label = option.label.in_language(telling.language) if option.label else None
        if label is None or option.key in seen or _plainly_same(offer.label, label) or not knows(telling.language):
            continue
        fits, best = _best(offer.label, _labels(menu, telling.language, study), telling.language)
        better = best if fits[best] >= max(fit, fits[option.key] + margin) else ""
        if not better and (option not in menu.options or _something_in_common(offer.label, label, telling.language)):
            continue
        seen.add(option.key)
        told = {"key": option.key, "said": offer.label, "label": label}
        if telling.shared:
            message = say("callers are told to press {key} for “{said}”, also where it is for something else", **told)
            help_ = say("give `{id}`, where {key} is for “{label}”, texts of its own", id=menu.id, **told)
            yield Fault(telling.place, message, help_, menu.id, "warning")
        elif better:
            message = say("callers are told to press {key} for “{said}”, but {key} is for “{label}”", **told)
            help_ = say(
                "“{said}” is on {better}: swap the keys, or write `{place}`", better=better, place=OPTIONS, **told
            )
            yield Fault(option.place, message, help_, menu.id)
        else:
            message = say("callers are told to press {key} for “{said}”; here it is called “{label}”", **told)
            help_ = say("use the same words in both, or write `{place}` in the prompt", place=OPTIONS)
            yield Fault(option.place, message, help_, menu.id, "warning")


def _pairs(menu: Menu, study: Study) -> Iterator[tuple[Telling, Announcement, Option]]:
    """What is announced with a label, and the option of that key."""
    keys = study.hearing.keys(menu)
    for telling in (*study.hearing.prompt(menu), *study.hearing.elsewhere(menu), *study.hearing.again(menu)):
        for offer in telling.announced:
            option = keys.get(offer.key)
            if offer.label and option is not None and not option.language:
                yield telling, offer, option


def _plainly_same(said: str, label: str) -> bool:
    return set(plain(label)) <= set(plain(said))


def _labels(menu: Menu, language: str, study: Study) -> dict[str, str]:
    """The labels of all keys that work there."""
    labelled = ((option.key, option.label) for option in study.hearing.keys(menu).values())
    return {key: text for key, label in labelled if label and (text := label.in_language(language))}


def _best(said: str, labels: dict[str, str], language: str) -> tuple[dict[str, float], str]:
    """How well each label fits what is said, and the key of the one that fits best."""
    fits = dict(zip(labels, best_match(said, list(labels.values()), language), strict=True))
    return fits, max(fits, key=lambda key: fits[key])


def _something_in_common(said: str, label: str, language: str) -> bool:
    return (
        compare(said, label, language).score > 0
        or best_match(said, [label], language)[0] > 0
        or not set(content(plain(said), language)).isdisjoint(plain(label))
        or any(holds(plain(said), section, language) and holds(plain(label), section, language) for section in _SHORT)
    )
