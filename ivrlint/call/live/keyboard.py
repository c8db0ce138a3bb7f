"""Single key presses of a terminal, without Enter."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

ENTER, END, ESCAPE = "\n", "\x04", "\x1b"


_LONGER = (b"\xc0", b"\xe0", b"\xf0")  # a first byte from here on: one more byte follows, and one more, and one more


class Keyboard(Protocol):
    """Waits for a key."""

    def key(self, seconds: float) -> str | None:
        """The next key, None when none was pressed for so many seconds; END when the terminal is gone."""


class _Unix:
    def __init__(self, file: int) -> None:
        self._file = file

    def key(self, seconds: float) -> str | None:
        if not self._ready(seconds):
            return None
        sign = self._sign()
        if sign == ESCAPE:  # an arrow or a function key: none of them means anything
            while self._ready(0.02):
                self._sign()
            return ""
        return ENTER if sign == "\r" else sign

    def _ready(self, seconds: float) -> bool:
        from select import select

        return bool(select([self._file], [], [], max(0.0, seconds))[0])

    def _sign(self) -> str:
        data = os.read(self._file, 1)
        more = sum(data >= first for first in _LONGER)
        return (data + os.read(self._file, more) if more else data).decode("utf-8", "replace") or END


class _Windows:
    def key(self, seconds: float) -> str | None:
        import msvcrt

        until = time.monotonic() + seconds
        while not msvcrt.kbhit():  # type: ignore[attr-defined]
            if time.monotonic() > until:
                return None
            time.sleep(0.02)
        sign: str = msvcrt.getwch()  # type: ignore[attr-defined]
        if sign in ("\x00", "\xe0"):
            msvcrt.getwch()  # type: ignore[attr-defined]
            return ""
        if sign == "\x03":
            raise KeyboardInterrupt
        return ENTER if sign == "\r" else sign


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """The terminal's keyboard, key by key and without echo; as it was before when left."""
    if os.name == "nt":
        yield _Windows()
        return
    import termios
    import tty

    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    try:
        tty.setcbreak(file)
        yield _Unix(file)
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
