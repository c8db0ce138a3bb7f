"""Configuration files and packs -> layers. All their mistakes are told at once, each with its place.

`.ivrlint.yaml` is looked for beside a flow file and in the folders above it; the nearest one counts,
and `extends` brings in others. A pack is such a file that ships with ivrlint, with a head that says
what it is for. Paths are relative to the file that states them.
"""

from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.flow.complaints import Complaints
from ivrlint.flow.kinds import Shape
from ivrlint.flow.place import Problem
from ivrlint.flow.read import decoded
from ivrlint.flow.suggest import closest
from ivrlint.flow.tree import Mapping, Scalar, grow
from ivrlint.lint.config_keys import CONFIG, PACK
from ivrlint.lint.own import rules_of
from ivrlint.lint.rule import Profile, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import (
    Layer,
    Origin,
    Settings,
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

    def extend(self, piece: Scalar) -> Path | None:
        """The configuration that `piece` names: a pack, or a path. Its own rules may be spoken of, too."""
        word = piece.value
        pack = _PACKS / f"{word}.yaml"
        path: Path = pack if pack.is_file() else (self.file.parent / word).resolve()
        if path in self.chain:
            self.report(piece, say("`{name}` extends itself", name=word), say("take it out"))
            return None
        if not path.is_file():
            near = closest(word, [known.stem for known in _PACKS.glob("*.yaml")])
            self.report(piece, say("`{name}` is neither a pack nor a file", name=word), _meant(near))
            return None
        for _, layer in _stated(path, self.chain):
            self.rules |= layer.own
        return path


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
    typed = Layer(say("command line"), arguments.profile, arguments.select, arguments.ignore)
    packs_ = [layer for pack in arguments.packs for layer in pack_layers(pack)]

    return lambda path: settled([*layers_for(path, arguments.config), *packs_, typed])


def forget() -> None:
    """Read configurations and own rules anew from now on: their files may have changed."""
    for known in (_nearest, _stated, rules_of):
        known.cache_clear()


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
    origin: Origin = say("pack {name}", name=file.stem) if is_pack else str(file)
    stated: list[tuple[_Patterns, Layer]] = []
    for other in values.get("extends", ()):
        stated += _stated(other, (*above, file))
    stated.append(((), _layer(origin, values)))
    for override in values.get("overrides", ()):
        patterns = tuple(str(file.parent.resolve() / pattern) for pattern in override.get("paths", ()))
        stated.append((patterns, _layer(f"{origin}, {', '.join(override.get('paths', ()))}", override)))
    return tuple(stated)


def _layer(origin: Origin, values: dict[str, Any]) -> Layer:
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
        reader.wrong_type(tree.root, say("a mapping"))
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
