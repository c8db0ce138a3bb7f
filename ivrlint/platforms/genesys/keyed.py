"""An entry of one digit and the decisions behind it that sort the keys: a menu, which Architect draws in two steps."""

from collections.abc import Mapping
from dataclasses import replace

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.numbers import KEYS
from ivrlint.flow.rewrite import rewritten

_ONE = (1, 1)
Nodes = Mapping[str, model.Node]


def with_menus(nodes: Nodes, start: Target | None) -> dict[str, model.Node]:
    """The nodes, with a menu for each entry whose keys are told apart; decisions that only did so are left out."""
    passed: dict[str, None] = {}
    found = dict(nodes)
    for node in nodes.values():
        if isinstance(node, model.Input) and node.digits == _ONE:
            found[node.id] = _menu(nodes, node, passed) or node
    while useless := [id_ for id_ in passed if id_ in found and id_ not in _led_to(found, start)]:
        found = {id_: node for id_, node in found.items() if id_ not in useless}
    return found


def _menu(nodes: Nodes, entry: model.Input, passed: dict[str, None]) -> model.Menu | None:
    """The menu that an entry is; what it passes by on its way is put down in `passed`."""
    options: dict[str, model.Option] = {}
    way: dict[str, None] = {}
    rest = entry.next
    while (
        rest
        and rest.to not in way
        and isinstance(step := nodes.get(rest.to), model.Branch)
        and step.field == entry.field
    ):
        way[step.id] = None
        for key, to in step.cases.items():
            options.setdefault(key, model.Option(key, to.place, None, to))
        rest = step.otherwise
    if not options or not {*KEYS}.issuperset(options) or entry.listening is None:
        return None
    passed |= way
    silent = entry.listening.no_input
    silent = replace(silent, then=rest) if silent.then and silent.then.to in way else silent  # nothing equals no key
    listening = replace(entry.listening, no_input=silent, no_match=replace(entry.listening.no_match, then=rest))
    return model.Menu(
        id=entry.id,
        place=entry.place,
        name=entry.name,
        prompt=entry.prompt,
        options=tuple(options.values()),
        keys=False,
        listening=listening,
    )


def _led_to(nodes: Nodes, start: Target | None) -> set[str]:
    found = {start.to} if start else set()

    def put_down(target: Target) -> Target:
        found.add(target.to)
        return target

    for node in nodes.values():
        rewritten(node, target=put_down)
    return found
