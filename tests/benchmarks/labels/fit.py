"""Fit the weights of what speaks for and against a tie (`ivrlint/language/weights.txt`) to pairs judged by people.

    python -m tests.benchmarks.labels.fit               # fit to all sets and write the weights
    python -m tests.benchmarks.labels.fit --left-out 9  # judge each ninth of the sets by weights fitted to the others

A logistic regression. Of the readings of two labels only the likeliest is fitted, so it is done several times.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from math import exp
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from ivrlint.language import evidence
from ivrlint.language.evidence import Evidence, Reading, readings
from ivrlint.language.vocabulary.lexicon import lexicon
from tests.benchmarks.labels.__main__ import SHARED, Case, group_sets, menu_sets, pair_sets, read, row, title

WEIGHTS = Path(evidence.__file__).with_name("weights.txt")
# What a pair counts for: menus are what is linted, and few of their pairs are ambiguous; of groups there are many.
MENUS, PAIRS, GROUPS = 4.0, 1.0, 0.1
LEARNT = "cycles_"  # pairs that words were written for teach that whatever is tied is alike
LEANS = 0.2  # in logits: what is missed costs callers more than a false warning, of which a menu may have few
ROUNDS, STEPS = 4, 8
RIDGE = 2.0

HEAD = f"""\
# What speaks for a caller's taking one label for another (above zero) and against it (below), where no rule is
# sure. Written by python -m tests.benchmarks.labels.fit; {LEANS} is added, for a missed pair is worse than a false one.
"""


class Example(NamedTuple):
    """A judged pair: what speaks for and against each of its readings, whether it is ambiguous, what it counts for."""

    evidence: Sequence[Evidence]
    ambiguous: bool
    counts: float


def laid(language: str, a: str, b: str, menu: Sequence[str] = ()) -> list[Reading]:
    """Two labels of a menu, laid side by side in every way."""
    words = lexicon(language)
    return readings(words.label(a), words.label(b), words, [words.label(label) for label in menu])


def examples(language: str, cases: Sequence[Case], counts: float) -> Iterator[Example]:
    """The pairs about which no rule is sure."""
    for case in cases:
        a, b = sorted((case.a, case.b))
        found = laid(language, a, b, case.menu)
        if found and not any(read.sure for read in found):
            yield Example([read.evidence for read in found], case.ambiguous, counts)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Newton's method on the readings that are the likeliest so far."""
    names = sorted({name for example in examples for evidence in example.evidence for name in evidence})
    weights = dict.fromkeys(names, 0.0)
    for _ in range(ROUNDS):
        likeliest = [
            (max(example.evidence, key=lambda told: dot(weights, told)), example.ambiguous, example.counts)
            for example in examples
        ]
        for _ in range(STEPS):
            slope = {name: -RIDGE * weights[name] for name in names}
            curve = {name: {other: RIDGE * (name == other) for other in names} for name in names}
            for told, ambiguous, counts in likeliest:
                chance = 1 / (1 + exp(-dot(weights, told)))
                for name, amount in told.items():
                    slope[name] += counts * (ambiguous - chance) * amount
                    line, share = curve[name], counts * chance * (1 - chance) * amount
                    for other, much in told.items():
                        line[other] += share * much
            step = solve([[curve[name][other] for other in names] + [slope[name]] for name in names])
            weights = {name: weights[name] + much for name, much in zip(names, step, strict=True)}
    return weights


def dot(weights: dict[str, float], told: Evidence) -> float:
    return sum(weights.get(name, 0.0) * amount for name, amount in told.items())


def solve(rows: list[list[float]]) -> list[float]:
    """Solve linear equations whose matrix is positive definite; the last column is the right side."""
    for at, pivot in enumerate(rows):
        pivot[:] = [number / pivot[at] for number in pivot]
        for line in rows:
            if line is not pivot and line[at]:
                factor = line[at]
                line[:] = [number - factor * much for number, much in zip(line, pivot, strict=True)]
    return [line[-1] for line in rows]


def text(weights: dict[str, float]) -> str:
    """The file of weights, the heaviest first."""
    ordered = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return HEAD + "".join(f"{weight:6.2f}  {name}\n" for name, weight in ordered)


def bold(weights: dict[str, float]) -> dict[str, float]:
    """The same weights, so that a warning needs less than an even chance."""
    return weights | {evidence.ALWAYS: weights[evidence.ALWAYS] + LEANS}


def left_out(sets: dict[Path, list[Example]], parts: int) -> None:
    """Judge each set with weights fitted to those of other parts."""
    print(f"{'left out':28} lang pairs  precision  recall     F1    AUC  false/100")
    for part in range(parts):
        others = [told for at, found in enumerate(sets.values()) if at % parts != part for told in found]
        with mock.patch.object(evidence, "weights", partial(dict, bold(fit(others)))):
            for path in list(sets)[part::parts]:
                for language, cases in sorted(read(path).items()):
                    print(row(title(path), language, cases), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--left-out", type=int, metavar="PARTS", help="judge sets with weights fitted without them")
    options = parser.parse_args()
    kinds = ((menu_sets(), MENUS), (pair_sets(), PAIRS), (group_sets(), GROUPS))
    sets = {
        path: [told for language, cases in read(path).items() for told in examples(language, cases, counts)]
        for paths, counts in kinds
        for path in paths
        if not path.is_relative_to(SHARED)  # anyone can fit the same weights
        and not path.stem.startswith(LEARNT)
    }
    if options.left_out:
        left_out(sets, options.left_out)
    else:
        WEIGHTS.write_text(text(bold(fit([told for found in sets.values() for told in found]))), encoding="utf-8")


if __name__ == "__main__":
    main()
