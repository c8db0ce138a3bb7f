"""What the simulator itself says to the person who plays a call."""

from collections.abc import Iterator

from ivrlint.call.live.session import Session
from ivrlint.call.reasons import spot
from ivrlint.call.record import Call, end_note
from ivrlint.message import Message, say, say_count

HINT = say("Enter or waiting: silence · b: back · ?: where am I · r: restart · q: hang up")
SPEECH_HINT = say("s: say something")
PIPE_HINT = say("keys such as 1 or 12#, an empty line for silence, say:…, b, ?, r or q")
ENDED_HINT = say("b: back · r: restart · q: leave")
SAY_WHAT = say("say: ")


def clock(seconds: float) -> str:
    """Seconds as a call's clock shows them."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def where(session: Session) -> Iterator[Message]:
    """Where the call is, and what happens next."""
    state, station = session.state, session.station
    yield say("at {node} ({type}), {place}", node=station.id, type=station.kind, place=spot(station.node.name))
    yield say("path: {path}", path=" › ".join(session.call().path))
    yield say(
        "{clock}, {presses}, in {language}",
        clock=clock(state.clock),
        presses=_presses(state.presses),
        language=state.language,
    )
    for key, way in station.keys.items():
        option = way.edge.option
        label = station.phone.speaker.label(option, state.language) if option else ""
        yield say("{key}: {label} → {target}", key=key, label=label, target=way.edge.to.to if way.edge.to else "—")
    if station.no_input is not None:
        ears = station.ears
        yield say(
            "silence {silences} of {attempts}, wrong keys {misses} of {others}",
            silences=state.silences,
            attempts=ears.no_input.attempts,
            misses=state.misses,
            others=ears.no_match.attempts,
        )
    fields = session.call().fields
    if fields:
        yield say("fields: {fields}", fields=", ".join(f"{name}={value}" for name, value in fields.items()))


def _presses(number: int) -> Message:
    return say_count("{count} press", "{count} presses", number)


def summary(call: Call) -> Iterator[Message]:
    """How a call ended and what it cost the caller."""
    yield say("{outcome}: {note}", outcome=call.outcome, note=end_note(call.ending))
    yield say(
        "took {seconds:.1f} s, {listening:.1f} s of them listening; {presses}",
        seconds=call.seconds,
        listening=call.listening,
        presses=_presses(call.presses),
    )
    yield say("path: {path}", path=" › ".join(call.path))


def status(session: Session, extra: float = 0.0) -> str:
    """Elapsed time, presses, language, and the entry that has been begun, masked where it is sensitive."""
    state = session.state
    parts = [clock(state.clock + extra), str(_presses(state.presses)), state.language]
    if state.entry:
        secret = getattr(session.station.node, "sensitive", False)
        parts.append("•" * len(state.entry) if secret else state.entry)
    return " · ".join(parts)
