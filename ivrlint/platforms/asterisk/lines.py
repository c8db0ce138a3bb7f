"""The lines of extensions.conf: sections, `exten`, `same`, `include`, `#include`, comments, templates."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ivrlint.flow.place import Place, Source, packed
from ivrlint.message import say
from ivrlint.platforms.asterisk.apps import meant
from ivrlint.platforms.asterisk.dialplan import Context, Dialplan, Extension, Step

if TYPE_CHECKING:
    from ivrlint.platforms.draft import Draft

MAX_BYTES = 20_000_000
MAX_LINES = 500_000
MAX_LENGTH = 50_000  # of a line
_MAX_FILES = 50
_MAX_PROBLEMS = 20

_SECTION = re.compile(r"\s*\[([^\]]*)\]\s*(?:\(([^)]*)\))?")
_PAIR = re.compile(r"\s*([^=\s][^=]*?)\s*=>?\s*(.*)$")
_PRIORITY = re.compile(r"\s*([\w-]*?)\s*(?:\+\s*(\d{1,6}))?\s*(?:\(\s*([^)]*?)\s*\))?\s*$")
_APP = re.compile(r"\s*([A-Za-z_]\w*)\s*(?:\(|,|\||$)")
_CALLER = re.compile(r"(?<=[^/])/\S*$")  # `100/5551234`: only for calls from that number
_GLOBAL = re.compile(r"\$\{(\w+)\}")
_FILE = re.compile(r'\s*#\s*(?:try)?include\s+[<"]?([^>"]+?)[>"]?\s*$')


def dialplan(draft: "Draft") -> Dialplan:
    """Read the draft's source, and the files beside it that it includes."""
    reader = _Lines(draft)
    reader.read(draft.source)
    _name_scripts(reader.plan)
    return reader.plan


def _name_scripts(plan: Dialplan) -> None:
    """Write the names of scripts that stand in `[globals]` where they are called: `AGI(${VOICE},"words",en)`."""
    for context in plan.contexts.values():
        for extension in context.extensions.values():
            for number, step in extension.steps.items():
                match = _GLOBAL.match(step.args) if step.app in ("agi", "deadagi") else None
                if match is not None and (name := plan.globals.get(match[1])):
                    extension.steps[number] = replace(step, args=name + step.args[match.end() :])


