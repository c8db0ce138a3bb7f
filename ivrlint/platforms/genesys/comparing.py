"""Conditions of Architect's expressions: which variable is compared with which values."""

import re
from typing import NamedTuple

from ivrlint.platforms.genesys.values import field

_VARIABLE = r"[A-Za-z_]\w*(?:\.\w+)+"
_VALUE = r'"[^"\\]*"|-?\d+(?:\.\d+)?|true|false'
_TURNED = re.compile(r"\b(?:ToString|ToInt|ToNumber|ToDecimal|ToBool|Trim)\s*\(([^()]*)\)", re.IGNORECASE)
_AROUND = re.compile(r"\s*(?P<not>not\b|!)?\s*\((?P<inner>[^()]*)\)\s*", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+|\|\|", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\s*(?:(?P<name>{_VARIABLE})\s*(?P<sign>==?|!=|<>)\s*(?P<value>{_VALUE})"
    rf"|(?P<other>{_VALUE})\s*(?P<turned>==?|!=|<>)\s*(?P<named>{_VARIABLE}))\s*"
)
_ALONE = re.compile(rf"\s*(?P<not>not\s+|!\s*)?(?P<name>{_VARIABLE})\s*", re.IGNORECASE)
_EQUAL = ("=", "==")


class Compared(NamedTuple):
    """A condition that holds where a field has one of these values, or where it has none of them."""

    field: str
    values: tuple[str, ...]
    holds: bool = True  # False: where it has none of them


def compared(expression: str) -> Compared | None:
    """`Task.key == "1" or Task.key == "2"` -> key, 1 and 2; None for what compares otherwise.

    A variable alone is true or false.
    """
    plain = _TURNED.sub(r"\1", expression)
    while match := _AROUND.fullmatch(plain):
        inner = compared(match["inner"])
        if match["not"]:
            return inner._replace(holds=not inner.holds) if inner else None
        plain = match["inner"]
    if match := _ALONE.fullmatch(plain):
        return Compared(field(match["name"]), ("true",), not match["not"])
    found = [_one(part) for part in _OR.split(plain)]
    first = found[0]
    if first is None or (len(found) > 1 and not first.holds):
        return None
    values = [value for each in found if each and each[::2] == first[::2] for value in each.values]
    return first._replace(values=tuple(values)) if len(values) == len(found) else None


def _one(part: str) -> Compared | None:
    match = _COMPARED.fullmatch(part)
    if match is None:
        return None
    name, sign = match["name"] or match["named"], match["sign"] or match["turned"]
    value = (match["value"] or match["other"]).strip('"')
    return Compared(field(name), (value,), sign in _EQUAL) if value else None
