"""The world of a call as a command line or a calls file gives it, checked against the flow."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from typing import NamedTuple

from ivrlint.call.phone import ANSWERED, Phone
from ivrlint.call.world import WAITING
from ivrlint.flow import model
from ivrlint.flow.suggest import closest
from ivrlint.message import Message, say

QUEUE_OUTCOMES = (ANSWERED, WAITING, "closed", "full", "timeout", "busy", "no_answer", "failed")


class UnusableError(ValueError):
    """Something given that means nothing in this flow; carries what to say and what to write instead."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


class Names(NamedTuple):
    """What can be given in a flow and in those that it runs."""

    services: frozenset[str]
    queues: frozenset[str]
    splits: frozenset[str]
    nodes: frozenset[str]
    paths: frozenset[str]  # nodes of this flow and of those that it runs
    languages: frozenset[str]
    outcomes: Mapping[str, frozenset[str]]  # of each service, queue and split


def names(phone: Phone) -> Names:
    """What can be given on this phone."""
    services: set[str] = set()
    queues: set[str] = set()
    splits: set[str] = set()
    outcomes: dict[str, set[str]] = {}
    for part in phones(phone):
        for id_, station in part.stations.items():
            match station.node:
                case model.Lookup(service=service):
                    known = {id_, service or id_}
                    services |= known
                    written = {*station.outcomes, "error"}
                case model.Transfer():
                    known = {id_, station.goal or id_}
                    queues |= known
                    written = {*station.outcomes, *QUEUE_OUTCOMES}
                case model.Branch(hours=None, field=None):
                    known = {id_}
                    splits |= known
                    written = set(station.cases)
                case _:
                    continue
            for name in known:
                outcomes.setdefault(name, set()).update(written)
    return Names(
        frozenset(services),
        frozenset(queues),
        frozenset(splits),
        frozenset(phone.stations),
        frozenset(id_ for part in phones(phone) for id_ in part.stations),
        frozenset(phone.flow.languages),
        {name: frozenset(known) for name, known in outcomes.items()},
    )


def phones(phone: Phone) -> list[Phone]:
    """This phone and those of the flows that it runs, each once."""
    found = [phone]
    for part in found:
        for station in part.stations.values():
            sub = part.sub(station) if station.kind == "flow" else None
            if sub is not None and all(other.flow.source.file != sub.flow.source.file for other in found):
                found.append(sub)
    return found


_NONE = {
    "language": say("this flow has no language `{name}`"),
    "node": say("this flow has no node `{name}`"),
    "number": say("this flow has no number `{name}`"),
    "queue": say("this flow has no queue `{name}`"),
    "service": say("this flow has no service `{name}`"),
    "split": say("this flow has no split `{name}`"),
}


def check(given: Iterable[str], known: frozenset[str], what: str) -> Iterator[UnusableError]:
    """A complaint for each name that the flow does not know; `what` is their kind."""
    for name in given:
        if name not in known:
            yield UnusableError(say(_NONE[what], name=name), suggestion(name, known))


def check_outcomes(given: Mapping[str, str], known: Names) -> Iterator[UnusableError]:
    """A complaint for each outcome that cannot come up."""
    for name, outcome in given.items():
        possible = known.outcomes.get(name)
        if possible is not None and outcome not in possible:
            yield UnusableError(
                say("`{name}` has no outcome `{outcome}`", name=name, outcome=outcome), suggestion(outcome, possible)
            )


def suggestion(word: str, known: Iterable[str]) -> Message | None:
    """What was probably meant, or what there is."""
    known = sorted(known)
    near = closest(word, known)
    if near:
        return say("did you mean `{near}`?", near=near)
    return say("known are {names}", names=", ".join(known[:12])) if known else None


def moment(text: str) -> datetime:
    """A date and time as written. Raises UnusableError."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or found.year in (MINYEAR, MAXYEAR):  # the clock of another zone would leave the calendar
        raise UnusableError(say("`{text}` is not a date and time", text=text), say("write it as in `2026-12-25T10:00`"))
    return found
