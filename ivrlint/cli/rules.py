"""`ivrlint rules`."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, rules_here
from ivrlint.message import say

_SIGNS = {"safe": "[*]", "unsafe": "[!]", "never": "   "}


class Format(StrEnum):
    """What `rules` can write."""

    text = "text"
    json = "json"


def rules(
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,  # noqa: A002
) -> None:
    """List all rules: name, family, severity, and the fault in a sentence."""
    from ivrlint.lint.pages import summary
    from ivrlint.lint.rule import FAMILIES

    table = sorted(rules_here().values(), key=lambda rule: FAMILIES.index(rule.family))
    if format is Format.json:
        print(
            json.dumps(
                [
                    {
                        "name": rule.name,
                        "family": rule.family,
                        "severity": rule.severity,
                        "profile": rule.profile,
                        "summary": summary(rule),
                        "fixes": rule.fixes,
                        "limits": dict(rule.limits),
                        "sources": list(rule.sources),
                    }
                    for rule in table
                ],
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    strong, end = ("\x1b[1m", "\x1b[0m") if colour_wanted() else ("", "")
    width = max(len(rule.name) for rule in table)
    family = ""
    for rule in table:
        if rule.family != family:
            family = rule.family
            print(f"{strong}{family}{end}")
        print(f"  {rule.name:<{width}}  {rule.severity:<7}  {_SIGNS[rule.fixes]}  {summary(rule)}")
    told = say(
        "{count} rules. `ivrlint explain RULE` tells what one means for callers and how to mend it.", count=len(table)
    )
    print(f"\n{told}")
    print(say("[*] `ivrlint lint --fix` can mend it, [!] `ivrlint lint --fix-unsafe` can."))
