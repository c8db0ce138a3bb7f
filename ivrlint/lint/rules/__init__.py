"""The rules: a folder a family, a file a rule, named as the rule."""

from functools import cache
from importlib import import_module
from pathlib import Path

from ivrlint.lint.own import installed_rules
from ivrlint.lint.rule import FAMILIES, Rule, registered


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule that ships with ivrlint, by name, in the order of families and names; then those of packages."""
    here = Path(__file__).parent
    for family in FAMILIES:
        for file in sorted((here / family).glob("[a-z]*.py")):
            import_module(f"{__name__}.{family}.{file.stem}")
    return dict(registered()) | installed_rules()
