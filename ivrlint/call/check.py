"""Does a call come to what was expected of it?"""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.call.cases import Case
from ivrlint.call.phone import Phone
from ivrlint.call.record import Call
from ivrlint.call.script import run
from ivrlint.language.words import fold
from ivrlint.message import Message, either, say


class Failure(NamedTuple):
    """A promise that was not kept."""

    message: Message
    wanted: str = ""  # words that were to be heard
    heard: int | None = None  # the line of the transcript that should not be there


class Result(NamedTuple):
    """A case, its call, and what was wrong with it."""

    case: Case
    call: Call
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Was every promise kept?"""
        return not self.failures


def check(case: Case, phone: Phone) -> Result:
    """Make the call of a case and look at what came of it."""
    call = run(phone, case.world(), case.press, case.given.begin)
    return Result(case, call, tuple(_failures(case, call)))


def _failures(case: Case, call: Call) -> Iterator[Failure]:
    expect, ending = case.expect, call.ending
    if expect.outcome and ending.outcome not in expect.outcome:
        yield Failure(
            say("expected the outcome `{wanted}`, got `{got}`", wanted=either(expect.outcome), got=ending.outcome)
        )
    for message, wanted, got in (
        (say("expected the node `{wanted}`, got `{got}`"), expect.reaches, ending.node),
        (say("expected the target `{wanted}`, got `{got}`"), expect.target, ending.target),
        (say("expected the language `{wanted}`, got `{got}`"), expect.language, call.language),
    ):
        if wanted is not None and wanted != got:
            yield Failure(say(message, wanted=wanted, got=got or "—"))
    yield from _way(case, call)
    yield from _words(case, call)
    if expect.within is not None and call.seconds > expect.within:
        yield Failure(say("expected at most {wanted:g} s, took {got:g} s", wanted=expect.within, got=call.seconds))
    if expect.presses is not None and call.presses > expect.presses:
        yield Failure(say("expected at most {wanted} presses, took {got}", wanted=expect.presses, got=call.presses))
    for name, wanted in expect.fields.items():
        if call.fields.get(name) != wanted:
            yield Failure(
                say(
                    "expected the field `{name}` to be `{wanted}`, got `{got}`",
                    name=name,
                    wanted=wanted,
                    got=call.fields.get(name, "—"),
                )
            )
    if call.left_over:
        yield Failure(
            say(
                "the call ended before the caller had done everything: {tokens} left over",
                tokens=", ".join(map(str, call.left_over)),
            )
        )


def _way(case: Case, call: Call) -> Iterator[Failure]:
    rest = iter(call.path)
    for node in case.expect.passes_through:
        if node not in rest:
            after = say(" in this order") if node in call.path else ""
            yield Failure(say("expected to pass through `{node}`{after}", node=node, after=after))
            break
    for node in case.expect.not_through:
        if node in call.path:
            yield Failure(say("expected not to pass through `{node}`", node=node))


def _words(case: Case, call: Call) -> Iterator[Failure]:
    spoken = [(number, _plain(entry.text)) for number, entry in enumerate(call.transcript) if entry.who == "ivr"]
    whole = " ".join(text for _, text in spoken)
    for words in case.expect.hears:
        if _plain(words) not in whole:
            yield Failure(say("expected to hear “{words}”", words=words), wanted=words)
    for words in case.expect.does_not_hear:
        for number, text in spoken:
            if _plain(words) in text:
                yield Failure(say("expected not to hear “{words}”", words=words), heard=number)
                break


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())


def nearest(words: str, call: Call) -> int | None:
    """The line of the transcript that comes nearest to words that were not heard."""
    from difflib import SequenceMatcher

    def likeness(text: str) -> float:
        return SequenceMatcher(None, _plain(words), _plain(text)).ratio()

    spoken = [(likeness(entry.text), -number) for number, entry in enumerate(call.transcript) if entry.who == "ivr"]
    best = max(spoken, default=(0.0, 0))
    return -best[1] if best[0] > 0.3 else None  # noqa: PLR2004 - below, nothing is alike


def told(result: Result) -> Iterator[str]:
    """A failed case for people: what was expected, and the transcript with what is wrong in it marked."""
    from ivrlint.call.live.plain import transcript_line

    for failure in result.failures:
        yield f"  - {failure.message}"
    wanted = {nearest(failure.wanted, result.call): failure.wanted for failure in result.failures if failure.wanted}
    unwanted = {failure.heard for failure in result.failures if failure.heard is not None}
    for number, entry in enumerate(result.call.transcript):
        mark = "+" if number in unwanted else " "
        if number in wanted:
            yield f"  - {transcript_line(None, entry.who, entry.node, wanted[number])}"
            mark = "+"
        yield f"  {mark} {transcript_line(entry.at, entry.who, entry.node, entry.text)}"
