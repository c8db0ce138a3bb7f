"""The recording script holds what calls say, each text once, and knows the files beside the flow."""

import json
import re
import wave
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrlint.call.lines import Line
from ivrlint.call.near import near
from ivrlint.call.phone import Phone
from ivrlint.call.recordings import Recording, Script, script
from ivrlint.call.script import run
from ivrlint.call.tour import covering
from ivrlint.flow.read import read_flow
from tests.call.compare.frame import Json, spoken
from tests.call.frame import flow, phone
from tests.cli.run import ROOT

MENUS = sorted(path for path in (ROOT / "menus").glob("*.yaml") if "\nstart:" in path.read_text("utf-8"))


def of(text: str) -> Script:
    return script(phone(text))


def heard_in(phone: Phone) -> set[tuple[str, str]]:
    """What calls that exercise the whole flow say, as far as it depends on no field."""
    lines = {
        (item.language, " ".join(item.text.split()))
        for tour in covering(phone).tours
        for _, heard in run(phone, tour.case.world(), tour.case.press).moments
        for item in heard
        if isinstance(item, Line) and item.text.strip() and item.node in phone.stations
    }
    return {(language, text) for language, text in lines if not re.search(r"\d \d|[{}]", text)}


@pytest.mark.parametrize("path", MENUS, ids=lambda path: path.stem)
def test_every_text_of_every_call_is_in_the_script_once(path: Path) -> None:
    menu = read_flow(path).flow
    assert menu is not None
    recordings = script(Phone(menu)).recordings
    texts = [(each.language, each.text) for each in recordings]
    assert len(texts) == len(set(texts))
    patterns = [(each.language, re.compile(re.sub(r"\\\{.*?\\\}", ".*", re.escape(each.text)))) for each in recordings]
    for language, text in heard_in(Phone(menu)):
        assert any(tongue == language and pattern.fullmatch(text) for tongue, pattern in patterns), text


@given(spoken())
@settings(max_examples=60, deadline=None)
def test_ids_and_files_are_nobody_elses(menu: Json) -> None:
    recordings = of(json.dumps(menu)).recordings
    names = [(each.language, each.id) for each in recordings]
    assert len(names) == len(set(names))
    files = [file for each in recordings for file in each.files]
    assert len(files) == len(set(files))
    assert all(re.fullmatch(r"audio/[\w-]+/[a-z0-9_-]+\.wav", file) for file in files)


WHOLE = flow("""
  main:
    type: menu
    prompt: {es: "Hola. {options}", en: "Hello. {options}"}
    options:
      1: {label: {es: facturación, en: billing}, to: one}
      2: {label: {es: averías, en: faults}, to: ask}
  ask:
    type: input
    prompt: {es: "Su número, {name}, por favor.", en: "Your number please, {name}, thank you."}
    field: number
    digits: 4
    confirm: true
    next: two
""")


def by_id(made: Script, language: str = "en") -> dict[str, Recording]:
    return {each.id: each for each in made.recordings if each.language == language}


def test_options_are_announced_as_calls_speak_them_and_slots_split_a_text() -> None:
    english, spanish = by_id(of(WHOLE)), by_id(of(WHOLE), "es")
    assert english["main"].text == "Hello. For billing, press 1. For faults, press 2."
    assert spanish["main"].text == "Hola. Para facturación, pulse 1. Para averías, pulse 2."
    assert english["ask"].slots == ("name",)
    assert english["ask"].files == ("audio/en/ask-1.wav", "audio/en/ask-2.wav")
    assert english["read_back"].slots == ("digits",)  # what the call says by itself to have an entry confirmed
    assert spanish["ask"].files[0] == "audio/es/ask-1.wav"


def sound(file: Path, seconds: float = 1.0) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * int(8000 * seconds))


def test_files_that_are_there_are_missing_or_are_used_by_nobody(tmp_path: Path) -> None:
    (tmp_path / "menu.yaml").write_text(
        flow("""
  main:
    type: menu
    prompt: {text: {es: Hola., en: Hello.}, audio: "sounds/{lang}/main.wav"}
    options: {1: {label: x, to: bye}}
  bye: {type: hangup, prompt: {text: {en: Goodbye now.}, audio: sounds/en/bye.wav}}
""")
    )
    sound(tmp_path / "sounds/en/main.wav", 2.5)
    sound(tmp_path / "sounds/en/old.WAV")
    (tmp_path / "sounds/en/notes.txt").write_text("no sound")
    menu = read_flow(tmp_path / "menu.yaml").flow
    assert menu is not None
    made = script(Phone(menu))
    assert made.unused == ("sounds/en/old.WAV",)
    assert made.missing == ("sounds/en/bye.wav", "sounds/es/main.wav")
    english = by_id(made)
    assert (english["main"].seconds, english["main"].there, english["main"].named) == (2.5, True, True)
    assert (english["bye"].there, english["bye"].named) == (False, True)


def test_what_no_call_comes_to_is_marked() -> None:
    made = of(
        flow("  main: {type: message, prompt: Hi there., next: hangup}\n  alone: {type: hangup, prompt: Nobody hears.}")
    )
    assert {each.text: each.heard for each in made.recordings}["Nobody hears."] is False


WORDS = ("we", "are", "open", "every", "day", "of", "week", "now", "seven", "7", "{name}")


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), max_size=10))
@settings(max_examples=150, deadline=None)
def test_near_texts_are_those_that_differ_in_a_word_or_two_but_in_no_number(texts: list[str]) -> None:
    expected = set()
    for one, other in combinations(range(len(texts)), 2):
        before, after = tuple(texts[one].split()), tuple(texts[other].split())
        shorter = min(len(before), len(after))
        if shorter >= 4 and distance(before, after) <= (2 if shorter >= 8 else 1):
            expected.add((one, other))
    assert set(near(texts, "en")) == expected


@cache
def distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """The fewest words to put in, to take out or to exchange; never a number or a slot."""
    if not one or not other:
        return sum(99 if word in ("seven", "7", "{name}") else 1 for word in one + other)
    out = distance(one[1:], other) + distance(one[:1], ())
    in_ = distance(one, other[1:]) + distance(other[:1], ())
    exchanged = 0 if one[0] == other[0] else max(distance(one[:1], ()), distance(other[:1], ()))
    return min(out, in_, exchanged + distance(one[1:], other[1:]))
