"""Where rules come from: each source with its address and how well it was verified.

The register `sources.txt` holds one source a line: id | grade | mark | citation | address.
Grade: A statute, B peer-reviewed or formal standard, C practitioner or vendor guideline, D seed text
or engineering default. Mark: P read in full, P-abs abstract or contents list only, D derived from a
number that was read. Nothing unverified stands in the register. A text without an address has `-`.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Source(NamedTuple):
    """One source of the register."""

    id: str
    grade: str
    mark: str
    citation: str
    address: str


@cache
def register() -> dict[str, Source]:
    """All sources by id."""
    text = Path(__file__).with_name("sources.txt").read_text(encoding="utf-8")
    rows = (line.split("|") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    sources = (Source(*("" if cell.strip() == "-" else cell.strip() for cell in row)) for row in rows)
    return {source.id: source for source in sources}


def citations(ids: Iterable[str]) -> list[Source]:
    """The sources of those ids, in that order."""
    return [register()[id_] for id_ in ids]
