"""`gap-or-overlap`."""

from collections.abc import Iterator
from itertools import pairwise

from ivrlint.flow.calendar import Days
from ivrlint.lint.opening import clock
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message, say

_DAY = 24 * 60


@rule("hours", "error", sources=("seed002",))
def gap_or_overlap(study: Study, *, minutes: int = 5) -> Faults:
    """Opening hours overlap, are given twice for a day, or leave a gap of a few minutes.

    ## Why
    `00:00-23:59` closes the line for a minute every night, `09:00-13:59` for one at noon: whoever calls
    then is told to come back another day. And of two entries for the same day only the last one
    holds, whichever was meant.

    ## Wrong
    ```yaml
    hours: {office: {mon-fri: [09:00-14:00, 13:00-18:00]}}
    nodes:
      main: {type: branch, hours: office, cases: {open: advisers, closed: call_back}}
    ```

    ## Right
    ```yaml
    hours: {office: {mon-fri: 09:00-18:00}}
    nodes:
      main: {type: branch, hours: office, cases: {open: advisers, closed: call_back}}
    ```

    ## How to mend it
    Write each day once; let a span begin when the one before ends, or clearly later; the end of the day
    is `24:00`.
    """
    for hours in study.flow.hours.values():
        days: set[int] = set()
        for written in hours.written:
            if days & set(written.weekdays):
                yield Fault(
                    written.place,
                    say("`{day}` gives hours to a day that has some already; callers get only these", day=written.text),
                    say("write each day once"),
                )
            days |= set(written.weekdays)
            for message, help_, overlaps in _wrong(written, minutes):
                yield Fault(written.place, message, help_, None, None if overlaps else "warning")


def _wrong(days: Days, limit: int) -> Iterator[tuple[Message, Message, bool]]:
    """What is wrong with the spans of a day; the last of the three says that they overlap."""
    spans = sorted(days.spans)
    for (_, end), (start, _) in pairwise([*spans, (_DAY, _DAY)] if spans else []):
        between = {"day": days.text, "end": clock(end), "start": clock(start)}
        if start < end:
            yield (
                say("two spans of `{day}` overlap between {start} and {end}", **between),
                say("make one of them"),
                True,
            )
        elif 0 < start - end <= limit:
            told = say("on `{day}` callers find the line closed from {end} to {start}", **between)
            yield told, say("let the span before end at {start}", start=clock(start)), False
