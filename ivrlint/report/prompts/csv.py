"""A recording script as CSV, in which no cell is a formula."""

import csv
from io import StringIO

from ivrlint.call.recordings import Script
from ivrlint.call.sheet import safe
from ivrlint.report.prompts import HEAD, rows


def document(script: Script, language: str | None = None) -> str:
    """The script; rows end as RFC 4180 has it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([str(title) for title in HEAD])
    for row in rows(script, language):
        writer.writerow([safe(cell) if isinstance(cell, str) else f"{cell:.1f}" for cell in row])
    return out.getvalue()
