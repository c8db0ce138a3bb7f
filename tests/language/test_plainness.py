"""Syllables, sentences and readability, on the vectors of the literature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.plainness import (
    Counts,
    band,
    counts,
    flesch,
    index,
    long_sentences,
    sentences,
    syllables,
    szigriszt_pazos,
)

SPANISH = "Para facturación, pulse uno. Para averías técnicas, pulse dos. Para hablar con una persona, pulse cero."
ENGLISH = "For billing, press one. For technical support, press two. To speak with a person, press zero."

SPANISH_WORDS = (
    "facturación 4, averías 4, operador 4, ahora 3, aéreo 4, ciudad 2, guía 2, pingüino 3, muy 1, quiere 2, país 2, "
    "línea 3, idioma 3, información 4, oír 2, leer 2, cooperar 4, aquí 2, teléfono 4, siguiente 3, prohíbe 3, y 1, "
    "buey 1, reír 2, Uruguay 3, vergüenza 3, cuídate 3, ll 1"
)
ENGLISH_WORDS = (
    "business 2, people 2, area 3, idea 3, one 1, are 1, were 1, appointment 3, representative 5, billing 2, press 1, "
    "extension 3, hear 1, options 2, services 3, being 2, radio 3, payment 2, please 1, use 1, you 1, the 1, noted 2, "
    "pressed 1, listed 2, table 2, tables 2, Voicemail 2, hmm 1"
)


def pairs(listed: str) -> list[tuple[str, int]]:
    return [(word, int(count)) for word, count in (pair.split() for pair in listed.split(", "))]


@pytest.mark.parametrize(("word", "count"), pairs(SPANISH_WORDS))
def test_spanish_syllables(word: str, count: int) -> None:
    assert syllables(word, "es") == count


@pytest.mark.parametrize(("word", "count"), pairs(ENGLISH_WORDS))
def test_english_syllables(word: str, count: int) -> None:
    assert syllables(word, "en") == count


def test_counts() -> None:
    assert counts(SPANISH, "es") == Counts(words=16, syllables=36, sentences=3)
    assert counts(ENGLISH, "en") == Counts(words=16, syllables=22, sentences=3)
    assert counts(SPANISH.replace("uno", "1"), "es") == counts(SPANISH, "es")


def test_indices() -> None:
    assert szigriszt_pazos(counts(SPANISH, "es")) == pytest.approx(61.3, abs=0.05)
    assert flesch(Counts(16, 23, 3)) == pytest.approx(79.8, abs=0.05)


def test_readability_by_language() -> None:
    assert index(counts(SPANISH, "es-MX"), "es-MX") == pytest.approx(61.3, abs=0.05)
    assert index(counts(ENGLISH, "en"), "en") == pytest.approx(85.1, abs=0.05)
    assert index(counts("", "en"), "en") is None
    assert index(counts("Bonjour.", "fr"), "fr") is None


@pytest.mark.parametrize(
    ("score", "language", "name"),
    [
        (-5, "es", "muy difícil"),
        (39.9, "es", "muy difícil"),
        (40, "es", "algo difícil"),
        (61.3, "es", "normal"),
        (120, "es", "muy fácil"),
        (79.8, "en", "fairly easy"),
        (10, "en", "very difficult"),
        (50, "fr", ""),
    ],
)
def test_band(score: float, language: str, name: str) -> None:
    assert band(score, language) == name


def test_sentences() -> None:
    text = "Call Dr. Jones. Open: 9 to 5; closed on Sunday. Goodbye"
    assert [text[found.start : found.end] for found in sentences(text, "en")] == [
        "Call Dr. Jones.",
        "Open:",
        "9 to 5;",
        "closed on Sunday.",
        "Goodbye",
    ]
    assert [found.words for found in sentences(text, "en")] == [3, 1, 3, 3, 1]
    assert sentences(" ... ", "en") == ()


def test_long_sentences() -> None:
    text = "Short one. " + "word " * 21 + "."
    (found,) = long_sentences(text, "en")
    assert found.words == 21
    assert not long_sentences(text, "en", limit=21)


@given(st.text(), st.sampled_from(["en", "es", "ca", "xx"]))
def test_any_text(text: str, language: str) -> None:
    counted = counts(text, language)
    assert counted.words <= counted.syllables or not counted.words
    assert sum(found.words for found in sentences(text, language)) <= counted.words + len(text)
    index(counts(text, language), language)
