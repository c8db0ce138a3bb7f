"""`ivrlint config`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import fail, fail_with_places
from ivrlint.flow.trouble import reason
from ivrlint.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivrlint.lint.settings import Origin, Settings

_ALWAYS = say("always")
_HERE = Path("flow.yaml")  # any file would do: what holds in this folder


def config(
    path: Annotated[
        Path, typer.Argument(metavar="[FLOW]", help="A flow file.", show_default="any in the current folder")
    ] = _HERE,
) -> None:
    """Show what holds for a flow file, and where each value comes from."""
    from ivrlint.lint.config import Arguments, ConfigError, settings_for

    if path != _HERE and not path.exists():
        fail(say("{path}: there is no such file", path=path))
    try:
        settings = settings_for(Arguments())(path)
    except ConfigError as error:
        fail_with_places(error.problems)
    except OSError as error:
        fail(say("{file}: {why}", file=error.filename, why=reason(error)))
    print("\n".join(_lines(settings)))


def _lines(settings: "Settings") -> "Iterator[str]":
    """Each rule that runs with its limits, those that were switched off, and the team's own words."""
    from ivrlint.lint.settings import DEFAULT

    origins = settings.origins
    for rule in settings.rules:
        severity = settings.severities.get(rule.name, rule.severity)
        said_by = origins.get(f"{rule.name}.severity", origins.get(rule.name, _ALWAYS))
        yield f"{rule.name}: {severity}  # {_near(said_by)}"
        for limit, default in rule.limits.items():
            value = settings.limits.get(rule.name, {}).get(limit, default)
            yield f"  {limit}: {_listed(value)}  # {_near(origins.get(f'{rule.name}.{limit}', DEFAULT))}"
    for name, origin in settings.off.items():
        yield f"{name}: off  # {_near(origin)}"
    for kind, words in settings.words._asdict().items():
        if words:
            yield f"words.{kind}: {_listed(words)}"


def _listed(value: object) -> object:
    """A value as a configuration writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(str(_listed(one)) for one in value)}]"
    return str(value).lower() if isinstance(value, bool) else value


def _near(origin: "Origin") -> str:
    """Who stated something; a file as seen from here."""
    return str(origin).removeprefix(f"{Path.cwd()}/")
