"""A caller written down: keys, silences and words, played against a phone.

A token is what the caller does in one go: `1`, `12#`, `*` are keys, `wait` is silence until the
no-input time has run out once, `say:text` is speech, `hangup` hangs up. Each is done as soon as the
call next listens at a menu, an input or a confirmation, never into a message:

- At a menu with barge-in the caller presses when their key has been announced (at once where the
  prompt does not announce it), elsewhere when the prompt has ended.
- After a token the caller pauses, so that `1` is taken as 1 where 12 is an option, too. Only digits
  of an input that cannot be complete yet, and the key that ends an entry, go on from token to token.
- In a queue that the world makes the caller wait in, keys that work there and `wait` are used.
- When nothing is left and the call listens, the walk is cut short: `still going`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ivrlint.call.lines import Secret
from ivrlint.call.machine import advance, start
from ivrlint.call.phone import Phone, Way
from ivrlint.call.record import Call, Moment
from ivrlint.call.state import Event, Finished, HangUp, Heard, Key, Side, Silence, Speech, State
from ivrlint.call.walk import Walk
from ivrlint.call.world import World
from ivrlint.flow.numbers import KEYS
from ivrlint.message import Message, say

MOST_EVENTS = 100_000
FINISHED, SILENCE, HANG_UP = Finished(), Silence(), HangUp()


class Token(NamedTuple):
    """One thing that a caller does."""

    kind: Literal["keys", "wait", "say", "hangup"]
    text: str = ""

    def __str__(self) -> str:
        return f"say:{self.text}" if self.kind == "say" else self.text if self.kind == "keys" else self.kind


class BadTokenError(ValueError):
    """A token that means nothing; carries what to say about it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `1,2,wait,0`. Raises BadTokenError. A comma may stand inside `say:` only as the last token."""
    words = text.split(",")
    for number, word in enumerate(words):
        if word.strip().startswith("say:"):
            words[number:] = _split_after_speech(words[number:])
            break
    return tuple(token(word) for word in words if word.strip())


def _split_after_speech(words: list[str]) -> list[str]:
    """Join what belongs to a spoken text: pieces that are no tokens of their own."""
    joined = [words[0]]
    for word in words[1:]:
        if _is_token(word.strip()):
            joined.append(word)
        else:
            joined[-1] += f",{word}"
    return joined


def _is_token(word: str) -> bool:
    return word in ("wait", "hangup") or word.startswith("say:") or (bool(word) and not word.strip(KEYS))


def token(word: str) -> Token:
    """One token. Raises BadTokenError."""
    plain = word.strip()
    if plain == "wait":
        return Token("wait")
    if plain == "hangup":
        return Token("hangup")
    if plain.startswith("say:") and plain.removeprefix("say:").strip():
        return Token("say", plain.removeprefix("say:").strip())
    if plain and not plain.strip(KEYS):
        return Token("keys", plain)
    raise BadTokenError(say("`{token}` is not something a caller can do", token=plain))


def opening(phone: Phone, world: World, begin: str | None = None) -> tuple[State, tuple[Heard, ...]]:
    """A call that has just been answered. Raises KeyError when there is no node `begin`."""
    entry = phone.entry(world.number)
    way: Way = phone.at(begin) if begin else entry
    caller = Side(world.epoch(phone), world.caller_of(phone), entry)
    return start(way, caller, world.language or phone.flow.language, _fields(world.fields, phone))


def _fields(given: Mapping[str, str], phone: Phone) -> dict[str, str]:
    if phone.sensitive.isdisjoint(given):
        return dict(given)
    return {name: Secret(value) if name in phone.sensitive else value for name, value in given.items()}


def run(phone: Phone, world: World, script: Sequence[Token], begin: str | None = None) -> Call:
    """The call of a caller who does what the script says. Raises KeyError when there is no node `begin`."""
    return Dialled(phone, world, begin).call(script)


class Dialled:
    """A phone in a world, ready for call after call. Raises KeyError when there is no node `begin`."""

    def __init__(self, phone: Phone, world: World, begin: str | None = None) -> None:
        self.phone = phone
        self.world = world
        self._opening = opening(phone, world, begin)

    def call(self, script: Sequence[Token]) -> Call:
        """The call of a caller who does what the script says."""
        return self.play(Caller(script))

    def play(self, caller: "Caller") -> Call:
        """The call of this caller."""
        state, heard = self._opening
        walk, world, listened = Walk(state), self.world, 0.0
        moments: list[Moment] = [(0.0, heard)]
        for _ in range(MOST_EVENTS):
            if walk.phase == "ended":
                break
            event = next_event(walk, world, caller)
            if event is None:
                break
            clock, left = walk.clock, walk.left
            advance(walk, event)
            if left:
                listened += min(left, walk.clock - clock)
            if walk.heard:
                moments.append((walk.clock, walk.heard))
                walk.heard = []
        return Call(self.phone, moments, walk.state(), listened, tuple(caller.left_over()))


def next_event(state: Walk, world: World, caller: "Caller") -> Event | None:
    """What happens next; None where the walk is cut short."""
    if caller.hasty:
        return caller.next_key()
    if state.phase == "speaking":
        return FINISHED
    if state.phase == "listening":
        return caller.listening(state)
    return world.answer(state) or caller.waiting(state)


class Caller:
    """Where a caller is in their script. `hasty` holds keys of a token that are still to be pressed."""

    __slots__ = ("at", "hasty", "script")

    def __init__(self, script: Sequence[Token]) -> None:
        self.script = script
        self.at = 0
        self.hasty = ""

    def left_over(self) -> Iterable[Token]:
        """What was never done."""
        if self.hasty:
            yield Token("keys", self.hasty)
        yield from self.script[self.at :]

    def next_key(self, after: float = 0.0) -> Key:
        """Press the next key of the token."""
        key, self.hasty = self.hasty[0], self.hasty[1:]
        return Key(key, after)

    def listening(self, state: Walk) -> Event | None:
        """What the caller does when the call listens."""
        if self.at == len(self.script):
            return SILENCE if state.entry else None
        next_ = self.script[self.at]
        if state.entry and next_.kind != "hangup" and not _continues(state, next_):
            return SILENCE
        self.at += 1
        if next_.kind == "keys":
            self.hasty = next_.text
            return self.next_key(_listens_for(state, next_.text))
        if next_.kind == "say":
            return Speech(next_.text, state.left)
        return SILENCE if next_.kind == "wait" else HANG_UP

    def waiting(self, state: Walk) -> Event:
        """What the caller does in a queue."""
        if self.at < len(self.script):
            next_ = self.script[self.at]
            if next_.kind == "keys" and next_.text in state.station.keys:
                self.at += 1
                return Key(next_.text)
            if next_.kind in ("wait", "hangup"):
                self.at += 1
                return SILENCE if next_.kind == "wait" else HANG_UP
        return SILENCE


def _continues(state: Walk, token_: Token) -> bool:
    """Does a token belong to the entry that has been begun?"""
    station = state.station
    if token_.kind != "keys" or (station.kind == "menu" or state.asking == "confirm"):
        return False
    least = station.digits[0]
    return token_.text == station.terminator or (
        len(state.entry) < least and len(state.entry) + len(token_.text) <= station.digits[1]
    )


def _listens_for(state: Walk, keys: str) -> float:
    """Seconds for which a caller who is going to press these keys listens first."""
    left, station = state.left, state.station
    if not left or station.kind != "menu" or state.asking:
        return left
    told = state.line.told
    return min(left, told.get(keys) or told.get(keys[0]) or 0.0)
