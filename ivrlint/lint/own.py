"""A team's own rules: registered by a Python file of theirs, or by an installed package.

A package names modules in the entry point group `ivrlint.rules`; a configuration names files under
`rules_from`. Both use the decorator of `lint/rule.py`. What a rule of theirs does wrong is told as
theirs, with its file and line.
"""

import sys
import traceback
from collections.abc import Callable, Iterable
from functools import cache, wraps
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ivrlint.lint.rule import FAMILIES, PROFILES, SEVERITIES, Faults, Rule, registered
from ivrlint.lint.sources import register as source_register
from ivrlint.message import Message, say

if TYPE_CHECKING:
    from types import FunctionType

GROUP = "ivrlint.rules"


class OwnRuleError(Exception):
    """A rule of the team's cannot be used, or failed while it ran."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


def installed_rules() -> dict[str, Rule]:
    """The rules that installed packages bring, by name. Raises OwnRuleError."""
    from importlib.metadata import entry_points

    found: dict[str, Rule] = {}
    for entry in entry_points(group=GROUP):
        found |= _registered_by(entry.load, f"{entry.name} ({entry.value})")
    return found


@cache
def rules_of(file: Path) -> dict[str, Rule]:
    """The rules that the Python file registers, by name. Raises OwnRuleError."""
    return _registered_by(lambda: _run(file), str(file))


def _run(file: Path) -> None:
    if not file.is_file():
        raise OwnRuleError(say("{path}: there is no such file", path=file))
    spec = spec_from_file_location(f"ivrlint_own_rules_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise OwnRuleError(say("{file}: own rules stand in a Python file (.py)", file=file))
    spec.loader.exec_module(module_from_spec(spec))


def _registered_by(load: Callable[[], object], origin: str) -> dict[str, Rule]:
    """What `load` registers, taken out of the register again: own rules hold only where they are named."""
    register = registered()
    before = dict(register)
    register.clear()
    try:
        load()
        found = dict(register)
    except OwnRuleError:
        raise
    except Exception as error:
        raise OwnRuleError(_failed(say("{origin} cannot be loaded", origin=origin), error)) from error
    finally:
        register.clear()
        register.update(before)
    for rule in found.values():
        _check(rule, before, origin)
    return {name: rule._replace(check=_guarded(rule)) for name, rule in found.items()}


def _check(rule: Rule, taken: Iterable[str], origin: str) -> None:
    if rule.name in taken:
        raise OwnRuleError(
            say("{origin}: there is a rule called `{name}` already", origin=origin, name=rule.name),
            say("rename the function, such as `house_{name}`", name=rule.name.replace("-", "_")),
        )
    for word, known in (
        (rule.family, FAMILIES),
        (rule.severity, SEVERITIES),
        (rule.profile, PROFILES),
        *((source, source_register()) for source in rule.sources),
    ):
        if word not in known:
            raise OwnRuleError(
                say("{origin}: `{word}` at the rule `{name}` is unknown", origin=origin, word=word, name=rule.name),
                say("write one of {known}", known=", ".join(known)),
            )
    if not rule.summary:
        raise OwnRuleError(
            say("{origin}: the rule `{name}` has no docstring", origin=origin, name=rule.name),
            say("say in its first line what goes wrong for callers"),
        )


def _guarded(rule: Rule) -> Callable[..., Faults]:
    """The rule's function, whose own mistakes are told as its own."""

    @wraps(rule.check)
    def check(*seen: Any, **limits: Any) -> Faults:
        try:
            yield from rule.check(*seen, **limits)
        except Exception as error:
            raise OwnRuleError(_failed(say("the rule `{name}` failed", name=rule.name), error)) from error

    cast("FunctionType", check).__kwdefaults__ = dict(rule.limits)
    return check


def _failed(what: Message, error: Exception) -> Message:
    """What failed, why, and at which line."""
    kind, why = type(error).__name__, str(error)
    if isinstance(error, SyntaxError):  # the line that is wrong has not run
        file, line, why = error.filename, error.lineno, error.msg
    else:
        file, line = _innermost(error)
    return say("{what}: {kind}: {why} ({file}:{line})", what=what, kind=kind, why=why, file=file, line=line)


def _innermost(error: Exception) -> tuple[str, int | None]:
    """File and line of the innermost call, outside this package where there is one."""
    here = str(Path(__file__).parents[1])
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if not frame.filename.startswith((here, sys.base_prefix, "<"))]
    at = (theirs or list(frames))[-1]
    return at.filename, at.lineno
