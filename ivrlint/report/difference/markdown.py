"""A difference as Markdown, for a comment on a pull request."""

import re
from collections.abc import Iterator

from ivrlint.call.compare.change import Change, Piece
from ivrlint.lint.rule import Finding
from ivrlint.message import say
from ivrlint.report.difference import GAINED, NO_CHANGE, RESOLVED, TITLES, Compared, by_group, ways
from ivrlint.report.text import severity_names

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?i)(https?):|(www)\.|@")
_SIGNS = {"+": "➕", "-": "➖", "~": "✏️"}
_LONGEST = 60_000  # characters; a comment on GitHub takes 65,536


def document(compared: Compared) -> str:
    """The difference as Markdown; cut where a comment would not take it."""
    lines: list[str] = []
    length = 0
    for line in _lines(compared):
        length += len(line) + 1
        if length > _LONGEST:
            lines += ["", f"*{say('More has changed than a comment takes: `ivrlint diff` shows all of it.')}*"]
            break
        lines.append(line)
    return "\n".join(lines)


def _lines(compared: Compared) -> Iterator[str]:
    difference = compared.difference
    yield f"## {say('What changes for callers')}"
    yield ""
    yield f"{code(compared.old)} → {code(compared.new)}"
    for group, changes in by_group(difference).items():
        yield from ("", f"### {TITLES[group]}", "")
        for change in changes:
            yield from _change(change)
    if not difference.changes:
        yield from ("", str(NO_CHANGE))
    for title, findings in ((GAINED, difference.gained), (RESOLVED, difference.resolved)):
        if findings:
            yield from ("", f"### {title}", "")
            yield from map(_finding, findings)


def _change(change: Change) -> Iterator[str]:
    told = ways(change)
    way = f"**{escaped(str(told))}** " if told else ""
    language = f" ({change.language})" if change.language and change.words else ""
    yield f"- {_SIGNS[change.sign]} {way}{escaped(str(change.message))}{language}"
    if change.words:
        yield f"  > {''.join(map(_piece, change.words))}"


def _piece(piece: Piece) -> str:
    """Words; the blanks around them stay outside of the marks, which would not be marks otherwise."""
    text = escaped(" ".join(piece.text.split()), quotes=True)
    before = " " if piece.text[:1].isspace() else ""
    behind = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
    if piece.sign == "=" or not text:
        return f"{before}{text}{behind}"
    tag = "del" if piece.sign == "-" else "ins"
    return f"{before}<{tag}>{text}</{tag}>{behind}"


def _finding(finding: Finding) -> str:
    where = code(f"{finding.place.source.path}:{finding.place.line}")
    return f"- {severity_names[finding.severity]} {code(finding.rule)} {where} {escaped(str(finding.message))}"


def code(text: str) -> str:
    """A text as code, whatever stands in it."""
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str, *, quotes: bool = False) -> str:
    """A text in which nothing is markup, mentions anybody or links anywhere; words in backquotes stay code."""
    text = " ".join(text.split())
    if quotes:
        return _plain(text)
    parts = _CODE.split(text)
    return "".join(code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LINK.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", text)
