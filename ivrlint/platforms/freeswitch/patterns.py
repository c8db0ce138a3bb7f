"""Patterns of digits (`/^(10[01][0-9])$/`): which single keys they take, and how many digits."""

import re

_KEYS = "0123456789*#"
_LOOK = re.compile(r"\(\?[!=<][^()]*(?:\([^()]*\)[^()]*)*\)")
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|\(\?:|[()|]|[^\\()|\[\]{}?*+^$]|[\^$]")
_TIMES = re.compile(r"\{(\d{1,3})(?:(,)(\d{0,3}))?\}|[?*+]")
_MOST = 30
_ANY_DIGITS = re.compile(r"\^?\(*(?:(?:\\d|\[0-9\]|\.)(?:\{\d+(?:,\d*)?\}|[+*])?)+\)*\$?")

Span = tuple[int, int]


def plain(pattern: str) -> str:
    """The pattern between its slashes."""
    return pattern[1:].rpartition("/")[0] if pattern.count("/") > 1 else pattern.strip("/")


def single_keys(pattern: str) -> list[str]:
    """The keys that the pattern takes, where it takes single ones only."""
    if lengths(pattern, _MOST) != (1, 1):
        return []
    try:
        return [key for key in _KEYS if re.search(plain(pattern), key)]
    except re.error:
        return []


def takes_all(pattern: str) -> bool:
    """Does the pattern take any digits, as many as it takes?"""
    return _ANY_DIGITS.fullmatch(plain(pattern)) is not None


def lengths(pattern: str, longest: int) -> Span:
    """The fewest and the most digits that fit. `longest` is what the menu has room for, where there is no limit."""
    text = _LOOK.sub("", plain(pattern))
    at, spans = 0, [[(0, 0)]]  # open groups, each with its alternatives
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            at += 1
            continue
        at = token.end()
        if token[0] in ("(", "(?:"):
            spans.append([(0, 0)])
            continue
        if token[0] == "|":
            spans[-1].append((0, 0))
            continue
        width = (0, 0) if token[0] in "^$" else (1, 1)
        if token[0] == ")":
            if len(spans) == 1:
                continue
            width = _either(spans.pop())
        times = _TIMES.match(text, at)
        if times:
            at = times.end()
            width = _repeated(width, times, longest)
        spans[-1][-1] = (spans[-1][-1][0] + width[0], spans[-1][-1][1] + width[1])
    least, most = _either([span for group in spans for span in group][:1] if len(spans) > 1 else spans[0])
    return max(least, 1), max(min(most, max(longest, least)), least, 1)


def _either(spans: list[Span]) -> Span:
    return min(least for least, _ in spans), max(most for _, most in spans)


def _repeated(width: Span, times: "re.Match[str]", longest: int) -> Span:
    if times[1] is None:
        least, most = (0 if times[0] in "?*" else 1), (1 if times[0] == "?" else longest)
    else:
        least = int(times[1])
        most = least if times[2] is None else int(times[3] or longest)
    return width[0] * least, width[1] * max(most, least)
