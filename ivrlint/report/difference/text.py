"""A difference for people: under headings, texts word by word."""

from collections.abc import Iterator
from textwrap import wrap

from ivrlint.call.compare.change import Change, Piece
from ivrlint.lint.rule import Finding
from ivrlint.report.difference import GAINED, NO_CHANGE, RESOLVED, TITLES, Compared, by_group, ways
from ivrlint.report.text import PLAIN, Paint, severity_names

_CONTEXT = 5  # words of a text that are shown before and after what has changed
_MORE = "…"


def lines(compared: Compared, paint: Paint = PLAIN) -> Iterator[str]:
    """The difference, line by line."""
    difference = compared.difference
    yield f"{paint.strong}{paint.error}-{paint.end} {compared.old}"
    yield f"{paint.strong}{paint.info}+{paint.end} {compared.new}"
    for group, changes in by_group(difference).items():
        yield ""
        yield f"{paint.strong}{TITLES[group]}{paint.end}"
        for change in changes:
            yield from _change(change, paint)
    if not difference.changes:
        yield ""
        yield str(NO_CHANGE)
    yield from _findings(compared, paint)


def _change(change: Change, paint: Paint) -> Iterator[str]:
    told = ways(change)
    way = f"{paint.strong}{told}{paint.end}  " if told else ""
    language = f" {paint.faint}({change.language}){paint.end}" if change.language and change.words else ""
    yield f"  {_sign(change.sign, paint)} {way}{change.message}{language}"
    if change.words:
        text = "".join(_shown(change.words, paint))
        yield from (f"      {line}" for line in _wrapped(text))


def _sign(sign: str, paint: Paint) -> str:
    return f"{ {'+': paint.info, '-': paint.error}.get(sign, paint.warning) }{sign}{paint.end}"


def _wrapped(text: str) -> list[str]:
    return wrap(text, 100, break_long_words=False, break_on_hyphens=False) if "\x1b" not in text else [text]


def _shown(pieces: tuple[Piece, ...], paint: Paint) -> Iterator[str]:
    """The text with brackets around what has changed; of the rest only what stands beside that."""
    for number, piece in enumerate(pieces):
        match piece.sign:
            case "-":
                yield f"{paint.error}[-{piece.text}-]{paint.end}"
            case "+":
                yield f"{paint.info}{{+{piece.text}+}}{paint.end}"
            case _:
                yield _around(piece.text, before=number > 0, behind=number < len(pieces) - 1)


def _around(text: str, *, before: bool, behind: bool) -> str:
    """What stands beside a change; `before` and `behind`: is there a change on that side?"""
    words = text.split(" ")
    keep = _CONTEXT + 1
    if len(words) <= keep * (before + behind) + 1:
        return text
    first = [*words[:keep], _MORE] if before else [_MORE]
    last = words[-keep:] if behind else []
    return " ".join(first + last)


def _findings(compared: Compared, paint: Paint) -> Iterator[str]:
    for title, sign, findings in (
        (GAINED, "+", compared.difference.gained),
        (RESOLVED, "-", compared.difference.resolved),
    ):
        if findings:
            yield ""
            yield f"{paint.strong}{title}{paint.end}"
            for finding in findings:
                yield f"  {sign} {_finding(finding, paint)}"


def _finding(finding: Finding, paint: Paint) -> str:
    place = finding.place
    colour = getattr(paint, finding.severity)
    where = f"{place.source.path}:{place.line}"
    severity = f"{colour}{severity_names[finding.severity]}{paint.end}"
    return f"{where} {severity} {paint.strong}{finding.rule}{paint.end} {finding.message}"
