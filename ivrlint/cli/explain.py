"""`ivrlint explain`."""

import sys
from typing import Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail, rules_here


def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule's name, such as `dead-end`.")]) -> None:
    """Tell what a rule means for callers, why, how to mend it, and where it comes from."""
    from ivrlint.lint.pages import page
    from ivrlint.lint.settings import UnknownNameError, named

    try:
        text = page(named(rule, rules_here()))
    except UnknownNameError as error:
        fail(error.message, error.help)
    if not (sys.stdout.isatty() and colour_wanted()):
        print(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
