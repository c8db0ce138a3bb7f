"""Prompts spoken aloud, by a program that stands in for espeak-ng."""

import time
from pathlib import Path

import pytest

from ivrlint.call.live.voice import Voice, can_speak


def test_the_text_goes_in_by_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/how\nwhile read -r line; do echo "$line"; done > {tmp_path}/what\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    voice = Voice({"es-MX": 165}.__getitem__)
    assert can_speak()
    voice.say("Para saldo, pulse 1. $(rm -rf /)\n", "es-MX")
    for _ in range(100):
        if (tmp_path / "what").exists() and (tmp_path / "what").read_text():
            break
        time.sleep(0.05)
    assert (tmp_path / "how").read_text() == "-v es-mx -s 165 --stdin\n"
    assert (tmp_path / "what").read_text() == "Para saldo, pulse 1. $(rm -rf /)\n"
    voice.hush()


def test_without_the_program_nothing_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert not can_speak()
    Voice(lambda _: 165).say("Hello.", "en")
