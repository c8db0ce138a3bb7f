"""Makes the fixes that findings carry: in rounds, until none is left that can be made.

A round makes all fixes that do not touch one another and reads the flow again. What makes a file harder
to read, or leads a call another way without having said so, is given up. Nothing is written here.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.edits import Edit, edited
from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.place import Source
from ivrlint.flow.read import Reading, read_flow
from ivrlint.flow.tree import Mapping as TreeMapping
from ivrlint.flow.tree import grow
from ivrlint.lint.engine import lint_each
from ivrlint.lint.rule import Finding, Fix
from ivrlint.lint.settings import Settings

MOST_ROUNDS = 50
_REPLACED = "\N{REPLACEMENT CHARACTER}"  # stands for bytes that are no UTF-8: such a file is left alone

Texts = dict[Path, str]
_Key = tuple[str, str | None, str]
Wanted = Callable[[Iterable[Finding]], Iterable[Finding]]


class Mended(NamedTuple):
    """The flows as they are after their fixes, the files that change, and how many findings each rule has less."""

    readings: tuple[tuple[Reading, Settings], ...]
    files: Mapping[Source, str]  # as it was read -> its new text
    fixed: Mapping[str, int]


def mend(readings: Iterable[tuple[Reading, Settings]], wanted: Wanted) -> Mended:
    """Make the fixes of those findings that `wanted` picks out of a flow's."""
    work = _Work(wanted)
    mended = [(work.mend(reading, settings), settings) for reading, settings in readings]
    fresh = tuple((work.read(reading), settings) for reading, settings in mended)
    return Mended(fresh, {work.sources[file]: text for file, text in work.texts.items()}, work.fixed)


class _Work:
    """The texts that have been changed so far: a file that two flows include is changed once."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.texts: Texts = {}
        self.sources: dict[Path, Source] = {}
        self.fixed: Counter[str] = Counter()

    def read(self, reading: Reading, texts: Texts | None = None) -> Reading:
        """The same flow again, with the texts as they are now."""
        source = reading.source
        texts = self.texts if texts is None else texts
        if source.file is None or not texts or not _can_change(reading):
            return reading
        return read_flow(source.file, source.path, texts.get(source.file.resolve(), source.text), texts)

    def mend(self, reading: Reading, settings: Settings) -> Reading:
        """The flow with all fixes made that can be made."""
        reading = self.read(reading)
        given_up: set[_Key] = set()
        for _ in range(MOST_ROUNDS):
            if not _can_change(reading):
                break
            found = self.wanted(lint_each([(reading, settings)]).findings)
            chosen = _apart([finding for finding in found if finding.fix and _key(finding) not in given_up])
            if not chosen:
                break
            reading, done, failed = self._made(reading, chosen)
            given_up.update(map(_key, failed))
            self.fixed.update(finding.rule for finding in done)
        return reading

    def _made(self, reading: Reading, findings: list[Finding]) -> tuple[Reading, list[Finding], list[Finding]]:
        """The flow with all these fixes made, where they do no good together with the first one that does alone;
        the findings that are gone, and those whose fixes are no good.
        """
        failed: list[Finding] = []
        for tried in (findings, *([finding] for finding in findings if len(findings) > 1)):
            texts = self._with(tried)
            again = self.read(reading, texts)
            if _is_sound(reading, again, tried):
                self._keep(texts, tried)
                return again, tried, failed
            failed += tried if len(tried) == 1 else []
        return reading, [], failed

    def _with(self, findings: list[Finding]) -> Texts:
        """All changed texts, with the fixes of these findings made."""
        edits: dict[Source, set[Edit]] = {}
        for finding in findings:
            for edit in finding.fix.edits if finding.fix else ():
                edits.setdefault(edit.place.source, set()).add(edit)
        return self.texts | {
            source.file.resolve(): edited(source.text, _once(changes))
            for source, changes in edits.items()
            if source.file
        }

    def _keep(self, texts: Texts, findings: list[Finding]) -> None:
        for finding in findings:
            for edit in finding.fix.edits if finding.fix else ():
                source = edit.place.source
                if source.file is not None:
                    self.sources.setdefault(source.file.resolve(), source)
        self.texts = texts


def fixes_of(finding: Finding, *, unsafe: bool) -> Fix | None:
    """The finding's fix, if it is a safe one or unsafe ones are wanted, and all its files can be changed."""
    fix = finding.fix
    if fix is None or not (fix.safe or unsafe):
        return None
    return None if any(_REPLACED in edit.place.source.text for edit in fix.edits) else fix


def _can_change(reading: Reading) -> bool:
    """Is it a flow file, not one of another platform, and all of it text?"""
    return bool(reading.flow and isinstance(reading.flow.place, TreeMapping) and _REPLACED not in reading.source.text)


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.node, str(finding.message)


def _apart(findings: list[Finding]) -> list[Finding]:
    """Findings whose fixes do not touch one another, the first ones first; several may share a fix.

    Those that change what can be read come alone, then those that lead calls other ways.
    """
    for touches in ("shape", "words", "ways"):
        room = _Room()
        chosen = [
            finding
            for finding in findings
            if finding.fix and finding.fix.touches == touches and room.has_for(finding.fix)
        ]
        if chosen:
            return chosen
    return []


class _Room:
    """Where in which files nothing has been changed yet."""

    def __init__(self) -> None:
        self._taken: dict[Source, list[tuple[int, int, str]]] = {}

    def has_for(self, fix: Fix) -> bool:
        """Is there room for all edits of a fix, or has another finding brought the same ones? Then they take it."""
        wanted = [(edit.place.source, (*edit.span, edit.text)) for edit in fix.edits]
        if all(span in self._near(source, span) for source, span in wanted):
            return True
        if any(self._near(source, span) for source, span in wanted):
            return False
        for source, span in wanted:
            insort(self._taken[source], span)
        return True

    def _near(self, source: Source, span: tuple[int, int, str]) -> list[tuple[int, int, str]]:
        """The taken spans that this one overlaps or touches."""
        taken = self._taken.setdefault(source, [])
        number = bisect_left(taken, span)
        return [
            other for other in taken[max(number - 2, 0) : number + 2] if span[0] <= other[1] and other[0] <= span[1]
        ]


def _once(edits: Iterable[Edit]) -> list[Edit]:
    """Each edit once, though several findings have it."""
    return list({(edit.span, edit.text): edit for edit in edits}.values())


def _is_sound(before: Reading, after: Reading, findings: Iterable[Finding]) -> bool:
    """Can everything still be read, and do calls go no other ways than the fixes say?"""
    touched = {finding.fix.touches for finding in findings if finding.fix}
    if before.flow is None or after.flow is None:
        return False
    if [source.text for source in before.flow.sources] == [source.text for source in after.flow.sources]:
        return False  # it would be made again and again
    if sum(len(grow(source).problems) for source in after.flow.sources) > sum(
        len(grow(source).problems) for source in before.flow.sources
    ):
        return False
    if "shape" in touched:
        return True
    if len(after.problems) > len(before.problems):
        return False
    return "ways" in touched or _ways(before) == _ways(after)


def _ways(reading: Reading) -> Counter[tuple[str, str, str, str]]:
    """The ways that calls may go, in whatever order they are written."""
    if reading.flow is None:
        return Counter()
    return Counter((edge.source, edge.target, edge.kind, edge.key) for edge in FlowGraph(reading.flow).edges())
