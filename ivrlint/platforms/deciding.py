"""Decisions by comparisons, in the order in which they are made: a branch for each thing that is compared."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.language.announced import announced
from ivrlint.language.tongue import likely_language
from ivrlint.platforms.draft import Draft

_USUAL = "en"  # where nothing tells a language
YES = "yes"  # the case of a comparison that holds


class Test(NamedTuple):
    """A way that is taken when a field has this value, or when a whole comparison ("age > 17") is YES."""

    field: str
    value: str
    to: Target


def branches(
    draft: Draft, id_: str, field: str, tests: Sequence[Test], otherwise: Target | None, **values: Any
) -> Iterator[model.Branch]:
    """The branches that make these tests one after the other; calls come to the first one, `id_`.

    Tests of one field in a row share a branch; of two for one value the first counts. `field` names a decision without
    tests, `values` are those of a Branch.
    """
    steps: list[tuple[str, dict[str, Target]]] = []
    for test in tests:
        if not steps or steps[-1][0] != test.field:
            steps.append((test.field, {}))
        steps[-1][1].setdefault(test.value, test.to)
    steps = steps or [(field, {})]
    ids = [id_, *(draft.id(f"{id_}_else") for _ in steps[1:])]
    for number, (asked, cases) in enumerate(steps):
        last = number == len(steps) - 1
        rest = otherwise if last else Target(ids[number + 1], next(iter(cases.values())).place)
        yield model.Branch(id=ids[number], field=asked, cases=cases, otherwise=rest, **values)


def are_right_answers(values: Collection[str], words: str, language: str | None, most: int) -> bool:
    """Are keyed numbers that decide the right answers to a question, such as a PIN, and no choices?

    words: what callers hear before they key one in, '' where nobody knows; most: how many digits are waited for, 0
    for any number. No one keys in a number of several digits as a choice that no words name.
    """
    several = [value for value in values if len(value) > 1]
    if not several or len(values) > len(several) + 1:
        return False
    languages = dict.fromkeys((language or likely_language(words) or _USUAL, _USUAL))
    told = {offer.key for each in languages for offer in announced(words, each)}
    return told.isdisjoint(values) and (most > 1 or len(several) == len(values))
