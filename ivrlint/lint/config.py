"""Configuration files and packs -> layers. All their mistakes are told at once, each with its place.

`.ivrlint.yaml` is looked for beside a flow file and in the folders above it; the nearest one counts,
and `extends` brings in others. A pack is such a file that ships with ivrlint, with a head that says
what it is for. Paths are relative to the file that states them.
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Mapping_
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.flow.complaints import Complaints
from ivrlint.flow.kinds import Json, Key, Kind, Shape, choice, listing
from ivrlint.flow.place import Problem
from ivrlint.flow.read import decoded
from ivrlint.flow.scalars import boolean, day, name, text
from ivrlint.flow.suggest import closest
from ivrlint.flow.tree import Mapping, Piece, grow
from ivrlint.lint.own import OwnRuleError, rules_of
from ivrlint.lint.rule import FAMILIES, PROFILES, SEVERITIES, Profile, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import (
    Layer,
    OwnVocabulary,
    Settings,
    Statement,
    UnknownNameError,
    settled,
)
from ivrlint.message import Message, say

FILE = ".ivrlint.yaml"
_PACKS = Path(__file__).with_name("packs")


class ConfigReader(Complaints):
    """Reads one configuration: `file`, which those of `above` extend. `rules` are those it may speak of."""

    def __init__(self, problems: list[Problem], file: Path, above: tuple[Path, ...]) -> None:
        super().__init__(problems)
        self.file = file
        self.chain = (*above, file)
        self.rules = dict(all_rules())


class Extended(Kind):
    """Another configuration, by a pack's name or a path; its own rules may be spoken of, too."""

    says = "a pack or a file"

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Path | None:
        word = name.read(piece, reader, hangs_on)
        if word is None:
            return None
        pack = _PACKS / f"{word}.yaml"
        path: Path = pack if pack.is_file() else (reader.file.parent / word).resolve()
        if path in reader.chain:
            reader.report(piece, say("`{name}` extends itself", name=word), say("take it out"))
            return None
        if not path.is_file():
            near = closest(word, [known.stem for known in _PACKS.glob("*.yaml")])
            reader.report(piece, say("`{name}` is neither a pack nor a file", name=word), _meant(near))
            return None
        for _, layer in _stated(path, reader.chain):
            reader.rules |= layer.own
        return path

    def schema(self) -> Json:
        return {"type": "string"}


class OwnRules(Kind):
    """A Python file that registers rules."""

    says = "a Python file"

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

    says = "a rule or a family"

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

    says = "a mapping from rules to severities and limits"

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> dict[str, Statement]:
        if not isinstance(piece, Mapping):
            reader.wrong_type(piece, self.says)
            return {}
        reader.no_duplicates(piece)
        statements = {}
        for key, value in piece.pairs:
            rule = reader.rules.get(key.value)
            if rule is None:
                reader.unknown_word(key, "a rule", reader.rules)
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
                reader.unknown_word(key, "a limit of this rule", ["severity", *limits])
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
    "a team's own words",
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
    "an override",
    "What differs for some files.",
    (Key("paths", listing(name), "Files, as patterns seen from this file.", "[legacy/*]", required=True), *_STATES),
)

CONFIG = Shape(
    "a configuration",
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
    "a pack",
    "A configuration that ships with ivrlint.",
    (
        Key("title", text, "What it is for.", "Spain, Ley 10/2025", required=True),
        Key("date", day, "When its content was last checked.", "2026-11-01", required=True),
        Key("scope", text, "Whom it concerns.", "Firms with 250 staff or more", required=True),
        Key("sources", listing(name), "Where it comes from.", "[ES-L]"),
        *CONFIG.keys.values(),
    ),
)


class Pack(NamedTuple):
    """A pack's head."""

    name: str
    title: str
    date: str
    scope: str
    sources: tuple[str, ...]


class Arguments(NamedTuple):
    """What the user typed on the command line."""

    profile: Profile | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    config: Path | None = None


