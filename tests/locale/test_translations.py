"""The tool of the translators: what it finds in the code, keeps, and complains of."""

import ast
import io
import re
from gettext import GNUTranslations

import pytest

from tests.translations.books import Entry, compiled, faults, languages, read, updated
from tests.translations.texts import Found, _said, texts

FIRST = [
    Found(("no findings",), "report", "ivrlint/report/junit.py"),
    Found(("{count} file", "{count} files"), "report", "ivrlint/report/text.py"),
    Found(("the call drops after `{id}`: it has no `next`",), "rules/structure", "ivrlint/lint/rules/structure/dead_end.py"),
]  # fmt: skip


def translated(document: bytes, msgid: str, *msgstr: str) -> bytes:
    """A `.po` file after a translator's work."""
    text = document.decode()
    last = re.search(rf'msgid "{re.escape(msgid)}"\n(?:msgid_plural .*\n)?', text)
    assert last
    empty = 'msgstr ""\n' if len(msgstr) == 1 else 'msgstr[0] ""\nmsgstr[1] ""\n'
    full = f'msgstr "{msgstr[0]}"\n' if len(msgstr) == 1 else f'msgstr[0] "{msgstr[0]}"\nmsgstr[1] "{msgstr[1]}"\n'
    assert text[last.end() :].startswith(empty)
    return (text[: last.end()] + full + text[last.end() + len(empty) :]).encode()


@pytest.fixture
def books() -> dict[str, bytes]:
    made = updated(FIRST, {}, "es")
    made["report"] = translated(made["report"], "no findings", "sin hallazgos")
    made["report"] = translated(made["report"], "{count} file", "{count} archivo", "{count} archivos")
    return made


def test_a_part_has_a_file_with_all_its_texts() -> None:
    made = updated(FIRST, {}, "es")
    assert sorted(made) == ["report", "rules/structure"]
    assert list(read(made["report"], "es")) == [("no findings",), ("{count} file", "{count} files")]


def test_translations_stay_wherever_their_text_moves(books: dict[str, bytes]) -> None:
    assert updated(FIRST, books, "es") == books
    moved = updated([item._replace(part="cli") for item in FIRST], books, "es")
    assert read(moved["cli"], "es")["no findings",].said == ("sin hallazgos",)


def test_a_text_of_two_parts_is_translated_once(books: dict[str, bytes]) -> None:
    again = updated([*FIRST, FIRST[0]._replace(part="cli")], books, "es")
    assert sorted(again) == ["report", "rules/structure"]


def test_a_reworded_text_is_offered_its_old_translation_as_fuzzy(books: dict[str, bytes]) -> None:
    again = updated([FIRST[0]._replace(text=("no finding",)), *FIRST[1:]], books, "es")
    assert read(again["report"], "es")["no finding",] == Entry(("sin hallazgos",), fuzzy=True)
    folder = next(iter(compiled(again, "es").values()))
    assert b"sin hallazgos" not in folder, "a guess is not shipped"


def test_a_new_text_has_no_translation(books: dict[str, bytes]) -> None:
    again = updated([*FIRST, Found(("something else",), "report", "x.py")], books, "es")
    assert read(again["report"], "es")["something else",] == Entry()


def test_what_is_compiled_is_what_was_translated(books: dict[str, bytes]) -> None:
    content = next(content for file, content in compiled(books, "es").items() if file.name == "ivrlint.mo")
    catalogue = GNUTranslations(io.BytesIO(content))
    assert catalogue.gettext("no findings") == "sin hallazgos"
    assert [catalogue.ngettext("{count} file", "{count} files", count) for count in (1, 2)] == [
        "{count} archivo",
        "{count} archivos",
    ]
    assert catalogue.gettext(FIRST[2].text[0]) == FIRST[2].text[0], "not translated yet"


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        (("a {x}",), ("un {x}",), None),
        (("a",), (), "is not translated"),
        (("a {x}",), ("un",), "other slots than {x}"),
        (("a {x:.1f}",), ("un {x}",), "other slots than {x:.1f}"),
        (("a {x!r}",), ("un {x!s}",), "other slots than {x!r}"),
        (("a",), ("un {y}",), "other slots than none"),
        (("a {x}",), ("un {x",), "cannot be filled"),
        (("write `next:`",), ("escriba `next:`",), None),
        (("write `next:`",), ("escriba `siguiente:`",), "other code spans than `next:`"),
        (("write `a` or `a`",), ("escriba `a`",), "other code spans"),
        (("say: ",), ("decir:",), "spaces at their ends"),
        (("1 press", "{count} presses"), ("1 pulsación", "{count} pulsaciones"), None),
        (("{count} press", "{count} presses"), ("{count} pulsación", "{n} pulsaciones"), "other slots"),
    ],
)
def test_what_is_complained_of(text: tuple[str, ...], said: tuple[str, ...], fault: str | None) -> None:
    told = list(faults(text, Entry(said), slots=True))
    assert bool(told) == (fault is not None), told
    assert all(fault in one for one in told if fault)


def test_a_guess_is_complained_of() -> None:
    assert "fuzzy" in next(faults(("a",), Entry(("un",), fuzzy=True), slots=True))


def test_pages_have_no_slots() -> None:
    assert not list(faults(("A caller hears {x}.",), Entry(("Se oye {y}.",)), slots=False))


def test_texts_of_every_kind_are_found() -> None:
    """A message, one with a plural, a help, a rule's message, a page's paragraph, a key of the format."""
    found = {(item.text, item.part) for item in texts()}
    assert {
        (("no findings",), "report"),
        (("{count} file", "{count} files"), "report"),
        (("Find what will go wrong for callers.",), "cli"),
        (("Show this message and exit.",), "cli"),
        (("the call drops after `{id}`: it has no `next`",), "rules/structure"),
        (("Why",), "pages/headings"),
        (("A call comes to a node from which nothing leads on, and drops.",), "pages/structure"),
        (("Where the call goes on.",), "format"),
    } <= found


def test_spanish_is_there() -> None:
    assert "es" in languages()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("say('a {x}', x=1)", ("a {x}",)),
        ("say_count('{count} a', '{count} b', 2)", ("{count} a", "{count} b")),
        ("say(template, x=1)", ()),
        ("other('a')", ()),
    ],
)
def test_what_is_said_is_found(code: str, text: tuple[str, ...]) -> None:
    assert _said(ast.parse(code, mode="eval").body) == text


@pytest.mark.parametrize(
    "code", ["say(f'a {x}')", "say('a' + x)", "say('a' if x else 'b')", "say_count('a', b, 2)", "say_count(a, 'b', 2)"]
)
def test_what_cannot_be_translated_is_refused(code: str) -> None:
    with pytest.raises(TypeError):
        _said(ast.parse(code, mode="eval").body)
