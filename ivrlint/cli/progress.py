"""How far a long run has come, for people at a terminal."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ivrlint.message import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 1.0  # seconds before anything is shown


class Progress:
    """A bar on standard error that comes after a second and leaves no trace; nothing where no terminal is.

    `total` tells how much there is to do; it is asked only when a bar is shown.
    """

    def __init__(self, total: "Callable[[], int]") -> None:
        self._total = total
        self._begun = time.monotonic()
        self._done = -1
        self._bar: tuple[Bar, TaskID] | None = None
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar[0].stop()

    def at(self, what: str) -> None:
        """Say that the run has come to the next thing."""
        self._done += 1
        if self._wanted and self._bar is None and time.monotonic() - self._begun > _PATIENCE:
            self._bar = self._start()
        if self._bar:
            bar, task = self._bar
            bar.update(task, completed=self._done, description=what)

    def _start(self) -> "tuple[Bar, TaskID]":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn(str(say("linting"))), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        bar = Bar(*columns, console=Console(stderr=True), transient=True)
        task = bar.add_task("", total=self._total())
        bar.start()
        return bar, task
