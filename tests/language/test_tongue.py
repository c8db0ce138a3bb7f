"""Which language a text is in, and how it addresses the caller."""

import pytest

from ivrlint.language.register import registers
from ivrlint.language.tongue import likely_language, other_language


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("Please press 1 for billing. To speak to an adviser, press 0.", "es", "en"),
        ("Le atiende Acme. Para hablar con una persona, pulse 0.", "en", "es"),
        ("Para hablar con una persona, pulse 0.", "en-GB", "es"),
        ("Gracias por llamar a Acme. Estamos para ayudarle.", "es", None),
        ("Sabemos que es un momento difícil.", "es", None),
        ("El seu comunicat està {estado}. El pas següent serà abans del {fecha}.", "ca", None),
        ("Per parlar amb una persona, premi zero. Gràcies per la seva trucada.", "es", "ca"),
        ("{for} {your} {the} {press}", "es", None),
        ("Acme Home and Garden.", "es", None),
        ("Please press 1 for billing.", "eu", None),
        ("Eskerrik asko.", "es", None),
        ("Thank you.", "es", "en"),
        ("Espere por favor.", "en", "es"),
        ("Pour la facturation, faites le un. Pour le soutien, faites le deux.", "en", "fr"),
        ("Para faturamento, tecle 1. Para suporte, tecle 2.", "en", "pt"),
        ("Nos vemos para el té, ou.", "es", None),
        ("", "es", None),
    ],
)
def test_another_language(text: str, language: str, other: str | None) -> None:
    assert other_language(text, language) == other


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please press 1 for billing. To speak to an adviser, press 0.", "en"),
        ("Le atiende Acme. Para hablar con una persona, pulse 0.", "es"),
        ("Para falar com uma pessoa ou para outras informações, digite 0.", None),
        ("Para São Paulo, pulse 1. Para hablar con una persona que le atienda en otra ciudad, pulse 2.", "es"),
        ("Pour la facturation, faites le un. Pour le soutien, faites le deux.", None),
        ("Para faturamento tecle 1, para suporte tecle 2.", None),
        ("Per parlare con un operatore, prema il tasto zero.", None),
        ("Bitte drücken Sie die 1, um mit einem Mitarbeiter zu sprechen.", None),
        ("Voor de klantenservice, toets 1.", None),
        ("हिंदी के लिए 1 दबाएं. For English press 2.", None),
    ],
)
def test_a_text_of_unknown_origin(text: str, language: str | None) -> None:
    assert likely_language(text) == language


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Para facturas, pulse 1.", {"usted"}),
        ("Para facturas, pulsa 1.", {"tú"}),
        ("Pulsá 1 y esperá.", {"vos"}),
        ("Lista de espera: le atenderemos.", {"usted"}),
        ("El tiempo de espera es de dos minutos.", set()),
        ("Tu gestor y su equipo te llamarán.", {"tú"}),
        ("Gracias por su llamada.", {"usted"}),
        ("Si marca 1, el sistema confirma su pago.", {"usted"}),
        ("Por favor espera.", {"tú"}),
        ("Introduce tu número y pulsa almohadilla, o espere.", {"tú", "usted"}),
        ("Una llamada, una visita o una consulta.", set()),
        ("", set()),
    ],
)
def test_ways_to_address_a_caller(text: str, ways: set[str]) -> None:
    assert registers([text], "es") == [ways]


@pytest.mark.parametrize(
    ("texts", "ways"),
    [
        (["No le he oido. Intentalo de nuevo.", "Presiona 1 para informacion."], ["tú", "tú"]),
        (["Intentalo de nuevo.", "Vos podés colgar."], ["vos", "vos"]),
        (["Intentalo de nuevo.", "Ya puedes colgar."], ["tú", "tú"]),
        (["Marcalo y presiona 1.", "Vos decinos cuando."], ["vos", "vos"]),
        (["Ingresá tu clave.", "Te llamamos."], ["vos", "vos"]),
        (["Ingresa tu clave.", "Te llamamos.", "Pulsa aquí."], ["tú", "tú", "tú"]),
        (["Intentalo después.", "Ya puedes colgar."], ["vos", "tú"]),
    ],
)
def test_words_that_two_ways_share(texts: list[str], ways: list[str]) -> None:
    told = registers(texts, "es")
    assert [way for way, names in zip(ways, told, strict=True) if way in names] == ways
    assert all(len(names - {"usted"}) == 1 for names in told)


def test_a_language_with_one_way_only() -> None:
    assert registers(["Press your key."], "en") == [frozenset()]
