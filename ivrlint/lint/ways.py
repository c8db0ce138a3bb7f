"""Where the file sends calls: the targets that it names, and the nodes that no call comes to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ivrlint.flow import model
from ivrlint.flow.graph import FlowGraph

Use = Literal["call", "start", "intent"]


class Named(NamedTuple):
    """A target as the file names it, the node that does so, and what it is for."""

    target: model.Target
    node: str | None
    use: Use


def unknown_targets(flow: model.Flow) -> Iterator[Named]:
    """The targets that are neither a node nor a reserved word, wherever they are written."""
    nodes = flow.nodes
    known = {*nodes, *model.RESERVED_TARGETS}
    yield from (Named(entry, None, "start") for entry in flow.start.values() if entry.to not in nodes)
    for target in (*(option.to for option in flow.keys), *_thens(flow.listening)):
        if target is not None and target.to not in known:
            yield Named(target, None, "call")
    for id_, node in nodes.items():
        for target in _TARGETS[type(node)](node):
            if target is not None and target.to not in known:
                yield Named(target, id_, "call")
        if node.listening is not None:
            yield from (Named(then, id_, "call") for then in _thens(node.listening) if then and then.to not in known)
    for intent in flow.intents.values():
        yield from (Named(target, None, "intent") for target in intent.at if target.to not in nodes)


def _thens(listening: model.Listening) -> Iterable[model.Target | None]:
    return listening.no_input.then, listening.no_match.then


_TARGETS: Mapping[type, Callable[[Any], Iterable[model.Target | None]]] = {
    model.Message: lambda node: (node.next,),
    model.Menu: lambda node: [*(option.to for option in node.options), node.dial and node.dial.to],
    model.Input: lambda node: (node.next,),
    model.Branch: lambda node: [*node.cases.values(), node.otherwise],
    model.Lookup: lambda node: node.on.values(),
    model.Transfer: lambda node: [*node.on.values(), *(key.to for key in (node.wait.keys if node.wait else ()))],
    model.Voicemail: lambda node: (node.next,),
    model.Callback: lambda node: (node.next,),
    model.SubFlow: lambda node: [*node.on.values(), node.next],
    model.Hangup: lambda _: (),
    model.Broken: lambda _: (),
}


def unreached(graph: FlowGraph) -> list[list[str]]:
    """The nodes that no call comes to, by region: first one to which nothing leads, then what it leads to."""
    left = dict.fromkeys(id_ for id_ in graph.flow.nodes if id_ not in graph.reachable)
    steps = {id_: [edge.target for edge in graph.exits[id_] if edge.target in left] for id_ in left}
    led_to = {target for id_, targets in steps.items() for target in targets if target != id_}
    regions = []
    for first in (*(id_ for id_ in left if id_ not in led_to), *left):
        if first in left:
            regions.append([id_ for id_ in closure([first], steps) if id_ in left])
            for id_ in regions[-1]:
                del left[id_]
    return regions


def closure(first: Iterable[str], steps: Mapping[str, list[str]]) -> dict[str, None]:
    """All that the steps lead to, what they start from included, the nearest first."""
    found = dict.fromkeys(first)
    queue = list(found)
    for id_ in queue:
        for target in steps.get(id_, ()):
            if target not in found:
                found[target] = None
                queue.append(target)
    return found
