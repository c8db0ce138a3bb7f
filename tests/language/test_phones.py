"""Telephone numbers that texts send callers to."""

import pytest

from ivrlint.language.phones import Phone, costs_more, names_number, numbers_to_call


@pytest.mark.parametrize(
    ("text", "language", "digits"),
    [
        ("For repairs please call 020 7946 0123.", "en", ["02079460123"]),
        ("Please ring +44 (20) 7946-0123 instead.", "en", ["442079460123"]),
        ("Call 0800 111 222 or 0800 111 333.", "en", ["0800111222", "0800111333"]),
        ("Para averías llame al 910 55 56 66.", "es", ["910555666"]),
        ("Para móviles, marque el 1004.", "es", ["1004"]),
        ("Contacte con nosotros en el teléfono gratuito 900123456.", "es", ["900123456"]),
        ("If this is an emergency, hang up and call 020 7946 0123.", "en", []),
        ("Si huele a gas, llame al 900 111 999.", "es", []),
        ("We will call you on 020 7946 0123.", "en", []),
        ("Le llamaremos desde el 910 555 666.", "es", []),
        ("Your reference is 4471 2290.", "en", []),
        ("Call us again before 2027.", "en", []),
        ("To pay, press 1 or say 2.", "en", []),
        ("Call us when you have found the long code 12345.", "en", []),
        ("Call us when you have found the long code 123456.", "en", ["123456"]),
        ("Call xxxxxxxxxxxxxxxxxxxxxxx 1004.", "en", ["1004"]),
        ("Call xxxxxxxxxxxxxxxxxxxxxxxx 1004.", "en", []),
        ("Call 100 now.", "en", ["100"]),
        ("Call 10 now.", "en", []),
        ("Thank you for calling the Hill Street 24-7 helpline.", "en", []),
        ("Llámenos, servicio 24 - 7 - 365.", "es", []),
        ("Call {number} now, or wait for 10 minutes.", "en", []),
        ("", "es", []),
    ],
)
def test_numbers_that_callers_are_told_to_ring(text: str, language: str, digits: list[str]) -> None:
    assert [phone.digits for phone in numbers_to_call(text, language)] == digits


def test_a_number_as_the_text_writes_it() -> None:
    assert numbers_to_call("Please ring +44 (20) 7946-0123 now.", "en")[0].written == "+44 (20) 7946-0123"


@pytest.mark.parametrize(
    ("written", "country", "dear"),
    [
        ("807 12 34 56", "ES", True),
        ("+34 902 12 34 56", "ES", True),
        ("0034 902 12 34 56", "ES", True),
        ("910 55 56 66", "ES", False),
        ("0871 496 0001", "GB", True),
        ("+44 871 496 0001", "GB", True),
        ("0800 111 999", "GB", False),
        ("020 7946 0123", "GB", False),
        ("1 900 555 0123", "US", True),
        ("760 123 456", "PT", True),
        ("807 12 34 56", "AD", False),
        ("807 12 34 56", None, False),
    ],
)
def test_numbers_that_cost_more(written: str, country: str | None, dear: bool) -> None:
    digits = "".join(filter(str.isdigit, written))
    assert costs_more(Phone(digits, written), country) is dear


@pytest.mark.parametrize(
    ("text", "named"), [("Llame al 112.", True), ("Dial 999 now.", True), ("Abrimos a las 9.", False)]
)
def test_whether_a_number_is_named(text: str, named: bool) -> None:
    assert names_number(text) is named
