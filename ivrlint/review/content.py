"""What stands on the page, as plain data: findings, marks, ways, the phone, and what has changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.call.machine import step
from ivrlint.call.moments import moment, usual_moment
from ivrlint.call.phone import Phone
from ivrlint.call.planned import Tour
from ivrlint.call.script import Caller, next_event, opening
from ivrlint.call.sheet import arrival, facts, press
from ivrlint.call.state import Answer, Event, Finished, HangUp, Key, Silence, Speech
from ivrlint.call.tour import shortest
from ivrlint.call.walk import Walk
from ivrlint.flow.model import Flow
from ivrlint.flow.read import Reading
from ivrlint.lint.rule import SEVERITIES, Finding
from ivrlint.lint.score import Mark, total
from ivrlint.report.form import filled, reasons, title
from ivrlint.review.compiled import compiled

Json = dict[str, Any]
PRESETS = 6  # opening hours for which the page offers a moment at which they are open, and one at which they are closed


class Content(NamedTuple):
    """What a page is made of."""

    reading: Reading
    findings: Sequence[Finding]
    changes: Json | None = None

    @property
    def flow(self) -> Flow:
        """The flow, which is there."""
        assert self.reading.flow is not None  # noqa: S101 - who calls has made sure
        return self.reading.flow

    def document(self, phone: Phone, language: str) -> Json:
        """All of it as JSON can write it."""
        flow = self.flow
        sheet = filled(self.reading, self.reading.source.file or Path())
        return {
            "name": flow.name or "",
            "description": flow.description or "",
            "file": self.reading.source.path,
            "reviewed": flow.reviewed.isoformat() if flow.reviewed else "",
            "findings": findings_of(self.findings),
            "counts": _counts(self.findings),
            "score": _score(sheet.marks, language) if sheet else None,
            "ways": [_way(tour) for tour in shortest(phone)],
            "moments": _moments(flow),
            "phone": compiled(phone),
            "changes": self.changes,
        }


def findings_of(findings: Iterable[Finding]) -> list[Json]:
    """Findings, the worst first, else in the order of the file."""
    return [_finding(finding) for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))]


def _finding(finding: Finding) -> Json:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": str(finding.message),
        "help": str(finding.help) if finding.help is not None else "",
        "node": finding.node or "",
        "place": f"{finding.place.source.path}:{finding.place.line}",
    }


def _counts(findings: Iterable[Finding]) -> Json:
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}


def _score(marks: list[Mark], language: str) -> Json:
    rows = [
        {
            "title": title(mark, language),
            "part": mark.criterion.part,
            "mark": round(mark.mark, 1),
            "reasons": list(reasons(mark)),
        }
        for mark in marks
    ]
    return {"total": round(total(marks), 1), "marks": rows}


def _way(tour: Tour) -> Json:
    return {
        "node": tour.case.name,
        "presses": tour.call.presses,
        "seconds": round(arrival(tour), 1),
        "press": press(tour.case),
        "given": [f"{name}={value}" for name, value in facts(tour.case).items()],
        "at": tour.case.at.isoformat(timespec="minutes") if tour.case.at else "",
        "fields": dict(tour.case.given.fields),
        "events": _events(tour),
    }


def _events(tour: Tour) -> list[Json]:
    """What happens on a planned call, as the page's machine takes it."""
    world, caller = tour.case.world(), Caller(tour.case.press)
    state, _ = opening(tour.call.phone, world)
    found: list[Json] = []
    while state.phase != "ended":
        event = next_event(Walk(state), world, caller)
        if event is None:
            break
        found.append(_event(event))
        state, _ = step(state, event)
    return found


def _event(event: Event) -> Json:
    match event:
        case Key(key, after):
            return {"type": "key", "key": key, "after": round(after, 2)}
        case Speech(text, after):
            return {"type": "speech", "text": text, "after": round(after, 2)}
        case Answer(outcome):
            return {"type": "answer", "name": outcome}
        case Silence() | Finished() | HangUp():
            return {"type": _PLAIN[type(event)]}


_PLAIN = {Silence: "silence", Finished: "finished", HangUp: "hang up"}


def _moments(flow: Flow) -> Json:
    """When calls on the page are made, and moments at which hours are open or closed."""
    presets = []
    for name in list(flow.hours)[:PRESETS]:
        for state in (True, False):
            found = moment(flow, {name: state})
            if found is not None:
                presets.append({"hours": name, "open": state, "at": found.isoformat(timespec="minutes")})
    return {"usual": usual_moment(flow).isoformat(timespec="minutes"), "presets": presets}
