"""Opening hours as they are written: days, ranges of days and dates -> spans of minutes."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ivrlint.flow.calendar import Days, Hours, Span
from ivrlint.flow.kinds import Json, Kind
from ivrlint.flow.suggest import closest
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.complaints import Complaints

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_PATTERN = rf"^(({'|'.join(DAYS)})(-({'|'.join(DAYS)}))?|\d{{4}}-\d\d-\d\d)$"
SPAN_PATTERN = r"^(closed|([01]?\d|2[0-3]):[0-5]\d-(([01]?\d|2[0-3]):[0-5]\d|24:00))$"
_SPAN = re.compile(r"(\d\d?):(\d\d) ?[-–] ?(\d\d?):(\d\d)")
_TIME = r"(\d\d?)(?:[:.](\d\d))? ?(am|pm|h|hs|hrs)?"
_ALMOST = re.compile(rf"(?:de )?{_TIME} ?(?:-|–|a|to|hasta) ?(?:las )?{_TIME}", re.IGNORECASE)
_IN_SPANISH = {
    "lun": "mon",
    "mar": "tue",
    "mié": "wed",
    "mie": "wed",
    "jue": "thu",
    "vie": "fri",
    "sáb": "sat",
    "sab": "sat",
    "dom": "sun",
}
_END = 24 * 60


class WeekKind(Kind):
    """Opening hours: days or dates to spans of time, or `closed`."""

    says = say("days with their opening times")

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        if not isinstance(piece, Mapping):
            return reader.wrong_type(piece, self.says)
        return read_week(piece, reader, hangs_on)

    def schema(self) -> Json:
        return {"$ref": "#/$defs/week"}


def read_week(piece: Mapping, reader: "Complaints", name: str) -> Hours:
    """The hours that `piece` describes; what cannot be read is reported, and guessed where that is safe."""
    week: list[tuple[Span, ...]] = [()] * 7
    dates: dict[date, tuple[Span, ...]] = {}
    written: list[Days] = []
    reader.no_duplicates(piece)
    for key, value in piece.pairs:
        if key.value.startswith("x-"):
            continue
        days = _days(key.value)
        if days is None:
            days = _report_day(key, reader)
        spans = _spans(value, reader)
        weekdays = () if days is None or isinstance(days, date) else tuple(days)
        written.append(Days(key.value, key, weekdays, spans))
        if isinstance(days, date):
            dates[days] = spans
        for day in weekdays:
            week[day] = spans
    return Hours(name, piece, tuple(week), dates, tuple(written))


def _days(word: str) -> date | list[int] | None:
    first, dash, last = word.strip().lower().partition("-")
    if first in DAYS and (last in DAYS or not dash):
        start, end = DAYS.index(first), DAYS.index(last or first)
        return [(start + step) % 7 for step in range((end - start) % 7 + 1)]
    try:
        return date.fromisoformat(word) if len(word) == len("2026-12-25") else None
    except ValueError:
        return None


def _report_day(key: Scalar, reader: "Complaints") -> date | list[int] | None:
    """Say that this is no day; what it probably means, so that nothing else looks wrong for it."""
    first, dash, last = key.value.strip().lower().replace("–", "-").partition("-")
    near = [_near_day(word.strip()) for word in ((first, last) if dash else (first,))]
    meant = "-".join(day for day in near if day) if all(near) else ""
    help_ = (
        say("did you mean `{day}`?", day=meant)
        if meant
        else say("write `mon`, `mon-fri`, or a date such as `2026-12-25`")
    )
    reader.report(key, say("`{day}` is neither a day nor a date", day=key.value), help_)
    return _days(meant)


def _near_day(word: str) -> str | None:
    return _IN_SPANISH.get(word[:3]) or closest(word[:3], DAYS)


def _spans(value: Piece, reader: "Complaints") -> tuple[Span, ...]:
    if isinstance(value, Scalar) and value.value.strip().lower() == "closed":
        return ()
    items = value.items if isinstance(value, Sequence) else [value]
    spans = (_span(item, reader) for item in items)
    return tuple(span for span in spans if span is not None)


def _span(piece: Piece, reader: "Complaints") -> Span | None:
    match = _SPAN.fullmatch(piece.value.strip()) if isinstance(piece, Scalar) else None
    if match is None:
        written = piece.value if isinstance(piece, Scalar) else ""
        meant = _meant(written)
        help_ = (
            say("did you mean `{span}`?", span=_shown(meant))
            if meant
            else say("write it as in `09:00-18:00`, several as in `[09:00-14:00, 16:00-19:00]`, or `closed`")
        )
        reader.report(piece, say("`{value}` is not a time range", value=written), help_)
        return meant
    hour, minute, end_hour, end_minute = map(int, match.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or start >= _END or end > _END:  # noqa: PLR2004 - minutes of an hour
        reader.report(piece, say("`{value}` is not a time of day", value=match[0]), say("hours go from 00:00 to 24:00"))
        return None
    if end <= start:
        reader.report(
            piece,
            say("`{value}` ends before it begins", value=match[0]),
            say(
                "a span past midnight is two spans: `{start}-24:00` on this day, `00:00-{end}` on the next",
                start=f"{hour:02}:{minute:02}",
                end=f"{end_hour:02}:{end_minute:02}",
            ),
        )
        return None
    return start, end


def _meant(written: str) -> Span | None:
    """`9-18`, `9h a 18h`, `9am-6pm`: the span that somebody probably meant."""
    match = _ALMOST.fullmatch(written.strip())
    if match is None:
        return None
    hour, minute, half, end_hour, end_minute, end_half = match.groups()
    start, end = _minute(hour, minute, half), _minute(end_hour, end_minute, end_half)
    return (start, end) if start < end <= _END else None


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    hours = int(hour)
    if half and half.lower() in ("am", "pm"):
        hours = hours % 12 + 12 * (half.lower() == "pm")
    return hours * 60 + int(minute or 0)


def _shown(span: Span) -> str:
    return "-".join(f"{at // 60:02}:{at % 60:02}" for at in span)
