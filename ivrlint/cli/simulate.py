"""`ivrlint simulate`."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.calling import (
    At,
    Called,
    CallerNumber,
    Fields,
    FlowFile,
    Language,
    Lookups,
    Queues,
    Splits,
    phone_of,
    world_of,
)
from ivrlint.cli.reading import Platform
from ivrlint.cli.terminal import fail
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.call.live.session import Session
    from ivrlint.call.phone import Phone
    from ivrlint.call.record import Call
    from ivrlint.call.script import Token


class Format(StrEnum):
    """What `simulate` can write."""

    text = "text"
    json = "json"


def simulate(
    flow: FlowFile,
    press: Annotated[
        str | None,
        typer.Option(
            metavar="KEYS",
            help="What the caller does, as in 1,2,wait,0: keys (1, 12#, *), wait (silence until it is noticed), "
            "say:words, hangup. Without it you are the caller.",
        ),
    ] = None,
    at: At = None,
    lang: Language = None,
    caller: CallerNumber = None,
    number: Called = None,
    field: Fields = None,
    lookup: Lookups = None,
    queue: Queues = None,
    split: Splits = None,
    begin: Annotated[str | None, typer.Option("--from", metavar="NODE", help="Begin at this node.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,  # noqa: A002
    pace: Annotated[
        bool, typer.Option("--pace", help="Let prompts take the time that they take on the phone.")
    ] = False,
    voice: Annotated[
        bool, typer.Option("--voice", help="Speak the prompts aloud (with espeak-ng, at --pace).")
    ] = False,
    platform: Platform = None,
) -> None:
    """Call a menu: by hand on a terminal, over a pipe, or as --press says.

    Exit status: 0 the call ended well or is still going, 1 the call was lost, 2 wrong usage.
    """
    phone = phone_of(flow, platform)
    world = world_of(phone, at, lang, caller, number, field, lookup, queue, split, begin)
    if press is not None or format is Format.json:
        from ivrlint.call.script import run

        call = run(phone, world, _tokens(press or ""), begin)
        _write(call, format, phone)
    else:
        from ivrlint.call.live.session import Session

        call = _play(Session(phone, world, begin), pace=pace, voice=voice)
    raise typer.Exit(int(call.outcome == "lost"))


def _tokens(press: str) -> "tuple[Token, ...]":
    from ivrlint.call.script import BadTokenError, tokens

    try:
        return tokens(press)
    except BadTokenError as error:
        fail(error.message, say("write keys such as 1, 12# or *, wait, say:words, or hangup, with commas between them"))


def _write(call: "Call", format: Format, phone: "Phone") -> None:  # noqa: A002
    if format is Format.json:
        if call.left_over:
            from ivrlint.call.record import left_over_note

            print(f"ivrlint: {left_over_note(call.left_over)}", file=sys.stderr)
        print(json.dumps(call.document(), ensure_ascii=False, indent=2))
        return
    from ivrlint.call.live.plain import transcript_line
    from ivrlint.call.live.words import summary

    for entry in call.transcript:
        print(transcript_line(entry.at, entry.who, entry.node, entry.text))
    print()
    for message in summary(call):
        print(message)
    for line in _findings(phone)(call):
        print(line)


def _play(session: "Session", *, pace: bool, voice: bool) -> "Call":
    from ivrlint.call.live.session import play

    findings = _findings(session.phone)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        from ivrlint.call.live.plain import Lines

        return play(session, Lines(sys.stdin, sys.stdout, findings))
    from ivrlint.call.live.keyboard import keyboard
    from ivrlint.call.live.terminal import Terminal
    from ivrlint.call.live.voice import Voice, can_speak

    if voice and not can_speak():
        told = say("espeak-ng is not installed: the call is shown only")
        print(f"ivrlint: {told}", file=sys.stderr)
        voice = False
    flow = session.phone.flow
    try:
        with (
            keyboard() as keys,
            Terminal(keys, findings, pace=pace or voice, voice=Voice(flow.pace) if voice else None) as terminal,
        ):
            return play(session, terminal)
    except KeyboardInterrupt:
        return session.call()


def _findings(phone: "Phone") -> "Callable[[Call], Iterator[str]]":
    """What the linter says about the nodes that a call passed."""

    def lines(call: "Call") -> Iterator[str]:
        from ivrlint.flow.read import Reading
        from ivrlint.lint.config import Arguments, ConfigError, settings_for
        from ivrlint.lint.engine import lint
        from ivrlint.report.text import severity_names

        source = phone.flow.source
        try:
            settings = settings_for(Arguments(None, (), (), (), None))(source.file or Path())
        except ConfigError as error:
            yield str(error)
            return
        report = lint([Reading(phone.flow, (), source)], settings)
        passed = set(call.path)
        found = [finding for finding in report.findings if finding.node in passed]
        if found:
            yield str(say("The linter on this path: {count}", count=len(found)))
        for finding in found:
            yield (
                f"  {finding.place.source.path}:{finding.place.line} {severity_names[finding.severity]} {finding.rule} "
                f"{finding.message}"
            )

    return lines
