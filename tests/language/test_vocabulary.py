"""The plain files of the vocabulary: how they are read, what is wrong with them, whether the index is current."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.vocabulary.build import Build, is_current
from ivrlint.language.vocabulary.check import contradictions
from ivrlint.language.vocabulary.forms import data, forms
from ivrlint.language.vocabulary.lexicon import Lexicon
from ivrlint.language.vocabulary.phrases import Phrases, listed_fixed, listed_free
from ivrlint.language.vocabulary.source import LANGUAGES, Source, read, read_text
from ivrlint.language.vocabulary.table import INDEX, Table, blocks, index, lines
from ivrlint.language.words import fold


def of(text: str) -> Source:
    """What a file with this text tells."""
    source = Source()
    read_text(source, text, "words.txt")
    return source


def test_the_vocabulary_contradicts_itself_nowhere() -> None:
    assert contradictions(read()) == []


def test_the_index_is_current() -> None:
    assert is_current(), "run python -m ivrlint.language.vocabulary"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_what_the_plain_files_give(language: str) -> None:
    assert data(language, INDEX) == Build(read(), language).text(), "run python -m ivrlint.language.vocabulary"


NO_SIGNS = st.text(st.characters(codec="utf-8", exclude_characters="=\t\n"), min_size=1)


def stored(*tables: dict[str, str]) -> list[Table]:
    """Tables that were written into an index."""
    return [Table(block) for block in blocks(index("# a title", [lines(table) for table in tables]).encode())]


@given(st.dictionaries(NO_SIGNS, NO_SIGNS), st.dictionaries(NO_SIGNS, NO_SIGNS), st.lists(NO_SIGNS))
def test_a_table_is_a_dictionary(before: dict[str, str], entries: dict[str, str], others: list[str]) -> None:
    _, table = stored(before, entries)
    for key in (*entries, *others, *entries.values()):
        assert table.get(key) == entries.get(key, "")
        assert (key in table) is (key in entries)


def test_a_word_that_is_taught_is_known() -> None:
    (table,) = stored({})
    assert "meter" not in table
    table["meter"] = "7"
    assert "meter" in table
    assert (table.get("meter"), table.get("metre")) == ("7", "")


WORD = st.text(st.sampled_from("ab"), min_size=1, max_size=2)
TOLD = st.from_regex(r"[0-9]{1,3}([,+][0-9]{1,3})?", fullmatch=True)


@given(
    st.dictionaries(st.lists(WORD, min_size=2, max_size=4).map(tuple), TOLD),
    st.lists(WORD, min_size=2, max_size=4),
)
def test_phrases_are_found_by_their_words(phrases: dict[tuple[str, ...], str], keys: list[str]) -> None:
    sets = {listed_free(words): told for words, told in phrases.items()}
    found = Phrases(*blocks(index("# a title", [lines(sets), lines(listed_fixed(phrases.items()))]).encode()))
    assert found.free(keys) == next((sets[listed] for listed in sets if sorted(listed.split()) == sorted(keys)), "")
    begin_so = [(list(words), told) for words, told in phrases.items() if list(words[:2]) == keys[:2]]
    assert found.fixed(*keys[:2]) == begin_so


def test_a_phrase_that_is_taught_comes_first() -> None:
    told = listed_fixed([(("lost", "and", "found"), "7"), (("lost", "card"), "8")])
    phrases = Phrases(*blocks(index("# a title", [lines({}), lines(told)]).encode()))
    phrases.teach(["lost", "card"], ["lost", "card"], "9")
    phrases.teach(["set", "of", "keys"], ["set", "keys"], "10")
    assert phrases.fixed("lost", "card") == [(["lost", "card"], "9"), (["lost", "card"], "8")]
    assert phrases.fixed("lost", "and") == [(["lost", "and", "found"], "7")]
    assert (phrases.free(["card", "lost"]), phrases.free(["keys", "set"]), phrases.free(["keys", "lost"])) == (
        "9",
        "10",
        "",
    )


def readings(text: str, label: str) -> list[list[str]]:
    """The names of the concepts that a vocabulary of this text finds in an English label, for each reading of it."""
    words = Lexicon(Build(of(text), "en").text().encode(), forms("en"))
    (facet,) = words.facets(label)
    return [
        [
            "/".join(words.concept(meaning).name for meaning in unit.meanings if isinstance(meaning, int))
            for unit in side.units
        ]
        for side in facet.phrased
    ]


PHRASES = """
    car, auto, automobile | coche
    insurance, cover | seguro
    motor policy, car insurance | seguro del coche
    [actions]
    renew, extend | renovar
    [things]
    renewal, renew cover | renovación
    = renew + insurance | renew cover | renovación del seguro
    suspension, "on hold", account on hold | suspensión
    frozen account, account on hold | cuenta suspendida
