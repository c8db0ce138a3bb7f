"""Telephone numbers that a text tells callers to ring: "call 0800 111 999", "llame al 900 12 34 56"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ivrlint.language.words import words

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;\n](?!\s|$)[^.!?;\n]*)*")
_NUMBER = re.compile(r"(?<![\w.,{])\+?\(?\d[\d ().-]*\d(?![\w}%])")
_ALWAYS = re.compile(r"24\W{1,3}7(?:\W{1,3}365)?")  # "24-7": around the clock
_NEAR = 25  # signs between the verb and a short number: "llame al teléfono gratuito 1004"
_SHORT, _LONG = 3, 6  # digits


class Phone(NamedTuple):
    """A number that callers are sent to: its digits, and how the text writes it."""

    digits: str
    written: str


@lru_cache(maxsize=4096)
def numbers_to_call(text: str, language: str) -> tuple[Phone, ...]:
    """The telephone numbers that callers are told to ring themselves, those for emergencies left out."""
    if _NUMBER.search(text) is None:
        return ()
    return tuple(phone for sentence in _SENTENCE.findall(text) for phone in _in_sentence(sentence, language))


def _in_sentence(sentence: str, language: str) -> Iterator[Phone]:
    lists = words(language)
    asked = lists.all("call", sentence)
    if not asked or lists.find("emergency", sentence) or lists.find("they-call", sentence):
        return
    for match in _NUMBER.finditer(sentence):
        digits = re.sub(r"\D", "", match[0])
        if _ALWAYS.fullmatch(match[0].strip()):
            continue
        verb = max((end for _, end in asked if end <= match.start()), default=None)
        near = verb is not None and match.start() - verb <= _NEAR
        if (len(digits) >= _LONG and verb is not None) or (near and len(digits) >= _SHORT and not _is_year(digits)):
            yield Phone(digits, match[0].strip(" .-("))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.startswith(("19", "20"))  # noqa: PLR2004 - digits of a year


def names_number(text: str) -> bool:
    """Does the text hold anything that may be a telephone number, if only 112?"""
    return any(len(re.sub(r"\D", "", match[0])) >= _SHORT for match in _NUMBER.finditer(text))


class Plan(NamedTuple):
    """How a country numbers its telephones: calling code, prefix of calls inside it, beginnings that cost more."""

    code: str
    inside: str
    dear: tuple[str, ...]


_PLANS = {
    "ES": Plan("34", "", ("803", "806", "807", "901", "902", "905", "907", "118")),
    "FR": Plan("33", "0", ("89",)),
    "GB": Plan("44", "0", ("9", "84", "87", "118")),
    "IE": Plan("353", "0", ("15",)),
    "PT": Plan("351", "", ("707", "708", "760", "761", "762")),
    "US": Plan("1", "1", ("900",)),
}


def costs_more(phone: Phone, country: str | None) -> bool:
    """Does a call to this number cost more than one to an ordinary number of that country?"""
    plan = _PLANS.get(country or "")
    if plan is None:
        return False
    abroad = phone.written.startswith("+") or phone.digits.startswith("00")
    national = phone.digits.removeprefix("00") if abroad else phone.digits
    return national.removeprefix(plan.code if abroad else plan.inside).startswith(plan.dear)
