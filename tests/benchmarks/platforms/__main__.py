"""Reads real files of other platforms and tells how much of them became a flow, and what the linter finds there.

python -m tests.benchmarks.platforms              # ../shared/corpus
python -m tests.benchmarks.platforms FOLDER       # a folder for each platform, named as it is
python -m tests.benchmarks.platforms --findings   # how often each rule finds something, by platform
python -m tests.benchmarks.platforms --losses     # what was lost how often, by block
"""

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.place import Source
from ivrlint.flow.read import Reading
from ivrlint.lint import engine
from ivrlint.lint.rule import Finding
from ivrlint.lint.settings import Layer, settled
from ivrlint.platforms.formats import PLATFORMS, read_any

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
SETTINGS = settled([Layer("benchmark")])


class File(NamedTuple):
    """A file of a platform, and what came of it. `error` is what must never happen."""

    path: Path
    reading: Reading
    findings: tuple[Finding, ...]
    error: str = ""

    @property
    def shares(self) -> tuple[int, int, int]:
        origin = self.reading.flow.origin if self.reading.flow else None
        return origin.shares if origin else (0, 0, 0)

    @property
    def missing(self) -> int:
        """How many things that callers meet the file does not say."""
        origin = self.reading.flow.origin if self.reading.flow else None
        return len(origin.missing) if origin else 0

    @property
    def whole(self) -> bool:
        """Is it a flow from which nothing was lost?"""
        return self.reading.flow is not None and not self.reading.problems and not any(self.shares[1:])


def files(folder: Path, platform: str) -> list[File]:
    """The files of a platform, each read and linted."""
    return [_file(path, platform) for path in sorted((folder / platform).glob("**/*")) if path.is_file()]


def _file(path: Path, platform: str) -> File:
    try:
        reading = read_any(path, path.name, platform=platform)
        return File(path, reading, engine.lint([reading], SETTINGS).findings)
    except Exception as error:  # noqa: BLE001 - counted, and shown
        return File(path, Reading(None, (), Source(path.name, "")), (), f"{type(error).__name__}: {error}")


def main(arguments: list[str]) -> None:
    folder = next((Path(argument) for argument in arguments if not argument.startswith("-")), CORPUS)
    found = {platform: files(folder, platform) for platform in PLATFORMS}
    print(
        f"{'platform':<16}{'files':>6}{'failed':>8}{'whole':>7}{'blocks':>8}{'translated':>12}{'nearly':>8}{'in part':>9}"
        f"{'to add':>8}{'findings':>10}"
    )
    for platform, read in found.items():
        print(_row(platform, read))
        for file in read:
            if file.error:
                print(f"    {file.path.name}: {file.error}")
    if "--findings" in arguments:
        _rules(found)
    if "--losses" in arguments:
        _losses(found)


def _row(platform: str, read: list[File]) -> str:
    translated, nearly, part = (sum(file.shares[kind] for file in read) for kind in range(3))
    blocks = translated + nearly + part
    share = [f"{100 * count / blocks:.1f} %" if blocks else "-" for count in (translated, nearly, part)]
    flows = [file for file in read if file.reading.flow]
    whole = f"{100 * sum(file.whole for file in flows) / len(flows):.0f} %" if flows else "-"
    return (
        f"{platform:<16}{len(read):>6}{sum(bool(file.error) for file in read):>8}{whole:>7}{blocks:>8}"
        f"{share[0]:>12}{share[1]:>8}{share[2]:>9}{sum(file.missing for file in read):>8}"
        f"{sum(len(file.findings) for file in read):>10}"
    )


def _rules(found: dict[str, list[File]]) -> None:
    counts = {name: Counter(finding.rule for file in read for finding in file.findings) for name, read in found.items()}
    rules = sorted({rule for count in counts.values() for rule in count})
    print(f"\n{'rule':<30}" + "".join(f"{name:>16}" for name in counts))
    for rule in rules:
        print(f"{rule:<30}" + "".join(f"{count[rule] or '':>16}" for count in counts.values()))


def _losses(found: dict[str, list[File]]) -> None:
    for platform, read in found.items():
        origins = [file.reading.flow.origin for file in read if file.reading.flow and file.reading.flow.origin]
        counts = Counter((loss.kind, loss.block, str(loss.message)) for origin in origins for loss in origin.losses)
        for (kind, block, message), count in counts.most_common():
            print(f"{platform:<16}{count:>5} {kind:<15} {block}: {message}")


if __name__ == "__main__":
    main(sys.argv[1:])
