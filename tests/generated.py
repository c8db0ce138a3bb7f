"""What is written by a command and kept in the repository: `python -m tests.generated --write | --check`.

- Sessions in Markdown: each block that begins with `$ ivrlint …` shows what that command prints.
- The index of the vocabulary, built from its plain files.
- Translations: the files of the translators, and the catalogues that are compiled from them.
"""

import re
import shlex
import sys
from pathlib import Path

from tests.cli.run import ROOT, ivrlint
from tests.translations.__main__ import main as translations

PAGES = ("README.md", "CONTRIBUTING.md", "examples/README.md")
_SESSION = re.compile(r"(?m)^```console\n\$ ivrlint (?P<arguments>.*)\n(?P<output>[\s\S]*?)^```$")


def current(page: Path) -> str:
    """The page with what its commands print today."""

    def session(match: re.Match[str]) -> str:
        ran = ivrlint(*shlex.split(match["arguments"]), cwd=ROOT, COLUMNS="100")
        return f"```console\n$ ivrlint {match['arguments']}\n{ran.out}{ran.err}```"

    return _SESSION.sub(session, page.read_text("utf-8"))


def main(mode: str = "--check") -> int:
    stale = []
    for name in PAGES:
        page = ROOT / name
        text = current(page)
        if text != page.read_text("utf-8"):
            stale.append(name)
            if mode == "--write":
                page.write_text(text, "utf-8")
    for name in stale:
        print(f"{name}: {'written' if mode == '--write' else 'shows what a command no longer prints'}")
    if stale and mode != "--write":
        print("`python -m tests.generated --write` brings them up to date")
    translated = translations(mode)
    return translated or int(bool(stale) and mode != "--write")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
