"""What a label offers, clause by clause: which verb belongs to which object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.vocabulary.lexicon import lexicon
from ivrlint.language.vocabulary.meaning import LIGHT_VERB

LABELS = [
    # verbs that share an object
    ("en", "book or change an appointment", ["book appointment", "change appointment"]),
    ("en", "blocking, replacing or activating a card", ["blocking card", "replacing card", "activating card"]),
    ("es", "renovar o anular la póliza", ["renovar póliza", "anular póliza"]),
    ("es", "dar de alta o de baja un suministro", ["dar de alta suministro", "baja suministro"]),
    ("es", "contratar o cambiar de tarifa", ["contratar tarifa", "cambiar tarifa"]),
    # objects that share a verb
    ("en", "paying a fine or a toll", ["paying fine", "paying toll"]),
    ("es", "renovar un carné, un pasaporte o un visado", ["renovar carné", "renovar pasaporte", "renovar visado"]),
    # each has its own
    ("en", "changing a flight or canceling a hotel", ["changing flight", "canceling hotel"]),
    ("en", "asking for a refund or complaining", ["asking for refund", "complaining"]),
    ("es", "pagar una multa o dejar un mensaje", ["pagar multa", "dejar mensaje"]),
    # verbs without an object keep to themselves
    ("es", "quejarse o anular una póliza", ["quejarse", "anular póliza"]),
    # nouns are no verbs
    ("en", "Billing and parking", ["billing", "parking"]),
    ("es", "Tarjetas y pólizas", ["tarjetas", "pólizas"]),
    # "anything else" is nothing one could do something to
    ("en", "paying a fine or something else", ["paying fine", "something else"]),
    # which one it is is not what is done
    ("en", "a parcel you received", ["parcel"]),
    ("es", "una avería que ha notificado", ["avería"]),
]


@pytest.mark.parametrize(("language", "label", "expected"), LABELS)
def test_clauses(language: str, label: str, expected: list[str]) -> None:
    told = []
    for facet in lexicon(language).facets(label):
        words = list(dict.fromkeys(unit.text for unit in facet.worded.units))
        told.append(" ".join(words))
    assert told == expected


@pytest.mark.parametrize(
    ("language", "label", "light"),
    [
        ("en", "making a claim", True),
        ("en", "asking for a claim", True),
        ("en", "getting rid of a claim", False),
        ("en", "appealing a claim", False),
        ("es", "avisar de una fuga", True),
        ("es", "dar de baja una tarifa", False),
    ],
)
def test_light_verbs(language: str, label: str, light: bool) -> None:
    facet = lexicon(language).facets(label)[0]
    assert (facet.worded.units[0].kind == LIGHT_VERB) is light


@given(
    st.lists(
        st.sampled_from(
            ["when will", "it team", "to let", "what do i need", "bill", "como va", "en que va", "la", "turno"]
        )
    ),
    st.sampled_from(["es", "en"]),
)
def test_fixed_phrases_of_stop_words_are_read_in_any_company(phrases: list[str], language: str) -> None:
    facets = lexicon(language).facets(" ".join(phrases))
    assert all(facet.units and facet.worded.units for facet in facets)


@given(
    st.lists(st.sampled_from(["pagar", "una", "factura", "o", "cita", "quejarse", "de", "y", "que", "ha", "pedido"])),
    st.sampled_from(["es", "en", "xx"]),
)
def test_every_label_that_says_something_offers_something(words: list[str], language: str) -> None:
    facets = lexicon(language).facets(" ".join(words))
    assert bool(facets) is bool([word for word in words if word not in {"una", "o", "y"}]) or language != "es"
    assert all(facet.units and facet.worded.units for facet in facets)
