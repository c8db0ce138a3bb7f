"""Comparisons that are decided when a call comes to them: the block right before has just set what they compare."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ivrlint.platforms.connect.block import Block, Exit

_SETS = ("UpdateContactAttributes", "UpdateFlowAttributes", "SetContactAttributes")
_COMPARES = ("Compare", "CheckAttribute")
_NUMBERS: Mapping[str, Callable[[float, float], bool]] = {
    "NumberGreaterThan": lambda one, other: one > other,
    "NumberGreaterOrEqualTo": lambda one, other: one >= other,
    "NumberLessThan": lambda one, other: one < other,
    "NumberLessOrEqualTo": lambda one, other: one <= other,
}


def without_decided(blocks: Mapping[str, Block], start: str) -> dict[str, Block]:
    """The blocks, with each that sets a constant leading past the comparison of it right behind.

    A comparison that no block leads to any more is taken out.
    """
    found = dict(blocks)
    for key, block in blocks.items():
        behind = blocks.get(block.next.to) if block.type in _SETS and block.next else None
        if behind is not None and behind.type in _COMPARES and (exit_ := _decided(block, behind)):
            found[key] = replace(block, next=exit_)
    led_to = {exit_.to for block in found.values() for exit_ in block.exits()} | {start}
    passed = {block.next.to for key, block in blocks.items() if block.next and found[key] is not block}
    return {key: block for key, block in found.items() if key in led_to or key not in passed}


def _decided(sets: Block, behind: Block) -> Exit | None:
    """The way that a comparison takes behind a block; None where the file does not tell."""
    value = _constant(sets, behind.text("ComparisonValue", "Attribute"))
    if value is None:
        return None
    for condition in behind.conditions:
        holds = _holds(value, condition.operator, condition.value.text)
        if holds is None:
            return None
        if holds:
            return condition.exit
    return behind.error("NoMatchingCondition") or behind.next


def _constant(sets: Block, path: str) -> str | None:
    """What a block has set a path such as `$.Attributes.round` to, if that is no other path."""
    root, _, name = path.removeprefix("$.").partition(".")
    value = sets.text(f"Attributes.{name}") if root == "Attributes" else sets.text(f"{root}.{name}.Value")
    of_this_call = sets.text("TargetContact") in ("", "Current")
    return value if value and "$" not in value and of_this_call else None


def _holds(value: str, operator: str, operand: str) -> bool | None:
    if "$" in operand or (value != operand and value.lower() == operand.lower()):
        return None
    if operator == "Equals":
        return value == operand
    compare = _NUMBERS.get(operator)
    try:
        return compare(float(value), float(operand)) if compare else None
    except ValueError:
        return None
