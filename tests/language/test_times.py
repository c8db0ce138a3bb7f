"""Opening times as texts say them, in Spanish and English."""

import pytest

from ivrlint.language.times import Said, times_said

WORKDAYS = frozenset(range(5))
ALL = frozenset(range(7))


def at(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute or 0)


def week(days: frozenset[int], *spans: str) -> list[list[tuple[int, int]]]:
    """A week that has these spans on these days."""
    parts = [span.split("-") for span in spans]
    return [[(at(start), at(end)) for start, end in parts] if day in days else [] for day in range(7)]


def one(text: str, language: str) -> Said:
    said = times_said(text, language)
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize(
    ("language", "text", "days", "spans"),
    [
        ("en", "We are open from 8 to 6, Monday to Friday.", WORKDAYS, ["8-18"]),
        ("en", "We are open Monday to Friday, from 9am to 5pm.", WORKDAYS, ["9-17"]),
        ("en", "Our hours are 9:00-17:30, Monday-Friday.", WORKDAYS, ["9-17:30"]),
        ("en", "Call between 9 and 5 on weekdays.", WORKDAYS, ["9-17"]),
        ("en", "Monday through Friday, nine a.m. to half past five.", WORKDAYS, ["9-17:30"]),
        ("en", "Every day, eight thirty in the morning until a quarter to six in the evening.", ALL, ["8:30-17:45"]),
        ("en", "We are here from noon until midnight every day.", ALL, ["12-24"]),
        ("en", "Open 10 to 4 on Saturdays and Sundays.", frozenset({5, 6}), ["10-16"]),
        ("en", "Weekdays from 9 to 5, closed on Sundays.", WORKDAYS, ["9-17"]),
        ("en", "Every day except Mondays, from 9 to 5.", ALL - {0}, ["9-17"]),
        ("en", "Friday to Monday, 9 to 5.", frozenset({4, 5, 6, 0}), ["9-17"]),
        ("en", "Monday - 9 to 5.", frozenset({0}), ["9-17"]),
        ("en", "Every day from 9 to 24.", ALL, ["9-24"]),
        ("en", "We will call you back. We are open Monday to Friday, 9 to 5.", WORKDAYS, ["9-17"]),
        ("es", "Atendemos de lunes a viernes, de 8 a 20 horas.", WORKDAYS, ["8-20"]),
        ("es", "De nueve de la mañana a dos de la tarde, de lunes a viernes.", WORKDAYS, ["9-14"]),
        ("es", "De lunes a viernes, de 9 a 14 y de 16 a 19.", WORKDAYS, ["9-14", "16-19"]),
        (
            "es",
            "Los lunes, miércoles y viernes, de ocho y media a tres menos cuarto.",
            frozenset({0, 2, 4}),
            ["8:30-14:45"],
        ),
        ("es", "Llámenos entre las 9 y las 14 horas, todos los días.", ALL, ["9-14"]),
        ("es", "Del lunes al sábado desde las 10:00 hasta las 21:30.", frozenset(range(6)), ["10-21:30"]),
        ("es", "Todos los días, de 9h a 14h, excepto los domingos.", ALL - {6}, ["9-14"]),
        ("es", "Los fines de semana, de 10 a 2 del mediodía.", frozenset({5, 6}), ["10-14"]),
        ("es", "Entre semana, de 9 a. m. a 6 p. m.", WORKDAYS, ["9-18"]),
        ("es", "Domingos cerrado; de lunes a sábado, de 9 a 15.", frozenset(range(6)), ["9-15"]),
    ],
)
def test_a_time_that_is_said(language: str, text: str, days: frozenset[int], spans: list[str]) -> None:
    said = one(text, language)
    assert said.days == days
    assert said.fits(week(days, *spans))
    assert not said.fits(week(days, "3-4"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We will call you back within 2 to 5 working days."),
        ("en", "For billing, press 1. For support, press 2."),
        ("en", "Press 1 to 5."),
        ("en", "The ward is on the second floor, rooms 12 to 18."),
        ("en", "Monday is a holiday."),
        ("es", "Pulse de 1 a 5."),
        ("es", "El lunes pulse 2."),
        ("es", "Le llamaremos en un plazo de 24 a 48 horas."),
        ("en", "We will call you back Monday to Friday, between 9 and 5."),
        ("es", "Le llamaremos de lunes a viernes, de 9 a 17 horas."),
        ("es", ""),
        ("en", "Monday: rooms 9, 5."),
        ("en", "Open Monday to 5."),
        ("en", "Every day from 9 to 25."),
        ("en", "Every day from 9:60 to 17."),
        ("es", "Todos los días, de 9 a veinticinco."),
        ("eu", "Astelehenetik ostiralera, 9etatik 17etara."),
    ],
)
def test_what_is_no_opening_time(language: str, text: str) -> None:
    assert times_said(text, language) == ()


