"""A comparison says that something has changed if and only if some caller notices something."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.call.compare.frame import Json, changes, edited, noticed, renamed, spoken


@given(edited())
@settings(max_examples=80, deadline=None)
def test_where_nothing_is_told_no_caller_notices_anything(pair: tuple[Json, Json]) -> None:
    if not changes(*pair):
        assert noticed(*pair) is None


@given(spoken(), st.sampled_from(["", "zz"]))
@settings(max_examples=80, deadline=None)
def test_other_ids_and_another_order_of_nodes_are_no_change(flow: Json, mark: str) -> None:
    assert changes(flow, renamed(flow, mark)) == ()


@given(edited())
@settings(max_examples=80, deadline=None)
def test_what_is_told_does_not_depend_on_ids(pair: tuple[Json, Json]) -> None:
    old, new = pair
    told = [(change.group, change.sign, [str(way) for way in change.ways]) for change in changes(old, new)]
    again = [(change.group, change.sign, [str(way) for way in change.ways]) for change in changes(old, renamed(new))]
    assert told == again
