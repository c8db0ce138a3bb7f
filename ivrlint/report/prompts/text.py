"""A recording script for a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from ivrlint.call.recordings import Script
from ivrlint.message import say
from ivrlint.report.prompts import MISSING, UNUSED, Row, rows, summary
from ivrlint.report.text import PLAIN, Paint

_WIDTH = 96
_PLACES = 3  # that are told of a text


def lines(script: Script, language: str | None = None, paint: Paint = PLAIN) -> Iterator[str]:
    """The script, line by line: texts by language, then the files that nobody uses."""
    shown = list(rows(script, language))
    for each in dict.fromkeys(row.language for row in shown):
        yield f"{paint.strong}{each}{paint.end}"
        for row in shown:
            if row.language == each:
                yield from _row(row, paint)
        yield ""
    for title, files in ((MISSING, script.missing), (UNUSED, script.unused)):
        if files:
            yield f"{paint.strong}{title}{paint.end}"
            yield from (f"  {file}" for file in files)
            yield ""
    yield str(summary(shown, script))


def _row(row: Row, paint: Paint) -> Iterator[str]:
    file = f"{paint.faint}{row.file} · {row.recorded}{paint.end}"
    yield f"  {paint.strong}{row.id}{paint.end}  {say('{seconds:.1f} s', seconds=row.seconds)}  {file}"
    yield from (f"      {line}" for line in wrap(row.text, _WIDTH, break_long_words=False, break_on_hyphens=False))
    places = row.heard.split("; ")
    more = f", +{len(places) - _PLACES}" if len(places) > _PLACES else ""
    yield f"      {paint.faint}{say('heard at {places}', places='; '.join(places[:_PLACES]) + more)}{paint.end}"
    if row.like:
        yield f"      {say('much like {ids}: one recording may do', ids=row.like)}"
