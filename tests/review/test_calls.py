"""The page's machine and ours walk alike: event by event, and from the keypad to the transcript."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ivrlint.call.given import phones
from ivrlint.call.moments import usual_moment
from ivrlint.call.phone import Phone
from ivrlint.call.world import World
from ivrlint.review.compiled import compiled
from ivrlint.review.page import MACHINE
from tests.call.test_properties import flows as flows_that_go_round
from tests.flows import flows
from tests.review.callers import chance, played, walked
from tests.review.pages import MENUS, ROOT, Opened, phone_of

HERE = Path(__file__).parent
EVERYTHING = HERE / "everything.yaml"
CALLERS = 200
FLOWS = 40  # random ones

WALK = """([phone, calls, world]) => calls.map((events) => {
  const entry = phone.entries[world.called] ?? Object.values(phone.entries)[0];
  let { state, heard } = startCall(phone, entry, world);
  const transcript = [], path = [];
  const note = () => {
    for (const { who, node, text } of entriesOf(phone, state, heard)) transcript.push([who, node, text]);
    for (const { to } of heard) if (to) path.push(to.id);
  };
  note();
  for (const event of events) { ({ state, heard } = step(state, event)); note(); }
  const { clock, presses, language, entry: typed, ending } = state;
  const fields = Object.fromEntries(Object.entries(state.fields).map(([name, value]) => [name, valueOf(value)]));
  const ended = ending && [ending.outcome, ending.node, ending.target, endNote(phone, ending)];
  return { transcript, path, clock, presses, language, fields, entry: typed, ended };
})"""


@pytest.fixture(scope="module")
def machine(browser: Any) -> Callable[..., Any]:
    """The page's machine alone, in an empty page: phone, calls, world -> what comes of each call."""
    page = browser.new_page()
    folder = ROOT / "ivrlint" / "review" / "page"
    page.add_script_tag(content="\n".join((folder / name).read_text("utf-8") for name in MACHINE))
    return lambda *arguments: page.evaluate(WALK, list(arguments))


def assert_alike(machine: Callable[..., Any], phone: Phone, world: World, seed: int, callers: int = CALLERS) -> None:
    """Random callers come to the same on both machines."""
    random = chance(seed)
    ours = [walked(phone, world, random) for _ in range(callers)]
    there = {
        "language": world.language or phone.flow.language,
        "began": world.epoch(phone),
        "number": world.caller_of(phone),
        "fields": dict(world.fields),
        "called": world.number or "",
    }
    theirs = machine(compiled(phone), [call["events"] for call in ours], there)
    for our, their in zip(ours, theirs, strict=True):
        assert their.pop("clock") == pytest.approx(our.pop("clock"), abs=0.01), our["events"]
        events = our.pop("events")
        assert their == our, events


@pytest.mark.parametrize("file", MENUS, ids=lambda file: file.stem)
def test_random_callers_on_real_menus(file: Path, machine: Callable[..., Any]) -> None:
    phone = phone_of(file)
    assert_alike(machine, phone, World(at=usual_moment(phone.flow)), 1)
    assert_alike(machine, phone, World(at=datetime(2026, 11, 8, 3, 30)), 2, 50)  # noqa: DTZ001 - local; a Sunday night


WORLDS = {
    "open": World(at=datetime(2026, 11, 4, 11, 59, 30)),  # noqa: DTZ001 - local; closes during the call
    "just open": World(at=datetime(2026, 11, 4, 8, 0), fields={"segment": "shop"}),  # noqa: DTZ001
    "night": World(at=datetime(2026, 11, 4, 22, 30), language="es"),  # noqa: DTZ001
    "withheld": World(at=datetime(2026, 12, 25, 10, 0), caller=""),  # noqa: DTZ001
    "named": World(at=datetime(2026, 3, 29, 1, 30), fields={"name": "Ana López, 12 345"}),  # noqa: DTZ001 - no such hour
    "numbered": World(at=datetime(2026, 10, 25, 1, 30), fields={"name": "21031"}),  # noqa: DTZ001 - twice that hour
    "by another number": World(at=datetime(2026, 11, 4, 9, 0), number="+442222"),  # noqa: DTZ001
    "odd": World(at=datetime(2026, 11, 4, 9, 0), fields={"segment": "toString", "name": "007"}),  # noqa: DTZ001
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_random_callers_meet_everything(world: World, machine: Callable[..., Any]) -> None:
    assert_alike(machine, phone_of(EVERYTHING), world, 3, 3 * CALLERS)


def test_everything_is_met() -> None:
    """The flow of the test above has all that a call can meet, and random callers come to it."""
    phone = phone_of(EVERYTHING)
    calls = [walked(phone, world, chance(seed)) for seed in range(2 * CALLERS) for world in WORLDS.values()]
    reached = {id_ for call in calls for id_ in call["path"]}
    assert reached >= {id_ for part in phones(phone) for id_ in part.stations}
    assert {call["ended"][0] for call in calls if call["ended"]} == {
        "transfer", "voicemail", "callback", "hangup", "lost", "caller hung up",
    }  # fmt: skip


def test_random_callers_on_random_flows(machine: Callable[..., Any]) -> None:
    tried: list[str] = []

    @settings(max_examples=FLOWS, database=None, phases=[Phase.generate], derandomize=True)
    @given(st.one_of(flows(most=8), flows_that_go_round()))
    def collect(text: str) -> None:
        tried.append(text)

    collect()
    assert len(set(tried)) > FLOWS / 2
    for seed, text in enumerate(dict.fromkeys(tried)):
        assert_alike(machine, phone_of(text), World(at=datetime(2026, 11, 4, 11, 0)), seed)  # noqa: DTZ001


PLAY = """(calls) => calls.map(({ deeds }) => {
  byId("dial").click();
  for (const [kind, name] of deeds) {
    if (kind === "key") document.querySelector(`.pad [data-key="${name}"]`).click();
    else if (kind === "answer") [...document.querySelectorAll("[data-answer]")].find((one) => one.dataset.answer === name).click();
    else byId(kind).click();
  }
  return [...document.querySelectorAll("#transcript li")].map((line) =>
    [line.className, line.querySelector("time").textContent, line.querySelector(".said").textContent]);
})"""


@pytest.mark.parametrize("file", [*MENUS, EVERYTHING], ids=lambda file: file.stem)
def test_the_keypad_plays_the_call_of_our_machine(file: Path, opened: Callable[..., Opened]) -> None:
    phone = phone_of(file)
    random = chance(4)
    callers = CALLERS if file is EVERYTHING else CALLERS // 10
    ours = [played(phone, World(at=usual_moment(phone.flow)), random) for _ in range(callers)]
    page = opened(file).page
    page.click("#tab-call")
    theirs = page.evaluate(PLAY, ours)
    for our, their in zip(ours, theirs, strict=True):
        assert [(who, text) for who, _, text in their] == [(who, text) for who, _, text in our["transcript"]], our[
            "deeds"
        ]
        for line, other in zip(their, our["transcript"], strict=True):
            assert abs(_seconds(line[1]) - _seconds(other[1])) <= 1, our[
                "deeds"
            ]  # both leave out what is no whole second


def _seconds(clock: str) -> int:
    minutes, seconds = map(int, clock.split(":"))
    return 60 * minutes + seconds
