"""Asterisk's variables and `$[ ]` expressions, as far as they can be worked out without a call."""

import re
from collections.abc import Mapping

Values = Mapping[str, str | None]  # None: set, and nobody knows to what

_VARIABLE = re.compile(r"\$\{([\w.-]+)\}")
_OPERATORS = (("|",), ("&",), ("=", "==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|==|!=|<=|>=|[|&=<>+\-*/%()!]|[^\s|&=<>+*/%()!"]+)')
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_IGNORED = re.compile(r'("[^"]*")|[{}]')  # braces that are no variable's
_COMPARING = 2  # the level of _OPERATORS whose operators need something on both sides
_MAX_TOKENS = 200
_KNOWN = ("LEN", "ISNULL", "EXISTS")
_FUNCTION = re.compile(r"\$\{(LEN|ISNULL|EXISTS)\(([^(){}$]*)\)\}")


def arguments(text: str) -> list[str]:
    """Arguments between commas that stand in no brackets and no quotes."""
    parts, depth, quoted, current = [], 0, False, ""
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "([{":
            depth += 1
        elif not quoted and sign in ")]}":
            depth -= 1
        if sign == "," and depth <= 0 and not quoted:
            parts.append(current.strip())
            current = ""
        else:
            current += sign
    return [*parts, current.strip()]


def filled(text: str, values: Values) -> str | None:
    """A text with its variables filled in; None where one is not known."""
    for _ in range(5):
        if "${" not in text and "$[" not in text:
            return text
        before = text
        for match in _VARIABLE.finditer(text):
            value = values.get(match[1], "") if match[1] in values else None
            if value is None:
                return None
        text = _VARIABLE.sub(lambda match: values.get(match[1]) or "", text)
        text = _FUNCTION.sub(_applied, text)
        text = re.sub(r"\$\[([^\[\]$]*)\]", _computed, text)
        if text == before:
            return None
    return None


def _applied(match: "re.Match[str]") -> str:
    name, inside = match[1], match[2]
    if name == "LEN":
        return str(len(inside))
    return "1" if bool(inside.strip()) == (name == "EXISTS") else "0"


def _computed(match: "re.Match[str]") -> str:
    """What Asterisk makes of an expression; of one that it cannot read, 0."""
    return value(match[1]) or "0"


def truth(condition: str, values: Values) -> bool | None:
    """Does a condition of GotoIf hold? None where that depends on the call."""
    text = filled(condition, values)
    return None if text is None else text.strip().strip('"') not in ("", "0")


def value(expression: str) -> str | None:
    """The value of an expression without variables: `1 + 2` -> 3; None where it makes no sense."""
    expression = _IGNORED.sub(r"\1", expression)
    tokens = _TOKEN.findall(expression)
    if len(tokens) > _MAX_TOKENS or "".join(tokens).replace(" ", "") != re.sub(r"\s+", "", expression):
        return None
    result, rest = _level(tokens, 0)
    return None if rest else result


def _level(tokens: list[str], level: int) -> tuple[str | None, list[str]]:
    """What stands on a level of precedence, and the tokens behind it."""
    if level == len(_OPERATORS):
        return _atom(tokens)
    left, rest = _level(tokens, level + 1) if tokens and tokens[0] not in _OPERATORS[level] else ("", tokens)
    while rest and rest[0] in _OPERATORS[level]:
        operator = rest[0]
        if level == _COMPARING and (rest is tokens or not rest[1:]):
            return None, []
        right, rest = _level(rest[1:], level + 1)
        left = _applied_to(operator, left or "", right) if right is not None else None
        if left is None:
            return None, []
    return left, rest


def _atom(tokens: list[str]) -> tuple[str | None, list[str]]:
    if not tokens:
        return "", []
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        inner, rest = _level(rest, 0)
        return (inner, rest[1:]) if rest and rest[0] == ")" else (None, [])
    if first == "!":
        inner, rest = _atom(rest)
        return ("1" if inner in ("", "0") else "0"), rest
    if first == ")":
        return "", tokens
    words = [first.strip('"')]
    while rest and not any(rest[0] in level for level in _OPERATORS) and rest[0] not in "()!":
        words.append(rest[0].strip('"'))
        rest = rest[1:]
    return " ".join(words), rest


def _applied_to(operator: str, left: str, right: str) -> str | None:
    numbers = _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)
    if operator == "|":
        return left if left not in ("", "0") else right
    if operator == "&":
        return left if left not in ("", "0") and right not in ("", "0") else "0"
    if operator in ("+", "-", "*", "/", "%"):
        return _arithmetic(operator, left or "0", right or "0")
    order = (float(left) > float(right)) - (float(left) < float(right)) if numbers else (left > right) - (left < right)
    holds = {"=": order == 0, "==": order == 0, "!=": order != 0, "<": order < 0, ">": order > 0}
    holds |= {"<=": order <= 0, ">=": order >= 0}
    return "1" if holds[operator] else "0"


def _arithmetic(operator: str, left: str, right: str) -> str | None:
    if not (_NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)):
        return None
    first, second = float(left), float(right)
    if operator in ("/", "%") and not second:
        return None
    result = {
        "+": lambda: first + second,
        "-": lambda: first - second,
        "*": lambda: first * second,
        "/": lambda: first / second,
        "%": lambda: first % second,
    }[operator]()
    return f"{result:.15g}"
