"""Whose verb and whose object: in "book or change an appointment" both are done to the appointment.

A label is cut at its joins ("and", "or", commas). A verb that is left without an object takes that of the
next clause, an object that is left without a verb takes that of the clause before: "pay a bill or a fine".
Verbs that say little beside their object ("make", "ask for") are marked, for they prove nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ivrlint.language.vocabulary.forms import DETERMINER, JOIN, Forms
from ivrlint.language.vocabulary.meaning import LIGHT_VERB, Token

_DOING = frozenset("alj")  # kinds that a verb may be of
_SPECIAL = "s"


class Clause(NamedTuple):
    """One thing a label offers: its words, and whether it lacks nothing that a neighbour could lend it."""

    tokens: tuple[Token, ...]
    complete: bool


class _Part(NamedTuple):
    verb: tuple[Token, ...]
    object: tuple[Token, ...]
    sure: bool = False  # the verb's form says that it is one
    alone: bool = False  # a verb that takes no object: "registrarse"


def clauses(tokens: Sequence[Token], forms: Forms) -> list[Clause]:
    """The clauses of a label, each with its verb and its object."""
    parts = [part for tokens in _split(tokens) if (part := _part(tokens, forms)) and (part.verb or part.object)]
    lent = [_with_object(parts, at) for at in range(len(parts))]
    for at in range(1, len(lent)):
        lent[at] = _with_verb(lent[at - 1], lent[at])
    return [_clause(part, forms) for part in lent]


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.text == JOIN:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _part(tokens: list[Token], forms: Forms) -> _Part:
    content = [at for at, token in enumerate(tokens) if token.text != DETERMINER and token.key not in forms.stop]
    words = tuple(tokens[at] for at in content)
    if not content or tokens[0].text == DETERMINER:
        return _Part((), words)
    head, first = words[0], words[0].text.partition(" ")[0]
    sure = forms.is_verb(first)
    unlisted = all(isinstance(meaning, str) for unit in head.units for meaning in unit.meanings)
    if not (any(unit.kind in _DOING for unit in head.units) or (sure and unlisted)):
        return _Part((), words)
    after = tokens[content[0] + 1 : content[0] + 2]
    followed = any(forms.is_stop(token.key) for token in after)
    if len(words) == 1 or sure or followed:
        return _Part(words[:1], words[1:], sure, forms.is_reflexive(first))
    return _Part((), words)


def _with_object(parts: list[_Part], at: int) -> _Part:
    """A verb without an object, with that of the next verb that has one."""
    part = parts[at]
    if part.verb and not part.object and not part.alone:
        later = next((other for other in parts[at + 1 :] if other.object), None)
        if later and later.verb:
            return part._replace(object=later.object)
    return part


def _with_verb(before: _Part, part: _Part) -> _Part:
    """An object without a verb, with that of the clause before."""
    bare = not part.verb or not (part.object or part.sure)
    special = any(unit.kind == _SPECIAL for token in part.object for unit in token.units)
    if bare and not special and before.verb and before.object:
        return _Part(before.verb, part.verb + part.object)
    return part


def _clause(part: _Part, forms: Forms) -> Clause:
    complete = bool(part.verb and part.object) or part.alone
    if not part.object:
        return Clause(part.verb, complete or part.sure)
    return Clause((*(_lightened(token, forms) for token in part.verb), *part.object), complete)


def _lightened(verb: Token, forms: Forms) -> Token:
    if not forms.is_light(verb.key):
        return verb
    return verb._replace(units=tuple(unit._replace(kind=LIGHT_VERB) for unit in verb.units))
