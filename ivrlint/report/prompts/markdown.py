"""A recording script as Markdown: a table for each language, to be read and commented on."""

from collections.abc import Iterator

from ivrlint.call.recordings import Script
from ivrlint.report.difference.markdown import code, escaped
from ivrlint.report.prompts import HEAD, MISSING, UNUSED, Row, rows, summary


def document(script: Script, language: str | None = None) -> str:
    """The script as Markdown."""
    return "\n".join(_lines(script, language)) + "\n"


def _lines(script: Script, language: str | None) -> Iterator[str]:
    shown = list(rows(script, language))
    head = [str(title) for number, title in enumerate(HEAD) if number != 1]  # the language is the heading
    for each in dict.fromkeys(row.language for row in shown):
        yield from (f"## {each}", "", f"| {' | '.join(head)} |", "| --- | --- | --- | --- | ---: | --- | --- |")
        yield from (_row(row) for row in shown if row.language == each)
        yield ""
    for title, files in ((MISSING, script.missing), (UNUSED, script.unused)):
        if files:
            yield from (f"## {title}", "", *(f"- {_code(file)}" for file in files), "")
    yield escaped(str(summary(shown, script)))


def _row(row: Row) -> str:
    cells = (
        _code(row.id),
        escaped(row.text, quotes=True),
        _code(row.file),
        escaped(row.recorded),
        f"{row.seconds:.1f}",
        escaped(row.heard, quotes=True),
        escaped(row.like, quotes=True),
    )
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Code in a table, where a bar has to be escaped even there."""
    return code(text).replace("|", "\\|") if text else ""
