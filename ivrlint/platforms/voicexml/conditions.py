"""Conditions of VoiceXML, as far as they can be told beforehand: `choice == '1' || choice == '2'`."""

import re
from collections.abc import Iterator, Mapping

from ivrlint.platforms.xmltree import Element, Words

Known = Mapping[str, str]  # variables whose value is known, such as the key that was pressed

_COMPARED = re.compile(
    r"""\(*\s*(?P<name>[\w.$]+)\s*(?P<sign>===?|!==?)\s*(?:'(?P<one>[^']*)'|"(?P<two>[^"]*)"|(?P<bare>[\w.-]+|[*#]))\s*\)*"""
)
_TRUTH = re.compile(r"\(*\s*(?P<negated>!?)\s*\(*\s*(?P<name>[\w.$]+)\s*\)*")
_VARIABLE = re.compile(r"[A-Za-z_$][\w$.]*")
_VALUES = frozenset({"true", "false", "null", "undefined"})
_SCOPES = ("dialog.", "document.", "application.", "session.", "form.")


def holds(condition: str, known: Known) -> bool | None:
    """Does the condition hold? None where that cannot be told."""
    if "||" in condition:
        return _any(holds(part, known) for part in condition.split("||"))
    if "&&" in condition:
        parts = [holds(part, known) for part in condition.split("&&")]
        return None if None in parts and False not in parts else all(parts)
    compared = _COMPARED.fullmatch(condition.strip())
    if compared:
        name = plain(compared["name"])
        if name not in known or ((compared["bare"] or "").isidentifier() and compared["bare"] not in ("true", "false")):
            return None
        same = known[name] == _value(compared)
        return same if compared["sign"].startswith("=") else not same
    truth = _TRUTH.fullmatch(condition.strip())
    if truth:
        value = {"true": "true", "false": "false", **known}.get(plain(truth["name"]))
        return None if value is None else (value not in ("false", "", "0")) != bool(truth["negated"])
    return None


def _any(parts: Iterator[bool | None]) -> bool | None:
    told = list(parts)
    return True if True in told else None if None in told else False


def compared_with(condition: str, name: str) -> list[str]:
    """The values with which a condition compares a variable."""
    return [_value(found) for found in _COMPARED.finditer(condition) if plain(found["name"]) == name]


def only_equals(condition: str) -> tuple[str, list[str]] | None:
    """The variable and the values of a condition that is nothing but `x == 'a' || x == 'b'`."""
    found = [_COMPARED.fullmatch(part.strip()) for part in condition.split("||")]
    names = {plain(part["name"]) for part in found if part and part["sign"].startswith("=")}
    if None in found or len(names) != 1 or any(part and part["sign"].startswith("!") for part in found):
        return None
    return names.pop(), [_value(part) for part in found if part]


def plain(name: str) -> str:
    """A variable or a condition without the scope in which it stands, on one line."""
    for scope in _SCOPES:
        name = name.removeprefix(scope)
    return " ".join(name.split())


def is_copied(expression: str) -> bool:
    """Is it the plain name of a variable?"""
    return _VARIABLE.fullmatch(expression) is not None and expression not in _VALUES


def branches(piece: Element) -> list[tuple[str, list[Element | Words]]]:
    """The conditions of an `if` with what stands under each; the `else` has the condition `true`."""
    parts: list[tuple[str, list[Element | Words]]] = [(piece.get("cond"), [])]
    for inner in piece.pieces:
        if isinstance(inner, Element) and inner.tag in ("elseif", "else"):
            # Some write the branch inside of the tag that should only begin it.
            parts.append((inner.get("cond") if inner.tag == "elseif" else "true", list(inner.pieces)))
        else:
            parts[-1][1].append(inner)
    return parts


def _value(found: "re.Match[str]") -> str:
    return next(group for group in (found["one"], found["two"], found["bare"]) if group is not None)