def test_each_day_with_its_own_times() -> None:
    text = "Monday to Friday, 8am to 8pm, and Saturday, 9am to 1pm."
    first, second = times_said(text, "en")
    assert (first.days, second.days) == (WORKDAYS, frozenset({5}))
    assert text[second.start : second.end] == "Saturday, 9am to 1pm"


def test_times_before_days_and_then_after_them() -> None:
    first, second = times_said("We are open from 8 to 6 Monday to Friday, Saturdays 9 to 1.", "en")
    assert first.fits(week(WORKDAYS, "8-18"))
    assert second.days == {5}


def test_an_hour_without_more_may_be_in_the_morning_or_in_the_evening() -> None:
    said = one("We open Monday to Friday, from 8 to 6.", "en")
    assert said.fits(week(WORKDAYS, "8-18"))
    assert said.fits(week(WORKDAYS, "20-6"))
    assert not said.fits(week(WORKDAYS, "8-17"))


def test_an_hour_after_noon_is_what_it_says() -> None:
    assert not one("De lunes a viernes, de 9 a 14.", "es").fits(week(WORKDAYS, "9-2"))


def test_twelve_in_the_day_and_at_night() -> None:
    assert one("We are open 8am to 12pm.", "en").fits(week(ALL, "8-12"))
    assert one("Monday to Friday, 8am to midnight.", "en").fits(week(WORKDAYS, "8-24"))
    assert one("We are open from 12am to 6am.", "en").fits(week(ALL, "0-6"))


def test_half_past_twelve_is_not_half_past_midnight_a_day_later() -> None:
    assert one("We are open from 6 to 12:30.", "en").fits(week(ALL, "6-12:30"))
    assert not one("We are open from 6 to 12:30.", "en").fits(week(ALL, "18-24"))


def test_thirteen_is_not_one() -> None:
    said = one("Todos los días, de 13 a 18.", "es")
    assert said.fits(week(ALL, "13-18"))
    assert not said.fits(week(ALL, "1-18"))


def test_a_call_that_is_announced_between_a_day_and_its_times() -> None:
    assert times_said("On Monday we will call you between 9 and 5.", "en") == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Remember: we open at 9 tomorrow. Goodbye.", "open at 9"),
        ("Welcome. We are open from 9 to 5, Monday to Friday. Goodbye.", "from 9 to 5, Monday to Friday"),
    ],
)
def test_where_a_text_says_it(text: str, part: str) -> None:
    said = one(text, "en")
    assert text[said.start : said.end] == part


def test_without_days_one_day_must_fit() -> None:
    said = one("We are open from 9 to 5.", "en")
    assert said.days == frozenset()
    assert said.fits(week(frozenset({2}), "9-17"))
    assert not said.fits(week(ALL, "9-18"))


def test_every_named_day_must_fit() -> None:
    hours = [*week(frozenset(range(4)), "9-17")[:4], [(at("9"), at("15"))], [], []]
    assert not one("We are open from 9 to 5, Monday to Friday.", "en").fits(hours)
    assert one("We are open from 9 to 5, Monday to Thursday.", "en").fits(hours)


def test_a_break_at_noon_that_nobody_mentions_does_not_fit() -> None:
    with_a_break = [[(at("9"), at("14")), (at("16"), at("19"))]] * 7
    assert not one("We are open from 9 to 2.", "en").fits(with_a_break)
    assert not one("Abrimos de nueve a siete.", "es").fits(with_a_break)
    assert one("We are open from 9 to 2 and from 4 to 7.", "en").fits(with_a_break)
    assert not one("We are open from 9 to 2 and from 4 to 7.", "en").fits(week(ALL, "9-14"))


@pytest.mark.parametrize(("language", "text"), [("en", "We open at 9 tomorrow."), ("es", "Abrimos a las nueve.")])
def test_only_the_opening(language: str, text: str) -> None:
    said = one(text, language)
    assert said.fits(week(WORKDAYS, "9-17"))
    assert not said.fits(week(WORKDAYS, "10-17"))


def test_what_the_office_says_when_it_is_closed() -> None:
    said = times_said("We are closed now. We are open Monday to Friday, from 9 to 5.", "en")
    assert [sorted(one.days) for one in said] == [[0, 1, 2, 3, 4]]
