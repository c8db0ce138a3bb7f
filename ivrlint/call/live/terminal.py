"""A call played on a terminal: single key presses, what is possible now always in sight."""

import time
from collections.abc import Callable, Iterable
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ivrlint.call.lines import Line
from ivrlint.call.live import words
from ivrlint.call.live.keyboard import END, ENTER, Keyboard
from ivrlint.call.live.session import Deed, Moment, Session
from ivrlint.call.live.voice import Voice
from ivrlint.call.record import Call, entries
from ivrlint.call.state import State
from ivrlint.flow.numbers import KEYS

_TICK = 0.5  # seconds between two looks at the clock
_STYLES = {"ivr": "", "caller": "bold cyan", "system": "dim"}
_COMMANDS: dict[str, Deed] = {
    ENTER: Deed("silence"),
    "b": Deed("back"),
    "?": Deed("where"),
    "r": Deed("restart"),
    "q": Deed("hang up"),
    END: Deed("leave"),
}


class Terminal:
    """The transcript above, and below it path, time, presses and the keys that work now."""

    def __init__(
        self,
        keyboard: Keyboard,
        findings: Callable[[Call], Iterable[str]],
        *,
        pace: bool = False,
        voice: Voice | None = None,
        console: Console | None = None,
    ) -> None:
        self._keyboard = keyboard
        self._findings = findings
        self._pace = pace
        self._voice = voice
        self._console = console or Console(highlight=False)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._waiting: tuple[float, Line] | None = None  # a prompt that is not shown yet

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()
        if self._voice:
            self._voice.hush()

    # What is shown

    def tell(self, session: Session, moment: Moment) -> None:
        """Show what a step made heard; with a live pace the last prompt is shown word by word later."""
        state, heard = moment
        self._flush()
        last = heard[-1] if heard and isinstance(heard[-1], Line) and heard[-1].text else None
        if self._pace and isinstance(last, Line) and state.left:
            self._waiting = state.clock, last
            heard = heard[:-1]
        for entry in entries(state.clock, heard):
            self._print(entry.at, entry.who, entry.node, entry.text)
        if self._voice and isinstance(last, Line):
            self._voice.say(last.text, last.language)
        self._show(session)

    def _print(self, at: float, who: str, node: str, text: str) -> None:
        line = Table.grid(padding=(0, 1, 0, 0))
        line.add_column(width=5, justify="right", style="dim", no_wrap=True)
        line.add_column(ratio=1)
        body = Text(text, style=_STYLES[who])
        if who != "caller":
            body = Text.assemble((f"{node}  ", "dim"), body)
        line.add_row(words.clock(at), Text("▸ ", "bold cyan") + body if who == "caller" else body)
        self._console.print(line)

    def _flush(self) -> None:
        if self._waiting is not None:
            (at, line), self._waiting = self._waiting, None
            self._print(at, "ivr", line.node, line.text)

    def _show(self, session: Session, spoken: Text | None = None, extra: float = 0.0) -> None:
        parts: list[RenderableType] = [] if spoken is None else [Padding(spoken, (0, 0, 0, 6))]
        self._live.update(Group(*parts, *self._footer(session, extra)), refresh=True)

    def _footer(self, session: Session, extra: float) -> Iterable[RenderableType]:
        width = self._console.width
        yield Text("─" * width, style="dim")
        yield _path(session, width)
        yield Text(words.status(session, extra), style="bold")
        keys = Text()
        for choice in session.choices() if session.state.phase in ("listening", "waiting") else ():
            keys.append(f"{choice.key}", style="bold green").append(f" {choice.label}  ".replace("  ", " ") + " ")
        yield keys
        hint = str(words.HINT)
        if session.station.ears.speech:
            hint += f" · {words.SPEECH_HINT}"
        yield Text(hint, style="dim")

    def where(self, session: Session) -> None:
        """Show where the call is."""
        for message in words.where(session):
            self._console.print(Padding(Text(str(message), style="magenta"), (0, 0, 0, 6)))
        self._show(session)

    def again(self, session: Session) -> None:
        """Show what is being asked."""
        state = session.state
        self._waiting = None
        self._console.print(Text("↶", style="magenta"))
        self._print(state.clock, "ivr", session.station.id, state.line.text)
        self._show(session)

    def ended(self, call: Call) -> Deed:
        """Show how the call ended, and ask whether to go on."""
        self._flush()
        self._console.print(Text("─" * self._console.width, style="dim"))
        for message in words.summary(call):
            self._console.print(Text(str(message), style="bold"))
        for line in self._findings(call):
            self._console.print(Text(line))
        if call.outcome == "caller hung up":
            return Deed("leave")
        self._live.update(Text(str(words.ENDED_HINT), style="dim"), refresh=True)
        while (key := self._keyboard.key(3600)) not in ("q", END, None):
            if key in ("b", "r"):
                return _COMMANDS[key]
        return Deed("leave")

    # What is done

    def speak(self, session: Session) -> Deed:
        """Let a prompt be heard that keys do not interrupt: at once, or in its own time."""
        left = session.state.left
        if not self._pace or not left:
            return Deed("finished")
        return self._wait(session, left, Deed("finished"))

    def listen(self, session: Session, seconds: float) -> Deed:
        """Wait for a key; silence when none comes in time."""
        return self._wait(session, seconds, Deed("silence"))

    def _wait(self, session: Session, seconds: float, in_the_end: Deed) -> Deed:
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            self._show(session, self._so_far(session.state, passed), passed)
            key = self._keyboard.key(min(_TICK if not self._waiting else 0.1, seconds - passed))
            deed = self._deed(key, time.monotonic() - began) if key else None
            if deed is not None:
                if self._voice:
                    self._voice.hush()
                return deed
        self._flush()
        return in_the_end

    def _so_far(self, state: State, passed: float) -> Text | None:
        """The part of the prompt that has been spoken by now."""
        if self._waiting is None:
            return None
        line = self._waiting[1]
        done = line.seconds - state.left + passed
        if done >= line.seconds:
            self._flush()
            return None
        text = line.text[: int(len(line.text) * done / line.seconds) + 1]
        return Text(text if text.endswith(" ") else text.rpartition(" ")[0] or text)

    def _deed(self, key: str, passed: float) -> Deed | None:
        if key in KEYS:
            return Deed("key", key, passed if self._pace else 0.0)
        if key == "s":
            return Deed("say", self._type(), passed if self._pace else 0.0)
        return _COMMANDS.get(key.lower() if key not in (ENTER, END) else key)

    def _type(self) -> str:
        """A line typed by the person, which the call hears as speech."""
        text = ""
        while (key := self._keyboard.key(3600)) not in (ENTER, END, None):
            text = text[:-1] if key in ("\x7f", "\b") else text + (key if key.isprintable() else "")
            self._live.update(Text(f"{words.SAY_WHAT}{text}"), refresh=True)
        return text.strip() or " "


def _path(session: Session, width: int) -> Text:
    """The nodes passed, the last ones where not all fit."""
    text = " › ".join(session.call().path)
    return Text(text if len(text) <= width else f"…{text[len(text) - width + 1 :]}", style="cyan")
