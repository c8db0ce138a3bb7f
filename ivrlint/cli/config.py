"""`ivrlint config`."""

from pathlib import Path
from typing import Annotated

import typer

from ivrlint.cli.terminal import fail, fail_with_places

_HERE = Path("flow.yaml")  # any file would do: what holds in this folder


def config(
    path: Annotated[Path, typer.Argument(help="A flow file.")] = _HERE,
) -> None:
    """Show what holds for a flow file, and where each value comes from."""
    from ivrlint.lint.config import Arguments, ConfigError, settings_for

    if path != _HERE and not path.exists():
        fail(f"{path}: there is no such file")
    try:
        settings = settings_for(Arguments())(path)
    except ConfigError as error:
        fail_with_places(error.problems)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    for rule in settings.rules:
        origins = settings.origins
        severity = settings.severities.get(rule.name, rule.severity)
        print(f"{rule.name}: {severity}  # {origins.get(f'{rule.name}.severity', origins.get(rule.name, 'always'))}")
        for limit, default in rule.limits.items():
            value = settings.limits.get(rule.name, {}).get(limit, default)
            print(f"  {limit}: {value}  # {origins.get(f'{rule.name}.{limit}', 'default')}")
    for kind, words in settings.words._asdict().items():
        if words:
            print(f"words.{kind}: {words}")
