"""Labels that sound alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.sound import HIGH, MEDIUM, distance, head_distance


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
    assert distance(a, b, language) < MEDIUM


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
    assert distance(a, b, language) >= MEDIUM


def test_without_seseo_z_and_s_differ() -> None:
    assert distance("casa", "caza", "es") == 0
    assert distance("casa", "caza", "es", seseo=False) > 0


def test_number_words_are_always_confused() -> None:
    assert distance("five", "nine", "en") < HIGH


def test_heads_are_compared_without_what_goes_before() -> None:
    assert head_distance("an account", "the amount", "en") == distance("account", "amount", "en")


@given(st.text(), st.text(), st.sampled_from(["en", "es", "ca", "xx"]))
def test_any_text(a: str, b: str, language: str) -> None:
    found = distance(a, b, language)
    assert 0 <= found <= 1
    assert found == distance(b, a, language)
    assert distance(a, a, language) == 0
    assert 0 <= head_distance(a, b, language) <= 1
