"""`ivrlint lint --watch`: lints again whenever a file changes."""

import gc
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ivrlint.cli.linting import Wanted, once
from ivrlint.cli.terminal import fail
from ivrlint.message import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivrlint.lint.engine import Report

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_TOGETHER = 50  # milliseconds: what is saved within them is one change
_STEP = 20
_OTHERS = {".py"}  # own rules; flow files and configurations end like the files of a flow


def keep_linting(wanted: Wanted) -> None:
    """Lint now and after each change, until Ctrl+C. Faults of a configuration are shown and waited out."""
    try:
        from watchfiles import watch
    except ImportError:
        fail(say("--watch needs the package watchfiles"), say("install it: python -m pip install 'ivrlint[watch]'"))
    if wanted.text is not None:
        fail(say("--watch watches files, not standard input"))
    report = _again(wanted)
    folders = _folders(wanted, report)
    written = {file.resolve() for _, file in wanted.outputs if file} | _baseline(wanted)
    recursive = any(path.is_dir() for path in wanted.paths)
    changes = watch(*folders, watch_filter=None, debounce=_TOGETHER, step=_STEP, recursive=recursive)
    with suppress(KeyboardInterrupt):
        for changed in changes:
            if any(_matters(Path(path), written) for _, path in changed):
                _again(wanted)


def _again(wanted: Wanted) -> "Report | None":
    """Lint once more on a clean screen. None where nothing could be linted."""
    from ivrlint.lint import config

    config.forget()
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    report = None
    with suppress(typer.Exit):  # what is wrong has been said
        report, _ = once(wanted)
    print(say("\n{time} Watching for changes. Ctrl+C ends.", time=time.strftime("%H:%M:%S")), flush=True)
    gc.collect()  # switched off for single runs
    return report


def _folders(wanted: Wanted, report: "Report | None") -> set[Path]:
    """The folders of all files that were looked at; editors replace files, so files themselves are no use."""
    sources = (source.file for source, _ in report.looked_at) if report else ()
    files: Iterable[Path] = (*wanted.paths, *(file for file in sources if file))
    return {(path if path.is_dir() else path.parent).resolve() for path in files}


def _baseline(wanted: Wanted) -> set[Path]:
    return {wanted.baseline.file.resolve()} if wanted.baseline else set()


def _matters(path: Path, written: set[Path]) -> bool:
    from ivrlint.platforms.formats import SUFFIXES

    return path.suffix in SUFFIXES | _OTHERS and path.resolve() not in written
