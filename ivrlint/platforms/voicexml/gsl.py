"""Nuance's grammars, `[ (sales dtmf-1) {<choice "sales">} [help dtmf-star] ]`: what fits them, with its value."""

import re
from collections.abc import Iterator
from itertools import islice, product

Entry = tuple[str, str]  # what is pressed or said, and the value that comes of it

_TOKEN = re.compile(r";[^\n]*|\{[^}]*\}|~[\d.]+|[\[\]()?*+]|:\w+|[^\s\[\](){}?*+~;]+")
_QUOTED = re.compile(r"""['"]([^'"]*)['"]""")
_SLOT = re.compile(r"<\s*[\w.-]+\s+([^>]+)>")
_RULE = re.compile(r"\.?[A-Z]\w*(?::public)?")
_CLOSES = {"[": "]", "(": ")"}
_DEEPEST = 12


class UnknownError(Exception):
    """Something in a grammar that is not told there, such as a rule of another file."""


def entries(text: str, most: int) -> list[Entry]:
    """What fits a grammar, at most so many; raises UnknownError where nobody can tell."""
    tokens = [token for token in _TOKEN.findall(text) if token[0] not in ";~"]
    while tokens and _RULE.fullmatch(tokens[0]) and tokens[0].startswith("."):
        tokens.pop(0)  # the name of the rule
    reader = _Reader(tokens, most)
    found = reader.alternatives("")
    return list(dict.fromkeys((said, value or said) for said, value in found if said))


class _Reader:
    def __init__(self, tokens: list[str], most: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._most = most
        self._depth = 0

    def alternatives(self, end: str) -> list[Entry]:
        """The items up to a closing sign: any of them."""
        return [entry for item in self._items(end) for entry in item][: self._most]

    def _sequence(self, end: str) -> list[Entry]:
        """The items up to a closing sign: all of them, one after the other."""
        ways = islice(product(*self._items(end)), self._most)
        return [
            (" ".join(said for said, _ in way if said), next((value for _, value in reversed(way) if value), ""))
            for way in ways
        ]

    def _items(self, end: str) -> Iterator[list[Entry]]:
        """Each item with the value behind it, up to a closing sign or the end of the text."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownError
        while self._at < len(self._tokens) and self._tokens[self._at] != end:
            item = self._item()
            value = self._value()
            yield [(said, value or inner) for said, inner in item]
        self._at += 1
        self._depth -= 1

    def _item(self) -> list[Entry]:
        sign = self._next()
        if sign == "?":
            return [("", ""), *self._item()]
        if sign in ("*", "+") or _RULE.fullmatch(sign) or sign[0] in "{])":
            raise UnknownError
        if sign == "[":
            return self.alternatives(_CLOSES[sign])
        if sign == "(":
            return self._sequence(_CLOSES[sign])
        return [(sign.strip('"').strip(), "")]

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            raise UnknownError
        self._at += 1
        return self._tokens[self._at - 1]

    def _value(self) -> str:
        """`{<choice "sales">}`, `{return("sales")}`, `{sales}`; '' where there is none."""
        if self._at >= len(self._tokens) or not self._tokens[self._at].startswith("{"):
            return ""
        written = self._next().strip("{} \n\t")
        told = _QUOTED.findall(written) or _SLOT.findall(written)
        return told[-1].strip() if told else written