class ConfigError(Exception):
    """A configuration cannot be understood; `problems` tells all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(str(problems[0].message))
        self.problems = problems


def settings_for(arguments: Arguments) -> Callable[[Path], Settings]:
    """What gives each flow file its settings: its configuration, then what was typed.

    Raises UnknownNameError for a pack that there is not; what it returns raises UnknownNameError for a
    rule or family that there is not, and ConfigError and OSError as `layers_for` does.
    """
    typed = Layer("command line", arguments.profile, arguments.select, arguments.ignore)
    packs_ = [layer for pack in arguments.packs for layer in pack_layers(pack)]

    return lambda path: settled([*layers_for(path, arguments.config), *packs_, typed])


def rules_at(path: Path) -> dict[str, Rule]:
    """All rules that there are for a flow file at `path`, running or not; raises as `layers_for` does."""
    return all_rules() | {name_: rule for layer in layers_for(path) for name_, rule in layer.own.items()}


def layers_for(path: Path, config: Path | None = None) -> list[Layer]:
    """The layers that the configuration of the flow file at `path` states, farthest first.

    `config` names the file to use; without it the nearest `.ivrlint.yaml` upwards counts. Raises
    ConfigError with all problems, and OSError when `config` cannot be read.
    """
    file = config or _nearest(path.resolve().parent)
    if file is None:
        return []
    stated = _stated(file)
    return [layer for patterns, layer in stated if not patterns or _applies(path.resolve(), patterns)]


def pack_layers(pack: str) -> list[Layer]:
    """The layers of the pack of that name. Raises UnknownNameError."""
    file = _PACKS / f"{pack}.yaml"
    if not file.is_file():
        near = closest(pack, [known.stem for known in _PACKS.glob("*.yaml")])
        raise UnknownNameError(say("no pack is called `{name}`", name=pack), _meant(near))
    return [layer for _, layer in _stated(file)]


def _meant(near: str | None) -> Message:
    return say("did you mean `{near}`?", near=near) if near else say("`ivrlint packs` lists the packs")


@cache
def packs() -> dict[str, Pack]:
    """All packs that ship with ivrlint, by name."""
    found = {}
    for file in sorted(_PACKS.glob("*.yaml")):
        values = _values(file, PACK)
        found[file.stem] = Pack(
            file.stem, values["title"], str(values["date"]), values["scope"], values.get("sources", ())
        )
    return found


_Patterns = tuple[str, ...]  # absolute patterns of an override; empty for what holds everywhere


@cache
def _nearest(folder: Path) -> Path | None:
    file = folder / FILE
    if file.is_file():
        return file
    return None if folder.parent == folder else _nearest(folder.parent)


@cache
def _stated(file: Path, above: tuple[Path, ...] = ()) -> tuple[tuple[_Patterns, Layer], ...]:
    """All that a file states, what it extends first; overrides come with their patterns."""
    is_pack = file.parent == _PACKS
    values = _values(file, PACK if is_pack else CONFIG, above)
    origin = f"pack {file.stem}" if is_pack else str(file)
    stated: list[tuple[_Patterns, Layer]] = []
    for other in values.get("extends", ()):
        stated += _stated(other, (*above, file))
    stated.append(((), _layer(origin, values)))
    for override in values.get("overrides", ()):
        patterns = tuple(str(file.parent.resolve() / pattern) for pattern in override.get("paths", ()))
        stated.append((patterns, _layer(f"{origin}, {', '.join(override.get('paths', ()))}", override)))
    return tuple(stated)


def _layer(origin: str, values: dict[str, Any]) -> Layer:
    own = {name_: rule for rules in values.get("rules_from", ()) for name_, rule in rules.items()}
    stated = {key: values[key] for key in ("profile", "select", "ignore", "rules", "words") if key in values}
    return Layer(origin, own=own, **stated)


def _values(file: Path, shape: Shape, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What the file says under the shape's keys. Raises ConfigError."""
    source, problems = decoded(file.read_bytes(), file, str(file))
    tree = grow(source)
    reader = ConfigReader([*problems, *tree.problems], file, above)
    values: dict[str, Any] = {}
    if isinstance(tree.root, Mapping):
        _meet_rules(tree.root, shape, reader)
        values = shape.values(tree.root, reader)
    elif tree.root is not None:
        reader.wrong_type(tree.root, "a mapping")
    if reader.problems:
        raise ConfigError(reader.problems)
    return values


def _meet_rules(root: Mapping, shape: Shape, reader: ConfigReader) -> None:
    """Learn which own rules there are, before all keys are read in their order."""
    before = len(reader.problems)
    for key in ("extends", "rules_from"):
        piece = root.get(key)
        if piece is not None and key in shape.keys:
            shape.keys[key].kind.read(piece, reader, key)
    del reader.problems[before:]  # told when the key is read in its turn


def _applies(path: Path, patterns: Iterable[str]) -> bool:
    return any(fnmatch(str(path), pattern) for pattern in patterns)
