"""One of two flows that are compared: its stations that calls come to, and when calls can be there."""

from collections.abc import Iterator

from ivrlint.call.compare.calendar import Calendar, Moments
from ivrlint.call.compare.content import Content, Terms
from ivrlint.call.phone import Phone, Station, Way
from ivrlint.flow import model
from ivrlint.flow.calendar import Hours


class Side:
    """A flow with what callers experience at each station, those of the flows that it runs included."""

    def __init__(self, phone: Phone, calendar: Calendar, terms: Terms) -> None:
        self.phone = phone
        self.calendar = calendar
        self._terms = terms
        self._contents: dict[Station, Content] = {}
        self.when = self._reached()

    def content(self, station: Station) -> Content:
        """What callers experience at a station."""
        found = self._contents.get(station)
        if found is None:
            found = self._contents[station] = Content(station, self._terms)
        return found

    def _reached(self) -> dict[Station, Moments]:
        """Each station that calls come to, nearest first, and the moments at which they can."""
        when: dict[Station, Moments] = {}
        queue = [(way, self.calendar.always) for way in self.phone.entries.values()]
        for way, moments in queue:  # grows while it is walked
            station = way.target
            if station is None or way.turn in ("lost", "hangup"):
                continue
            known = when.get(station, 0)
            if moments | known != known:
                when[station] = moments | known
                queue += [(on, moments & self.held(on)) for on in ways_on(station)]
        return when

    def held(self, way: Way) -> Moments:
        """The moments at which a way can be taken, as far as opening hours decide."""
        owner = way.owner
        hours = hours_of(owner) if owner is not None else None
        if hours is None or way.edge.kind != "case":
            return self.calendar.always
        is_open = self.calendar.open(hours)
        return is_open if way.edge.key == "open" else self.calendar.always & ~is_open


def hours_of(station: Station) -> Hours | None:
    """The opening hours by which a station decides."""
    node = station.node
    name = node.hours if isinstance(node, model.Branch) else None
    return station.phone.flow.hours.get(name) if name else None


def ways_on(station: Station) -> Iterator[Way]:
    """All ways on from a station, into a flow that it runs, too."""
    yield from station.keys.values()
    yield from station.cases.values()
    yield from station.outcomes.values()
    for way in (station.next, station.entered, station.dial, station.no_input, station.no_match):
        if way is not None:
            yield way
    phone = station.phone.sub(station) if station.kind == "flow" else None
    if phone is not None:
        yield phone.entry()
