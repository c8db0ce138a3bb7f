"""The sets of labels that people judged (`tests/benchmarks/labels`) are judged no worse than before."""

import pytest

from tests.benchmarks.labels.__main__ import HERE, Case, read_menus, read_pairs

# Pairs of a set that are judged otherwise than people do: lower them with every improvement. A set that is
# not listed is new, and nothing has been tuned to it.
MISTAKES = {
    "blind_a": {"en": 2, "es": 1},
    "blind_b": {"en": 1, "es": 5},
    "blind_c": {"en": 1, "es": 2},
    "blind_d": {"en": 0, "es": 4},
    "blind_e": {"en": 1, "es": 4},
    "blind_f": {"en": 3, "es": 2},
    "blind_g": {"en": 5, "es": 4},
    "blind_h": {"en": 1, "es": 3},
    "blind_i": {"en": 2, "es": 4},
    "blind_j": {"en": 5, "es": 4},
    "blind_k": {"en": 2, "es": 2},
    "blind_l": {"en": 2, "es": 5},
    "blind_m": {"en": 5, "es": 2},
    "blind_n": {"en": 3, "es": 3},
    "blind_o": {"en": 5, "es": 1},
    "clauses": {"en": 4, "es": 4},
    "clauses_again": {"en": 3, "es": 3},
    "clauses_third": {"en": 5, "es": 2},
    "more": {"en": 1, "es": 1},
    "cycles_every_firm": {"en": 42, "es": 46},
    "cycles_health_study_work": {"en": 50, "es": 39},
    "cycles_money_public": {"en": 37, "es": 41},
    "cycles_telecom_energy_shops": {"en": 41, "es": 57},
    "cycles_travel_homes_trade": {"en": 26, "es": 17},
    "eighteenth_blind": {"en": 3, "es": 4},
    "eighth_mixed": {"en": 0, "es": 1},
    "eleventh_mixed": {"en": 0, "es": 1},
    "fifteenth_blind": {"en": 6, "es": 6},
    "fifth_sectors": {"en": 0, "es": 1},
    "first_sectors": {"en": 5, "es": 3},
    "fourteenth_blind": {"en": 0, "es": 5},
    "fourth_sectors": {"en": 0, "es": 2},
    "nineteenth_blind": {"en": 10, "es": 3},
    "ninth_mixed": {"en": 0, "es": 2},
    "second_sectors": {"en": 1, "es": 2},
    "seventeenth_blind": {"en": 3, "es": 3},
    "seventh_mixed": {"en": 2, "es": 2},
    "sixteenth_blind": {"en": 3, "es": 7},
    "sixth_mixed": {"en": 1, "es": 1},
    "tenth_mixed": {"en": 1, "es": 5},
    "third_sectors": {"en": 8, "es": 3},
    "thirteenth_blind": {"en": 0, "es": 4},
    "twelfth_mixed": {"en": 10, "es": 6},
    "twentieth_blind": {"en": 5, "es": 3},
    "twenty_fifth_blind": {"en": 6, "es": 5},
    "twenty_first_blind": {"en": 6, "es": 5},
    "twenty_fourth_blind": {"en": 10, "es": 4},
    "twenty_second_blind": {"en": 4, "es": 3},
    "twenty_seventh_blind": {"en": 2, "es": 6},
    "twenty_sixth_blind": {"en": 2, "es": 5},
    "twenty_third_blind": {"en": 5, "es": 6},
}


def judged(name: str) -> dict[str, list[Case]]:
    menus = HERE / "menus" / f"{name}.txt"
    return read_menus(menus) if menus.exists() else read_pairs(HERE / "pairs" / f"{name}.tsv")


@pytest.mark.parametrize("name", MISTAKES)
def test_no_more_mistakes_than_before(name: str) -> None:
    for language, cases in judged(name).items():
        assert sum(case.found != case.ambiguous for case in cases) <= MISTAKES[name][language], language
