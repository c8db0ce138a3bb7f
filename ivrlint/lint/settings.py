"""What the engine runs on: which rules, how severe, with which limits. Complete and frozen."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ivrlint.flow.suggest import closest
from ivrlint.lint.rule import FAMILIES, PROFILES, Profile, Rule, Severity
from ivrlint.lint.rules import all_rules
from ivrlint.message import Message, say

ALWAYS = "invalid-file"  # what cannot be read is never passed over in silence


class Settings(NamedTuple):
    """The rules that run, each with its severity and limits where these differ from its own."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = {}
    limits: Mapping[str, Mapping[str, Any]] = {}


class UnknownNameError(Exception):
    """A name is neither a rule nor a family; `message` and `help` say so to a person."""

    def __init__(self, message: Message, help_: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = (), profile: Profile = "recommended") -> Settings:
    """Settings for the rules of a profile, or those that `select` names (rules and families), without
    those in `ignore`.

    Raises UnknownNameError for a name that is neither a rule nor a family.
    """
    rules = all_rules()
    profiles = PROFILES[: PROFILES.index(profile) + 1]
    names = list(select)
    wanted = _meant(names, rules) if names else {rule.name for rule in rules.values() if rule.profile in profiles}
    wanted = wanted - _meant(ignore, rules) | {ALWAYS}
    return Settings(tuple(rule for name, rule in rules.items() if name in wanted))


def named(name: str) -> Rule:
    """The rule of that name. Raises UnknownNameError."""
    found = all_rules().get(name)
    if found is None:
        raise _unknown(name, all_rules())
    return found


def _meant(names: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """The rules that these names of rules and families stand for."""
    meant: set[str] = set()
    for name in names:
        if name not in FAMILIES and name not in rules:
            raise _unknown(name, [*rules, *FAMILIES])
        meant |= {rule.name for rule in rules.values() if name in (rule.name, rule.family)}
    return meant


def _unknown(name: str, known: Iterable[str]) -> UnknownNameError:
    near = closest(name, known)
    return UnknownNameError(
        say("no rule or family is called `{name}`", name=name),
        say("did you mean `{near}`?", near=near) if near else say("`ivrlint rules` lists all rules"),
    )
