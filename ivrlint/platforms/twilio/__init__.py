"""Twilio Studio's flows, as exported or as the API hands them out."""

from collections.abc import Iterable, Mapping

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece, Scalar
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import grow, inner, word
from ivrlint.platforms.twilio.nodes import Nodes
from ivrlint.platforms.twilio.widget import OUTGOING, Way, Widget, answered, widgets

NAME = "twilio-studio"
_TRIGGER = "trigger"
_CALLS = ("incomingCall", "incomingRequest", "incomingParent")  # in the order in which they are asked for
_MESSAGES = ("incomingMessage", "incomingConversationMessage")


def read(source: Source) -> Reading:
    """Read a flow. What is wrong with the file stands among the problems."""
    draft = Draft(NAME, source)
    tree = grow(source)
    draft.problems += tree.problems
    root, name = _unwrapped(tree.root, draft)
    if root is None:
        return draft.nothing(
            tree.root or Place(source, 0, 0),
            say("this is no flow of Twilio Studio: it has no `states`"),
            say("export the flow again, from the trigger widget or with `twilio api:studio:v2:flows:fetch`"),
        )
    found = {widget.key: widget for widget in widgets(root, draft)}
    trigger = found.get(word(root.get("initial_state")) or "") or next(
        (widget for widget in found.values() if widget.type == _TRIGGER), None
    )
    heard, elsewhere = _of_calls(found, trigger)
    draft.blocks += trigger is not None
    heard = _answered(heard, trigger, draft)
    nodes = Nodes(draft, heard)
    nodes.add_all()
    start = _start(trigger, nodes, root)
    if trigger and elsewhere:
        draft.loss(
            "left out",
            trigger.type,
            say(
                "{number} widgets are for text messages only: nothing of them is heard on the phone",
                number=len(elsewhere),
            ),
            trigger.name,
        )
    languages = tuple(dict.fromkeys(nodes.languages))
    return draft.reading(start, name=name, languages=languages, recorded=nodes.recorded or None, place=root)


def _unwrapped(root: Piece | None, draft: Draft) -> tuple[Tree | None, str | None]:
    """The flow itself, out of what the API wraps around it, and its name."""
    name = None
    if isinstance(root, Tree) and not root.get("states"):
        name = word(root.get("friendly_name")) or word(root.get("friendlyName"))
        root = root.get("definition") or root.get("flow")
        if isinstance(root, Scalar) and not root.plain:
            inside = inner(root)
            draft.problems += inside.problems
            root = inside.root
    return (root if isinstance(root, Tree) and root.get("states") else None), name


def _of_calls(found: Mapping[str, Widget], trigger: Widget | None) -> tuple[dict[str, Widget], set[str]]:
    """The widgets without the trigger and without those that only text messages come to; the names of the latter.

    A flow that nothing but messages come to keeps them all.
    """
    rest = {key: widget for key, widget in found.items() if widget is not trigger and widget.type != _TRIGGER}
    if trigger is None:
        return rest, set()
    for_messages = _reached(rest, (way.to for way in trigger.ways if way.event in _MESSAGES))
    for_calls = _reached(rest, (way.to for way in trigger.ways if way.event not in _MESSAGES))
    if not for_calls:
        return rest, set()
    elsewhere = for_messages - for_calls
    return {key: widget for key, widget in rest.items() if key not in elsewhere}, elsewhere


def _answered(heard: dict[str, Widget], trigger: Widget | None, draft: Draft) -> dict[str, Widget]:
    """The widgets without what comes only when nobody has answered a call that the flow makes."""
    calls = [widget for widget in heard.values() if widget.type in OUTGOING]
    if not calls:
        return heard
    talking = {key: answered(widget) for key, widget in heard.items()}
    first = [way.to for way in trigger.ways] if trigger else list(heard)[:1]
    silent = _reached(heard, first) - _reached(talking, first)
    if silent:
        message = say("{number} widgets come only when nobody has answered: no caller hears them", number=len(silent))
        draft.loss("left out", calls[0].type, message, calls[0].name)
    return {key: widget for key, widget in talking.items() if key not in silent}


def _reached(found: Mapping[str, Widget], first: Iterable[str | None]) -> set[str]:
    reached: set[str] = set()
    waiting = list(first)
    while waiting:
        key = waiting.pop()
        if key is not None and key in found and key not in reached:
            reached.add(key)
            waiting += [way.to for way in found[key].ways]
    return reached


def _start(trigger: Widget | None, nodes: Nodes, root: Tree) -> dict[str | None, Target]:
    """Where calls begin; where only text messages come, where these begin; a hang-up where nothing is connected."""
    if trigger is None:
        initial = root.get("initial_state")
        return {None: nodes.target(word(initial) or "", initial)} if initial is not None and word(initial) else {}
    entries = _entries(trigger, _CALLS)
    if not entries:
        entries = _entries(trigger, _MESSAGES)
        nodes.draft.call = not entries
    if not entries:
        id_ = nodes.draft.id(trigger.key)
        nodes.draft.add(model.Hangup(id=id_, place=trigger.place, name=trigger.name), trigger.type)
        return {None: Target(id_, trigger.name)}
    several = len(entries) > 1
    return {way.event if several else None: nodes.target(way.to or "", way.place) for way in entries}


def _entries(trigger: Widget, events: Iterable[str]) -> list[Way]:
    """The connected ways of the trigger, one for each widget where they lead."""
    ways = [way for event in events if (way := trigger.way(event))]
    return list({way.to: way for way in reversed(ways)}.values())[::-1]
