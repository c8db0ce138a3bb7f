"""What a caller takes for the same: each label pair below is an example of one thing that counts."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ivrlint.language.likeness import Kind, OwnWords, best_match, compare, menu_pairs
from ivrlint.language.vocabulary.forms import forms, mapped
from ivrlint.language.vocabulary.lexicon import Lexicon
from ivrlint.language.vocabulary.source import LANGUAGES as WITH_WORDS
from ivrlint.language.vocabulary.source import read
from ivrlint.language.vocabulary.table import INDEX
from tests.benchmarks.labels.fit import laid

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
    # two verbs, one object: both are done to it
    ("en", "book or change an appointment", "make an appointment"),
    ("en", "blocking or replacing a card", "replace my card"),
    ("es", "pedir o cambiar una cita", "pedir una cita"),
    ("es", "poner o seguir una queja", "quejas"),
    ("es", "pedir o pagar un préstamo", "solicitar préstamos"),
    # one verb, two objects: it does both
    ("en", "paying a bill or a fine", "pay a fine"),
    ("es", "pagar un impuesto o una multa", "pagar una multa"),
    ("en", "Damaged items", "Something was broken in the move"),
    # one thing in other words, whatever else they say
    ("en", "Self-employed returns", "File as a sole trader"),
    ("en", "Report a burglary", "My house was broken into"),
    ("es", "Pago en cuotas", "Financiar mi compra"),
    ("es", "Llevar bicicleta", "Subir la bici al tren"),
    # a word listed as a thing is a verb before its object
    ("en", "checking your payment date", "payment dates"),
    # a listed clause ("when will my invoice be paid") is more than its two telling words
    ("en", "pay a bill", "your invoices"),
    # a light verb more or less changes nothing
    ("en", "reporting a card you lost", "blocking a card"),
    ("en", "ask about test results", "results"),
    ("es", "consultar su saldo", "saldos"),
    ("es", "hacer una transferencia", "transferencias"),
]

APART = [
    # opposites
    ("en", "Open an account", "Close an account"),
    ("en", "New customers", "Existing customers"),
    ("en", "Check in", "Check out"),
    ("es", "Alta de servicio", "Baja de servicio"),
    ("es", "Llegadas", "Salidas"),
    # one word apart
    ("en", "Travel insurance", "Pet insurance"),
    ("en", "Insure my handset", "Unlock my handset"),
    ("es", "Licencia de obra", "Licencia de terraza"),
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
    # two verbs, one object: neither verb stands by itself
    ("en", "make or follow a complaint", "book or change an appointment"),
    ("en", "making or tracking a transfer", "applying for or repaying a loan"),
    ("en", "applying for a permit or license", "making or following a complaint"),
    ("es", "pedir o pagar un préstamo", "poner o seguir una reclamación"),
    ("es", "hacer o revisar una transferencia", "poner o seguir una reclamación"),
    ("es", "hacer o revisar una transferencia", "pedir o pagar un préstamo"),
    ("es", "pedir o cambiar una cita", "llamar a una planta o extensión"),
    ("es", "contratar o cambiar su contrato", "poner o seguir una reclamación"),
    # one verb, two objects: the second is no label by itself
    ("es", "pagar un impuesto o una multa", "poner o seguir una queja"),
    ("es", "pagar un impuesto o una multa", "recurrir una multa"),
    ("en", "paying a bill or a fine", "appealing a fine"),
    # a verb that takes no object gets none
    ("es", "empadronarse o pedir un certificado", "poner o seguir una queja"),
    ("es", "matricularse o cambiar de asignaturas", "dejar unas asignaturas"),
    # light verbs prove nothing
    ("es", "preguntar por una persona ingresada", "pedir o cambiar una cita"),
    ("es", "pedir una grúa", "poner o seguir una reclamación"),
    ("es", "hacer", "poner una queja"),
    ("es", "pedir", "pedir una cita"),
    ("en", "get", "get a quote"),
    ("en", "make", "making a payment"),
    ("en", "requesting a transcript", "making an appointment"),
    # light verbs of two kinds tell two things apart
    ("en", "reporting a repair or leak", "checking on a repair you reported"),
    # what was done to something only tells which one is meant
    ("en", "Send a parcel", "Track a parcel that I have sent"),
    ("en", "submit a joke", "rate the jokes that others have submitted"),
    # what one does is what something else is done to in the other
    ("es", "matricularse", "pagar la matrícula"),
    ("es", "reclamar una maleta perdida", "poner o seguir una queja"),
    # an item may be damaged like any thing, yet one does not exchange an invoice
    ("es", "devolver o cambiar un artículo", "pedir o corregir una factura"),
    # new and already, what is wrong and what is done
    ("en", "a new patient", "already a patient"),
    ("es", "un paciente nuevo", "ya soy paciente"),
    ("es", "Medicina general", "Pediatría"),
    ("en", "Office hours", "Schedule"),
    ("en", "tracking an order", "returning an item or getting a refund"),
    ("es", "conocer el estado de su reclamación", "dar de baja un servicio"),
    ("es", "una fuga de agua", "un aparato estropeado"),
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
def test_a_menu_is_its_pairs_and_the_more_options_the_milder(labels: list[str], language: str) -> None:
    found = {(i, j): likeness for i, j, likeness in menu_pairs(labels, language)}
    for (i, a), (j, b) in combinations(enumerate(labels), 2):
        alone = compare(a, b, language)
        assert menu_pairs([a, b], language) == ([] if alone.kind is Kind.DISTINCT else [(0, 1, alone)])
        assert (i, j) not in found or found[i, j].score <= alone.score
        assert (i, j) in found or alone.score < 1


@pytest.mark.parametrize(
    ("language", "topic", "pair"),
    [
        ("en", ["Send a parcel", "Damaged parcels", "Parcel sizes"], ("Where is my delivery?", "Send a parcel")),
        ("es", ["Cotizar un envío", "Paquete dañado", "Recoger un paquete"], ("Rastrear un envío", "Paquete dañado")),
    ],
)
def test_what_all_options_speak_of_is_the_topic_of_the_menu(
    language: str, topic: list[str], pair: tuple[str, str]
) -> None:
    a, b = ([read.evidence for read in laid(language, *pair, menu)] for menu in ((), topic))
    assert [dict(told, **{"more options": 1.0, "other options speak of it": 2.0}) for told in a] == b


def test_an_option_for_a_person_or_anything_else_is_no_other_matter() -> None:
    pair = ("Earn points", "Reward status")
    alone, beside, among = (
        [read.evidence for read in laid("en", *pair, [*pair, *more])]
        for more in ([], ["Talk to a person", "Anything else"], ["Talk to a person", "Parking"])
    )
    assert alone
    assert alone == beside
    assert [dict(told, **{"more options": 1.0}) for told in alone] == among


def test_words_of_their_own_beside_a_repeated_one() -> None:
    def told(a: str, b: str) -> bool:
        return any("others beside a repeated word" in read.evidence for read in laid("en", a, b))

    assert told("Echo test", "FreeSWITCH echo prices")
    assert not told("Echo test", "Echo trial")  # the others mean the same
    assert not told("Echo test", "Echo")


def test_own_words_add_to_the_vocabulary() -> None:
    own = OwnWords(same=(("Blue Key", "meter"), ("frobnication", "zap my widget")))
    assert compare("Blue Key", "Meter readings", "en").kind is Kind.DISTINCT
    assert compare("Blue Key", "Smart meters", "en", own).kind is not Kind.DISTINCT
    assert compare("Frobnications", "Zap my widget", "en", own).kind is Kind.SAME


def test_own_words_may_begin_with_a_small_word() -> None:
    own = OwnWords(same=(("My Blue", "frobnication"),))
    assert compare("My Blue", "Frobnications", "en", own).kind is Kind.SAME


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


@given(LABELS, st.lists(LABELS, max_size=3), st.sampled_from(WITH_WORDS))
@example("Care at home", ["Care home places"], "en")
def test_a_label_means_the_same_whatever_was_read_before(label: str, before: list[str], language: str) -> None:
    fresh, used = (Lexicon(mapped(language, INDEX) or b"", forms(language)) for _ in range(2))
    for other in before:
        used.label(other)
    assert fresh.label(label) == used.label(label)


@given(st.lists(st.sampled_from(["?", "!", "-", ""]), min_size=2, max_size=2))
def test_labels_without_words_are_their_signs(labels: list[str]) -> None:
    a, b = labels
    assert (compare(a, b, "en").kind is Kind.SAME) is (a == b)


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


@pytest.mark.parametrize(("language", "a", "b"), [("en", "Billing", "billing"), ("es", "Avería", "averia")])
def test_the_same_words_are_the_same_for_a_reason_that_can_be_told(language: str, a: str, b: str) -> None:
    likeness = compare(a, b, language)
    assert (likeness.kind, likeness.score, likeness.named) == (Kind.SAME, 1.0, True)
