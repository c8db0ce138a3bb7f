"""Where a prompt lists by hand the options that `{options}` would announce."""

import re
from itertools import pairwise

from ivrlint.flow.model import Menu, Option
from ivrlint.flow.spelling import Change, changed
from ivrlint.language.announced import Announcement, announced
from ivrlint.lint.hearing import OPTIONS, Telling
from ivrlint.lint.study import Study
from ivrlint.lint.terms import plain

_BEFORE = re.compile(r"(?:^|[.!?:]\s+)$")
_BEHIND = re.compile(r"\s*\.(?=\s|$)|[\s;,]*$")
_TWO = 2  # one announcement is no list


def by_hand(menu: Menu, telling: Telling, study: Study, *, all_of_them: bool = True) -> Change | None:
    """The change that puts `{options}` in the place of a list by hand.

    The list names the menu's options in their order and with their labels: all of them, or else some. None where
    there is no such list, where it stands within a sentence, or where callers would hear it otherwise.
    """
    told = {option.key: option for option in menu.options if not option.silent}
    listed = [offer for offer in telling.announced if offer.key in told]
    named = [key for key in told if key in {offer.key for offer in listed}]
    if telling.generated or len(listed) < _TWO or [offer.key for offer in listed] != named:
        return None
    if all_of_them != (len(named) == len(told)) or not all(
        _same(offer, told[offer.key], telling.language) for offer in listed
    ):
        return None
    change = _change(telling.text, listed[0].start, listed[-1].end)
    if change is None or _between(telling, listed):
        return None
    return change if _says_so(menu, telling, change, study) else None


def _same(offer: Announcement, option: Option, language: str) -> bool:
    return option.label is not None and plain(option.label.spoken.get(language, "")) == plain(offer.label)


def _change(text: str, start: int, end: int) -> Change | None:
    behind = _BEHIND.match(text, end)
    if behind is None or not _BEFORE.search(text[:start]):
        return None
    return Change(start, behind.end(), OPTIONS)


def _between(telling: Telling, listed: list[Announcement]) -> bool:
    """Is there another offer, or a sentence, in the list?"""
    inside = [offer for offer in telling.announced if listed[0].start <= offer.start < listed[-1].end]
    gaps = [telling.text[one.end : other.start] for one, other in pairwise(listed)]
    return len(inside) != len(listed) or any(len(plain(gap)) > 1 for gap in gaps)


def _says_so(menu: Menu, telling: Telling, change: Change, study: Study) -> bool:
    """Is the new prompt heard as offering each listed key, with the label that the option has?"""
    spoken = changed(telling.text, [change]).replace(OPTIONS, study.list_of_options(menu, telling.language))
    heard = {offer.key: plain(offer.label) for offer in announced(spoken, telling.language)}
    wanted = {
        option.key: plain(option.label.spoken.get(telling.language, ""))
        for option in menu.options
        if option.label and not option.silent
    }
    return all(heard.get(key) == label for key, label in wanted.items()) and all(
        offer.key in heard for offer in telling.announced
    )
