"""Which station of the new flow each station of the old one became, by what callers experience; ids do not count."""

from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice

from ivrlint.call.compare.content import alike
from ivrlint.call.compare.events import Event, behind, events
from ivrlint.call.compare.side import Side
from ivrlint.call.phone import Station

_SURE, _LIKELY, _POSSIBLE = 0.8, 0.5, 0.6  # of the words in common: anywhere, at the same key, anywhere at last
_COMMON = 40  # a word of more stations than that tells none of them
_AHEAD = 4  # messages that may have come in between


class Matching:
    """Finds pairs, the most certain ones first, in time linear in the flows."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self.pairs: dict[Station, Station] = {}
        self._taken: set[Station] = set()
        self._goals = {side: {side.content(station).goal for station in side.when} for side in (old, new)}

    def run(self) -> dict[Station, Station]:
        """Old station -> new station."""
        self._unique()
        self._by_words(_SURE)
        self._spread(_LIKELY)
        self._by_words(_POSSIBLE)
        self._spread(0.0)
        return self.pairs

    def _pair(self, old: Station, new: Station) -> None:
        self.pairs[old] = new
        self._taken.add(new)

    def _may_pair(self, old: Station, new: Station) -> bool:
        if old.kind != new.kind or old in self.pairs or new in self._taken:
            return False
        before, after = self._old.content(old).goal, self._new.content(new).goal
        # Another team is another place, unless it is the same team under another name.
        return before == after or not (before in self._goals[self._new] or after in self._goals[self._old])

    def _unique(self) -> None:
        """Stations with words that stand once in either flow, and have not changed."""
        once = []
        for side in (self._old, self._new):
            contents = [(side.content(station), station) for station in side.when]
            count = Counter(content.number for content, _ in contents)
            once.append({c.number: station for c, station in contents if c.words and count[c.number] == 1})
        for number, old in once[0].items():
            if number in once[1]:
                self._pair(old, once[1][number])

    def _spread(self, least: float) -> None:
        """Stations to which the same keys lead from stations that are paired."""
        queue = deque(self.pairs.items())
        for event in self._entries():
            queue += self._led_to(event, least)
        while queue:
            old, new = queue.popleft()
            for event in events(old, new, self._old, self._new):
                queue += self._led_to(event, least)

    def _entries(self) -> Iterator[Event]:
        for number in {**self._old.phone.entries, **self._new.phone.entries}:
            old, new = self._old.phone.entry(number), self._new.phone.entry(number)
            if old.target and new.target:
                yield Event(old.target, new.target, None)

    def _led_to(self, event: Event, least: float) -> Iterator[tuple[Station, Station]]:
        """The first two stations ahead that can be paired."""
        for old in _ahead(event.old, self._old):
            for new in _ahead(event.new, self._new):
                if self._may_pair(old, new) and alike(self._old.content(old), self._new.content(new)) >= least:
                    self._pair(old, new)
                    yield old, new
                    return

    def _by_words(self, least: float) -> None:
        """Stations whose words are more like each other's than like any other station's."""
        holding: dict[tuple[str, str], list[Station]] = {}
        for new in self._new.when:
            if new not in self._taken:
                for word in self._new.content(new).words:
                    holding.setdefault((new.kind, word), []).append(new)
        found = []
        for old in self._old.when:
            if old not in self.pairs:
                best = self._best(old, holding)
                if best is not None and best[0] >= least:
                    found.append((*best, old))
        for _, new, old in sorted(found, key=lambda item: -item[0]):
            if self._may_pair(old, new):
                self._pair(old, new)

    def _best(self, old: Station, holding: dict[tuple[str, str], list[Station]]) -> tuple[float, Station] | None:
        """The likest station; None where there is none, or where there are two."""
        content = self._old.content(old)
        lists = (holding.get((old.kind, word), []) for word in sorted(content.words))
        candidates = dict.fromkeys(new for some in lists if len(some) <= _COMMON for new in some)
        ranked = sorted(
            ((alike(content, self._new.content(new)), new) for new in candidates if self._may_pair(old, new)),
            key=lambda item: -item[0],
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0]


def _ahead(spot: Station | str, side: Side) -> Iterator[Station]:
    """A station, and those behind it as long as callers only listen."""
    return islice(_heard(spot, side), _AHEAD)


def _heard(spot: Station | str, side: Side) -> Iterator[Station]:
    while isinstance(spot, Station):
        yield spot
        if spot.kind != "message":
            return
        spot = behind(spot, side)
