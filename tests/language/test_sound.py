"""Labels that sound alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.sound import distance

OFTEN, NOW_AND_THEN = 0.20, 0.34  # the limits of `confusable-sound`


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("es", "sesenta", "setenta"),
        ("es", "dos", "doce"),
        ("es", "seis", "diez"),
        ("es", "vaca", "baca"),
        ("es", "casa", "caza"),
        ("es", "ola", "hola"),
        ("en", "account", "amount"),
        ("en", "fifteen", "fifty"),
        ("en", "five", "nine"),
        ("en", "billing", "building"),
    ],
)
def test_alike(language: str, a: str, b: str) -> None:
    assert distance(a, b, language) < NOW_AND_THEN


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("es", "facturación", "averías"),
        ("es", "año", "mes"),
        ("en", "billing", "sales"),
        ("en", "technical support", "opening hours"),
    ],
)
def test_not_alike(language: str, a: str, b: str) -> None:
    assert distance(a, b, language) >= NOW_AND_THEN


@pytest.mark.parametrize(
    ("language", "a", "b", "sounds"),
    [
        ("es", "casa", "cosa", 0.5 / 4),  # two vowels for one another cost half
        ("es", "gato", "pato", 0.5 / 4),
        ("es", "casa", "casas", 1 / 5),
        ("es", "sal", "salida", 3 / 6),
        ("es", "queso", "peso", 0.5 / 4),  # qu is one sound
        ("es", "año", "ano", 0.5 / 3),
        ("es", "uno", "dos", 1.0),
        ("en", "pay", "play", 1 / 4),
        ("en", "bill", "bills", 1 / 4),  # ll is one sound
        ("en", "hello", "help", 1 / 4),
        ("en", "knight", "night", 0.0),
        ("en", "phone", "fone", 0.0),
        ("en", "fifteen", "fifty", 0.1),
        ("en", "x", "", 1.0),
        ("en", "", "", 0.0),
    ],
)
def test_sounds_to_change_over_the_longer_length(language: str, a: str, b: str, sounds: float) -> None:
    assert distance(a, b, language) == pytest.approx(sounds)


def test_an_end_that_is_not_heard() -> None:
    assert distance("make", "mak", "en") == 0
    assert distance("she", "sh", "en") > 0


def test_without_seseo_z_and_s_differ() -> None:
    assert distance("casa", "caza", "es") == 0
    assert distance("casa", "caza", "es", seseo=False) > 0


def test_number_words_are_always_confused() -> None:
    assert distance("five", "nine", "en") < OFTEN


@given(st.text(), st.text(), st.sampled_from(["en", "es", "ca", "xx"]))
def test_any_text(a: str, b: str, language: str) -> None:
    found = distance(a, b, language)
    assert 0 <= found <= 1
    assert found == distance(b, a, language)
    assert distance(a, a, language) == 0
