"""What Studio would refuse in a flow that somebody has written by hand."""

from collections.abc import Iterator

from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece, Scalar
from ivrlint.message import Message, say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import items, mappings, pairs, word
from ivrlint.platforms.refused import NO_SUCH_NAME, NO_SUCH_WAY, WRITE

WITHOUT_VALUE = frozenset({"is_blank", "is_not_blank"})
_PLATFORM = "Twilio Studio"
_SORTS = "split-based-on"
# Names of TwiML and of other engines for what Studio calls otherwise.
_MEANT = {
    "gather-input-on-call": {
        "num_digits": "number_of_digits",
        "numDigits": "number_of_digits",
        "finishOnKey": "finish_on_key",
        "gatherLanguage": "gather_language",
        "noInput": "timeout",
    },
    "trigger": {"incoming": "incomingCall"},
    "record-voicemail": {"maxLength": "max_length", "finishOnKey": "finish_on_key"},
}


def meant(type_: str, name: str) -> str:
    """What Studio calls an event or a property of a widget, where somebody has called it otherwise."""
    return _MEANT.get(type_, {}).get(name, name)


def tell(state: Tree, type_: str, draft: Draft) -> None:
    """Tell of the names in a widget that Studio does not know, and of the first way out that it would refuse."""
    for name, right in _names(state, type_):
        if right != name.value:
            draft.problem(name, say(NO_SUCH_NAME, platform=_PLATFORM, name=name.value), say(WRITE, name=right))
    for refused, help_ in _refused(state, type_):
        draft.problem(refused, say(NO_SUCH_WAY, platform=_PLATFORM), help_)
        break


def _names(state: Tree, type_: str) -> Iterator[tuple[Scalar, str]]:
    """The events and properties of a widget, with what Studio calls them."""
    for way in mappings(state.get("transitions")):
        event = way.get("event")
        if isinstance(event, Scalar):
            yield event, meant(type_, event.value)
    yield from ((name, meant(type_, name.value)) for name, _ in pairs(state.get("properties")))


def _refused(state: Tree, type_: str) -> Iterator[tuple[Piece, Message]]:
    for way in mappings(state.get("transitions")):
        if word(way.get("next")) and not word(way.get("event")):
            yield way, say(WRITE, name="event")
        for condition in items(way.get("conditions")):
            if type_ != _SORTS:
                event = word(way.get("event")) or ""
                yield condition, say("let `{event}` lead to a widget `split-based-on`, which compares", event=event)
            elif not _is_comparison(condition):
                yield condition, say("write `type`, `arguments` and `value`")


def _is_comparison(condition: Piece) -> bool:
    if not isinstance(condition, Tree):
        return False
    kind = word(condition.get("type"))
    return kind is not None and (condition.get("value") is not None or kind in WITHOUT_VALUE)