"""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("car insurance", [["motor policy"]]),
        ("cover for your auto", [["motor policy"]]),  # any synonyms of things and actions may stand in a phrase
        ("extend an automobile", [["renew", "car"]]),
        ("renew cover", [["insurance", "renew"], ["renewal"]]),  # both of what a concept and a saying have
        ("account on hold", [["suspension/frozen account"]]),  # also with a fixed phrase among its words
        ("extending insurance", [["renew", "insurance"]]),
    ],
)
def test_phrases_with_synonyms_and_with_several_senses(label: str, expected: list[list[str]]) -> None:
    assert readings(PHRASES, label) == expected


@pytest.mark.parametrize(
    ("language", "word", "told"),
    [
        ("es", "perder", "pierde pierden perdió perdí perdieron perdiendo perderá perdería pierda"),
        ("es", "pedir", "pido pide pidió pidieron pidan pidiendo pedí pediré"),
        ("es", "encontrar", "encuentro encuentran encontré encontraron encuentre"),
        ("es", "devolver", "devuelven devuelva devolvió devuelto devueltas devuélvanme devolverme"),
        ("es", "caer", "cae cayó caigo cayeron caído"),
        ("es", "recoger", "recojo recogen recoja recogiendo"),
        ("es", "conseguir", "consigo consiguen consiguió consiga"),
        ("es", "traducir", "traduzco tradujo tradujeron traduzcan"),
        ("es", "llamar", "llamá llámame llámenme llamen llamaba llamaría llamarlo"),
        ("es", "mover", "muevo mueven moví movería movés"),
        ("en", "drive", "drove driven driving drives"),
        ("en", "freeze", "froze freezing freezes"),
        ("en", "understand", "understood understanding"),
        ("en", "eat", "ate eaten eating"),
    ],
)
def test_a_verb_is_known_in_all_its_forms(language: str, word: str, told: str) -> None:
    words = Lexicon(index("", [lines({word: "0"}), lines({}), lines({}), ["a;verb;1;"]]).encode(), forms(language))
    assert {form: words.root(fold(form)) for form in told.split()} == dict.fromkeys(told.split(), word)


def test_the_vocabulary_is_large() -> None:
    concepts = read().concepts.values()
    assert len(concepts) >= 1200
    for language in ("en", "es"):
        assert sum(len(concept.terms[language]) for concept in concepts) >= 6000


def test_a_line_is_a_name_two_columns_of_terms_and_relations() -> None:
    source = of("loan\nmortgage | home loan, house loan | hipoteca < loan ~ home ! rent # what banks call it")
    assert source.problems == ["words.txt:1: expected a name, 2 columns of words, then relations"]
    mortgage = source.concepts["mortgage"]
    assert [term.text for term in mortgage.terms["en"]] == ["home loan", "house loan"]
    assert mortgage.relations == [("<", "loan"), ("~", "home"), ("!", "rent")]


def test_the_first_english_term_is_the_name_where_none_is_told() -> None:
    assert list(of("loan, credit | préstamo").concepts) == ["loan"]


def test_contradictions() -> None:
    source = of("""
        [things]
        loan, credit, credit | préstamo < money ~ fund ! fund
        money | dinero < bank
        bank | banco < money
        fund | préstamo
        fund, capital | capital
        house | casa ~ hut
        distinct: house, fund
        = loan + house | mortgage, credit | hipoteca
        = hut + house | mortgage | cabaña
        hut | choza < palace
        [furniture]
    """)
    found = "\n".join(contradictions(source))
    assert "'loan' has the term 'credit' twice" in found
    assert "'loan' and 'fund' are told to be opposites and alike" in found
    assert "'money' is part of itself" in found
    assert "'fund' is already told at words.txt:6" in found
    assert "no concept has the term 'palace'" in found
    assert "no kind is called 'furniture'" in found
    assert "es: 'prestamo' means both 'loan' and its opposite or sibling 'fund'" in found
    assert "en: the term 'mortgage' has senses that cannot be told apart: loan+house; house+hut" in found
    assert "the term 'credit' has senses" not in found  # a loan, or a loan and a house at once: both are tried
