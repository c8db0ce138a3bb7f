"""`unreachable-node`."""

from collections.abc import Sequence
from itertools import islice

from ivrlint.flow.graph import LOST, START
from ivrlint.flow.model import Broken
from ivrlint.flow.suggest import closest
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.ways import unknown_targets, unreached
from ivrlint.message import Message, say


@rule("structure", "error", sources=("seed002",))
def unreachable_node(study: Study) -> Faults:
    """No call ever comes to a node.

    ## Why
    Somebody wrote it for callers, and no caller hears it: an option was dropped, a target points
    elsewhere, or the hours that lead there never come. It is also what reviewers read in vain.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
      faults: {type: message, prompt: Engineers are working on the fault in your area., next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: faults}
      faults: {type: message, prompt: Engineers are working on the fault in your area., next: adviser}
    ```

    ## How to mend it
    Lead a key, a `next` or a case to it, or remove it. What only it leads to is named with it and
    mended with it. Cases count as they can come up: `open` does not where the hours are never open.
    Nothing is said while the start is unknown or a node on the way cannot be read: either would make
    half of the flow look forgotten. Nor is it said of the node that a misspelt target probably means: that
    is `unknown-target`.
    """
    graph = study.graph
    cut_off = [study.node(id_) for id_ in graph.reachable if isinstance(study.node(id_), Broken)]
    entries = graph.exits[START]
    if cut_off or not entries or any(entry.target == LOST for entry in entries):
        return
    meant = _meant(study)
    for first, *others in unreached(graph):
        node = study.flow.nodes[first]
        if first in meant or isinstance(node, Broken):
            continue
        yield Fault(node.name, _told(first, others), say("lead a key, a `next` or a case to it, or remove it"), first)


def _told(first: str, others: Sequence[str]) -> Message:
    """Which nodes no call comes to; of many, a few by name."""
    named = ", ".join(f"`{id_}`" for id_ in others[:_MOST_NAMES])
    if not others:
        return say("no call comes to `{id}`", id=first)
    if len(others) <= _MOST_NAMES:
        return say("no call comes to `{id}`, nor to what only it leads to: {others}", id=first, others=named)
    return say(
        "no call comes to `{id}`, nor to what only it leads to: {others} and {count} more",
        id=first,
        others=named,
        count=len(others) - _MOST_NAMES,
    )


def _meant(study: Study) -> set[str | None]:
    """The nodes that the first misspelt targets come nearest to."""
    left = [id_ for id_ in study.flow.nodes if id_ not in study.graph.reachable]
    return {closest(named.target.to, left) for named in islice(unknown_targets(study.flow), _MOST_GUESSES)}


_MOST_NAMES = 5
_MOST_GUESSES = 25  # as in `unknown-target`
