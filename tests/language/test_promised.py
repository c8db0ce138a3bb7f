"""Lengths of time that texts speak of."""

import pytest

from ivrlint.language.promised import promised

HOUR, DAY, WORKING_DAY = 3600, 24 * 3600, 8 * 3600


@pytest.mark.parametrize(
    ("language", "text", "seconds", "working"),
    [
        ("en", "We will call you back within four working hours.", 4 * HOUR, True),
        ("en", "We will call you within 2 hours.", 2 * HOUR, False),
        ("en", "You will hear from us in 24-48 hours.", 48 * HOUR, False),
        ("en", "We reply on the next working day.", WORKING_DAY, True),
        ("en", "Leave a message of up to thirty seconds.", 30, False),
        ("en", "We will call you back within 15 minutes.", 15 * 60, False),
        ("es", "Le llamaremos en dos días hábiles.", 2 * WORKING_DAY, True),
        ("es", "Le llamaremos dentro de cuatro horas hábiles.", 4 * HOUR, True),
        ("es", "Le responderemos en un plazo de 24 horas.", 24 * HOUR, False),
        ("es", "Le llamaremos en una semana.", 7 * DAY, False),
        ("es", "Le llamaremos el próximo día hábil.", WORKING_DAY, True),
        ("es", "Atendemos de lunes a viernes, de 8 a 18 horas. Le llamaremos en dos horas.", 2 * HOUR, False),
    ],
)
def test_a_length_of_time(language: str, text: str, seconds: float, *, working: bool) -> None:
    assert [time[:2] for time in promised(text, language)] == [(seconds, working)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We will call you back as soon as possible."),
        ("en", "We are open 24 hours a day."),
        ("en", "Please enter the eight digits of your number."),
        ("es", "Atendemos de lunes a viernes, de 8 a 18 horas."),
        ("es", "Le atendemos las 24 horas del día."),
        ("es", "Abrimos a las 9 horas."),
        ("eu", "Lau ordu barru deituko dizugu."),
    ],
)
def test_no_length_of_time(language: str, text: str) -> None:
    assert promised(text, language) == ()


def test_it_is_quoted_as_written() -> None:
    assert [time.text for time in promised("Le llamaremos en Dos días Hábiles.", "es")] == ["Dos días Hábiles"]
