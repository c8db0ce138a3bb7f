"""Compares two flows as their callers experience them."""

from collections.abc import Iterator

from ivrlint.call.compare.calendar import Calendar
from ivrlint.call.compare.change import GROUPS, Change, Comparison
from ivrlint.call.compare.content import Terms
from ivrlint.call.compare.ends import Ends
from ivrlint.call.compare.matching import Matching
from ivrlint.call.compare.side import Side
from ivrlint.call.compare.tell import Telling
from ivrlint.call.compare.texts import facts, texts
from ivrlint.call.compare.walk import Chosen, Diverged, Heard, Met, Walk
from ivrlint.call.compare.whole import whole
from ivrlint.call.given import phones
from ivrlint.call.phone import Phone, Station
from ivrlint.call.search import tested_fields


def compare(old: Phone, new: Phone) -> Comparison:
    """What changed for callers from one flow to another. No change means that they notice nothing.

    Ids, the order of nodes and what no call comes to do not count; neither does how often callers hear the same thing
    before a call that goes round and round drops. What fields of a call hold is not followed: a branch on a field is
    taken to go any way.
    """
    languages = tuple(language for language in new.flow.languages if language in old.flow.languages)
    terms = Terms(languages, frozenset((*tested_fields(old), *tested_fields(new))), {})
    calendar = Calendar(hours for phone in (old, new) for part in phones(phone) for hours in part.flow.hours.values())
    before, after = Side(old, calendar, terms), Side(new, calendar, terms)
    pairs = Matching(before, after).run()
    changes = list(_changes(before, after, pairs, languages))
    changes.sort(key=lambda change: GROUPS.index(change.group))
    named = {one.id: other.id for one, other in pairs.items() if one.phone is old and other.phone is new}
    return Comparison(tuple(changes), named)


def _changes(before: Side, after: Side, pairs: dict[Station, Station], languages: tuple[str, ...]) -> Iterator[Change]:
    seen = list(Walk(before, after, pairs).run())
    telling = Telling(before, after)
    met = [each for each in seen if isinstance(each, Met)]
    ends = Ends(before, after, pairs)
    yield from ends.gained_and_lost()
    yield from telling.diverged(each for each in seen if isinstance(each, Diverged))
    yield from ends.lengths()
    yield from texts(met, before, after, languages)
    yield from telling.heard(each for each in seen if isinstance(each, Heard))
    yield from facts(met, before, after)
    yield from telling.chosen(each for each in seen if isinstance(each, Chosen))
    yield from whole(before.phone.flow, after.phone.flow)
