"""A baseline: the findings that a team has taken over from before, so that only new ones fail.

An entry names the file, the rule, the node and the message, never a line, so that it stays true while
lines move. Paths are relative to the baseline's own folder.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

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
    file = finding.place.source.file
    path = finding.place.source.path
    if file is not None:
        try:
            path = file.resolve().relative_to(folder.resolve()).as_posix()
        except ValueError:  # beside the baseline's folder
            path = Path(path).as_posix()
    return Entry(path, finding.rule, finding.node, str(finding.message))


def document(findings: Iterable[Finding], folder: Path) -> str:
    """The baseline of these findings, JSON, sorted so that changes read well in a review."""
    entries = sorted(
        (entry(finding, folder) for finding in findings), key=lambda known: (*known[:2], str(known[2]), known[3])
    )
    return (
        json.dumps(
            {"version": VERSION, "findings": [known._asdict() for known in entries]}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


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


def apart(findings: Iterable[Finding], known: Counter[Entry], folder: Path) -> Sorted:
    """Which findings are new, and which entries no longer fit any."""
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
    return Sorted(tuple(new), matched, tuple(sorted(left.elements(), key=str)))
