"""Texts and ways of listening that have changed at stations that have stayed."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ivrlint.call.compare.change import Change, Sign
from ivrlint.call.compare.content import Content, Spoken
from ivrlint.call.compare.facts import Fact, told
from ivrlint.call.compare.side import Side
from ivrlint.call.compare.walk import Met
from ivrlint.call.compare.worddiff import word_diff
from ivrlint.message import Message, say, say_count


class _Said(NamedTuple):
    met: Met
    kind: str


def texts(seen: Iterable[Met], old: Side, new: Side, languages: tuple[str, ...]) -> Iterator[Change]:
    """Texts that have changed; one that is said in several places is told once."""
    together: dict[tuple[str, Spoken, Spoken], list[_Said]] = {}
    for met in seen:
        before, after = old.content(met.old), new.content(met.new)
        if before.number == after.number:
            continue
        for language in languages:
            for kind, one, other in _changed(before, after, language):
                together.setdefault((language, one, other), []).append(_Said(met, kind))
    for (language, one, other), said in together.items():
        yield _text(language, one, other, said)


def _changed(before: Content, after: Content, language: str) -> Iterator[tuple[str, Spoken, Spoken]]:
    prompts = before.spoken("prompt", language), after.spoken("prompt", language)
    for kind in dict.fromkeys((*before.kinds, *after.kinds)):
        pair = _of_kind(before, kind, language), _of_kind(after, kind, language)
        known = (pair[0].text, pair[0].recording) == (pair[1].text, pair[1].recording)
        if not known and (kind == "prompt" or pair != prompts):  # a question that is put again is the same text
            yield kind, *pair


def _of_kind(content: Content, kind: str, language: str) -> Spoken:
    return content.spoken("prompt" if kind == "return" and kind not in content.kinds else kind, language)


def _text(language: str, one: Spoken, other: Spoken, said: list[_Said]) -> Change:
    met = said[0].met
    where = _where(said)
    if one.text == other.text:
        seconds = {"old": round(one.seconds, 1), "new": round(other.seconds, 1)}
        template = _RECORDED[one.recording is not None, other.recording is not None]
        return Change("texts", "~", say(template, where=where, **seconds), met.old.id, met.new.id, (), language)
    sign: Sign = "~" if one.text and other.text else "+" if other.text else "-"
    words = word_diff(one.text, other.text)
    return Change("texts", sign, where, met.old.id, met.new.id, (), language, words)


_RECORDED = {
    (True, True): say("{where}: another recording, {new} s (before: {old} s)"),
    (False, True): say("{where}: a recording now, {new} s"),
    (True, False): say("{where}: no recording any more"),
}


def _where(said: list[_Said]) -> Message:
    ids = dict.fromkeys(each.met.new.id for each in said)
    first = next(iter(ids))
    kinds = {each.kind.partition(" ")[0] for each in said}
    template = _KINDS[kinds.pop()] if len(kinds) == 1 else say("what `{id}` says after a mistake")
    where = say(template, id=first)
    return (
        where
        if len(ids) == 1
        else say_count("{first}, and {count} more", "{first}, and {count} more", len(ids) - 1, first=where)
    )


_KINDS = {
    "prompt": say("what `{id}` says"),
    "return": say("what `{id}` says to those who come back"),
    "wait": say("what callers hear while they wait at `{id}`"),
    "no_input": say("what `{id}` says after a silence"),
    "no_match": say("what `{id}` says after a wrong key"),
}


def facts(seen: Iterable[Met], old: Side, new: Side) -> Iterator[Change]:
    """How stations listen, and what they do; what has changed alike at several of them is told once."""
    together: dict[tuple[str, object, object], list[tuple[Met, Fact | None, Fact | None]]] = {}
    for met in seen:
        before, after = old.content(met.old).facts, new.content(met.new).facts
        for name in {**before, **after}:
            one, other = before.get(name), after.get(name)
            values = one.value if one else None, other.value if other else None
            if values[0] != values[1]:
                together.setdefault((name, *values), []).append((met, one, other))
    for (name, *_), all_ in together.items():
        met, one, other = all_[0]
        group, what = told(name, one, other)
        yield Change(group, "~", _at(all_, what), met.old.id, met.new.id)


def _at(all_: list[tuple[Met, Fact | None, Fact | None]], what: Message) -> Message:
    ids = dict.fromkeys(met.new.id for met, *_ in all_)
    first = next(iter(ids))
    if len(ids) == 1:
        return say("`{id}`: {what}", id=first, what=what)
    return say_count(
        "`{id}` and {count} more: {what}", "`{id}` and {count} more: {what}", len(ids) - 1, id=first, what=what
    )
