"""Messages that the file has several times, word for word, and that go on to the same place: one is enough."""

from collections.abc import Mapping

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.rewrite import rewritten
from ivrlint.platforms.draft import Draft

Said = tuple[object, ...]


def joined(draft: Draft, start: Target | None) -> Target | None:
    """Put the nodes in the order of the file and keep one of several messages; returns where calls begin."""
    ordered = dict(sorted(draft.nodes.items(), key=lambda item: item[1].place.start))
    same = doubles(ordered, draft.names)

    def one(target: Target) -> Target:
        return target._replace(to=same.get(target.to, target.to))

    draft.nodes = {id_: rewritten(node, target=one) for id_, node in ordered.items() if id_ not in same}
    return one(start) if start else None


def doubles(nodes: Mapping[str, model.Node], names: Mapping[str, str]) -> dict[str, str]:
    """For each message that says again what an earlier one says, that one.

    Two messages are one where the file calls them alike, they say the same, and calls go on to the same node or,
    again, to two that are one. Takes time linear in the nodes.
    """
    first: dict[Said, str] = {}
    same: dict[str, str] = {}
    for id_ in _from_the_end(nodes):
        node = nodes[id_]
        if isinstance(node, model.Message) and node.prompt is not None and node.next is not None:
            goes_on = same.get(node.next.to, node.next.to)
            said = (names.get(id_), *node.prompt.spoken.items(), node.prompt.audio, goes_on)
            same[id_] = first.setdefault(said, id_)
    return {id_: one for id_, one in same.items() if id_ != one}


def _from_the_end(nodes: Mapping[str, model.Node]) -> list[str]:
    """The nodes in the order of the file, but each message behind the one that it leads to."""
    order: dict[str, None] = {}
    for id_ in nodes:
        way: dict[str, None] = {}
        here = id_
        while here in nodes and here not in order and here not in way:
            way[here] = None
            node = nodes[here]
            here = node.next.to if isinstance(node, model.Message) and node.next else ""
        order |= dict.fromkeys(reversed(way))
    return list(order)
