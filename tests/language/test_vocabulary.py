"""The plain files of the vocabulary: how they are read, what is wrong with them, whether the index is current."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.vocabulary.build import INDEX, Build, is_current
from ivrlint.language.vocabulary.check import contradictions
from ivrlint.language.vocabulary.forms import data
from ivrlint.language.vocabulary.source import LANGUAGES, Source, read, read_text
from ivrlint.language.vocabulary.table import Table, blocks, index, lines


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
    assert "en: the term 'credit' has senses that cannot be told apart: loan; loan+house" in found