class _Lines:
    def __init__(self, draft: "Draft") -> None:
        self.draft = draft
        self.plan = Dialplan()
        self.section = ""
        self.context: Context | None = None
        self.templates: dict[str, Context] = {}
        self.extension: Extension | None = None
        self.problems = 0
        self.for_some: set[tuple[str, str]] = set()  # extensions with lines for callers from certain numbers only

    def read(self, source: Source) -> None:
        if len(source.text) > MAX_BYTES:
            self.draft.problem(Place(source, 0, 1), say("the file is larger than {limit} MB", limit=MAX_BYTES // 10**6))
            return
        remark = False  # inside ;-- --;
        for number, whole in enumerate(source.text.splitlines()[:MAX_LINES]):
            line, remark = _without_comment(whole, remark)
            if len(line) > MAX_LENGTH:
                place = Place(source, packed(number, 0), packed(number, 1))
                self.draft.problem(place, say("the line is longer than {limit} characters", limit=MAX_LENGTH))
            elif line.strip():
                self._line(source, number, line)

    def _line(self, source: Source, number: int, line: str) -> None:
        place = _span(source, number, line)
        if line.lstrip().startswith("#"):
            self._include_file(source, line)
        elif (match := _SECTION.match(line)) is not None:
            self._begin(match[1].strip(), match[2] or "", place)
        elif (match := _PAIR.match(line)) is not None:
            self._pair(match[1].strip().lower(), match[1].strip(), match[2], place, match.start(2))
        else:
            self._complain(place, line)

    def _complain(self, place: Place, line: str) -> None:
        self.problems += 1
        if self.problems <= _MAX_PROBLEMS:
            self.draft.problem(
                place,
                say("Asterisk cannot read this line: `{line}`", line=line.strip()[:60]),
                say("write `exten => number,priority,Application(…)`, or put `;` before a comment"),
            )

    def _begin(self, name: str, options: str, place: Place) -> None:
        self.section, self.context, self.extension = name, None, None
        if name.lower() in ("general", "globals") or not name:
            return
        words = [word.strip() for word in options.split(",") if word.strip()]
        known = self.plan.contexts.get(name) or self.templates.get(name)
        self.context = known or Context(name, place)
        (self.templates if "!" in words else self.plan.contexts)[name] = self.context
        for word in words:
            template = self.templates.get(word) or self.plan.contexts.get(word)
            if template is not None and template is not self.context:
                self._take_over(template)

    def _take_over(self, template: Context) -> None:
        assert self.context is not None  # noqa: S101 - set right before
        self.context.includes += template.includes
        for extension in template.extensions.values():
            self.extension = None
            for step in extension.steps.values():
                self._add(step, extension.place)

    def _pair(self, key: str, name: str, value: str, place: Place, offset: int) -> None:
        section = self.section.lower()
        if section in ("general", "globals"):
            kept = self.plan.general if section == "general" else self.plan.globals
            kept[name] = value.strip()
        elif self.context is None:
            return
        elif key in ("exten", "same"):
            self._step(key, value, place, offset)
        elif key == "include":
            self.context.includes.append(re.split(r"[,|]", value, maxsplit=1)[0].strip())

    def _step(self, key: str, value: str, place: Place, offset: int) -> None:
        separator = "," if "," in value else "|"
        parts = value.split(separator, 2 if key == "exten" else 1)
        name, rest = (parts[0].strip(), parts[1:]) if key == "exten" else (None, parts)
        if len(rest) < 2 or (name is None and self.extension is None):  # noqa: PLR2004 - priority and application
            if not (key == "exten" and len(rest) == 1 and rest[0].strip() == "hint"):
                self._complain(place, f"{key} => {value}")
            return
        plain = _CALLER.sub("", name) if name is not None else self.extension.name if self.extension else ""
        if name not in (None, plain):
            self.for_some.add((self.section, plain))
        priority, label = self._priority(plain, rest[0])
        if priority is None:
            if rest[0].strip().lower() != "hint":
                self._complain(place, f"{key} => {value}")
            return
        app = _APP.match(rest[1])
        if app is None:
            self._complain(place, f"{key} => {value}")
            return
        begins = place.start if name is None else place.start + max(0, offset - _column(place))
        shown = Place(place.source, begins, place.end)
        name = self._application(app[1], place, bare="(" not in rest[1])
        step = Step(self.section, plain, priority, name, _arguments(rest[1], app), place, label)
        self._add(step, shown)

    def _application(self, written: str, place: Place, *, bare: bool) -> str:
        """The application that a line calls, or is meant to; Asterisk ends a call where it has none of that name."""
        name = meant(written, bare)
        if name != written.lower():
            message = say("Asterisk has no application `{app}`: the call ends here", app=written)
            help_ = (
                say("did you mean `{near}`?", near=name)
                if name
                else say("write an application, such as `Goto(context,s,1)`, or take the line out")
            )
            self.draft.problem(place, message, help_)
        return name or "hangup"

    def _priority(self, name: str, written: str) -> tuple[int | None, str | None]:
        """The number that a priority stands for: 1, n, n+101, s, label+101."""
        match = _PRIORITY.match(written)
        if match is None:
            return None, None
        word, plus, label = match[1], int(match[2] or 0), match[3] or None
        extension = self.context.extensions.get(name) if self.context else None
        last = self.extension.last if self.extension else 0
        if word.isdecimal() and len(word) < 7:  # noqa: PLR2004
            return int(word) + plus, label
        if word in ("n", "s"):
            return last + (word == "n") + plus, label
        known = extension.labels.get(word) if extension else None
        return (known + plus if known else None), label

    def _add(self, step: Step, named: Place) -> None:
        assert self.context is not None  # noqa: S101 - steps stand in contexts
        step = replace(step, context=self.context.name)  # a template's step becomes that of the context
        extension = self.context.extensions.setdefault(step.exten, Extension(self.context.name, step.exten, named))
        if (
            extension.steps.setdefault(step.priority, step) is not step
            and (step.context, step.exten) not in self.for_some
        ):
            message = say(
                "`{exten}` has a priority {number} already: Asterisk leaves this line out",
                exten=step.exten,
                number=step.priority,
            )
            self.draft.problem(step.place, message, say("write `n` for the number, or take one of the two lines out"))
        if step.label:
            extension.labels.setdefault(step.label, step.priority)
        extension.last = step.priority
        self.extension = extension
        self.draft.blocks += 1

    def _include_file(self, source: Source, line: str) -> None:
        match = _FILE.match(line)
        if match is None or source.file is None or len(self.draft.sources) >= _MAX_FILES:
            return
        path = source.file.parent / Path(match[1]).name
        if any(one.file == path for one in self.draft.sources):
            return
        try:
            text = path.read_bytes()[: MAX_BYTES + 1].decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return
        other = Source(str(Path(source.path).parent / path.name), text, path)
        self.draft.sources.append(other)
        self.read(other)


def _without_comment(line: str, remark: bool) -> tuple[str, bool]:
    """A line without what stands behind `;`, and whether a `;-- --;` comment goes on."""
    if remark:
        end = line.find("--;")
        if end < 0:
            return "", True
        line = " " * (end + 3) + line[end + 3 :]
    at = line.find(";")
    while at > 0 and line[at - 1] == "\\":
        at = line.find(";", at + 1)
    if at < 0:
        return line.rstrip(), False
    if line.startswith(";--", at) and line[at + 3 : at + 4] != "-":
        return line[:at].rstrip(), "--;" not in line[at + 3 :]
    return line[:at].rstrip(), False


def _arguments(written: str, app: "re.Match[str]") -> str:
    rest = written[app.end() - 1 :].strip() if app.end() > app.end(1) else ""
    if rest.startswith("("):
        return rest[1:].rpartition(")")[0].strip() if ")" in rest else rest[1:].strip()
    return rest[1:].replace("|", ",").strip() if rest[:1] in (",", "|") else ""


def _span(source: Source, number: int, line: str) -> Place:
    indent = len(line) - len(line.lstrip())
    return Place(source, packed(number, indent), packed(number, len(line)))


def _column(place: Place) -> int:
    return place.column - 1
