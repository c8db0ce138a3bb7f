"""The kinds of single values: words, numbers, durations, dates, time zones, keys of the phone."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ivrlint.flow.kinds import Json, Kind, Word, shown
from ivrlint.flow.model import Duration
from ivrlint.flow.tree import Piece, Scalar
from ivrlint.message import Message, say

if TYPE_CHECKING:
    from ivrlint.flow.complaints import Complaints


def _some(value: str) -> str | None:
    return value.strip() or None


def _named(value: str) -> str | None:
    return None if "\0" in value else _some(value)  # names of files, too


def _pattern(pattern: str) -> Callable[[str], str | None]:
    match = re.compile(pattern).fullmatch
    return lambda value: value if match(value) else None


def _boolean(value: str) -> bool | None:
    return {"true": True, "false": False}.get(value)


_TRUE = frozenset({"yes", "on", "sí", "si", "1", "true"})
_FALSE = frozenset({"no", "off", "0", "false"})


def _meant_boolean(value: str) -> str | None:
    return "true" if value.lower() in _TRUE else "false" if value.lower() in _FALSE else None


def _boolean_hint(value: str) -> Message:
    meant = _meant_boolean(value)
    return say("write `{meant}`", meant=meant) if meant else say("write `true` or `false`")


def _whole(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,9}", value) else None


def _share(value: str) -> float | None:
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?) ?%", value)
    return float(match[1]) / 100 if match and float(match[1]) <= 100 else None  # noqa: PLR2004 - per cent


def _digits(value: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", value)
    if not match:
        return None
    low, high = int(match[1]), int(match[2] or match[1])
    return (low, high) if 1 <= low <= high else None


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == len("2026-11-01") else None
    except ValueError:
        return None


def _zone(value: str) -> str | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return value


def _zone_hint(value: str) -> Message:
    from zoneinfo import available_timezones

    from ivrlint.flow.suggest import closest

    zones = sorted(available_timezones())
    last = {zone.rsplit("/", 1)[-1]: zone for zone in reversed(zones)}
    near = closest(value, zones) or last.get(closest(value.rsplit("/", 1)[-1], list(last)) or "")
    return say("did you mean `{near}`?", near=near) if near else say("write an IANA name such as `Europe/Madrid`")


text = Word(say("a text"), _some, {"type": "string"})
name = Word(say("a name"), _named, {"type": "string"})
version = Word(
    say("version 1 of this format"), lambda value: 1 if value == "1" else None, {"const": 1}, say("write `ivr: 1`")
)
boolean = Word(say("true or false"), _boolean, {"type": "boolean"}, _boolean_hint, _meant_boolean)
whole = Word(say("a whole number"), _whole, {"type": "integer", "minimum": 0}, say("write digits only, as in `3`"))
count = Word(
    say("a whole number from 1"),
    lambda value: _whole(value) or None,
    {"type": "integer", "minimum": 1},
    say("write digits only, as in `3`"),
)
share = Word(
    say("a share in per cent"),
    _share,
    {"type": "string", "pattern": r"^\d{1,3}(\.\d+)? ?%$"},
    lambda value: say("did you mean `{value}%`?", value=value) if value.isdigit() else say("write it as in `30%`"),
    lambda value: f"{value}%",
)
digits = Word(
    say("a number of digits"),
    _digits,
    {"type": ["integer", "string"], "pattern": r"^\d+(-\d+)?$"},
    say("write `8`, or `4-10` for four to ten digits"),
)
day = Word(say("a date"), _date, {"type": "string", "format": "date"}, say("write it as in `2026-11-01`"))
zone = Word(say("a known time zone"), _zone, {"type": "string", "examples": ["Europe/Madrid"]}, _zone_hint)
_NAMES = {
    **dict.fromkeys(("español", "espanol", "castellano", "spanish"), "es"),
    **dict.fromkeys(("inglés", "ingles", "english"), "en"),
    **dict.fromkeys(("catalán", "català", "catalan"), "ca"),
}


def named_language(name: str) -> str | None:
    """The tag of a language that is called by its name."""
    return _NAMES.get(name.lower())


language = Word(
    say("a language tag"),
    _pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    lambda value: (
        say("did you mean `{tag}`?", tag=tag)
        if (tag := named_language(value))
        else say("write a BCP 47 tag such as `es`, `en` or `es-MX`")
    ),
    named_language,
)
country = Word(
    say("a country code"),
    _pattern("[A-Z]{2}"),
    {"type": "string", "pattern": "^[A-Z]{2}$"},
    lambda value: (
        say("did you mean `{value}`?", value=value.upper())
        if re.fullmatch("[A-Za-z]{2}", value)
        else say("write two capital letters such as `ES` (ISO 3166)")
    ),
    str.upper,
)
_PHONE = r"\+?[0-9][0-9 .()/-]{0,24}|\{\w+\}"
phone = Word(
    say("a phone number"),
    _pattern(_PHONE),
    {"type": ["string", "integer"]},
    say('write digits, with `+` and the country code in front, in quotes, or a field such as "{{extension}}"'),
)
line = Word(
    say("a phone number or the name of a line"),
    _pattern(rf"{_PHONE}|[^\W\d_][\w-]*"),
    {"type": ["string", "integer"]},
    say("write digits, with `+` and the country code in front, in quotes, or a name of letters, digits, `-` and `_`"),
)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "wh": 3600.0, "wd": 8 * 3600.0}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d|wh|wd)")


class DurationKind(Kind):
    """`500ms`, `6s`, `3m`, `4h`, `2d`, and in working time `4wh`, `1wd`."""

    says = say("a duration")

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Duration | None:
        if not isinstance(piece, Scalar):
            reader.wrong_type(piece, self.says)
            return None
        match = _DURATION.fullmatch(piece.value)
        if match:
            return Duration(float(match[1]) * _UNITS[match[2]], match[2] in ("wh", "wd"), piece.value, piece)
        compact = piece.value.replace(" ", "").lower()
        meant = compact if _DURATION.fullmatch(compact) else None
        if compact.isdigit():
            help_ = say("did you mean `{value}s`?", value=compact)
        elif meant:
            help_ = say("did you mean `{value}`?", value=compact)
        else:
            help_ = say("write it as in `500ms`, `6s`, `3m`, `4h`, `2d`, or in working time `4wh`, `1wd`")
        reader.report(piece, say("{value} is not {what}", value=shown(piece.value), what=self.says), help_, meant)
        return None

    def schema(self) -> Json:
        return {"type": "string", "pattern": f"^{_DURATION.pattern}$", "examples": ["6s"]}


duration = DurationKind()
