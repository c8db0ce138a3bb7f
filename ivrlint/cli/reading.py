"""How commands read the flow that they are given: a flow file, or a file of another platform."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import fail, fail_with_places
from ivrlint.flow.trouble import reason
from ivrlint.message import say, say_count

if TYPE_CHECKING:
    from ivrlint.flow.model import Flow
    from ivrlint.flow.read import Reading
    from ivrlint.lint.rule import Finding
    from ivrlint.lint.settings import Settings

_PLATFORM = (
    "What the file is, where its content does not tell: amazon-connect, asterisk, freeswitch, genesys, "
    "twilio-studio, voicexml."
)
Platform = Annotated[str | None, typer.Option("--platform", metavar="NAME", help=_PLATFORM, show_default=False)]
FromPlatform = Annotated[
    str | None, typer.Option("--from", "--platform", metavar="NAME", help=_PLATFORM, show_default=False)
]


def checked(platform: str | None) -> str | None:
    """The platform's name. Ends with 2 where there is no such platform."""
    from ivrlint.flow.suggest import closest
    from ivrlint.platforms.formats import OWN, PLATFORMS

    names = (*PLATFORMS, OWN)
    if platform is None or platform in names:
        return platform
    near = closest(platform, names)
    help_ = say("did you mean `{near}`?", near=near) if near else say("write one of {known}", known=", ".join(names))
    return fail(say("{name} is no platform whose files can be read", name=platform), help_)


def read(
    path: Path, platform: str | None = None, language: str | None = None, shown_as: str | None = None
) -> "tuple[Reading, Flow]":
    """The flow in a file, which messages call `shown_as`.

    Ends with 2 where there is none; says when parts of it were not understood.
    """
    from ivrlint.platforms.formats import read_any

    if not path.exists():
        fail(say("{path}: there is no such file", path=path))
    if path.is_dir():
        fail(say("{path} is a folder", path=path), say("name one flow file"))
    try:
        reading = read_any(path, shown_as, platform=checked(platform), language=language)
    except OSError as error:
        fail(say("{path}: cannot be read ({why})", path=path, why=reason(error)))
    path = Path(shown_as or path)
    if reading.flow is None:
        problem = reading.problems[0] if reading.problems else None
        fail(
            say("{place}: {message}", place=problem.place, message=problem.message)
            if problem
            else say("{path} is not a flow file", path=path),
            problem.help if problem else None,
        )
    if reading.problems:
        told = say_count(
            "{path}: {count} problem; `ivrlint lint {path}` shows it",
            "{path}: {count} problems; `ivrlint lint {path}` shows them",
            len(reading.problems),
            path=path,
        )
        print(f"ivrlint: {told}", file=sys.stderr)
    return reading, reading.flow


def settings_of(reading: "Reading") -> "Settings":
    """The settings that hold for a flow. Ends with 2 where its configuration is wrong."""
    from ivrlint.lint.config import Arguments, ConfigError, settings_for
    from ivrlint.lint.settings import UnknownNameError

    try:
        return settings_for(Arguments())(reading.source.file or Path())
    except UnknownNameError as error:
        fail(error.message, error.help)
    except ConfigError as error:
        fail_with_places(error.problems)


def findings_on(reading: "Reading") -> "tuple[Finding, ...]":
    """What the linter finds in a flow by the settings that hold for it."""
    from ivrlint.lint import engine

    return engine.lint([reading], settings_of(reading)).findings
