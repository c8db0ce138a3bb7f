"""Runs rules over flows. The same for the command line, tests, and whatever else lints."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ivrlint.flow.place import Place, Problem, Source
from ivrlint.flow.read import Reading, read_flow
from ivrlint.lint.baseline import Entry
from ivrlint.lint.rule import Fault, Faults, Finding, Rule
from ivrlint.lint.settings import Settings
from ivrlint.lint.study import Study
from ivrlint.lint.suppress import Suppressions, silenced
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.model import Node

_BEGINS_LIKE_A_FLOW = b"ivr"
_SUFFIXES = (".yaml", ".yml")
_NODES_AT_A_TIME = 256  # their texts fit into the caches of the language part
_T = TypeVar("_T")
_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "venv"})


class Report(NamedTuple):
    """What linting some files found, in the order in which it is shown."""

    findings: tuple[Finding, ...]
    files: int
    silenced: int  # findings that comments have silenced
    looked_at: tuple[tuple[Source, str], ...] = ()  # which files which rules have looked at
    rules: Mapping[str, Rule] = {}  # those that ran, by name
    known: int = 0  # findings that a baseline holds
    stale: tuple[Entry, ...] = ()  # entries of the baseline that fit nothing any more


def lint(readings: Iterable[Reading], settings: Settings) -> Report:
    """Lint flows that have been read, all by the same settings."""
    return lint_each((reading, settings) for reading in readings)


def lint_each(readings: Iterable[tuple[Reading, Settings]]) -> Report:
    """Lint flows that have been read, each by its settings. The order of the files does not matter."""
    findings: list[Finding] = []
    looked_at: list[tuple[Source, str]] = []
    rules: dict[str, Rule] = {}
    files = hidden = 0
    for reading, settings in readings:
        files += 1
        sources = reading.flow.sources if reading.flow else (reading.source,)
        looked_at += [(source, rule.name) for source in sources for rule in settings.rules]
        rules |= {rule.name: rule for rule in settings.rules}
        found, silent = _lint_one(reading, settings)
        findings += found
        hidden += silent
    # An included file may belong to several flows: what is wrong in it is said once.
    once = {(finding.order, finding.place.end): finding for finding in findings}
    found_once = tuple(sorted(once.values(), key=lambda finding: finding.order))
    return Report(found_once, files, hidden, tuple(looked_at), rules)


def _lint_one(reading: Reading, settings: Settings) -> tuple[list[Finding], int]:
    findings = list(_run(settings, Reading, lambda rule: rule.check(reading)))
    if reading.flow is None:
        return findings, 0
    findings += _study_with(Study(reading.flow, own=settings.words), settings)
    kept, suppressions = silenced(findings, reading.flow, frozenset(rule.name for rule in settings.rules))
    hidden = len(findings) - len(kept)
    return [*kept, *_run(settings, Suppressions, lambda rule: rule.check(suppressions))], hidden


def _study_with(study: Study, settings: Settings) -> Iterator[Finding]:
    """What rules of the whole flow and rules of a type of node find."""
    by_type: dict[type, list[tuple[Rule, Callable[..., Faults]]]] = {}
    for rule in settings.rules:
        limits = settings.limits.get(rule.name)
        check = partial(rule.check, **limits) if limits else rule.check
        if not rule.on:
            yield from _stamped(rule, check(study), settings)
        for type_ in rule.on:
            by_type.setdefault(type_, []).append((rule, check))
    for type_, checks in by_type.items():
        for nodes in _some_at_a_time(study.all(cast("type[Node]", type_))):
            for rule, check in checks:
                # Mapped and chained in C: most of a run is rules that look at a node and find nothing.
                yield from _stamped(rule, chain.from_iterable(map(check, nodes, repeat(study))), settings)


def _some_at_a_time(nodes: list[_T]) -> Iterator[list[_T]]:
    """All rules look at a few nodes before they go on to the next, while what is known of these is at hand."""
    for start in range(0, len(nodes), _NODES_AT_A_TIME):
        yield nodes[start : start + _NODES_AT_A_TIME]


def _run(settings: Settings, on: type, check: Callable[[Rule], Faults]) -> Iterator[Finding]:
    for rule in settings.rules:
        if on in rule.on:
            yield from _stamped(rule, check(rule), settings)


def _stamped(rule: Rule, faults: Faults, settings: Settings) -> Iterator[Finding]:
    for fault in faults:
        yield _stamp(rule, fault, settings)


def _stamp(rule: Rule, fault: Fault, settings: Settings) -> Finding:
    severity = settings.severities.get(rule.name) or fault.severity or rule.severity
    return Finding(rule.name, severity, fault.message, fault.place, fault.node, fault.help)


def readings(paths: Iterable[Path], text: tuple[str, str | bytes] | None = None) -> Iterator[Reading]:
    """Read the flow files that `paths` name or hold; `text` is a name and a content to read, too."""
    if text is not None:
        yield read_flow(Path(text[0]), text[0], text[1])
    for path in flow_files(paths):
        try:
            yield read_flow(path)
        except OSError as error:
            source = Source(str(path), "", path)
            problem = Problem(Place(source, 0, 0), say("the file cannot be opened: {why}", why=error.strerror or error))
            yield Reading(None, (problem,), source)


def flow_files(paths: Iterable[Path]) -> list[Path]:
    """The flow files: those named, and in folders those with a top-level `ivr:` key. Sorted, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _in_folder(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=str)


def _in_folder(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED]
        for name in files:
            path = Path(root, name)
            if name.endswith(_SUFFIXES) and not name.startswith(".") and _says_ivr(path):
                yield path


def _says_ivr(path: Path) -> bool:
    """Is there a top-level key `ivr`? Read as bytes: a broken file is found all the same."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    return any(
        line.split(b":")[0].strip(b" \"'") == _BEGINS_LIKE_A_FLOW and line[:1] in b"i\"'"
        for line in data.splitlines()
        if b":" in line[:8]
    )
