"""What callers cannot notice is passed by: chains of such blocks, and where they come out."""

from collections.abc import Mapping


def ends(on: Mapping[str, str]) -> dict[str, str]:
    """For each block that is passed by (`on`: the block behind it) the first one behind it that is not.

    Blocks that only lead round and round are left out: they cannot be passed by. Takes time linear in the blocks.
    """
    found: dict[str, str] = {}
    round_: set[str] = set()
    for first in on:
        path: dict[str, None] = {}
        here = first
        while here in on and here not in found and here not in round_ and here not in path:
            path[here] = None
            here = on[here]
        if here in path:
            steps = list(path)
            round_.update(steps[steps.index(here) :])
        end = found.get(here, here)
        found.update((step, end) for step in path if step not in round_)
    return found
