"""Runs rules over flows. The same for the command line, tests, and whatever else lints."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ivrlint.flow.place import Place, Problem, Source
from ivrlint.flow.read import Reading
from ivrlint.flow.trouble import reason
from ivrlint.lint.baseline import Entry
from ivrlint.lint.rule import Fault, Faults, Finding, Rule
from ivrlint.lint.settings import Settings
from ivrlint.lint.study import Study
from ivrlint.lint.suppress import Suppressions, silenced
from ivrlint.message import say
from ivrlint.platforms.draft import UNKNOWN
from ivrlint.platforms.formats import HEAD, OWN, PLATFORMS, SUFFIXES, cannot_say, read_any, recognised

if TYPE_CHECKING:
    from ivrlint.flow.model import Flow, Node, Origin

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
    origins: tuple[tuple[Source, "Origin"], ...] = ()  # of flows that are files of other platforms
    known: int = 0  # findings that a baseline holds
    stale: tuple[Entry, ...] = ()  # entries of the baseline that fit nothing any more
    fixed: Mapping[str, int] = {}  # how many findings of which rule are gone because they have been fixed


def lint(readings: Iterable[Reading], settings: Settings) -> Report:
    """Lint flows that have been read, all by the same settings."""
    return lint_each((reading, settings) for reading in readings)


def lint_each(readings: Iterable[tuple[Reading, Settings]]) -> Report:
    """Lint flows that have been read, each by its settings. The order of the files does not matter."""
    findings: list[Finding] = []
    looked_at: list[tuple[Source, str]] = []
    rules: dict[str, Rule] = {}
    origins: list[tuple[Source, Origin]] = []
    files = hidden = 0
    for reading, chosen in readings:
        files += 1
        settings = _sensible(chosen, reading.flow)
        sources = reading.flow.sources if reading.flow else (reading.source,)
        looked_at += [(source, rule.name) for source in sources for rule in settings.rules]
        rules |= {rule.name: rule for rule in settings.rules}
        found, silent = _lint_one(reading, settings)
        if reading.flow and reading.flow.origin and reading.flow.origin.blocks:
            origins.append((reading.source, reading.flow.origin))
            found = [_of_a_platform(finding) for finding in found]
        findings += found
        hidden += silent
    # An included file may belong to several flows: what is wrong in it is said once.
    once = {(finding.order, finding.place.end): finding for finding in findings}
    found_once = tuple(sorted(once.values(), key=lambda finding: finding.order))
    return Report(found_once, files, hidden, tuple(looked_at), rules, tuple(origins))


def _sensible(settings: Settings, flow: "Flow | None") -> Settings:
    """The settings without the rules that ask for what the platform of a flow cannot say."""
    if flow is None or flow.origin is None:
        return settings
    if not flow.origin.call:
        return settings._replace(rules=tuple(rule for rule in settings.rules if Reading in rule.on))
    unsaid = cannot_say(flow.origin.platform)
    return settings._replace(rules=tuple(rule for rule in settings.rules if unsaid.isdisjoint(rule.needs)))


def _is_unknown(finding: Finding, flow: "Flow") -> bool:
    """Is it said of what another platform does at a block that nobody here knows?"""
    node = flow.nodes.get(finding.node or "") if flow.origin else None
    return node is not None and UNKNOWN in node.tags


def _of_a_platform(finding: Finding) -> Finding:
    """What is found in a file that is no flow file: its text is not ours to edit, and help speaks of another format."""
    help_ = say("in a flow file: {help}", help=finding.help) if finding.help and finding.node else finding.help
    return finding._replace(fix=None, help=help_)


def _lint_one(reading: Reading, settings: Settings) -> tuple[list[Finding], int]:
    findings = list(_run(settings, Reading, lambda rule: rule.check(reading)))
    if reading.flow is None:
        return findings, 0
    found = _study_with(Study(reading.flow, own=settings.words), settings)
    findings += [finding for finding in found if not _is_unknown(finding, reading.flow)]
    ran = frozenset(rule.name for rule in settings.rules)
    kept, suppressions = silenced(findings, reading.flow, ran, settings.own)
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
    return Finding(rule.name, severity, fault.message, fault.place, fault.node, fault.help, fault.fix)


def readings(
    paths: Iterable[Path],
    text: tuple[str, str | bytes] | None = None,
    platform: str | None = None,
    language: str | None = None,
) -> Iterator[Reading]:
    """Read the flow files that `paths` name or hold; `text` is a name and a content to read, too.

    `platform` says what the files that are named are, whatever they look like; `language` is that of
    the texts of other platforms' files.
    """
    if text is not None:
        yield _told(read_any(Path(text[0]), *text, platform, language))
    named = {path.resolve() for path in paths if not path.is_dir()}
    for path in flow_files(paths):
        asked_for = path.resolve() in named
        try:
            reading = read_any(path, platform=platform if asked_for else None, language=language)
            yield _told(reading) if asked_for else reading
        except OSError as error:
            source = Source(str(path), "", path)
            problem = Problem(Place(source, 0, 0), say("the file cannot be opened: {why}", why=reason(error)))
            yield Reading(None, (problem,), source)


def _told(reading: Reading) -> Reading:
    """A file that somebody has asked for by name: where nothing came of it, that is a problem of its own."""
    if reading.flow is not None or reading.problems:
        return reading
    nothing = Problem(
        Place(reading.source, 0, 0),
        say("no phone menu can be read in this file"),
        say("export it again; where it is a file of another platform, say which with `--from`"),
    )
    return replace(reading, problems=(nothing,))


def flow_files(paths: Iterable[Path]) -> list[Path]:
    """The flow files and files of other platforms: those named, and in folders those whose content says so.
    Sorted, each once.
    """
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
            if not name.startswith(".") and path.suffix in SUFFIXES and _is_menu(path):
                yield path


def _is_menu(path: Path) -> bool:
    """Is it a flow file, or one of a platform whose files end like this? A broken one is found all the same."""
    try:
        with path.open("rb") as file:
            name = recognised(file.read() if path.suffix in _SUFFIXES else file.read(HEAD))
    except OSError:
        return False
    return name is not None and (path.suffix in _SUFFIXES if name == OWN else path.suffix in PLATFORMS[name].suffixes)
