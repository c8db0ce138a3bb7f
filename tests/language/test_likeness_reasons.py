"""How alike two labels are, in figures, and the reason that a reader is told."""

import pytest

from ivrlint.language.likeness import best_match, compare, menu_pairs


@pytest.mark.parametrize(
    ("language", "a", "b", "score", "reason"),
    [
        ("en", "billing", "billing and payments", 0.9, "“billing” and “billing and payments” mean the same"),
        (
            "en",
            "towing",
            "roadside assistance",
            0.84,
            "“roadside assistance” and “towing” overlap: “towing” is part of “roadside assistance”",
        ),
        (
            "en",
            "cancel roadside assistance",
            "towing",
            0.0,
            "nothing in these labels means the same",
        ),
        ("en", "bills", "invoices", 1.0, "“bills” and “invoices” mean the same"),
        ("en", "pay a bill", "invoices", 0.75, "“invoices” covers “pay a bill”: both are about invoices"),
        ("en", "open an account", "close an account", 0.0, "nothing in these labels means the same"),
        (
            "en",
            "lost card",
            "stolen card",
            0.72,
            "“lost card” and “stolen card” overlap: callers use “lost” and “stolen” for the same",
        ),
        ("en", "my card", "card", 1.0, "“card” and “my card” mean the same"),
        ("es", "Facturas", "Recibos", 1.0, "“Facturas” and “Recibos” mean the same"),
        (
            "es",
            "Grúa",
            "Asistencia en carretera",
            0.84,
            "“Asistencia en carretera” and “Grúa” overlap: “grúa” is part of “asistencia carretera”",
        ),
        ("es", "Pagos", "Pagar mi factura", 0.75, "“Pagos” covers “Pagar mi factura”: both are about pagar"),
        (
            "en",
            "report an outage",
            "my service is not working",
            0.95,
            "“my service is not working” covers “report an outage”: both are about service not working",
        ),
        (
            "en",
            "complaints",
            "a complaint about a bill",
            0.75,
            "“complaints” covers “a complaint about a bill”: both are about complaint",
        ),
        (
            "en",
            "repairing a car",
            "paying a repair",
            0.54,
            "“paying a repair” and “repairing a car” overlap: callers use “paying repair” and “repairing car” for the same",
        ),
        ("en", "make an appointment", "make a payment", 0.0, "nothing in these labels means the same"),
        (
            "en",
            "ask about test results",
            "results",
            0.95,
            "“results” covers “ask about test results”: both are about test results",
        ),
        ("en", "zork", "the zork", 1.0, "“the zork” and “zork” mean the same"),
        ("en", "zork blub", "zork", 0.75, "“zork” covers “zork blub”: both are about zork"),
        ("en", "zork", "blub", 0.0, "nothing in these labels means the same"),
        ("en", "pay a bill or a fine", "pay a fine", 0.9, "“pay a bill or a fine” and “pay a fine” mean the same"),
        (
            "en",
            "book or change an appointment",
            "make an appointment",
            0.9,
            "“book or change an appointment” and “make an appointment” mean the same",
        ),
        ("en", "a repair you reported", "a repair", 1.0, "“a repair” and “a repair you reported” mean the same"),
        (
            "es",
            "pedir o cambiar una cita",
            "pedir una cita",
            0.9,
            "“pedir o cambiar una cita” and “pedir una cita” mean the same",
        ),
        (
            "es",
            "darse de baja",
            "cancelar el servicio",
            0.95,
            "“darse de baja” covers “cancelar el servicio”: both are about cancelar",
        ),
        (
            "en",
            "booking or changing a room",
            "change a room",
            0.9,
            "“booking or changing a room” and “change a room” mean the same",
        ),
        (
            "en",
            "lost or stolen luggage",
            "lost luggage",
            0.9,
            "“lost luggage” and “lost or stolen luggage” mean the same",
        ),
        ("en", "get rid of a car", "sell a car", 0.0, "nothing in these labels means the same"),
        ("en", "sign up", "register", 1.0, "“register” and “sign up” mean the same"),
        (
            "es",
            "registrarse o pagar una multa",
            "registrarse",
            0.9,
            "“registrarse” and “registrarse o pagar una multa” mean the same",
        ),
        ("en", "returns and refunds", "refunds", 0.9, "“refunds” and “returns and refunds” mean the same"),
        (
            "en",
            "damaged goods",
            "a damaged parcel",
            0.75,
            "“damaged goods” covers “a damaged parcel”: both are about damaged",
        ),
        ("en", "tyres", "car parts", 0.0, "nothing in these labels means the same"),
        ("en", "anything else", "billing", 0.0, "nothing in these labels means the same"),
        ("en", "track a parcel", "where is my parcel", 1.0, "“track a parcel” and “where is my parcel” mean the same"),
        ("es", "consultar su saldo", "saldos", 0.95, "“saldos” covers “consultar su saldo”: both are about saldo"),
        ("es", "alta de un contrato", "baja de un contrato", 0.0, "nothing in these labels means the same"),
        (
            "en",
            "technical support for phones",
            "phones",
            0.75,
            "“phones” covers “technical support for phones”: both are about phones",
        ),
        ("en", "loan application", "loan balance", 0.0, "nothing in these labels means the same"),
    ],
)
def test_score_and_reason(language: str, a: str, b: str, score: float, reason: str) -> None:
    found = compare(a, b, language)
    assert found.score == pytest.approx(score)
    assert str(found.reason) == reason
    assert compare(b, a, language) == found


@pytest.mark.parametrize(
    ("language", "says", "labels", "scents"),
    [
        ("en", "pay my bill", ["pay your bill", "bills", "refunds", "pay"], [1.0, 0.6061, 0.0, 0.7222]),
        ("en", "lost card", ["report a lost card", "cards", "a lost suitcase", ""], [1.0, 0.6667, 0.5, 0.0]),
        (
            "es",
            "quiero pagar un recibo",
            ["facturas", "pagos", "averías", "pagar una factura"],
            [0.6061, 0.6061, 0.0, 1.0],
        ),
    ],
)
def test_how_well_labels_answer_what_is_said(language: str, says: str, labels: list[str], scents: list[float]) -> None:
    assert best_match(says, labels, language) == pytest.approx(scents, abs=0.0001)


def test_a_menu_tells_its_pairs_by_their_places() -> None:
    found = menu_pairs(["bills", "faults", "invoices", "the bills"], "en")
    assert [(one, other) for one, other, _ in found] == [(0, 2), (0, 3), (2, 3)]
