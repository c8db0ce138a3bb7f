"""Whose verb and whose object: in "book or change an appointment" both are done to the appointment.

A label is cut at its joins ("and", "or", commas). A verb that is left without an object takes that of the
next clause, an object that is left without a verb takes that of the clause before: "pay a bill or a fine".
Verbs that say little beside their object ("make", "ask for") are marked, for they prove nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ivrlint.language.vocabulary.forms import DETERMINER, JOIN, Forms
from ivrlint.language.vocabulary.meaning import LIGHT_VERB, Role, Token, Unit

_DOING = frozenset("alj")  # kinds that a verb may be of
_ACTION = "a"
DEEDS = frozenset("al")  # kinds of what is done
_LIGHT = frozenset("lj")
_SPECIAL = "s"


class Clause(NamedTuple):
    """One thing a label offers: its words, whether it lacks nothing that a neighbour could lend, what is done."""

    tokens: tuple[Token, ...]
    complete: bool
    verb: Unit | None = None


class _Part(NamedTuple):
    verb: tuple[Token, ...]
    object: tuple[Token, ...]
    sure: bool = False  # the verb's form says that it is one
    alone: bool = False  # a verb that takes no object: "registrarse"


def role(text: str, units: Sequence[Unit], forms: Forms) -> Role:
    """Whether a word or a fixed phrase may be the verb of a clause."""
    first = text.partition(" ")[0]
    may_do = any(unit.kind in _DOING for unit in units)
    if not forms.is_verb(first):
        return Role.VERB_OR_NOUN if may_do else Role.OTHER
    if not may_do and any(unit.listed for unit in units):
        return Role.VERB_OR_THING
    return Role.VERB_ALONE if forms.is_reflexive(first) else Role.VERB


def clauses(tokens: Sequence[Token], forms: Forms) -> list[Clause]:
    """The clauses of a label, each with its verb and its object."""
    parts = [part for said in _split(tokens) if (part := _part(said, forms))]
    if len(parts) == 1:
        return [_clause(parts[0], forms)]
    lent = [_with_object(parts, at) for at in range(len(parts))]
    for at in range(1, len(lent)):
        lent[at] = _with_verb(lent[at - 1], lent[at])
    return [_clause(part, forms) for part in lent]


def _split(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text == JOIN:
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:] if start else tokens


def _part(tokens: Sequence[Token], forms: Forms) -> _Part | None:
    stop = forms.stop
    content = [at for at, token in enumerate(tokens) if token.text != DETERMINER and token.key not in stop]
    if not content:
        return None
    if len(content) > 1 and not forms.linking.isdisjoint([token.key for token in tokens]):
        acts = tokens[content[0]].role is not Role.OTHER or tokens[1].text == DETERMINER  # "rate the jokes"
        content = [content[0], *(at for at in content[1:] if not _relative(tokens, at, forms, acts))]
    words = tuple(tokens[at] for at in content)
    head = words[0]
    if head.role is Role.OTHER or tokens[0].text == DETERMINER:
        return _Part((), words)
    after = tokens[content[0] + 1].key if content[0] + 1 < len(tokens) else ""
    if head.role is Role.VERB_OR_THING:
        return _Part((_acting(head),), words[1:], sure=True) if after == DETERMINER else _Part((), words)
    if head.role is Role.VERB_OR_NOUN and len(words) > 1 and not forms.is_stop(after):
        return _Part((), words)
    sure = head.role is not Role.VERB_OR_NOUN
    return _Part((_acting(head) if sure else head,), words[1:], sure, head.role is Role.VERB_ALONE)


def _acting(verb: Token) -> Token:
    """A verb that is listed as a thing, or not at all, as an action."""
    if verb.acting:
        return verb.acting
    if any(unit.kind in _DOING for unit in verb.units):
        return verb
    return verb._replace(units=tuple(unit._replace(kind=_ACTION) for unit in verb.units))


def _relative(tokens: Sequence[Token], at: int, forms: Forms, acts: bool) -> bool:
    """Whether a verb only tells which one is meant: "a repair you reported", "jokes that others have sent in".

    `acts` if something else is done: in "my card has changed" the second verb is the only one.
    """
    subject = at - 1
    while subject > 0 and tokens[subject].key in forms.auxiliaries:
        subject -= 1
    done = acts and subject < at - 1 and all(unit.kind in DEEDS for unit in tokens[at].units)
    if not done and not forms.is_light(tokens[at].key):
        return False
    return tokens[subject].key in forms.relative or (done and subject > 1 and _links(tokens[subject - 1], forms))


def _links(token: Token, forms: Forms) -> bool:
    return token.text == DETERMINER or token.key in forms.relative


def _with_object(parts: list[_Part], at: int) -> _Part:
    """A verb without an object, with that of the next verb that has one."""
    part = parts[at]
    later = next((other for other in parts[at + 1 :] if other.object), None)
    if not later or not later.verb or part.alone:
        return part
    if part.verb and not part.object:
        return part._replace(object=later.object)
    if later.sure and [token.role for token in part.object] == [Role.VERB_OR_THING]:  # "booking or changing a room"
        return _Part((_acting(part.object[0]),), later.object, sure=True)
    return part


def _with_verb(before: _Part, part: _Part) -> _Part:
    """An object without a verb, with that of the clause before."""
    bare = not part.verb or not (part.object or part.sure)
    special = any(unit.kind == _SPECIAL for token in part.object for unit in token.units)
    if bare and not special and before.verb and before.object:
        return _Part(before.verb, part.verb + part.object, before.sure)
    return part


def _clause(part: _Part, forms: Forms) -> Clause:
    complete = bool(part.verb and part.object) or part.alone
    if part.alone or not part.object:
        verb, complete = part.verb, complete or part.sure
    else:
        verb = tuple(_lightened(token, forms) for token in part.verb)
    return Clause((*verb, *part.object), complete, _done(verb) if part.sure else None)


def _done(verb: tuple[Token, ...]) -> Unit | None:
    """What a verb means, if it says so much by itself, yet not what it is done to: "reschedule" does."""
    units = [unit for token in verb for unit in token.units] if verb else []
    if not units or units[0].kind == LIGHT_VERB:
        return None
    return units[0] if (len(units) == 1) != (units[0].kind in _LIGHT) else None


def _lightened(verb: Token, forms: Forms) -> Token:
    """A light verb marked as such; a phrase that begins with one may mean more: "get rid of"."""
    first, _, more = verb.key.partition(" ")
    if not forms.is_light(first) or (more and any(unit.kind not in _LIGHT for unit in verb.units)):
        return verb
    return verb._replace(units=tuple(unit._replace(kind=LIGHT_VERB) for unit in verb.units))
