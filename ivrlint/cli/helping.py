"""Help and complaints about usage, which Typer words in English, in the language that is spoken.

Helps are translated where they stand, once. A complaint of Typer's is recognised by its wording.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import NoArgsIsHelpError
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from ivrlint.locale import translated
from ivrlint.message import Message, say

if TYPE_CHECKING:
    from typer._click import Command, Context

_USAGE = say("Usage: ")


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or str(_USAGE))


class _Context(typer.Context):
    formatter_class = _Formatter


class Group(TyperGroup):
    """The command with its subcommands."""

    context_class = _Context

    def format_commands(self, ctx: "Context", formatter: HelpFormatter) -> None:  # noqa: ARG002 - Typer hands it
        """What each command does, in the whole of its first paragraph: Typer would cut it to a line."""
        rows = [(name, next(_paragraphs(command), "")) for name, command in self.commands.items()]
        with formatter.section(str(say("Commands"))):
            formatter.write_dl(rows)


def translate(command: "Command") -> None:
    """Put a command's help, and that of its subcommands, into the language that is spoken."""
    _rewrite(command, translated)


def helps(command: "Command") -> Iterator[str]:
    """All texts of a command's help and of its subcommands', paragraph by paragraph, in English."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    _rewrite(command, note)
    yield from found


def _rewrite(command: "Command", change: Callable[[str], str], parent: typer.Context | None = None) -> None:
    command.context_class = _Context
    context = _Context(command, parent=parent, **command.context_settings)
    command.help = "\n\n".join(change(paragraph) for paragraph in _paragraphs(command))
    for name in ("options_metavar", "subcommand_metavar"):
        if text := getattr(command, name, None):
            setattr(command, name, change(text))
    for option in command.get_params(context):
        for name in ("help", "metavar", "show_default"):
            if isinstance(text := getattr(option, name, None), str) and not (name == "metavar" and text.islower()):
                setattr(option, name, change(text))
    for other in getattr(command, "commands", {}).values():
        _rewrite(other, change, context)


def _paragraphs(command: "Command") -> Iterator[str]:
    """The paragraphs of a command's help, each on one line."""
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.strip():
            yield " ".join(paragraph.split())


_COMPLAINTS = (  # the longer wordings first
    say("{complaint} Did you mean {names}?"),
    say("{complaint} (Possible options: {names})"),
    say("Missing argument {name}."),
    say("Missing option {name}."),
    say("Invalid value for {name}: {complaint}"),
    say("{value} is not a valid int."),
    say("{value} is not a valid int range."),
    say("{value} is not a valid float."),
    say("{value} is not a valid float range."),
    say("{value} is not in the range {range}."),
    say("{value} is not one of {names}."),
    say("No such option: {name}"),
    say("Option {name} requires an argument."),
    say("Option {name} does not take a value."),
    say("Got unexpected extra argument(s) ({names})"),
)


def complaint(error: typer.TyperException) -> str:
    """What is wrong with the usage, as Typer shows it; the help where nothing was asked for."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    context: typer.Context | None = getattr(error, "ctx", None)
    lines = []
    if context is not None:
        lines.append(context.get_usage())
        help_ = say(
            "Try '{command} {option}' for help.", command=context.command_path, option=context.help_option_names[0]
        )
        lines += [str(help_), ""]
    lines.append(str(say("Error: {complaint}", complaint=_recognised(error.format_message()))))
    if getattr(error, "option_name", "") == "--messages":
        lines.append(f"  = {say('it stands before the command: `ivrlint --messages es lint`')}")
    return "\n".join(lines)


def _recognised(text: str) -> Message | str:
    for known in _COMPLAINTS:
        match = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(known.template)), text, re.DOTALL)
        if match:
            slots: dict[str, object] = match.groupdict()
            if "complaint" in slots:
                slots["complaint"] = _recognised(match["complaint"])
            return say(known, **slots)
    return text
