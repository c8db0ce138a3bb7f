"""Texts word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.call.compare.change import Piece
from ivrlint.call.compare.worddiff import word_diff

texts = st.lists(st.sampled_from(["we", " ", "  ", "are", "open", ",", "ñandú", "\n", "7", "."]), max_size=12).map(
    "".join
)


@given(texts, texts)
def test_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.sign in "=-") == old
    assert "".join(piece.text for piece in pieces if piece.sign in "=+") == new
    assert all(piece.text for piece in pieces)
    assert any(piece.sign != "=" for piece in pieces) == (old != new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("For bills, press 1.", "For bills, press 2.", "For bills, press [-1][+2]."),
        ("We are open.", "We are not open.", "We are [+not ]open."),
        ("Please hold the line now.", "Please stay on the line now.", "Please [-hold][+stay on] the line now."),
        ("Hello.", "Buenas tardes, le atiende Acme", "[-Hello.][+Buenas tardes, le atiende Acme]"),
        ("", "New words", "[+New words]"),
    ],
)
def test_whole_phrases_are_told(old: str, new: str, told: str) -> None:
    def shown(piece: Piece) -> str:
        return piece.text if piece.sign == "=" else f"[{piece.sign}{piece.text}]"

    assert "".join(map(shown, word_diff(old, new))) == told
