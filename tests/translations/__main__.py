"""Brings translations up to date, or says what is wrong: `python -m tests.translations --write | --check [PART…]`.

A language has a folder in `ivrlint/locale/` with a `.po` file for each part of the product. `--write` writes today's
texts into them, keeps what is translated, and compiles the catalogues that are shipped. `--check` fails where a text
has no translation, or one that does not fit it. A PART (`cli`, `rules/keys`, `pages/keys`) limits both to its file.
"""

import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from ivrlint.locale import FOLDER
from tests.translations.books import compiled, faults, languages, parts, read, updated
from tests.translations.texts import LONG, ROOT, texts

_STALE = "not up to date: `python -m tests.translations --write`"


def write(language: str, expected: Mapping[str, bytes], wanted: Collection[str]) -> None:
    """Write the `.po` files that are wanted (without any: all, and those of parts that are gone go), and compile all."""
    before = parts(language)
    for part, content in expected.items():
        if (not wanted or part in wanted) and before.get(part) != content:
            file = FOLDER / language / f"{part}.po"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    for part in set() if wanted else set(before) - set(expected):
        (FOLDER / language / f"{part}.po").unlink()
    for file, content in compiled(parts(language), language).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def check(language: str, expected: Mapping[str, bytes], wanted: Collection[str]) -> list[str]:
    """What is wrong with a language, a line each."""
    told = []
    before = parts(language)
    for part, content in sorted(expected.items()):
        if wanted and part not in wanted:
            continue
        name = (FOLDER / language / f"{part}.po").relative_to(ROOT)
        if before.get(part) != content:
            told.append(f"{name}: {_STALE}")
        for text, entry in read(content, language).items():
            slots = part.split("/")[0] not in LONG
            told += [f"{name}: “{text[0]}” {fault}" for fault in faults(text, entry, slots=slots)]
    if not wanted:
        gone = [FOLDER / language / f"{part}.po" for part in set(before) - set(expected)]
        old = [file for file, content in compiled(before, language).items() if content != _bytes(file)]
        told += [f"{file.relative_to(ROOT)}: {_STALE}" for file in sorted([*gone, *old])]
    return told


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def main(mode: str = "--check", *wanted: str) -> int:
    found = list(texts())
    told: list[str] = []
    for language in languages():
        expected = updated(found, parts(language), language)
        if mode == "--write":
            write(language, expected, wanted)
        else:
            told += check(language, expected, wanted)
    print("\n".join(told), end="\n" if told else "")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
