"""Announced keys: the literate page `announced.md`, what holds for any text, and the way back through `announce`."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.announced import announce, announced
from ivrlint.language.words import fold, languages, words

PAGE = Path(__file__).with_name("announced.md")
KEY = re.compile(r"([0-9*#]+)(?: (.*))?")

Example = tuple[str, str, list[tuple[str, str]]]


def examples() -> list[Example]:
    """(language, prompt, [(key, label)]) of each example on the page."""
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [example(paragraph) for block in blocks for paragraph in block.strip().split("\n\n")]


def example(paragraph: str) -> Example:
    lines = paragraph.split("\n")
    keys = [match for line in lines[1:] if (match := KEY.fullmatch(line))]
    prompt = "\n".join(lines[: len(lines) - len(keys)])
    return prompt[:2], prompt[4:], [(match[1], match[2] or "") for match in keys]


@pytest.mark.parametrize(("language", "prompt", "expected"), examples())
def test_page(language: str, prompt: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.key, found.label) for found in announced(prompt, language)] == expected


def test_label_first_span() -> None:
    prompt = "Hello. For billing, press 1. Bye."
    (found,) = announced(prompt, "en")
    assert found == ("1", "billing", 7, 27, True, "press")
    assert prompt[found.start : found.end] == "For billing, press 1"


def test_key_first_span() -> None:
    prompt = "Pulse 1 si desea hablar con ventas. Gracias."
    (found,) = announced(prompt, "es")
    assert found == ("1", "hablar con ventas", 0, 34, False, "Pulse")


def test_each_of_two_keys_ends_where_it_is_heard() -> None:
    prompt = "For sales, press 1 or 2."
    assert [prompt[found.start : found.end] for found in announced(prompt, "en")] == [
        "For sales, press 1",
        "For sales, press 1 or 2",
    ]


def test_words_of_the_own_language_decide_what_a_number_is() -> None:
    assert [found.key for found in announced("Pulse once.", "es")] == ["11"]
    assert [found.key for found in announced("Press six.", "ca")] == ["6"]


def test_regional_tags() -> None:
    assert announced("Para ventas, marque 1.", "es-MX")[0].label == "ventas"
    assert announced("For sales, press 1.", "xx")[0].label == "sales"


MENU_WORDS = st.sampled_from(
    [
        "for",
        "to",
        "press",
        "1",
        "2,",
        "3.",
        "and",
        "or",
        "the",
        "star",
        "#",
        "*",
        "say",
        "enter",
        "para",
        "pulse",
        "el",
        "marque",
        "uno",
        "dos;",
        "billing",
        "sales,",
        "if",
        "you",
        ".",
        ",",
        ":",
        "-",
        "digits",
        "when",
        "finished",
        "please",
        "para",
        "si",
        "no",
        "otherwise",
        "{name}",
        "{",
        "}",
        "12",
        "911",
        "dial",
        "5.",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(MENU_WORDS, max_size=40).map(" ".join))


@given(TEXTS, st.sampled_from(["en", "es", "ca", "es-MX", "", "x" * 9]))
def test_any_text(text: str, language: str) -> None:
    ends = 0
    for found in announced(text, language):
        assert re.fullmatch(r"[0-9*#]+", found.key)
        assert 0 <= found.start < found.end <= len(text)
        assert found.label in text
        assert found.verb in text
        assert found.end >= ends
        ends = found.end


HOSTILE = [
    "press 1 ", "press ", "press the ", "for ", "press #. ", "then press # ", "dial 911 ", "1, ", "or 1 ", ", 2 for ",
    "press 1 or 2 or ", "press 1, for a, ", "{", "{a", "a", " ", "9", "* ", "press 1 to 9 ", "say or press 1 ", "please ",
    "si no ", "número de ", "if you are ", ".", "é", "press 1 at any time ", "for x 2, ", ": 1 for ", "enter, ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.perf_counter()
    announced.__wrapped__(text, "en")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("label", "key", "language", "sentence"),
    [
        ("Billing", "1", "en", "For billing, press 1."),
        ("Pay a bill", "2", "en", "To pay a bill, press 2."),
        ("To pay a bill", "2", "en", "To pay a bill, press 2."),
        ("English", "9", "en", "For English, press 9."),
        ("PIN change", "3", "en", "For PIN change, press 3."),
        ("Repeat", "*", "en", "To repeat, press star."),
        ("Main menu", "#", "en", "For main menu, press pound."),
        ("Facturación", "1", "es", "Para facturación, pulse 1."),
        ("Hablar con una persona", "0", "es", "Para hablar con una persona, pulse 0."),
        ("Volver", "#", "es", "Para volver, pulse almohadilla."),
        ("Volver", "#", "es-MX", "Para volver, marque gato."),
        ("Volver", "#", "es-US", "Para volver, oprima numeral."),
        ("Facturació", "1", "ca", "Per a facturació, premi 1."),
        ("Billing", "1", "xx", ""),
    ],
)
def test_announce(label: str, key: str, language: str, sentence: str) -> None:
    assert announce(label, key, language) == sentence


def real_labels() -> list[tuple[str, str]]:
    """(language, label) of every announcement on the page that has a label before its key."""
    return sorted(
        {
            (language, found.label)
            for language, prompt, _ in examples()
            for found in announced(prompt, language)
            if found.label and "{" not in found.label
        }
    )


@pytest.mark.parametrize("key", ["1", "0", "*", "#", "12", "*9"])
def test_announce_and_back(key: str) -> None:
    for language, label in real_labels():
        (found,) = announced(announce(label, key, language), language)
        assert (found.key, fold(found.label)) == (key, fold(label))


NOUNS = st.lists(
    st.sampled_from(["cards", "loans", "green", "cuenta", "saldo", "nueva", "service", "of", "de", "con", "gas"]),
    min_size=1,
    max_size=6,
)


@given(
    NOUNS.map(" ".join), st.text("0123456789*#", min_size=1, max_size=3), st.sampled_from(["en", "es", "ca", "es-US"])
)
def test_any_label_and_key_come_back(label: str, key: str, language: str) -> None:
    (found,) = announced(announce(label, key, language), language)
    assert (found.key, found.label) == (key, label)


@pytest.mark.parametrize("language", languages())
def test_every_name_of_a_key_is_understood(language: str) -> None:
    lists = words(language)
    verb = lists.terms("press-verbs")[0]
    for key, names in lists.mapping("key-names").items():
        for name in names:
            assert [found.key for found in announced(f"{verb} {name}", language)] == [key], name


@pytest.mark.parametrize("language", languages())
def test_every_verb_is_understood(language: str) -> None:
    lists = words(language)
    for section in ("press-verbs", "dial-verbs", "choice-verbs"):
        for verb in lists.terms(section):
            assert [found.key for found in announced(f"{verb} 1", language)] == ["1"], verb
