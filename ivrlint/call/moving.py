"""How a call moves: along a way, to a station, into a flow that another one runs."""

from collections.abc import Callable

from ivrlint.call.after import hang_up
from ivrlint.call.asking import ask
from ivrlint.call.phone import Station, Way
from ivrlint.call.reasons import broken, goes_round
from ivrlint.call.state import QUIET, Frame, Mark
from ivrlint.call.walk import Walk

_new = tuple.__new__  # as in walk


def follow(walk: Walk, way: Way) -> Way | None:
    """Take a way; returns the next one where the call does not stop at its end."""
    if way.sets is not None:
        walk.fields = {**walk.fields, **way.sets}
    if way.language is not None:
        walk.language = way.language
    turn, target = way.turn, way.target
    if turn == "go" and target is not None:
        walk.fresh()
        return _arrive(walk, target, way)
    if turn == "hangup":
        walk.heard.append(way)
        return hang_up(walk)
    if turn == "repeat":
        return _arrive(walk, walk.station, way)
    if turn == "back":
        return _back(walk, way)
    if turn == "start":
        return _start(walk, way)
    walk.heard.append(way)
    walk.end("lost", reason=way.reason)
    return None


def _back(walk: Walk, way: Way) -> Way | None:
    menus = walk.menus
    if menus and menus[-1] is walk.station:
        menus = menus[:-1]
    if not menus:
        return _arrive(walk, walk.station, way.to(walk.station))
    walk.menus = menus
    walk.fresh()
    return _arrive(walk, menus[-1], way.to(menus[-1]))


def _start(walk: Walk, way: Way) -> Way | None:
    entry = walk.station.phone.entry() if walk.frames else walk.caller.entry
    walk.menus = ()
    walk.fresh()
    if entry is None or entry.target is None:
        return entry
    return _arrive(walk, entry.target, way.to(entry.target))


def _arrive(walk: Walk, station: Station, way: Way) -> Way | None:
    walk.heard.append(way)
    walk.station = station
    walk.entry = walk.asking = ""
    walk.line, walk.left = QUIET, 0.0
    if station in walk.seen and _been_here(walk, station):
        walk.end("lost", reason=goes_round(station.node))
        return None
    walk.seen += (station,)
    walk.marks += (_new(Mark, (station, len(walk.menus), walk.fields, walk.frames, walk.silences, walk.misses)),)
    return _BEGIN[station.kind](walk, station)


def _been_here(walk: Walk, station: Station) -> bool:
    """Has the call been here in the same state since the caller last did something?

    More menus behind it than then, or more flows that wait, makes no difference: the call never
    went back behind that point, so it will come round once more.
    """
    for mark in walk.marks:
        if mark.station is station and mark.fields == walk.fields:
            deeper = len(walk.frames) > len(mark.frames) and walk.frames[: len(mark.frames)] == mark.frames
            same = (
                walk.frames == mark.frames
                and len(walk.menus) >= mark.depth
                and (walk.silences, walk.misses) == (mark.silences, mark.misses)
            )
            if deeper or same:
                return True
    return False


# Stations


def _menu(walk: Walk, station: Station) -> None:
    if not walk.menus or walk.menus[-1] is not station:
        walk.menus += (station,)
    kind = "prompt"
    if station.returns:
        kind = "return" if station in walk.known else "prompt"
        walk.known |= {station}
    ask(walk, kind)


def _input(walk: Walk, station: Station) -> None:
    del station
    ask(walk, "prompt")


def _message(walk: Walk, station: Station) -> Way | None:
    if station.sets is not None:
        walk.fields = {**walk.fields, **station.sets}
    return _speak(walk, station)


def _speak(walk: Walk, station: Station) -> Way | None:
    line = station.line("prompt", walk.language, walk.fields)
    if line.text or line.seconds:
        walk.say(line)
    walk.phase = "speaking"
    return None


def _branch(walk: Walk, station: Station) -> Way | None:
    case = station.phone.case(station, walk.caller.began + walk.clock, walk.fields)
    if case is None:
        walk.phase = "asking"
        return None
    return station.cases.get(case) or station.phone.no_case(station, case)


def _flow(walk: Walk, station: Station) -> Way | None:
    phone = station.phone.sub(station)
    if phone is None:
        return station.phone.no_flow(station)
    walk.frames += (Frame(station, walk.menus),)
    walk.menus = ()
    return phone.entry()


def _broken(walk: Walk, station: Station) -> Way | None:
    walk.end("lost", reason=broken(station.node))
    return None


_BEGIN: dict[str, Callable[[Walk, Station], Way | None]] = {
    "message": _message,
    "menu": _menu,
    "input": _input,
    "branch": _branch,
    "lookup": _speak,
    "transfer": _speak,
    "voicemail": _speak,
    "callback": _speak,
    "flow": _flow,
    "hangup": _speak,
    "broken": _broken,
}
