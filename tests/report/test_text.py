"""The source line under a finding: as much of it as the terminal holds, with the carets below what is meant."""

from pathlib import Path

import pytest

from ivrlint.flow.place import Place, Source
from ivrlint.report.text import PLAIN, excerpt

WORDS = "Para averías, pulse 1. " * 20


@pytest.mark.parametrize("width", [20, 40, 80, 110])
@pytest.mark.parametrize("first", [0, 7, 150, len(WORDS) - 4])
def test_a_long_line_is_cut_around_what_is_meant(width: int, first: int) -> None:
    place = Place(Source("menu.yaml", WORDS, Path("menu.yaml")), first, first + 3)
    line, carets = excerpt(place, "", PLAIN, width)
    assert max(len(line), len(carets)) <= width
    assert "".join(sign for sign, mark in zip(line, carets.ljust(len(line)), strict=True) if mark == "^") in (
        WORDS[first : first + 3],
        WORDS[first : first + 3].rstrip(),
    )
    shown = line.removeprefix("  1 | ")
    assert shown.strip("…") in WORDS
    assert shown.startswith("…") != WORDS.startswith(shown.strip("…"))
    assert shown.endswith("…") != WORDS.endswith(shown.strip("…"))
