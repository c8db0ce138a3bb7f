"""The word lists: how a file is read, what counts as found, and that the lists themselves are in order."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint import language as package
from ivrlint.language.words import Words, fold, languages, parse, words

HOME = Path(package.__file__ or "").parent
FILES = sorted(HOME.glob("*/words.txt"))

SOURCE = """
# a comment
[blame]          # another
invalid = not on the menu, not there
not valid
incorrect*
"#" = pound, hash
&
[say]
Press {key}, please.
"""


def lists() -> Words:
    return Words("en", parse(SOURCE))


def test_file() -> None:
    assert lists().sections() == ("blame", "say")
    assert lists().terms("blame") == ("invalid", "not valid", "incorrect*", "#", "&")
    assert lists().mapping("blame")["invalid"] == ("not on the menu", "not there")
    assert lists().mapping("blame")["#"] == ("pound", "hash")
    assert lists().mapping("blame")["not valid"] == ()
    assert lists().sentence("say") == "Press {key}, please."


def test_a_section_that_is_not_there_is_empty() -> None:
    assert lists().terms("none") == ()
    assert lists().mapping("none") == {}
    assert lists().sentence("none") == ""
    assert lists().find("none", "invalid") is None
    assert lists().all("none", "invalid") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("That is INVALID.", "INVALID"),
        ("That is Inválid.", "Inválid"),
        ("invalidated", None),
        ("That is not  valid!", "not  valid"),
        ("It is not. Valid?", None),
        ("You typed it incorrectly", "incorrectly"),
        ("Bread & butter", "&"),
        ("", None),
    ],
)
def test_find(text: str, found: str | None) -> None:
    assert lists().find("blame", text) == found


def test_all_gives_places_in_order_and_the_longest_entry() -> None:
    long = Words("en", parse("[s]\npress\npress one*\none"))
    assert long.all("s", "press once, press ones, one") == [(0, 5), (12, 22), (24, 27)]


def test_find_in_spanish() -> None:
    assert words("es").find("blame", "Lo siento, esa opción NO ES VÁLIDA.") == "NO ES VÁLIDA"
    assert words("es").mapping("blame")["no es válida"] == ("no está en el menú",)
    assert words("es").find("filler", "Escuche atentamente, nuestras opciones han cambiado") == "Escuche atentamente"


def test_regions_and_unknown_languages() -> None:
    assert words("es-AR").terms("press-verbs") == words("es").terms("press-verbs")
    assert words("es-MX").mapping("spoken-keys")["#"] == ("gato",)
    assert words("es_MX").mapping("spoken-keys")["#"] == ("gato",)
    assert words("tlh").sections() == ()
    assert words("../en").sections() == ()
    assert words("").sections() == ()


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_fold() -> None:
    assert fold("ÁÉÍÓÚÜÑ ¿“Qué”? it’s İ") == 'aeiouun ¿"que"? it\'s i'


@given(st.text(), st.sampled_from(words("es").sections()))
def test_find_in_any_text(text: str, section: str) -> None:
    places = words("es").all(section, text)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert words("es").find(section, text) == (text[slice(*places[0])] if places else None)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_no_entry_stands_twice(file: Path) -> None:
    for heading, body in sections(file):
        entries = [line.partition(" = ")[0].strip() for line in body if line.strip() and not line.startswith("#")]
        doubles = [entry for entry, times in Counter(entries).items() if times > 1]
        assert not doubles, heading


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_no_section_stands_twice(file: Path) -> None:
    headings = [heading for heading, _ in sections(file)]
    assert len(headings) == len(set(headings))


def sections(file: Path) -> list[tuple[str, list[str]]]:
    parts = re.split(r"^\[([^]]+)\].*\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(heading, body.splitlines()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)]


ONLY_ENGLISH = {"before-hour", "say-option-action", "syllables"}


def test_spanish_has_every_section_that_english_has() -> None:
    assert set(words("en").sections()) - set(words("es").sections()) == ONLY_ENGLISH


def test_every_section_the_code_asks_for_is_there() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in HOME.glob("*.py"))
    asked = set(re.findall(r'(?:_phrases|_terms|terms|mapping|sentence|find|all)\(\s*((?:"[a-z-]+"(?:, )?)+)', code))
    names = {name for names in asked for name in re.findall(r'"([a-z-]+)"', names)}
    assert names
    assert names <= set(words("en").sections()) | set(words("es").sections())


def test_a_regional_file_replaces_sections_that_exist() -> None:
    for file in FILES:
        base, _, region = file.parent.name.partition("-")
        if region:
            assert {heading for heading, _ in sections(file)} <= set(words(base).sections())


def test_languages() -> None:
    assert languages() == ("ca", "en", "es")


def test_long_texts_take_time_in_proportion() -> None:
    started = time.perf_counter()
    for piece in ("not ", "no es ", "a", "your call ", "incorrect", "'"):
        text = (piece * 100_000)[:100_000]
        for section in ("blame", "filler", "alternative"):
            words("en").all(section, text)
            words("es").all(section, text)
    assert time.perf_counter() - started < 20
