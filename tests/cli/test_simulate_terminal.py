"""`ivrlint simulate` on a real terminal, wide and narrow: every key that it knows."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import written

pexpect = pytest.importorskip("pexpect")
Start = Callable[..., Any]


@pytest.fixture(params=[80, 40])
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Start]:
    running = []

    def begin(*arguments: str, term: str = "xterm-256color", flow: Path | None = None) -> Any:
        child = pexpect.spawn(
            sys.executable, ["-m", "ivrlint", "simulate", str(flow or written(tmp_path)), "--at", "2026-11-04T10:00", *arguments],
            dimensions=(40, request.param), encoding="utf-8", timeout=15, env={**os.environ, "TERM": term, "NO_COLOR": "1"},
        )  # fmt: skip
        running.append(child)
        return child

    yield begin
    for child in running:
        child.close(force=True)


def left(child: Any) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    status: int | None = child.exitstatus
    return status


def test_keys_are_single_presses(start: Start) -> None:
    child = start()
    child.expect("press 1")
    child.expect("0:0. · 0 presses · en")
    child.send("2")
    child.expect("One moment.")
    child.expect("transfer: the call is put")
    child.expect("1 press")
    child.expect("path: welcome")
    child.send("q")
    assert left(child) == 0


def test_enter_is_silence(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("\r")
    child.expect("\\(silence\\)")


def test_waiting_is_silence(start: Start, tmp_path: Path) -> None:
    flow = written(tmp_path)
    flow.write_text(
        flow.read_text().replace("after: 6s", "after: 500ms").replace("label: {en: a power cut", "label: {en: x")
    )
    child = start(flow=flow)
    child.expect("\\(silence\\)")


def test_b_goes_back_in_time(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("1")
    child.expect("enter your PIN")
    child.send("9")
    child.expect("•")  # what has been entered, masked
    child.send("b")
    child.expect("↶")
    child.expect("enter your PIN")
    child.send("b")
    child.expect("↶")
    child.expect("press 2")
    child.expect("0 presses")
    child.send("b")  # nothing before
    child.expect("at main")


def test_question_mark_tells_where_the_call_is(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("?")
    child.expect("at main \\(menu\\)")
    child.expect("1: a power cut → pin")
    child.expect("silence 0 of 3")


def test_r_calls_again(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("1")
    child.expect("enter your PIN")
    child.send("r")
    child.expect("↶")
    child.expect("Welcome")
    child.expect("0 presses")


def test_q_hangs_up(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("q")
    child.expect("caller hung up")
    assert left(child) == 0


def test_after_the_end_one_can_go_back(start: Start) -> None:
    child = start("--lookup", "crm=none")
    child.expect("press 2")
    child.send("2")
    child.expect("lost: the call is lost")
    child.send("b")
    child.expect("↶")
    child.send("2")
    child.expect("lost: the call is lost")
    child.send("q")
    assert left(child) == 1


def test_arrow_keys_and_other_signs_do_nothing(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.send("\x1b[Ax%é")
    time.sleep(0.3)
    child.send("2")
    child.expect("1 press")


def test_pace_takes_the_time_of_the_prompt(start: Start) -> None:
    began = time.monotonic()
    child = start("--pace")
    child.expect("Welcome to Acme")
    child.expect("0:0. · 0 presses")
    child.send("2")  # typed ahead into the message, and kept
    child.expect("One moment.")
    assert time.monotonic() - began > 1.0


def test_voice_without_a_program_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    child = start("--voice")
    child.expect("espeak-ng is not installed")


def test_a_dumb_terminal_reads_lines(start: Start) -> None:
    child = start(term="dumb")
    child.expect("2 your bill")
    child.sendline("2")
    child.expect("transfer: the call")


def test_control_c_leaves(start: Start) -> None:
    child = start()
    child.expect("press 2")
    child.sendintr()
    assert left(child) == 0
