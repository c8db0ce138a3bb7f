"""Prompts spoken aloud by espeak-ng, where it is installed."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress

PROGRAM = "espeak-ng"


class Voice:
    """Speaks one text at a time."""

    def __init__(self, pace: Callable[[str], int]) -> None:
        self._pace = pace  # words per minute in a language
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, text: str, language: str) -> None:
        """Begin to speak; what was being spoken is cut off."""
        self.hush()
        program = shutil.which(PROGRAM)
        if program is None:
            return
        # What is spoken goes in by standard input: no text of a flow ever becomes part of a command.
        command = [program, "-v", language.lower(), "-s", str(self._pace(language)), "--stdin"]
        self._speaking = subprocess.Popen(  # noqa: S603 - a program of that name, and a language tag
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if self._speaking.stdin is not None:
            with suppress(OSError), self._speaking.stdin as mouth:  # it may end at once: no sound device
                mouth.write(text.encode())

    def hush(self) -> None:
        """Stop speaking."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.kill()
            self._speaking.wait()
        self._speaking = None


def can_speak() -> bool:
    """Is espeak-ng installed?"""
    return shutil.which(PROGRAM) is not None
