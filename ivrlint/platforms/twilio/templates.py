"""The texts of Twilio Studio: templates in the language Liquid, and what is heard of them."""

import re
from typing import NamedTuple

_TAG = re.compile(r"\{\{-?\s*(?P<field>[^{}]*?)\s*-?\}\}|\{%-?\s*(?P<word>\w*)\s*(?P<rest>[^%]*?)\s*-?%\}", re.DOTALL)
_OPENS = frozenset({"if", "unless", "for", "tablerow"})
_HIDES = frozenset({"capture", "comment"})
_NEXT = frozenset({"elsif", "else", "when"})
_STEP = re.compile(r"[\w-]+")
_DEFAULT = re.compile(r"\|\s*default:\s*(['\"])(?P<text>.*?)\1", re.DOTALL)
_ALIAS = re.compile(r"(?P<name>[\w-]+)\s*(?:=|\sin\s)\s*(?P<path>[\w.-]+)")
# What another system, or whoever began the flow, answers with: nobody here knows what it says.
_ANSWERED = re.compile(r"widgets\.[\w-]+\.(?:parsed|body)\b|flow\.data\b")
_WORD = re.compile(r"[^\W_]")


class Heard(NamedTuple):
    """A template as it is heard: variables as `{field}`, of each choice the first variant."""

    text: str
    chosen: bool = False  # did it have choices?
    unknown: bool = False  # do its words come on the call, all of them or in the place of those that stand here?


def field_of(path: str) -> str:
    """The name of a field for a variable: `widgets.menu.Digits` -> menu_Digits, `flow.variables.tier` -> tier."""
    steps = _STEP.findall(path.partition("|")[0])
    if len(steps) == 3 and steps[0] == "widgets":  # noqa: PLR2004 - what a widget itself has heard
        steps = ["_".join(steps[1:])]
    return re.sub(r"\W+", "_", steps[-1]) if steps else "value"


def variable(text: str) -> str | None:
    """The variable that a template consists of, `widgets.menu.Digits`; None where it is more than that."""
    match = _TAG.fullmatch(text.strip())
    return match["field"] if match else None


def heard(template: str) -> Heard:
    """What callers hear of a template."""
    if "{{" not in template and "{%" not in template:
        return Heard(template)
    reader = _Reader()
    at = 0
    for match in _TAG.finditer(template):
        reader.say(template[at : match.start()])
        reader.tag(match)
        at = match.end()
    reader.say(template[at:])
    text = "".join(reader.said)
    unknown = reader.replaced or (reader.answered and not _WORD.search(re.sub(r"\{\w+\}", "", text)))
    return Heard(text, reader.chosen, unknown)


class _Reader:
    """Goes through a template from its beginning to its end."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.chosen = self.answered = self.replaced = False
        self._open: list[str] = []  # of each open tag: "heard", "over", or "before" the first variant
        self._aliases: dict[str, str] = {}

    def say(self, text: str) -> None:
        """Words that stand in the template."""
        if all(state == "heard" for state in self._open):
            self.said.append(text)

    def tag(self, match: re.Match[str]) -> None:
        """A variable, or an instruction."""
        if match["field"]:
            self._fill_in(match["field"])
        elif match["word"]:
            self._turn(match["word"], match["rest"])

    def _fill_in(self, path: str) -> None:
        default = _DEFAULT.search(path)
        self.replaced |= default is not None
        self.answered |= _ANSWERED.search(path) is not None
        name = path.partition("|")[0].strip()
        self.say(default["text"] if default else "{" + field_of(self._aliases.get(name, path)) + "}")

    def _turn(self, word: str, rest: str) -> None:
        """Open, close or turn to another variant; note what else a variable is called."""
        if word in ("assign", "for") and (alias := _ALIAS.match(rest)):
            self._aliases[alias["name"]] = self._aliases.get(alias["path"], alias["path"])
        if word in _OPENS:
            self._open.append("heard")
        elif word == "case":
            self._open.append("before")
        elif word in _HIDES:
            self._open.append("over")
        elif word in _NEXT and self._open:
            self._open[-1] = "heard" if self._open[-1] == "before" else "over"
        elif word.startswith("end") and self._open:
            self._open.pop()
        self.chosen |= word in _OPENS or word == "case"
