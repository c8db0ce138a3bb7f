"""What a caller takes for the same: each label pair below is an example of one thing that counts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.likeness import Kind, OwnWords, best_match, compare, menu_pairs
from ivrlint.language.vocabulary.source import read

LANGUAGES = st.sampled_from(["en", "es", "es-MX", "ca", "xx"])
WORDS = sorted(term.text for concept in read().concepts.values() for terms in concept.terms.values() for term in terms)
LABELS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" and ".join),
)

ALIKE = [
    # one word for another
    ("en", "Invoices", "Bills"),
    ("en", "Agent", "Representative"),
    ("es", "Facturas", "Recibos"),
    ("es", "Refacciones", "Repuestos"),
    # verbs and their nouns, plurals, genders, clitics
    ("en", "Renew your policy", "Policy renewals"),
    ("es", "Renovar mi póliza", "Renovación de pólizas"),
    ("es", "Darse de baja", "Dar de baja el servicio"),
    # one covers the other
    ("en", "Billing", "Billing and payments"),
    ("en", "Claims", "File a claim"),
    ("es", "Pagos", "Pagar mi factura"),
    # one is part of the other
    ("en", "Roadside assistance", "Towing"),
    ("es", "Asistencia en carretera", "Grúa"),
    # callers mean the same by both
    ("en", "Report an outage", "My service is not working"),
    ("es", "Sin servicio", "Mi internet no funciona"),
    # the same in another country
    ("en", "Parcel pickup", "Collect a package"),
    ("es", "Coche", "Carro"),
    # two ways to a person, two ways to anything else
    ("en", "Operator", "Speak to someone"),
    ("es", "Otras consultas", "Información general"),
]

APART = [
    # opposites
    ("en", "Open an account", "Close an account"),
    ("en", "New customers", "Existing customers"),
    ("en", "Check in", "Check out"),
    ("es", "Alta de servicio", "Baja de servicio"),
    ("es", "Llegadas", "Salidas"),
    # siblings
    ("en", "English", "Spanish"),
    ("en", "Cardiology", "Dermatology"),
    ("es", "Cuenta corriente", "Cuenta de ahorro"),
    # the same done to different things
    ("en", "Pay my bill", "Pay my loan"),
    ("es", "Reportar corte de luz", "Reportar fuga de gas"),
    # different things done to the same
    ("en", "Report a claim", "Claim status"),
    ("es", "Activar tarjeta", "Bloquear tarjeta"),
    # a word in common
    ("en", "Store hours", "Store locations"),
    ("en", "Gift cards", "Gift wrapping for shoes"),
    # anything else overlaps nothing
    ("en", "Billing", "All other questions"),
    ("es", "Tarjetas", "Otras consultas"),
    ("en", "Repeat these options", "Speak to an agent"),
]


@pytest.mark.parametrize(("language", "a", "b"), ALIKE)
def test_alike(language: str, a: str, b: str) -> None:
    likeness = compare(a, b, language)
    assert likeness.kind is not Kind.DISTINCT, likeness
    assert likeness.named
    assert str(likeness.reason)


@pytest.mark.parametrize(("language", "a", "b"), APART)
def test_apart(language: str, a: str, b: str) -> None:
    assert compare(a, b, language).kind is Kind.DISTINCT


@given(LABELS, LABELS, LANGUAGES)
def test_any_two_labels(a: str, b: str, language: str) -> None:
    likeness = compare(a, b, language)
    assert 0 <= likeness.score <= 1
    assert likeness == compare(b, a, language)
    assert str(likeness.reason)


@given(LABELS.filter(lambda label: any(map(str.isalnum, label))), LANGUAGES)
def test_a_label_and_itself(label: str, language: str) -> None:
    assert compare(label, label, language).kind is Kind.SAME


@given(st.lists(LABELS, max_size=6), LANGUAGES)
def test_a_menu_is_its_pairs(labels: list[str], language: str) -> None:
    expected = {
        (i, j): likeness
        for i, a in enumerate(labels)
        for j, b in enumerate(labels)
        if i < j and (likeness := compare(a, b, language)).kind is not Kind.DISTINCT
    }
    assert {(i, j): likeness for i, j, likeness in menu_pairs(labels, language)} == expected


def test_own_words_add_to_the_vocabulary() -> None:
    own = OwnWords(same=(("Blue Key", "meter"), ("frobnication", "zap my widget")))
    assert compare("Blue Key", "Meter readings", "en").kind is Kind.DISTINCT
    assert compare("Blue Key", "Smart meters", "en", own).kind is not Kind.DISTINCT
    assert compare("Frobnications", "Zap my widget", "en", own).kind is Kind.SAME


def test_own_words_keep_apart() -> None:
    assert compare("Billing", "Payments", "en").kind is Kind.CONFUSED
    own = OwnWords(distinct=(("billing", "payments"),))
    assert compare("Billing", "Payments", "en", own).kind is Kind.DISTINCT


def test_best_match_finds_the_label_that_a_caller_wants() -> None:
    labels = ["Billing and payments", "Technical support", "Cancel my service"]
    for says, wanted in [
        ("I want to pay my bill", 0),
        ("my internet does not work", 1),
        ("I want to close my account", 2),
    ]:
        scents = best_match(says, labels, "en")
        assert max(range(3), key=scents.__getitem__) == wanted, scents


@given(LABELS, st.lists(LABELS, max_size=5), LANGUAGES)
def test_scents_are_shares(says: str, labels: list[str], language: str) -> None:
    scents = best_match(says, labels, language)
    assert len(scents) == len(labels)
    assert all(0 <= scent <= 1 for scent in scents)


def test_judgements_do_not_depend_on_the_hash_seed() -> None:
    pairs = [(language, a, b) for language, a, b in ALIKE + APART]
    code = f"from ivrlint.language.likeness import compare\nfor l, a, b in {pairs!r}: print(compare(a, b, l))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(told) == 1
