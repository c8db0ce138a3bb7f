"""How a call puts its questions, and puts them again."""

from ivrlint.call.lines import Line
from ivrlint.call.walk import Walk
from ivrlint.flow import model

CALLBACK_NUMBER = "callback_number"  # the field that keeps the number that a callback promises to call


def ask(walk: Walk, kind: str) -> None:
    """Put the question, unless keys pressed ahead already answer it."""
    if walk.ahead and walk.station.barge_in:
        walk.phase = "listening"
        return
    walk.ahead = ""
    listen(walk, walk.station.line(kind, walk.language, walk.fields))


def listen(walk: Walk, line: Line) -> None:
    """Speak, and listen meanwhile or afterwards."""
    walk.say(line)
    walk.phase = "listening" if walk.station.barge_in else "speaking"


def ask_again(walk: Walk, failure: str, number: int) -> None:
    """Put the question once more after the `number`th silence or wrong entry."""
    if walk.asking:
        walk.phase = "listening"
        question(walk)
    else:
        listen(walk, walk.station.line(f"{failure} {number}", walk.language, walk.fields))


def question(walk: Walk) -> None:
    """Ask what a station asks besides its own question: is this right, or which number else."""
    station = walk.station
    if walk.asking == "number":
        line = station.sentence("say-other-number", walk.language)
    else:
        node = station.node
        field = node.field if isinstance(node, model.Input) else CALLBACK_NUMBER
        section = "say-read-back" if station.kind == "input" else "say-callback-number"
        line = station.sentence(section, walk.language, walk.fields.get(field or "", ""))
    listen(walk, line)
