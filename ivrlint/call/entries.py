"""What a caller's keys and words come to at a station that listens."""

from ivrlint.call.after import give_up, promise
from ivrlint.call.asking import CALLBACK_NUMBER, ask, ask_again, question
from ivrlint.call.lines import MASK, Secret
from ivrlint.call.phone import Station, Way
from ivrlint.call.speech import understood
from ivrlint.call.state import Said
from ivrlint.call.walk import Walk
from ivrlint.flow import model

YES, NO = "1", "2"
_DIGITS = frozenset("0123456789")


def press_key(walk: Walk, key: str) -> Way | None:
    """One more key while the call listens; returns the way that it opens, None where it opens none yet."""
    walk.seen = walk.marks = ()
    if walk.asking == "confirm":
        return _confirm(walk, key)
    station, entry = walk.station, walk.entry + key
    if walk.entry and key == station.terminator and entry not in station.keys and entry not in station.spells:
        return conclude(walk, ended=True)
    walk.entry = entry
    return None if _may_go_on(walk, entry) else conclude(walk)


def _may_go_on(walk: Walk, entry: str) -> bool:
    """May more keys still belong to this entry?"""
    station = walk.station
    if walk.asking == "" and (entry in station.spells or len(entry) < station.waits_for):
        return True
    takes_digits = station.kind != "callback" or walk.asking == "number"
    return takes_digits and _DIGITS.issuperset(entry) and station.begins(entry)


def take_ahead(walk: Walk) -> Way | None:
    """Press the first of the keys that were pressed before the call listened."""
    key, walk.ahead = walk.ahead[0], walk.ahead[1:]
    walk.left = 0.0
    return press_key(walk, key)


def conclude(walk: Walk, *, ended: bool = False) -> Way | None:
    """Take the keys pressed so far as the whole entry; `ended`: the caller pressed a key that says so."""
    station, entry, walk.entry = walk.station, walk.entry, ""
    is_number = _DIGITS.issuperset(entry) and station.takes(entry)
    if walk.asking == "" and not (ended and is_number and station.kind == "input"):
        way = station.keys.get(entry)
        if way is not None:
            return way
    if is_number:
        if isinstance(station.node, model.Input):
            return _entered(walk, station, station.node, entry)
        if station.kind == "callback":
            return _other_number(walk, entry)
        return _dialled(walk, station, entry)
    return no_match(walk, entry)


def no_match(walk: Walk, said: str) -> Way | None:
    """Keys or words that fit nothing."""
    station = walk.station
    walk.heard.append(Said(station.id, "no_match", MASK if _secret(station) and not walk.asking else said))
    walk.misses = min(walk.misses + 1, max(1, station.ears.no_match.attempts))
    if walk.misses >= station.ears.no_match.attempts:
        return give_up(walk, "no_match")
    ask_again(walk, "no_match", walk.misses)
    return None


def _dialled(walk: Walk, station: Station, digits: str) -> Way | None:
    walk.heard.append(Said(station.id, "entered", digits))
    walk.fields = {**walk.fields, "extension": digits}
    return station.dial


def _secret(station: Station) -> bool:
    return isinstance(station.node, model.Input) and station.node.sensitive


def _entered(walk: Walk, station: Station, node: model.Input, digits: str) -> Way | None:
    walk.heard.append(Said(station.id, "entered", MASK if node.sensitive else digits))
    if node.field:
        walk.fields = {**walk.fields, node.field: Secret(digits) if node.sensitive else digits}
    if node.terminator and len(digits) == station.digits[1]:
        walk.trailing = "" if walk.ahead else node.terminator
        walk.ahead = walk.ahead.removeprefix(node.terminator)
    if not node.confirm or node.sensitive:
        return station.entered
    walk.fresh()
    walk.asking = "confirm"
    question(walk)
    return None


def _other_number(walk: Walk, digits: str) -> Way | None:
    walk.heard.append(Said(walk.station.id, "entered", digits))
    walk.fields = {**walk.fields, CALLBACK_NUMBER: digits}
    walk.fresh()
    walk.asking = "confirm"
    question(walk)
    return None


def _confirm(walk: Walk, key: str) -> Way | None:
    station = walk.station
    if key == YES:
        walk.heard.append(Said(station.id, "confirmed", key))
        return promise(walk) if station.kind == "callback" else station.entered
    if key == NO:
        walk.heard.append(Said(station.id, "corrected", key))
        walk.fresh()
        if station.kind == "callback":
            walk.asking = "number"
            question(walk)
            return None
        walk.asking = ""
        ask(walk, "prompt")
        return None
    way = station.keys.get(key)
    return way if way is not None else no_match(walk, key)


def speak_up(walk: Walk, text: str) -> Way | None:
    """What a caller's words come to; nothing where the call does not listen to speech."""
    station = walk.station
    if not station.ears.speech or walk.asking:
        walk.heard.append(Said(station.id, "ignored", text))
        return None
    walk.seen = walk.marks = ()
    walk.left, walk.entry = 0.0, ""
    walk.heard.append(Said(station.id, "speech", MASK if _secret(station) else text))
    way = understood(text, station, walk.language)
    if way is not None:
        return way
    digits = "".join(text.split())
    if station.kind == "input" and digits and _DIGITS.issuperset(digits):
        walk.entry = digits
        return conclude(walk)
    return no_match(walk, text)
