"""What `ivrlint lint --fix` and `--diff` do: make the fixes, write the files or show the difference."""

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ivrlint.cli.terminal import fail
from ivrlint.flow.trouble import reason
from ivrlint.message import Message, say, say_count

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from ivrlint.flow.place import Source
    from ivrlint.flow.read import Reading
    from ivrlint.lint.baseline import Entry
    from ivrlint.lint.engine import Report
    from ivrlint.lint.mend import Mended
    from ivrlint.lint.rule import Finding
    from ivrlint.lint.settings import Settings


class Mending(NamedTuple):
    """Which fixes are wanted, whether they are only to be shown, and where standard input goes when it is mended."""

    unsafe: bool = False
    diff: bool = False
    out: TextIO | None = None


class Known(NamedTuple):
    """What a baseline knows, which is left as it is, and the folder where it stands."""

    entries: "Counter[Entry]"
    folder: Path


def mended(
    readings: "Iterable[tuple[Reading, Settings]]",
    mending: Mending,
    known: Known | None,
    text: tuple[str, bytes] | None,
) -> "Report":
    """Make the fixes, write or show them, and lint what is left. Ends with 2 where a file cannot be written."""
    from ivrlint.lint.baseline import apart
    from ivrlint.lint.engine import lint_each
    from ivrlint.lint.mend import fixes_of, mend

    def wanted(findings: "Iterable[Finding]") -> "Iterable[Finding]":
        new = apart(findings, known.entries, known.folder, ()).new if known else findings
        return [finding for finding in new if fixes_of(finding, unsafe=mending.unsafe)]

    done = mend(readings, wanted)
    if mending.diff:
        _show(done)
    else:
        _write(done, text, mending.out or sys.stdout)
    return lint_each(done.readings)._replace(fixed=done.fixed)


def tell_of_diff(report: "Report") -> None:
    """Say on standard error what `--fix` would do."""
    count = sum(report.fixed.values())
    told = say_count("Would fix {count} finding.", "Would fix {count} findings.", count)
    print(told if count else say("Nothing to fix."), file=sys.stderr)


def _show(done: "Mended") -> None:
    """The changes as a unified diff, which `git apply` and `patch` read."""
    from difflib import unified_diff

    for source, text in sorted(done.files.items(), key=lambda file: file[0].path):
        path = source.path.lstrip("/")
        for line in unified_diff(_lines(source.text), _lines(text), f"a/{path}", f"b/{path}"):
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")


def _lines(text: str) -> list[str]:
    """The lines as `diff` counts them: a carriage return belongs to its line."""
    return [line + "\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _write(done: "Mended", text: tuple[str, bytes] | None, out: TextIO) -> None:
    """Each changed file, whole or not at all; what came from standard input goes to standard output."""
    stdin = Path(text[0]).resolve() if text else None
    files = [(source, source.file, new) for source, new in done.files.items() if source.file]
    if text is not None:
        mended = next((new for _, file, new in files if file.resolve() == stdin), None)
        out.flush()
        out.buffer.write(text[1] if mended is None else _encoded(mended, text[1]))
        out.buffer.flush()
    refused = [_replace(source, file, new) for source, file, new in files if file.resolve() != stdin]
    for message in filter(None, refused):
        fail(message, say("run it again"))


def _replace(source: "Source", file: Path, text: str) -> Message | None:
    """Write a mended file; why not, where that cannot be done."""
    from ivrlint.report.writing import write_text

    try:
        before = file.read_bytes()
        if before.decode("utf-8-sig", "replace") != source.text:
            return say("{file}: has changed since it was read", file=source.path)
        write_text(file, _encoded(text, before).decode("utf-8"))
    except OSError as error:
        return say("{file}: cannot be written ({why})", file=source.path, why=reason(error))
    return None


def _encoded(text: str, before: bytes) -> bytes:
    """The text as bytes, with the mark at the beginning that the file had before."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")
