"""The call machine: (state, event) -> (state, what is heard). Pure: no clock, no input, no output.

It follows the ways of the graph and adds nothing about where a key leads. What engines agree on
holds here too: silence counts from the end of the prompt; a key that only begins an option, then
silence, is a no-match; a wrong key is one at once. Where a flow file leaves a choice:

- A message is spoken to its end; keys pressed meanwhile are kept and taken as soon as the call
  listens (type-ahead). A prompt without barge-in throws them away.
- `back` is the previous menu on this call: a stack, which going back pops. At the first menu it
  repeats that menu; `start` clears the stack. `repeat` is this node again, counters kept.
- `return_prompt` is spoken at a menu that has been heard before on this call.
- At an input the flow's own keys hold as an entry of their own: `0` and then silence is the key 0,
  `04` goes on being digits. `#` ends an entry that has begun; `*` inside one is a no-match.
- A terminator that follows an entry already complete belongs to that entry.
- An outcome of a transfer that is not written goes to `failed`, else to the first that is written;
  one of a lookup goes to `error`. A sub-flow's `outcome` picks `on`, else `next`. Else: lost.
- A transfer, a voicemail or a callback inside a sub-flow ends the whole call.
- A call that comes to the same state again without keys or speech in between is lost: it would go
  on like that for ever.
"""

from collections.abc import Callable

from ivrlint.call.after import finished, give_up, held, outcome
from ivrlint.call.asking import ask_again
from ivrlint.call.entries import conclude, press_key, speak_up, take_ahead
from ivrlint.call.moving import follow
from ivrlint.call.phone import Way
from ivrlint.call.state import QUIET, Answer, Event, Finished, HangUp, Heard, Key, Said, Side, Silence, Speech, State
from ivrlint.call.walk import Walk

_Step = tuple[State, tuple[Heard, ...]]


def start(way: Way, caller: Side, language: str, fields: dict[str, str] | None = None) -> _Step:
    """A call that is answered and begins on `way` (an entry of a phone), to which `start` comes back."""
    walk = Walk(
        State(
            None,
            "asking",
            "",
            0.0,
            QUIET,
            0.0,
            "",
            "",
            "",
            0,
            0,
            language,
            fields or {},
            (),
            frozenset(),
            0,
            (),
            (),
            (),
            caller if caller.entry else caller._replace(entry=way),
            None,
        )
    )
    _go(walk, way)
    return walk.state(), tuple(walk.heard)


def step(state: State, event: Event) -> _Step:
    """The call after `event`, and what was heard and done on the way, in order.

    An event that means nothing in this state (an answer when nothing was asked) changes nothing.
    """
    if state.phase == "ended":
        return state, ()
    walk = Walk(state)
    advance(walk, event)
    return walk.state(), tuple(walk.heard)


def advance(walk: Walk, event: Event) -> None:
    """A step for one who makes many of a call that has not ended: the walk is changed in place."""
    _go(walk, _HANDLERS[type(event)](walk, event))


def _go(walk: Walk, way: Way | None) -> None:
    while True:
        if way is not None:
            way = follow(walk, way)
        elif walk.ahead and walk.phase == "listening":
            way = take_ahead(walk)
        else:
            return


def _key(walk: Walk, event: Key) -> Way | None:
    walk.presses += 1
    _pass(walk, event.after)
    if walk.trailing:
        trailing, walk.trailing = walk.trailing, ""
        if event.key == trailing:
            return None
    station = walk.station
    if walk.phase == "listening":
        walk.left = 0.0
        return press_key(walk, event.key)
    if walk.phase == "waiting":
        way = station.keys.get(event.key)
        if way is None:
            return None
        held(walk)
        return walk.act(way)
    if station.kind in _KEEPS_KEYS:
        walk.ahead += event.key
    return None


_KEEPS_KEYS = frozenset({"message", "branch", "lookup", "flow"})


def _pass(walk: Walk, seconds: float) -> None:
    walk.clock += seconds
    walk.left = max(0.0, walk.left - seconds)


def _silence(walk: Walk, _: Event) -> Way | None:
    station = walk.station
    walk.trailing = ""
    if walk.phase == "speaking":
        return finished(walk)
    if walk.phase == "waiting":
        held(walk)
        return outcome(walk, "timeout" if station.waits is not None else "answered", station.waits or 0.0)
    if walk.phase != "listening":
        return None
    if walk.entry:
        walk.clock += walk.left + station.ears.between_digits
        walk.left = 0.0
        return conclude(walk)
    walk.clock += walk.left + station.ears.no_input.after
    walk.left = 0.0
    walk.silences = min(walk.silences + 1, max(1, station.ears.no_input.attempts))
    walk.heard.append(Said(station.id, "no_input", ""))
    if walk.silences >= station.ears.no_input.attempts:
        return give_up(walk, "no_input")
    ask_again(walk, "no_input", walk.silences)
    return None


def _speech(walk: Walk, event: Speech) -> Way | None:
    _pass(walk, event.after)
    return speak_up(walk, event.text) if walk.phase == "listening" else None


def _finished(walk: Walk, _: Event) -> Way | None:
    walk.trailing = ""
    return finished(walk)


def _hang_up(walk: Walk, _: Event) -> Way | None:
    walk.heard.append(Said(walk.station.id, "hung up", ""))
    walk.end("caller hung up")
    return None


def _answer(walk: Walk, event: Answer) -> Way | None:
    if walk.phase not in ("asking", "waiting"):
        return None
    if event.fields:
        walk.fields = {**walk.fields, **event.fields}
    if walk.phase == "waiting" and event.after:
        held(walk)
    return outcome(walk, event.outcome, event.after)


_HANDLERS: dict[type, Callable[..., Way | None]] = {
    Key: _key,
    Silence: _silence,
    Speech: _speech,
    Finished: _finished,
    HangUp: _hang_up,
    Answer: _answer,
}
