"""The menus that ship with the product: their calls pass, and take every option."""

from pathlib import Path

import pytest

from ivrlint.call.cases import SUFFIX, read_calls
from ivrlint.call.check import check
from ivrlint.call.coverage import Coverage
from ivrlint.call.phone import loader

MENUS = Path(__file__).parents[2] / "menus"
CALLS = sorted(MENUS.glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("path", CALLS, ids=[path.name for path in CALLS])
def test_every_call_passes_and_every_option_is_taken(path: Path) -> None:
    file = read_calls(path, loader())
    assert not file.problems
    assert file.phone is not None
    results = [check(case, file.phone) for case in file.cases]
    assert [(result.case.name, result.failures) for result in results if not result.passed] == []
    covered = Coverage(file.phone)
    covered.add(result.call for result in results)
    assert [part.missing for part in covered.parts() if part.name in ("nodes", "options")] == [(), ()]


def test_every_menu_has_calls() -> None:
    menus = {path.stem for path in MENUS.glob("*.yaml") if not path.name.endswith(SUFFIX)}
    flows = {stem for stem in menus if "\nstart:" in (MENUS / f"{stem}.yaml").read_text("utf-8")}
    assert flows == {path.name.removesuffix(SUFFIX) for path in CALLS}
