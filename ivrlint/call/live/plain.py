"""A call played line by line: over a pipe, or on a terminal that can do no more."""

from collections.abc import Callable, Iterable
from typing import TextIO

from ivrlint.call.live import words
from ivrlint.call.live.session import Deed, Moment, Session
from ivrlint.call.live.words import summary
from ivrlint.call.record import Call, entries
from ivrlint.call.script import BadTokenError, token
from ivrlint.message import Message, say

_WHO = {"ivr": say("ivr"), "caller": say("caller"), "system": say("system")}
_COMMANDS: dict[str, Deed] = {
    "": Deed("silence"),
    "wait": Deed("silence"),
    "b": Deed("back"),
    "?": Deed("where"),
    "r": Deed("restart"),
    "q": Deed("hang up"),
    "hangup": Deed("hang up"),
}


class Lines:
    """Reads a line a deed, writes a line a prompt. The end of the input leaves the call as it is."""

    def __init__(self, read: TextIO, write: TextIO, findings: Callable[[Call], Iterable[str]]) -> None:
        self._read = read
        self._write = write
        self._findings = findings
        self._keys = ""  # keys of a line that are still to be pressed

    def tell(self, session: Session, moment: Moment) -> None:
        """Show what a step made heard."""
        state, heard = moment
        for entry in entries(state.clock, heard):
            self._print(transcript_line(entry.at, entry.who, entry.node, entry.text))
        del session

    def speak(self, session: Session) -> Deed:
        """Prompts take no time here."""
        del session
        return self._next_key() if self._keys else Deed("finished")

    def listen(self, session: Session, seconds: float) -> Deed:
        """Read what the person does."""
        del seconds
        if self._keys:
            return self._next_key()
        self._print(_hint(session))
        while line := self._read.readline():
            deed = self._deed(line.strip())
            if deed is not None:
                return deed
        return Deed("leave")

    def where(self, session: Session) -> None:
        """Show where the call is."""
        self._tell_all(words.where(session))

    def again(self, session: Session) -> None:
        """Show what is being asked."""
        state = session.state
        self._keys = ""
        self._print(transcript_line(state.clock, "ivr", session.station.id, state.line.text))

    def ended(self, call: Call) -> Deed:
        """Show how the call ended."""
        self._tell_all(summary(call))
        for line in self._findings(call):
            self._print(line)
        for line in self._read:
            if line.strip() in ("b", "r"):
                return _COMMANDS[line.strip()]
            if line.strip() == "q":
                break
        return Deed("leave")

    def _deed(self, word: str) -> Deed | None:
        if word in _COMMANDS:
            return _COMMANDS[word]
        try:
            kind, text = token(word)
        except BadTokenError as error:
            self._print(f"{error.message}; {words.PIPE_HINT}")
            return None
        if kind == "say":
            return Deed("say", text)
        self._keys = text
        return self._next_key()

    def _next_key(self) -> Deed:
        key, self._keys = self._keys[0], self._keys[1:]
        return Deed("key", key)

    def _tell_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._print(str(message))

    def _print(self, line: str) -> None:
        print(line, file=self._write, flush=True)


def _hint(session: Session) -> str:
    choices = ", ".join(f"{choice.key} {choice.label}".strip() for choice in session.choices())
    return f"[{words.status(session)}] {choices}"


def transcript_line(at: float | None, who: str, node: str, text: str) -> str:
    """A line of a transcript, without a time where it was not said."""
    time = "" if at is None else words.clock(at)
    width = max(len(str(name)) for name in _WHO.values())
    return f"{time:>5}  {_WHO[who]!s:<{width}}  {node}: {text}"
