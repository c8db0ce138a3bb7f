"""Measure the judgement of labels against pairs and menus judged by people.

    python -m tests.benchmarks.labels [-v] [SET ...]

Sets are `pairs/*.tsv`, `menus/*.txt` and `groups/*.txt` here, and those of `../shared/eval` when it is there.
"""

import argparse
import gc
import random
import time
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.model import Menu
from ivrlint.flow.read import read_flow
from ivrlint.language.likeness import Kind, Likeness, compare, menu_pairs
from ivrlint.lint.engine import flow_files
from ivrlint.lint.study import Study

HERE = Path(__file__).parent
DRAWN = 4  # pairs of each group
FLOWS = HERE.parents[2] / "menus"
SHARED = HERE.parents[3] / "shared" / "eval"


class Case(NamedTuple):
    """Two labels, whether a caller may take one for the other, what was judged, and all labels of their menu."""

    a: str
    b: str
    ambiguous: bool
    likeness: Likeness
    menu: Sequence[str] = ()

    @property
    def found(self) -> bool:
        """Whether the linter would warn."""
        return self.likeness.kind is not Kind.DISTINCT and self.likeness.named


class LabelMenu(NamedTuple):
    """The labels of a menu, and the pairs of them (by their places) that callers mix up."""

    language: str
    labels: Sequence[str]
    ambiguous: Collection[tuple[int, int]] = ()


def pair_sets() -> Iterator[Path]:
    """Files of pairs: language, label, label, 1 if ambiguous."""
    yield from sorted(SHARED.glob("label_pairs*.tsv"))
    yield from sorted((HERE / "pairs").glob("*.tsv"))


def menu_sets() -> Iterator[Path]:
    """Files of menus: language|sector|label;label|ambiguous pairs as i-j; and the folder of flows that ship."""
    yield from sorted(SHARED.glob("menus.txt"))
    yield from sorted((HERE / "menus").glob("*.txt"))
    yield FLOWS


def group_sets() -> Iterator[Path]:
    """Files of groups: language|sector|way;way: what callers want, in all the ways in which it is said."""
    yield from sorted((HERE / "groups").glob("*.txt"))


def title(path: Path) -> str:
    """What a set is called."""
    return "shipped" if path == FLOWS else path.stem


def read(path: Path) -> dict[str, list[Case]]:
    """The cases of a set of any kind, by language."""
    if path == FLOWS:
        return read_flows(path)
    reader = read_pairs if path.suffix == ".tsv" else read_groups if path.parent.name == "groups" else read_menus
    return reader(path)


