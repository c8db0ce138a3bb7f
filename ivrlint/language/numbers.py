"""Numbers, amounts, times of day and signs as words: 1250 -> "mil doscientos cincuenta"."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ivrlint.language.words import fold, words

# From a million on, figures are said one by one.
_MANY = 7
_HUNDRED, _THOUSAND = 100, 1000
_GROUP = 3


@cache
def spell(number: int, language: str) -> str:
    """A whole number from 0 to 999 999 in words; in figures where the language has no words for numbers."""
    if not words(language).mapping("numbers"):
        return str(number)
    if number >= _THOUSAND:
        return _thousands(number, language)
    known = words(language).mapping("numbers").get(str(number))
    if known:
        return known[0]
    return _hundreds(number, language) if number >= _HUNDRED else _tens(number, language)


@cache
def values(language: str) -> Mapping[str, int]:
    """The numbers from 0 to 100 by their words, folded: "cuarenta y ocho" -> 48, "una" -> 1."""
    lists = words(language).mapping("numbers")
    found = {fold(spell(number, language)): number for number in range(101)} if lists else {}
    found.update((fold(name), int(number)) for number, names in lists.items() for name in names)
    return found


def is_said(number: int, text: str, language: str) -> bool:
    """Does the text say that number, in figures or in words? It may, in words that nobody knows here."""
    if not words(language).terms("numbers"):
        return True
    said = fold(text)
    return str(number) in re.findall(r"\d+", said) or fold(spell(number, language)) in said


@lru_cache(maxsize=4096)
def figures(written: str, language: str) -> str:
    """A number as written, with points and commas, in words; figure by figure where it is long or begins with 0."""
    whole, fraction = _parts(written)
    number = whole.lstrip("0") or "0"
    if len(number) >= _MANY or (whole.startswith("0") and len(whole) > 1):
        return one_by_one(whole + fraction, language)
    if not fraction:
        return spell(int(number), language)
    return _filled("decimal", language, count=spell(int(number), language), digits=one_by_one(fraction, language))


def one_by_one(written: str, language: str) -> str:
    """Figures one after the other: "cero, nueve, uno" without the commas."""
    return " ".join(spell(int(figure), language) for figure in written)


def money(written: str, currency: str, language: str) -> str:
    """An amount in words: "doce euros con cincuenta"."""
    whole, fraction = _parts(written)
    cents = fraction[:2].ljust(2, "0") if fraction else "00"
    pattern = "money" if cents == "00" else "money-and-cents"
    unit, said = sign(currency, language), figures(cents.lstrip("0") or "0", language)
    return _filled(pattern, language, count=figures(whole, language), unit=unit, cents=said)


def clock(written: str, language: str) -> str:
    """A time of day such as 09:30 in words."""
    hour, minute = (int(part) for part in written.split(":"))
    pattern = "whole" if minute == 0 else "under-ten" if len(str(minute)) == 1 else "past"
    patterns = words(language).mapping("clock")
    template = (patterns.get(pattern) or patterns.get("past") or ("{hour} {minute}",))[0]
    return template.replace("{hour}", spell(hour, language)).replace("{minute}", spell(minute, language))


def sign(written: str, language: str) -> str:
    """A sign in words, itself where the language has none for it."""
    lists = words(language)
    return (lists.mapping("spoken-keys").get(written) or lists.mapping("signs").get(written) or (written,))[0]


def _parts(written: str) -> tuple[str, str]:
    """The figures before and behind the decimal sign: a point or comma, unless three figures follow it."""
    head, separator, tail = written.replace(",", ".").rpartition(".")
    if not separator or len(tail) == _GROUP:
        return (head + tail).replace(".", ""), ""
    return head.replace(".", ""), tail


def _tens(number: int, language: str) -> str:
    return _filled("tens", language, tens=spell(number - number % 10, language), unit=spell(number % 10, language))


def _hundreds(number: int, language: str) -> str:
    hundreds = words(language).mapping("hundreds").get(str(number // _HUNDRED), ("",))[0]
    return f"{hundreds} {spell(number % _HUNDRED, language)}" if number % _HUNDRED else hundreds


def _thousands(number: int, language: str) -> str:
    count, rest = divmod(number, _THOUSAND)
    if count == 1 and words(language).mapping("counting").get("one-thousand"):
        thousands = _filled("one-thousand", language)
    else:
        thousands = _filled("thousand", language, count=_shortened(spell(count, language), language))
    return f"{thousands} {spell(rest, language)}" if rest else thousands


def _shortened(number: str, language: str) -> str:
    """The number as it stands before "mil": "treinta y uno" -> "treinta y un"."""
    begin, _, last = number.rpartition(" ")
    short = words(language).mapping("shortened").get(last, (last,))[0]
    return f"{begin} {short}" if begin else short


def _filled(pattern: str, language: str, **parts: str) -> str:
    """A pattern of the section `counting` with its parts put in."""
    filled = words(language).mapping("counting").get(pattern, (" ".join(parts.values()),))[0]
    for name, said in parts.items():
        filled = filled.replace("{" + name + "}", said)
    return filled
