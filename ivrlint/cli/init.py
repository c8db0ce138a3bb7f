"""`ivrlint init`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import fail
from ivrlint.flow.trouble import reason
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.starters import First


class Ci(StrEnum):
    """Where the CI file is for."""

    github = "github"
    gitlab = "gitlab"
    none = "none"


class Tongue(StrEnum):
    """Languages in which a first menu can be written."""

    en = "en"
    es = "es"


def init(
    flow: Annotated[Path, typer.Argument(metavar="[FLOW]", help="The flow file to write.")] = Path("menu.yaml"),
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="NAME", help="Begin with this one of the menus that ship with ivrlint."),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What callers know you by.")] = None,
    language: Annotated[Tongue | None, typer.Option(help="The language callers hear.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="The country you answer in, two letters.")] = None,
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="Your time zone, such as Europe/Madrid.")] = None,
    ci: Annotated[Ci | None, typer.Option(help="Write a CI file for this host.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the menus that ship with ivrlint, and exit.")] = False,
) -> None:
    """Begin: write a first menu, its calls, a configuration, and a CI file.

    On a terminal it asks for what was not given. It never overwrites a file.
    """
    from ivrlint import starters

    if list_:
        print("\n".join(starters.shipped()))
        return
    if flow.suffix not in (".yaml", ".yml"):
        fail(say("{file}: a flow file ends in .yaml", file=flow))
    if flow.exists():
        fail(say("{file} is there already", file=flow), say("name another file: `ivrlint init other.yaml`"))
    if from_ is None:
        written = starters.first_menu(flow, _asked(name, language, country, timezone))
    elif from_ in starters.shipped():
        written = starters.copied_menu(flow, from_)
    else:
        fail(
            say("no menu that ships with ivrlint is called `{name}`", name=from_),
            say("write one of {names}", names=", ".join(starters.shipped())),
        )
    host = ci or (_ask_ci() if sys.stdin.isatty() else Ci.none)
    written |= starters.surroundings(written[flow], None if host is Ci.none else host.value)
    for file, text in written.items():
        _write(file, text)
    print(say("\nNext: `ivrlint lint {file}`, `ivrlint simulate {file}`, `ivrlint test .`", file=flow))


def _asked(name: str | None, language: Tongue | None, country: str | None, timezone: str | None) -> "First":
    """What the first menu is to say: what was typed, what is asked for on a terminal, what is likely."""
    from ivrlint.starters import HOMES, First

    language = language or Tongue(_ask(say("Language that callers hear (en, es)"), "en", list(HOMES)))
    home, zone = HOMES[language]
    name = name or _ask(say("Name that callers know you by"), "Acme")
    country = (country or _ask(say("Country, two letters"), home)).upper()
    if timezone is None and country == home:
        timezone = zone
    timezone = timezone or _ask(say("Time zone"), zone)
    _check(country, timezone)
    return First(name, language.value, country, timezone)


def _ask(question: object, likely: str, choices: "list[str] | None" = None) -> str:
    """The answer on a terminal, asked for until it is one of the choices; elsewhere what is likely."""
    if not sys.stdin.isatty():
        return likely
    while True:
        answer: str = typer.prompt(str(question), default=likely)
        if choices is None or answer in choices:
            return answer


def _ask_ci() -> Ci:
    return Ci(_ask(say("CI file (github, gitlab, none)"), Ci.none.value, [host.value for host in Ci]))


def _check(country: str, timezone: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if not (len(country) == len("ES") and country.isascii() and country.isalpha()):
        fail(say("`{country}` is not a country's code", country=country), say("write two letters, such as ES"))
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fail(say("`{zone}` is not a time zone", zone=timezone), say("write it as in `Europe/Madrid`"))


def _write(file: Path, text: str) -> None:
    """Write a file that is not there yet, and say so."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        print(say("left as it is: {file}", file=file))
    except OSError as error:
        fail(say("{file}: cannot be written ({why})", file=file, why=reason(error)))
    else:
        print(say("wrote {file}", file=file))
