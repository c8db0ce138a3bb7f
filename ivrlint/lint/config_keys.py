"""What a configuration and a pack may say: every key told once, for the reader and for the JSON Schema."""

from collections.abc import Mapping as Mapping_
from pathlib import Path
from typing import Any

from ivrlint.flow.kinds import Json, Key, Kind, Shape, choice, listing
from ivrlint.flow.scalars import boolean, day, name, text
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.lint.own import OwnRuleError, rules_of
from ivrlint.lint.rule import FAMILIES, PROFILES, SEVERITIES, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import OwnVocabulary, Statement
from ivrlint.message import say


class Extended(Kind):
    """Another configuration, by a pack's name or a path."""

    says = say("a pack or a file")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Path | None:
        if name.read(piece, reader, hangs_on) is None or not isinstance(piece, Scalar):
            return None
        path: Path | None = reader.extend(piece)
        return path

    def schema(self) -> Json:
        return {"type": "string"}


class OwnRules(Kind):
    """A Python file that registers rules."""

    says = say("a Python file")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Mapping_[str, Rule] | None:
        word = name.read(piece, reader, hangs_on)
        if word is None:
            return None
        try:
            rules = rules_of((reader.file.parent / word).resolve())
        except OwnRuleError as error:
            reader.report(piece, error.message, error.help)
            return None
        reader.rules |= rules
        return rules

    def schema(self) -> Json:
        return {"type": "string"}


class RuleName(Kind):
    """A rule or a family."""

    says = say("a rule or a family")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> str | None:
        word: str | None = name.read(piece, reader, hangs_on)
        if word is None or word in FAMILIES or word in reader.rules:
            return word
        reader.unknown_word(piece, self.says, [*reader.rules, *FAMILIES])
        return None

    def schema(self) -> Json:
        return {"enum": [*FAMILIES, *all_rules()]}


class Rules(Kind):
    """Rules to what is said about each: a severity, `off`, or a mapping with `severity` and limits."""

    says = say("a mapping from rules to severities and limits")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> dict[str, Statement]:
        if not isinstance(piece, Mapping):
            reader.wrong_type(piece, self.says)
            return {}
        reader.no_duplicates(piece)
        statements = {}
        for key, value in piece.pairs:
            rule = reader.rules.get(key.value)
            if rule is None:
                reader.unknown_word(key, say("a rule"), reader.rules)
            elif isinstance(value, Mapping):
                statements[rule.name] = self._statement(rule.limits, value, reader)
            elif severity := _LEVEL.read(value, reader, ""):
                statements[rule.name] = Statement(severity)
        return statements

    def _statement(self, limits: Any, piece: Mapping, reader: Any) -> Statement:
        severity, stated = None, {}
        for key, value in piece.pairs:
            if key.value == "severity":
                severity = _LEVEL.read(value, reader, "")
            elif key.value in limits:
                found = _like(limits[key.value], value, reader)
                if found is not None:
                    stated[key.value] = found
            else:
                reader.unknown_word(key, say("a limit of this rule"), ["severity", *limits])
        return Statement(severity, stated)

    def schema(self) -> Json:
        return {
            "type": "object",
            "properties": {
                rule.name: {
                    "anyOf": [
                        {"enum": ["off", *SEVERITIES]},
                        {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "severity": {"enum": ["off", *SEVERITIES]},
                                **{
                                    limit: {"type": _JSON_TYPES.get(type(value), "string")}
                                    for limit, value in rule.limits.items()
                                },
                            },
                        },
                    ]
                }
                for rule in all_rules().values()
            },
            "additionalProperties": False,
        }


_LEVEL = choice("off", *SEVERITIES)
_JSON_TYPES = {int: "integer", float: "number", bool: "boolean", str: "string"}


def _like(default: Any, piece: Piece, reader: Any) -> Any:
    """The value of `piece` as the same type as a limit's default."""
    if isinstance(default, tuple):
        return listing(name).read(piece, reader, "")
    if isinstance(default, bool):
        return boolean.read(piece, reader, "")
    word = name.read(piece, reader, "")
    if word is None or isinstance(default, str):
        return word
    try:
        return type(default)(word)
    except ValueError:
        reader.report(
            piece, say("`{value}` is not a number", value=word), say("write digits, as in `{default}`", default=default)
        )
        return None


_WORDS = Shape(
    say("a team's own words"),
    "Words that only this team uses.",
    (
        Key("synonyms", listing(listing(name)), "Groups of words that mean the same.", "[[claim, incident]]"),
        Key("acronyms", listing(name), "Acronyms that callers know.", "[VAT]"),
        Key("jargon", listing(name), "Words that callers do not know.", "[churn]"),
    ),
    lambda place, **values: OwnVocabulary(**values),  # noqa: ARG005 - a shape hands its place to all
)

_STATES = (
    Key("profile", choice(*PROFILES), "How much is said.", "recommended"),
    Key("select", listing(RuleName()), "Run only these rules and families.", "[structure, keys]"),
    Key("ignore", listing(RuleName()), "Do not run these rules and families.", "[key-gap]"),
    Key("rules", Rules(), "What differs for single rules: a severity, `off`, limits.", "{too-deep: {warn: 4}}"),
)

_OVERRIDE = Shape(
    say("an override"),
    "What differs for some files.",
    (Key("paths", listing(name), "Files, as patterns seen from this file.", "[legacy/*]", required=True), *_STATES),
)

CONFIG = Shape(
    say("a configuration"),
    "How ivrlint judges the flow files beside and below this file.",
    (
        Key("extends", listing(Extended()), "Packs by name, and files by path.", "[es-ley-10-2025, ../house.yaml]"),
        Key("rules_from", listing(OwnRules()), "Python files with rules of your own.", "[house_rules.py]"),
        *_STATES,
        Key("overrides", listing(_OVERRIDE), "What differs for some files.", "[{paths: [legacy/*], ignore: [labels]}]"),
        Key("words", _WORDS, "A team's own words.", "{acronyms: [VAT]}"),
    ),
)

PACK = Shape(
    say("a pack"),
    "A configuration that ships with ivrlint.",
    (
        Key("title", text, "What it is for.", "Spain, Ley 10/2025", required=True),
        Key("date", day, "When its content was last checked.", "2026-11-01", required=True),
        Key("scope", text, "Whom it concerns.", "Firms with 250 staff or more", required=True),
        Key("sources", listing(name), "Where it comes from.", "[ES-L]"),
        *CONFIG.keys.values(),
    ),
)
