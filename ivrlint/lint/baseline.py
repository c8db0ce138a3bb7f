"""A baseline: the findings that a team has taken over from before, so that only new ones fail.

An entry names the file, the rule, the node and the message, never a line, so that it stays true while
lines move. Paths are relative to the baseline's own folder.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.place import Source
from ivrlint.lint.rule import Finding

VERSION = 1


class Entry(NamedTuple):
    """One finding that is known."""

    path: str
    rule: str
    node: str | None
    message: str


class BadBaselineError(Exception):
    """A file is not a baseline."""


class Sorted(NamedTuple):
    """Findings told apart by a baseline: new ones, how many were known, and entries that fit nothing."""

    new: tuple[Finding, ...]
    known: int
    stale: tuple[Entry, ...]


def entry(finding: Finding, folder: Path) -> Entry:
    """The entry of a finding, for a baseline in `folder`."""
    return Entry(path_from(finding.place.source, folder), finding.rule, finding.node, finding.message.english)


def path_from(source: Source, folder: Path) -> str:
    """The path of a source as entries of a baseline in `folder` write it."""
    if source.file is not None:
        file, base = source.file.resolve(), folder.resolve()
        if file.is_relative_to(base):
            return file.relative_to(base).as_posix()
    return Path(source.path).as_posix()


def document(entries: "Iterable[Entry] | Counter[Entry]") -> str:
    """A baseline of these entries, JSON, sorted so that changes read well in a review."""
    each = entries.elements() if isinstance(entries, Counter) else entries
    known = sorted(each, key=lambda entry: (entry.path, entry.rule, entry.node or "", entry.message))
    content = {"version": VERSION, "findings": [entry._asdict() for entry in known]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(file: Path) -> Counter[Entry]:
    """The entries of a baseline. Raises OSError and BadBaselineError."""
    try:
        content = json.loads(file.read_text("utf-8"))
        if content["version"] != VERSION:
            raise BadBaselineError
        return Counter(
            Entry(known["path"], known["rule"], known["node"], known["message"]) for known in content["findings"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadBaselineError from error


def apart(
    findings: Iterable[Finding],
    known: Counter[Entry],
    folder: Path,
    looked_at: Collection[tuple[str, str]],
) -> Sorted:
    """Which findings are new, and which entries no longer fit any.

    `looked_at` holds the paths and rules that ran: nothing is known of other entries.
    """
    left = known.copy()
    new = []
    matched = 0
    for finding in findings:
        key = entry(finding, folder)
        if left[key] > 0:
            left[key] -= 1
            matched += 1
        else:
            new.append(finding)
    stale = [old for old in left.elements() if (old.path, old.rule) in looked_at]
    return Sorted(tuple(new), matched, tuple(sorted(stale, key=str)))
