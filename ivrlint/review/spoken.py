"""What is spoken, as data for the page: each text once, with its seconds and what filling its slots adds to them."""

from functools import cache
from typing import Any

from ivrlint.call.lines import SLOT, Line
from ivrlint.call.phone import Phone, Station
from ivrlint.flow.numbers import KEYS
from ivrlint.language.announced import announced
from ivrlint.language.spoken import MEASURED_RATE, SECONDS_A_CHARACTER, spelled
from ivrlint.language.words import words

Json = dict[str, Any]
_PROBE = "¤"  # a value that no text has


class Lines:
    """Numbers lines; those that are alike have one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._lines: list[Json] = []
        self._digits: dict[str, None] = {}  # languages in which values are spoken

    def number(self, line: Line, station: Station, kind: str, language: str) -> int:
        """The number of a line that a station speaks."""
        heard = station.kind == "menu"
        slots = [name for name in SLOT.findall(line.text) if _is_filled(station, kind, language, name)]
        known = (line.text, line.language, line.seconds, heard, *slots)
        if known not in self._numbers:
            self._numbers[known] = self._add(line, station.phone, slots, heard=heard)
        return self._numbers[known]

    def sentence(self, phone: Phone, section: str, language: str) -> int:
        """The number of a sentence of the product, with one slot `{digits}` of which the seconds are not counted."""
        line = phone.speaker.sentence("", section, language)
        self._digits[language] = None
        made = {"text": words(language).sentence(section), "language": language, "seconds": round(line.seconds, 4)}
        self._lines.append(made | {"rate": _rate(phone, language)})
        return len(self._lines) - 1

    def document(self) -> Json:
        """All lines, and how many letters numbers have in the languages in which some are said."""
        return {"lines": self._lines, "letters": {language: _letters(language) for language in self._digits}}

    def _add(self, line: Line, phone: Phone, slots: list[str], *, heard: bool) -> int:
        made: Json = {"text": line.text, "language": line.language, "seconds": round(line.seconds, 4)}
        if slots:
            self._digits[line.language] = None
            made["slots"] = slots
            made["rate"] = _rate(phone, line.language)
        told = {key: round(seconds, 4) for key, seconds in line.told.items() if key in KEYS} if heard else {}
        if told:
            made["told"] = told
        if told and slots:
            ends = {offer.key: offer.end for offer in reversed(announced(line.text, line.language))}
            made["before"] = {key: len(SLOT.findall(line.text[: ends[key]])) for key in told}
        self._lines.append(made)
        return len(self._lines) - 1


def _is_filled(station: Station, kind: str, language: str, name: str) -> bool:
    """Does a value of the call take the slot's place? Not in a recording."""
    return _PROBE in station.line(kind, language, {name: _PROBE}).text


def _rate(phone: Phone, language: str) -> float:
    """Seconds that a letter takes."""
    return SECONDS_A_CHARACTER * MEASURED_RATE / phone.flow.pace(language)


@cache
def _letters(language: str) -> Json:
    """How many letters the numbers from 0 to 999 have, and those of so many thousands before what follows them."""
    units = [_count(str(number), language) for number in range(1000)]
    return {"units": units, "thousands": [0, *(_count(f"{number}000", language) for number in range(1, 1000))]}


def _count(number: str, language: str) -> int:
    return len(spelled(number, language).replace(" ", ""))
