"""Opening hours as messages tell them, and which of them hold where something is said."""

from collections.abc import Iterable

from ivrlint.flow.calendar import Hours, Span

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = range(5)


def clock(minutes: int) -> str:
    """Minutes since midnight as a flow file writes them."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes(time: str) -> int:
    """Minutes since midnight of a time as a flow file writes it."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute or 0)


def told(spans: Iterable[Span]) -> str:
    """Spans as a flow file writes them: `09:00-14:00, 16:00-19:00`; `closed` where there is none."""
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in spans) or "closed"


def week_told(hours: Hours) -> str:
    """A week as a flow file writes it: `mon-fri 09:00-18:00, sat 10:00-14:00`."""
    runs: list[tuple[int, int]] = []
    for day, spans in enumerate(hours.week):
        if runs and spans == hours.week[runs[-1][0]]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return (
        ", ".join(
            f"{DAYS[first]}{'-' + DAYS[last] if last > first else ''} {told(hours.week[first])}"
            for first, last in runs
            if hours.week[first]
        )
        or "closed"
    )
