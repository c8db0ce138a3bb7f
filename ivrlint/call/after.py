"""What follows when something has been spoken, answered or done, and how a call ends."""

from ivrlint.call.asking import CALLBACK_NUMBER, question
from ivrlint.call.phone import ANSWERED, Way
from ivrlint.call.reasons import no_return, nobody_to_call
from ivrlint.call.walk import Walk
from ivrlint.flow import model


def give_up(walk: Walk, failure: str) -> Way | None:
    """What follows the last attempt."""
    station = walk.station
    if station.kind == "callback":  # the promise stands, with the number that is known
        return promise(walk)
    return station.no_input if failure == "no_input" else station.no_match


def finished(walk: Walk) -> Way | None:
    """What follows when the words that are being spoken have come to their end."""
    walk.clock += walk.left
    walk.left = 0.0
    if walk.phase != "speaking":
        return None
    station = walk.station
    match station.kind:
        case "message":
            return station.next
        case "menu" | "input":
            walk.phase = "listening"
        case "lookup":
            walk.phase = "asking"
        case "transfer":
            walk.phase = "waiting"
        case "callback":
            return _after_callback(walk)
        case "voicemail":
            return _served(walk, "voicemail", _box(station.node))
        case "hangup":
            return hang_up(walk)
    return None


def _box(node: model.Node) -> str | None:
    return node.box if isinstance(node, model.Voicemail) else None


def held(walk: Walk) -> None:
    """Let a caller whom a queue holds hear what is said meanwhile."""
    line = walk.station.line("wait", walk.language, walk.fields)
    if line.text:
        walk.heard.append(line)


def outcome(walk: Walk, name: str, after: float) -> Way | None:
    """What follows an answer that comes `after` seconds from another system, a queue or a draw."""
    walk.clock += after
    station = walk.station
    if station.kind == "branch":
        return station.cases.get(name) or station.cases.get("else") or station.phone.no_case(station, name)
    outcomes = station.outcomes
    if station.kind == "lookup":
        return outcomes.get(name) or outcomes.get("error") or station.phone.no_outcome(station, name)
    if name == ANSWERED:
        walk.end("transfer", station.goal)
        return None
    return (
        outcomes.get(name)
        or outcomes.get("failed")
        or next(iter(outcomes.values()), None)
        or station.phone.no_outcome(station, name)
    )


def _after_callback(walk: Walk) -> Way | None:
    node = walk.station.node
    if walk.asking:  # a question that keys may not interrupt has been put
        walk.phase = "listening"
        return None
    if not isinstance(node, model.Callback) or not node.confirm_number:
        return promise(walk)
    walk.fresh()
    walk.asking = "number"
    if walk.caller.number:
        walk.asking = "confirm"
        walk.fields = {**walk.fields, CALLBACK_NUMBER: walk.caller.number}
    walk.ahead = ""
    question(walk)
    return None


def promise(walk: Walk) -> Way | None:
    """End a callback: to the number that the caller gave, or to their own."""
    number = walk.fields.get(CALLBACK_NUMBER) or walk.caller.number
    node = walk.station.node
    if not number:
        walk.end("lost", reason=nobody_to_call(node))
        return None
    walk.fields = {**walk.fields, CALLBACK_NUMBER: number}
    return _served(walk, "callback", node.queue if isinstance(node, model.Callback) else None)


def _served(walk: Walk, outcome_: str, target: str | None) -> Way | None:
    """The caller got a service that ends the call, even inside a sub-flow; a goodbye may follow."""
    walk.frames = ()
    way = walk.station.next
    if way is None or way.turn == "hangup":
        walk.end(outcome_, target)
        return None
    return way


def hang_up(walk: Walk) -> Way | None:
    """`hangup`: ends the call, or the sub-flow, which comes back to the flow that runs it."""
    if not walk.frames:
        walk.end("hangup")
        return None
    node = walk.station.node
    name = node.outcome if isinstance(node, model.Hangup) else None
    frame = walk.frames[-1]
    walk.frames = walk.frames[:-1]
    walk.menus = frame.menus
    walk.station = frame.station
    way = frame.station.outcomes.get(name) if name else None
    if way is None:
        way = frame.station.next
    if way is None or (way.turn == "lost" and way.edge.to is None):
        walk.end("lost", reason=no_return(frame.station.node, name))
        return None
    return way
