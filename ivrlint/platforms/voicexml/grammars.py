"""What callers may press or say at a field: grammars, options and the types that platforms know."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ivrlint.flow.place import Source
from ivrlint.flow.suggest import closest
from ivrlint.platforms.voicexml.conditions import only_equals
from ivrlint.platforms.voicexml.gsl import UnknownError, entries
from ivrlint.platforms.xmltree import Element, Words, grow

_MOST = 64  # entries of one grammar; with more it is a number, not a choice
_DEEPEST = 12
_LONGEST = 4000  # signs of a grammar that is not written as XML
_KEY = re.compile(r"[0-9*#]+")
_GSL_KEY = re.compile(r"dtmf-(\d|star|pound)", re.IGNORECASE)
_NAMED_KEYS = {"star": "*", "pound": "#", "hash": "#", "asterisk": "*"}
_REGEX_DIGIT = re.compile(r"(?:\[0-9\]|\\d)(?:(?P<sign>[?*+])|\{(?P<least>\d{1,2})(?P<comma>,(?P<most>\d{1,2})?)?\})?")
_XML = re.compile(r"\s*(?:<\?xml\b.*\?>\s*)?<grammar\b")
_QUOTED = re.compile(r"""['"]([^'"]*)['"]""")
_GROUP = re.compile(r"\[([^\[\]{}]*)\]\s*\{([^{}]*)\}\s*")
_GROUPS = re.compile(rf"\s*(?:{_GROUP.pattern})+")
_PARAMETER = re.compile(r"(\w+)=([^;]*)")
_ENDLESS = 30  # digits that a grammar without a limit takes
_KINDS = {"currency": "amount", "number": "number", "phone": "phone", "date": "date"}
_LIMITS = ("length", "minlength", "maxlength")
_SPANS = {"digits": (1, _ENDLESS), "number": (1, _ENDLESS), "currency": (1, _ENDLESS), "phone": (3, 15)}

Fetch = Callable[[str], Element | None]  # reads the grammar at an address
Span = tuple[int, int]
Entry = tuple[str, str]  # what is pressed or said, and the value that comes of it


@dataclass(frozen=True)
class Grammar:
    """Keys and phrases with the values that they give, or a number of so many digits."""

    keys: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    digits: Span | None = None
    kind: str | None = None
    unknown: bool = False  # some of it cannot be told
    elsewhere: bool = False  # it stands in a file that is not here

    def joined(self, other: "Grammar") -> "Grammar":
        """What either of them takes."""
        both = [span for span in (self.digits, other.digits) if span]
        return Grammar(
            {**other.keys, **self.keys},
            {**other.phrases, **self.phrases},
            (min(least for least, _ in both), max(most for _, most in both)) if both else None,
            self.kind or other.kind,
            self.unknown or other.unknown,
            self.elsewhere or other.elsewhere,
        )


def _nowhere(_: str) -> None:
    return None


def grammar_of(item: Element, elsewhere: Fetch = _nowhere) -> Grammar:
    """All that an item takes: its type, its options, its grammars. `elsewhere` reads those of other files."""
    found = builtin(item.get("type")) if item.get("type") else Grammar()
    options = item.elements("option")
    if options:
        found = found.joined(_of_options(options))
    for grammar in item.elements("grammar", "dtmf"):
        found = found.joined(_of_element(grammar, elsewhere))
    return found


def of_values(filled: Iterable[Element], name: str) -> Grammar | None:
    """The keys and words of which a document asks whether they were given; None where it asks for fewer than two."""
    keys: dict[str, str] = {}
    phrases: dict[str, str] = {}
    conditions = [element.get("cond") for piece in filled for element in piece.walk() if element.get("cond")]
    for condition in conditions:
        asked = only_equals(condition)
        if asked is None or asked[0] != name:
            continue
        pressed = [value for value in asked[1] if _KEY.fullmatch(value)]
        for value in asked[1]:
            (keys if value in pressed else phrases)[value] = (pressed or asked[1])[0] if value not in pressed else value
    return Grammar(keys, phrases) if len({*keys.values(), *phrases.values()}) > 1 else None


def builtin(name: str) -> Grammar:
    """A type that platforms know: `digits?length=4`, `boolean`, `date` …"""
    kind, _, rest = name.removeprefix("builtin:").rpartition("/")[2].partition("?")
    told = {closest(name, _LIMITS) or name: value for name, value in _PARAMETER.findall(rest)}
    if kind == "boolean":
        yes, no = told.get("y", "1"), told.get("n", "2")
        return Grammar({yes: "true", no: "false"}, unknown=True)  # and words for yes and no in its language
    if kind in ("date", "time"):
        return Grammar(digits=(8, 8) if kind == "date" else (4, 4), kind=_KINDS.get(kind))
    if kind not in _SPANS:
        return Grammar(unknown=True)
    least, most = (_number(told.get(limit) or told.get("length")) for limit in ("minlength", "maxlength"))
    usual = _SPANS[kind]
    span = (least or usual[0], most or max(usual[1], least))
    if span == (1, 1) and kind == "digits":
        return Grammar({str(digit): str(digit) for digit in range(10)}, digits=(1, 1))
    return Grammar(digits=span, kind=_KINDS.get(kind))


def _of_options(options: Iterable[Element]) -> Grammar:
    keys, phrases, unknown = {}, {}, False
    for option in options:
        words, key = " ".join(option.text().split()), option.get("dtmf").replace(" ", "")
        value = option.get("value") or words or key
        if "{" in key or (not key and "{" in words):  # a server tells
            unknown = True
            continue
        if key:
            keys[key] = value
        if words:
            phrases[words] = value
    return Grammar(keys, phrases, unknown=unknown)


def _of_element(grammar: Element, elsewhere: Fetch = _nowhere) -> Grammar:
    source = grammar.get("src")
    if source.startswith("builtin:"):
        return builtin(source)
    if source or grammar.get("expr") or grammar.get("srcexpr"):
        there = elsewhere(source)
        return _of_element(there) if there is not None else Grammar(unknown=True, elsewhere=True)
    if grammar.elements("rule"):
        return _of_rules(grammar)
    text = " ".join(piece.value for piece in grammar.pieces if isinstance(piece, Words))
    if inner := _written_as_text(text, grammar):
        return _of_element(inner, elsewhere)
    if "regex" in grammar.get("type") and (digits := _of_regex(text)):
        return digits
    return _of_text(text, "dtmf" if grammar.tag == "dtmf" else grammar.get("mode"))


def _written_as_text(text: str, grammar: Element) -> Element | None:
    """A grammar in XML that stands in a CDATA section."""
    if not _XML.match(text):
        return None
    return next((one for one in grow(Source(grammar.source.path, text)).root.walk() if one.tag == "grammar"), None)


# Grammars written as XML


def _of_rules(grammar: Element) -> Grammar:
    rules = {rule.get("id"): rule for rule in grammar.elements("rule")}
    named = grammar.get("root")
    roots = [rules[named]] if named in rules else grammar.elements("rule")[: len(rules) if named else 1]
    found = _Rules(rules)
    entries = [entry for root in roots for entry in found.entries(root)][:_MOST]
    if found.unknown and not entries:
        return Grammar(unknown=True)
    dtmf = grammar.get("mode") == "dtmf" or (bool(entries) and all(_KEY.fullmatch(_key(said)) for said, _ in entries))
    if dtmf and (len(entries) >= _MOST or (found.repeats and len(entries) > 1)):
        return Grammar(found.single_keys(roots[0]), digits=found.span(roots[0]))
    if dtmf:
        return Grammar(keys={_key(said): value or _key(said) for said, value in entries if _KEY.fullmatch(_key(said))})
    return Grammar(phrases={said: value or said for said, value in entries if said}, unknown=found.unknown)


def _key(said: str) -> str:
    return "".join(_NAMED_KEYS.get(word, word) for word in said.replace('"', "").split())


class _Rules:
    """The rules of a grammar, written out."""

    def __init__(self, rules: dict[str, Element]) -> None:
        self._rules = rules
        self.unknown = False
        self.repeats = False  # something may be said so many times

    def entries(self, element: Element, depth: int = 0) -> list[Entry]:
        """What fits an element, each with its value; at most so many."""
        found: list[Entry] = [("", "")]
        for piece in element.pieces:
            if isinstance(piece, Words):
                found = [(f"{said} {piece.value.strip()}".strip(), value) for said, value in found]
                continue
            if piece.tag == "tag":
                tag = _tagged(piece)
                found = [(said, tag or value) for said, value in found]
                continue
            inner = self._inside(piece, depth)
            found = [(f"{said} {more}".strip(), other or value) for said, value in found for more, other in inner][
                :_MOST
            ]
        return found

    def _inside(self, piece: Element, depth: int) -> list[Entry]:
        if depth > _DEEPEST:
            return [("", "")]
        if piece.tag == "one-of":
            return [entry for item in piece.elements("item") for entry in self._inside(item, depth + 1)][:_MOST]
        if piece.tag == "item":
            return self._repeated(piece, self.entries(piece, depth + 1))
        if piece.tag == "ruleref":
            rule = self._rules.get(piece.get("uri").lstrip("#"))
            if rule is None and not piece.get("special"):
                self.unknown = True
            return self.entries(rule, depth + 1) if rule is not None else [("", "")]
        return self.entries(piece, depth + 1) if piece.tag == "token" else [("", "")]

    def _repeated(self, item: Element, once: list[Entry]) -> list[Entry]:
        """`repeat="2-4"`: the entries for the fewest times, and for none where it may be left out."""
        least, most = _times(item)
        self.repeats = self.repeats or most > 1
        found = [("", "")]
        for _ in range(min(least, 4)):
            found = [(f"{said} {more}".strip(), value) for said, _ in found for more, value in once][:_MOST]
        return [*found, *once] if least == 0 else found

    def single_keys(self, root: Element) -> dict[str, str]:
        """The keys that may be pressed instead of a number: `*` in "ten digits, or star"."""
        items = [item for choice in root.elements("one-of") for item in choice.elements("item")]
        single = [self.entries(item) for item in items if self._width(item, 0) == (1, 1)]
        return {_key(said): value or _key(said) for (said, value), *others in single if not others}

    def span(self, element: Element, depth: int = 0) -> Span:
        """The fewest and the most digits that fit an element."""
        least = most = 0
        for piece in element.pieces:
            low, high = self._width(piece, depth)
            least, most = least + low, most + high
        return least, min(most, _ENDLESS)

    def _width(self, piece: Element | Words, depth: int) -> Span:
        if isinstance(piece, Words):
            return (len(_key(piece.value)),) * 2
        if depth > _DEEPEST or piece.tag == "tag":
            return 0, 0
        if piece.tag == "one-of":
            widths = [self._width(item, depth + 1) for item in piece.elements("item")] or [(0, 0)]
            if depth == 0:  # a single key instead of a number is told apart
                widths = [width for width in widths if width != (1, 1)] or widths
            return min(low for low, _ in widths), max(high for _, high in widths)
        if piece.tag == "ruleref":
            rule = self._rules.get(piece.get("uri").lstrip("#"))
            return self.span(rule, depth + 1) if rule is not None else (0, 0)
        low, high = self.span(piece, depth + 1)
        least, most = _times(piece) if piece.tag == "item" else (1, 1)
        return low * least, high * most


def _times(item: Element) -> Span:
    least, dash, most = item.get("repeat", "1").partition("-")
    low = _number(least)
    return low, (_number(most) or _ENDLESS) if dash else low


def _tagged(tag: Element) -> str:
    """The value that a tag gives: `out.menu="support"`, `'support'`, `support`."""
    text = tag.text().strip().rstrip(";").strip()
    quoted = _QUOTED.findall(text)
    return quoted[-1] if quoted else text.rpartition("=")[2].strip()


# Grammars in other notations


def _of_text(text: str, mode: str) -> Grammar:
    """`1 | 2 | 3`, `$menu = sales | support;`, `[ (sales dtmf-1) {<choice "sales">} … ]`."""
    text = text[:_LONGEST]
    if "dtmf-" in text.lower() or (text.lstrip().startswith("[") and "]" in text and "|" not in text):
        return _of_gsl(text)
    entries = list(_groups(text) or _alternatives(text))
    keys = {_key(said): value or _key(said) for said, value in entries if _KEY.fullmatch(_key(said))}
    words = {said: value or said for said, value in entries if not _KEY.fullmatch(_key(said))}
    if keys or mode == "dtmf":
        return Grammar(keys, {} if mode == "dtmf" else words, unknown=not keys)
    return Grammar(phrases=words, unknown=not entries)


def _groups(text: str) -> list[Entry]:
    """`[1 | one] {"sales"} [2 | two] {"support"}`, which is no notation, though it is plain what is meant."""
    if not _GROUPS.fullmatch(text):
        return []
    found = [(one.strip(), tag) for group, tag in _GROUP.findall(text) for one in group.split("|")]
    return [(said, next(iter(_QUOTED.findall(tag)), tag.strip())) for said, tag in found if said]


def _alternatives(text: str) -> Iterator[Entry]:
    rules = re.findall(r"(?:\$|<)?\w+>?\s*=\s*([^;]*);?", text) or [text]
    for part in _parts(rules[-1])[:_MOST]:
        value = re.search(r"\{([^}]*)\}", part)
        least = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", part)  # without what may be left out
        said = re.sub(r"\{[^}]*\}|[()\[\]\"'/<>]", " ", least if least.strip(" ()") else part).strip()
        if said and "$" not in said and "<" not in said:
            quoted = _QUOTED.findall(value[1]) if value else []
            yield " ".join(said.split()), quoted[-1] if quoted else (value[1].strip() if value else "")


def _parts(rule: str) -> list[str]:
    """The alternatives of a rule; some write them one after the other, each with its value behind it."""
    parts = rule.split("|")
    return re.findall(r"[^{}]*\{[^}]*\}", rule) if len(parts) == 1 and rule.count("{") > 1 else parts


def _of_gsl(text: str) -> Grammar:
    try:
        found = entries(text, _MOST)
    except UnknownError:
        found = [(f"dtmf-{key}", _NAMED_KEYS.get(key.lower(), key)) for key in _GSL_KEY.findall(text)]
    keys: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for said, value in found:
        pressed = "".join(_NAMED_KEYS.get(key.lower(), key) for key in _GSL_KEY.findall(said))
        if pressed:
            keys.setdefault(pressed, pressed if value == said else value)
        if words := " ".join(_GSL_KEY.sub(" ", said).split()):
            phrases.setdefault(words, words if value == said else value)
    if not keys and phrases and all(_KEY.fullmatch(said.replace(" ", "")) for said in phrases):
        keys, phrases = {said.replace(" ", ""): value for said, value in phrases.items()}, {}
    return Grammar(keys, phrases, unknown=not keys and not phrases)


def _of_regex(text: str) -> Grammar | None:
    """`[0-9]{4}`: so many digits; None where it is another pattern."""
    least = most = 0
    at = 0
    pattern = "".join(text.split()).removeprefix("^").removesuffix("$")
    while at < len(pattern):
        found = _REGEX_DIGIT.match(pattern, at)
        if found is None:
            return None
        low, high = (int(found[name] or 1) for name in ("least", "most"))
        if found["sign"]:
            low, high = int(found["sign"] == "+"), 1 if found["sign"] == "?" else _ENDLESS
        elif found["least"] and found["comma"] is None:
            high = low
        elif found["least"] and not found["most"]:
            high = _ENDLESS
        least, most, at = least + low, most + high, found.end()
    return Grammar(digits=(least, min(most, _ENDLESS))) if most else None


def without_phrases(grammar: Grammar) -> Grammar:
    """The grammar where callers can only press."""
    return replace(grammar, phrases={})


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text.strip()) < 4 else 0  # noqa: PLR2004
