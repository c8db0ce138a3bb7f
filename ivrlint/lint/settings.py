"""What the engine runs on, worked out from layers: what packs, files and the command line state.

A layer states what it wants changed; settings are complete and frozen. Later layers win: what a
configuration extends, the configuration itself, its overrides for a path, the command line.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from ivrlint.flow.suggest import closest
from ivrlint.lint.rule import FAMILIES, PROFILES, Profile, Rule, Severity
from ivrlint.lint.rules import all_rules
from ivrlint.message import Message, say

ALWAYS = "invalid-file"  # what cannot be read is never passed over in silence
Origin = str | Message  # who stated something: a file, or what has no file
DEFAULT = say("default")
DEFAULT_PROFILE: Profile = "recommended"


class Statement(NamedTuple):
    """What a layer says about one rule: a severity, `off`, limits, or several of these."""

    severity: Severity | Literal["off"] | None = None
    limits: Mapping[str, Any] = {}


class OwnVocabulary(NamedTuple):
    """A team's own words: groups that mean the same, acronyms that callers know, words to avoid."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    acronyms: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()

    def with_more(self, other: "OwnVocabulary") -> "OwnVocabulary":
        """The words of both."""
        return OwnVocabulary(self.synonyms + other.synonyms, self.acronyms + other.acronyms, self.jargon + other.jargon)


class Layer(NamedTuple):
    """What one place states; `origin` tells people where that is."""

    origin: Origin
    profile: Profile | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Statement] = {}
    words: OwnVocabulary = OwnVocabulary()
    own: Mapping[str, Rule] = {}  # rules of the team's


class Settings(NamedTuple):
    """The rules that run, each with its severity and limits where these differ from its own.

    `origins` tells for each rule's name, and for `name.severity` and `name.limit`, who decided it, `off` who switched
    off a rule that would run. `own` names the team's rules, running or not.
    """

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = {}
    limits: Mapping[str, Mapping[str, Any]] = {}
    words: OwnVocabulary = OwnVocabulary()
    origins: Mapping[str, Origin] = {}
    off: Mapping[str, Origin] = {}
    own: frozenset[str] = frozenset()


class UnknownNameError(Exception):
    """A name is neither a rule nor a family; `message` and `help` say so to a person."""

    def __init__(self, message: Message, help_: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


def settled(layers: Iterable[Layer]) -> Settings:
    """The settings that these layers make, the last one winning."""
    chosen = _Choice()
    for layer in layers:
        chosen.add(layer)
    return chosen.settings()


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = (), profile: Profile = DEFAULT_PROFILE) -> Settings:
    """Settings for the rules of a profile, or those that `select` names (rules and families), without
    those in `ignore`.

    Raises UnknownNameError for a name that is neither a rule nor a family.
    """
    return settled([Layer("", profile, tuple(select), tuple(ignore))])


def named(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The one of the rules that is called so. Raises UnknownNameError."""
    found = rules.get(name)
    if found is None:
        raise _unknown(name, rules)
    return found


class _Choice:
    """Which rules run so far, and who said so."""

    def __init__(self) -> None:
        self.all = dict(all_rules())
        self.profile: Profile = DEFAULT_PROFILE
        self.on: dict[str, Origin] = {}
        self.off: dict[str, Origin] = {}
        self.severities: dict[str, Severity] = {}
        self.limits: dict[str, dict[str, Any]] = {}
        self.origins: dict[str, Origin] = {}
        self.words = OwnVocabulary()
        self._profile(DEFAULT_PROFILE, DEFAULT)

    def add(self, layer: Layer) -> None:
        self.all |= layer.own
        self.on |= {rule.name: layer.origin for rule in layer.own.values() if rule.profile in _up_to(self.profile)}
        if layer.profile is not None:
            self._profile(layer.profile, layer.origin)
        if layer.select:
            self.on = dict.fromkeys(self._meant(layer.select), layer.origin)
        for name in self._meant(layer.ignore):
            self._switch_off(name, layer.origin)
        for name, statement in layer.rules.items():
            self._state(name, statement, layer.origin)
        self.words = self.words.with_more(layer.words)

    def settings(self) -> Settings:
        running = self.on.keys() | {ALWAYS}
        return Settings(
            tuple(rule for name, rule in self.all.items() if name in running),
            self.severities,
            self.limits,
            self.words,
            {**self.on, **self.origins},
            {name: origin for name, origin in self.off.items() if name not in running},
            frozenset(self.all.keys() - all_rules().keys()),
        )

    def _profile(self, profile: Profile, origin: Origin) -> None:
        self.profile = profile
        self.on = {rule.name: origin for rule in self.all.values() if rule.profile in _up_to(profile)}

    def _switch_off(self, name: str, origin: Origin) -> None:
        if self.on.pop(name, None) is not None:
            self.off[name] = origin

    def _state(self, name: str, statement: Statement, origin: Origin) -> None:
        if statement.severity == "off":
            self._switch_off(name, origin)
            return
        self.on[name] = origin
        if statement.severity is not None:
            self.severities[name] = statement.severity
            self.origins[f"{name}.severity"] = origin
        for limit, value in statement.limits.items():
            self.limits.setdefault(name, {})[limit] = value
            self.origins[f"{name}.{limit}"] = origin

    def _meant(self, names: Iterable[str]) -> list[str]:
        """The rules that these names of rules and families stand for. Raises UnknownNameError."""
        wanted = set(names)
        for name in sorted(wanted - set(FAMILIES) - set(self.all)):
            raise _unknown(name, [*self.all, *FAMILIES])
        return [rule.name for rule in self.all.values() if wanted & {rule.name, rule.family}]


def _up_to(profile: Profile) -> tuple[Profile, ...]:
    """The profiles whose rules that profile runs."""
    return PROFILES[: PROFILES.index(profile) + 1]


def _unknown(name: str, known: Iterable[str]) -> UnknownNameError:
    near = closest(name, known)
    return UnknownNameError(
        say("no rule or family is called `{name}`", name=name),
        say("did you mean `{near}`?", near=near) if near else say("`ivrlint rules` lists all rules"),
    )