def read_pairs(path: Path) -> dict[str, list[Case]]:
    """The cases of a file of pairs, by language."""
    cases: dict[str, list[Case]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 4 and cells[0] != "lang":
            language, a, b, ambiguous = cells[:4]
            likeness = compare(a, b, language)
            cases.setdefault(language, []).append(Case(a, b, ambiguous == "1", likeness))
    return cases


def read_menus(path: Path) -> dict[str, list[Case]]:
    """Every two labels of every menu, by language."""
    cases: dict[str, list[Case]] = {}
    for language, labels, ambiguous in menus_of(path):
        for i, j, likeness in judged(labels, language):
            cases.setdefault(language, []).append(Case(labels[i], labels[j], (i, j) in ambiguous, likeness, labels))
    return cases


def menus_of(path: Path) -> Iterator[LabelMenu]:
    """The menus of a file of menus."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.count("|") == 3:
            language, _, labels, pairs = line.split("|")
            ambiguous = (pair.split("-") for pair in pairs.split(",") if pair)
            yield LabelMenu(language, labels.split(";"), {(int(i), int(j)) for i, j in ambiguous})


def judged(labels: Sequence[str], language: str) -> Iterator[tuple[int, int, Likeness]]:
    """Every two labels of a menu."""
    found = {(i, j): likeness for i, j, likeness in menu_pairs(labels, language)}
    nothing = compare("-", "+", language)
    for i, j in combinations(range(len(labels)), 2):
        yield i, j, found.get((i, j), nothing)


def read_flows(folder: Path) -> dict[str, list[Case]]:
    """Every two options of every menu of flow files that their makers keep apart."""
    cases: dict[str, list[Case]] = {}
    for path in flow_files([folder]):
        flow = read_flow(path).flow
        if not flow:
            continue
        study = Study(flow)
        for menu in study.all(Menu):
            language = flow.languages[0]
            heard = study.hearing.labels(menu).get(language, [])
            labels = [label.text for label in heard]
            for i, j, likeness in judged(labels, language):
                one, other = heard[i].option.to, heard[j].option.to
                if one and other and one.to != other.to:
                    cases.setdefault(language, []).append(Case(labels[i], labels[j], False, likeness, labels))
    return cases


def read_groups(path: Path) -> dict[str, list[Case]]:
    """Pairs drawn from every group, and as many of it and another of its sector, by language.

    `near: 1, 2` below a sector's groups says which of them may be taken for one another.
    """
    chance = random.Random(0)  # noqa: S311 - the same pairs every time
    cases: dict[str, list[Case]] = {}
    for (language, _), (groups, near) in _sectors(path).items():
        for at, ways in enumerate(groups):
            others = [other for other in range(len(groups)) if other != at and {at, other} not in near]
            same = list(combinations(ways, 2))
            drawn = [(*pair, True) for pair in chance.sample(same, min(len(same), DRAWN))]
            drawn += [
                (chance.choice(ways), chance.choice(groups[chance.choice(others)]), False)
                for _ in range(DRAWN if others else 0)
            ]
            for a, b, ambiguous in drawn:
                cases.setdefault(language, []).append(Case(a, b, ambiguous, compare(a, b, language)))
    return cases


def _sectors(path: Path) -> dict[tuple[str, str], tuple[list[list[str]], list[set[int]]]]:
    """The groups of each sector of a language, and which of them are near each other."""
    sectors: dict[tuple[str, str], tuple[list[list[str]], list[set[int]]]] = {}
    groups: list[list[str]] = []
    near: list[set[int]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("near:"):
            numbers = [int(number) - 1 for number in line.removeprefix("near:").split(",")]
            near += [set(pair) for pair in combinations(numbers, 2)]
        elif line.count("|") == 2 and not line.startswith("#"):
            language, sector, ways = line.split("|")
            groups, near = sectors.setdefault((language, sector), ([], []))
            groups.append([way.strip() for way in ways.split(";") if way.strip()])
    return sectors


def auc(cases: Sequence[Case]) -> float:
    """Chance that an ambiguous pair scores above a distinct one."""
    yes = [case.likeness.score for case in cases if case.ambiguous]
    no = [case.likeness.score for case in cases if not case.ambiguous]
    wins = sum((y > n) + (y == n) / 2 for y in yes for n in no)
    return wins / (len(yes) * len(no)) if yes and no else float("nan")


def row(name: str, language: str, cases: Sequence[Case]) -> str:
    """One line of the table."""
    hit = sum(case.found and case.ambiguous for case in cases)
    false = sum(case.found and not case.ambiguous for case in cases)
    missed = sum(case.ambiguous and not case.found for case in cases)
    precision = hit / (hit + false) if hit + false else float("nan")
    recall = hit / (hit + missed) if hit + missed else float("nan")
    f1 = 2 * hit / (2 * hit + false + missed) if hit else 0.0
    share = 100 * false / len(cases)
    return (
        f"{name:28} {language}  {len(cases):5}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}"
        f"  {auc(cases):5.3f}  {share:10.2f}"
    )


def mistakes(cases: Sequence[Case]) -> Iterator[str]:
    """What was judged wrongly, with the reason given."""
    for case in cases:
        if case.found != case.ambiguous:
            what = "missed" if case.ambiguous else "FALSE "
            why = f"{case.likeness.score:.2f} {case.likeness.reason}" if case.found else f"{case.likeness.score:.2f}"
            yield f"  {what} {case.a} | {case.b}  {why}"


def speed() -> Iterator[str]:
    """How long labels take that are compared within their menus, without garbage collection as in the tool.

    Those of the menus of all sets, first when no word is known yet, then when all are; then the hardest there are:
    as many labels of pairs, all different, in menus of five.
    """
    menus = [menu for path in menu_sets() if path != FLOWS for menu in menus_of(path)]
    lines = (line.split("\t") for path in pair_sets() for line in path.read_text(encoding="utf-8").splitlines())
    told = (label for cells in lines if cells[0] == "en" for label in cells[1:3])
    labels = list(dict.fromkeys(told))[: sum(len(menu.labels) for menu in menus)]
    fives = [LabelMenu("en", labels[at : at + 5]) for at in range(0, len(labels), 5)]
    gc.disable()
    for name, timed in (("real menus, first seen", menus), ("seen before", menus), ("hard pairs in fives", fives)):
        start = time.process_time()
        for menu in timed:
            menu_pairs(menu.labels, menu.language)
        took, count = time.process_time() - start, sum(len(menu.labels) for menu in timed)
        yield f"{name}: {count} labels in {took:.2f} s, 10,000 in {took * 10_000 / count:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", help="names of sets, all if none is given")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every mistake")
    options = parser.parse_args()
    took = list(speed())  # first: labels that were read once are known
    print(f"{'set':28} lang pairs  precision  recall     F1    AUC  false/100")
    for path in (*pair_sets(), *menu_sets(), *group_sets()):
        if options.sets and title(path) not in options.sets:
            continue
        for language, cases in sorted(read(path).items()):
            print(row(title(path), language, cases))
            if options.verbose:
                print(*mistakes(cases), sep="\n")
    print(*took, sep="\n")


if __name__ == "__main__":
    main()
