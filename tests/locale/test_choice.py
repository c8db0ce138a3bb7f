"""Which language is spoken, and what a message is in it."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint import locale
from ivrlint.message import Message, either, say, say_count


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_MX"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LC_MESSAGES": "es_ES.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "es_ES.UTF-8"}, "es"),  # empty is not set
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "es"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:es:en"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LANGUAGE": "fr"}, "es"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, "en"),  # as gettext: C asks for no language
        ({"LANGUAGE": "es"}, "es"),
        ({"LC_NUMERIC": "es_ES.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_read_as_gettext_does(environment: dict[str, str], language: str) -> None:
    assert locale.preferred(environment) == language


@given(st.dictionaries(st.sampled_from(["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"]), st.text()))
def test_any_environment_asks_for_a_language_that_is_there(environment: dict[str, str]) -> None:
    assert locale.preferred(environment) in locale.languages()


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(locale.UnknownLanguageError):
        locale.speak("fr")
    assert locale.spoken() == "en"


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Spanish in this process, for a test."""
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setattr(locale, "_spoken", "es")


@pytest.mark.usefixtures("spanish")
def test_a_message_is_said_in_the_language_spoken_and_known_by_its_english() -> None:
    message = say("did you mean `{near}`?", near="start")
    assert str(message) == "¿quería decir `start`?"
    assert message.english == "did you mean `start`?"


@pytest.mark.usefixtures("spanish")
def test_messages_in_slots_are_translated_with_it() -> None:
    message = say("expected {expected}, not {what}", expected=say("a text"), what=say("a list"))
    assert str(message) == "se esperaba un texto, no una lista"
    assert message.english == "expected a text, not a list"


@pytest.mark.usefixtures("spanish")
def test_what_has_no_translation_is_said_as_it_is() -> None:
    assert str(say("a team's own rule found {count} slips", count=3)) == "a team's own rule found 3 slips"


@pytest.mark.usefixtures("spanish")
def test_one_and_many() -> None:
    assert [str(say_count("{count} file", "{count} files", count)) for count in (0, 1, 2)] == [
        "0 archivos",
        "1 archivo",
        "2 archivos",
    ]


def test_one_and_many_in_english() -> None:
    messages = [say_count("{count} file", "{count} files", count) for count in (0, 1, 2)]
    assert [str(message) for message in messages] == ["0 files", "1 file", "2 files"]
    assert [message.english for message in messages] == ["0 files", "1 file", "2 files"]


@pytest.mark.usefixtures("spanish")
def test_numbers_have_a_decimal_comma_in_prose_and_a_point_in_code() -> None:
    message = Message(
        "{after:g} s, {after:.2f} s, {after}: `after: {after:g}s`, {count}, {text}",
        {"after": 2.5, "count": 3, "text": "1.5"},
    )
    assert str(message) == "2,5 s, 2,50 s, 2,5: `after: 2.5s`, 3, 1.5"
    assert message.english == "2.5 s, 2.50 s, 2.5: `after: 2.5s`, 3, 1.5"


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a or b or c")]
)
def test_either(names: list[str], said: str) -> None:
    assert str(either(names)) == said


@given(st.text(alphabet=st.characters(exclude_characters="{}")), st.floats(allow_nan=False), st.integers())
def test_a_message_in_english_is_its_template_filled(text: str, number: float, count: int) -> None:
    message = say(text + "{number} {count}", number=number, count=count)
    assert str(message) == message.english == (text + "{number} {count}").format(number=number, count=count)


def test_english_loads_no_catalogue() -> None:
    """Whoever reads English pays nothing for Spanish."""
    code = (
        "import sys; from ivrlint.message import say; str(say('no findings')); "
        "import ivrlint.locale as it; assert not it._catalogue.cache_info().currsize; "
        "assert 'gettext' not in sys.modules and 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
