"""The command `ivrlint`: its subcommands, and what happens when ivrlint itself fails."""

import gc
import io
import os
import sys
from contextlib import suppress
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from ivrlint import __version__
from ivrlint.cli.config import config
from ivrlint.cli.diagram import diagram
from ivrlint.cli.diff import diff
from ivrlint.cli.explain import explain
from ivrlint.cli.fuzz import fuzz
from ivrlint.cli.helping import Group, complaint, translate
from ivrlint.cli.importing import import_
from ivrlint.cli.init import init
from ivrlint.cli.lint import lint
from ivrlint.cli.packs import packs
from ivrlint.cli.paths import paths
from ivrlint.cli.prompts import prompts
from ivrlint.cli.review import review
from ivrlint.cli.rules import rules
from ivrlint.cli.schema import schema
from ivrlint.cli.score import score
from ivrlint.cli.simulate import simulate
from ivrlint.cli.terminal import WRONG_USAGE, fail
from ivrlint.cli.test import test
from ivrlint.locale import ENGLISH, UnknownLanguageError, base, languages, preferred, speak
from ivrlint.message import say

FAULT_OF_IVRLINT = 3

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lint phone menus (IVR) written in YAML, walk through them as a caller, draw them for reviews.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ivrlint {__version__}")
        raise typer.Exit


def _messages(context: typer.Context, language: str | None) -> None:
    if language is None:
        return
    try:
        speak(base(language))
    except UnknownLanguageError:
        fail(
            say("--messages {language}: there are no messages in this language", language=language),
            say("write one of {languages}", languages=", ".join(languages())),
        )
    translate(context.command)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    messages: Annotated[
        str | None,
        typer.Option(
            callback=_messages,
            is_eager=True,
            metavar=f"<{'|'.join(languages())}>",
            help="The language of help and messages.",
            show_default="as LC_ALL, LC_MESSAGES, LANG say",
        ),
    ] = None,
) -> None:
    del version, messages  # done by their callbacks


for command in (
    init,
    lint,
    simulate,
    test,
    paths,
    fuzz,
    diagram,
    diff,
    prompts,
    review,
    score,
    rules,
    explain,
    config,
    packs,
    schema,
):
    app.command()(command)
app.command("import")(import_)


def main() -> NoReturn:
    """Run the command line and end the process.

    Exit status: 0 nothing found, 1 something found, 2 wrong usage or nothing to do, 3 a fault of
    ivrlint itself.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal or pipe that knows fewer signs shows the others as "?"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.disable()  # a run is short and makes no garbage worth collecting: reading takes a third less time
    try:
        status = _run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    except BrokenPipeError:  # `ivrlint lint | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: a fault of ivrlint, told as such
        status = _told(error)
    _leave(status)


def _told(error: Exception) -> int:
    """Tell of an error that nothing below expected: a fault of a team's own rule, or of ivrlint."""
    from ivrlint.lint.own import OwnRuleError

    if not isinstance(error, OwnRuleError):
        return _confess(error)
    with suppress(typer.Exit):
        fail(error.message, error.help)
    return WRONG_USAGE


def _run() -> int:
    command = get_command(app)
    language = preferred(os.environ)
    if language != ENGLISH:
        speak(language)
        if not "".join(sys.argv[1:2]).startswith("--messages"):  # which translates, too
            translate(command)
    try:
        return command(standalone_mode=False) or 0
    except typer.TyperException as error:
        print(complaint(error), file=sys.stderr)
        return error.exit_code
    except typer.Abort:
        print(say("Aborted!"), file=sys.stderr)
        return 1


def _confess(error: Exception) -> int:
    if os.environ.get("IVRLINT_DEBUG"):
        import traceback

        traceback.print_exc()
    told = say("a fault of ivrlint itself: {kind}: {error}", kind=type(error).__name__, error=error)
    next_ = say("Please report it with the file that led to it; IVRLINT_DEBUG=1 shows where it happened.")
    print(f"ivrlint: {told}\n{next_}", file=sys.stderr)
    return FAULT_OF_IVRLINT


def _leave(status: int) -> NoReturn:
    """End at once: taking a large flow apart piece by piece would cost a second and helps nobody."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
