"""`emergency-closed`."""

from collections.abc import Iterator

from ivrlint.flow.model import Branch, Menu, Transfer
from ivrlint.flow.place import Place
from ivrlint.language.phones import names_number
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import ClosedSide
from ivrlint.lint.study import Study
from ivrlint.message import say

_TAGS = frozenset({"emergency", "outage", "fraud", "medical"})
_SECTORS = {
    "emergency": frozenset({"health", "energy", "gas", "water", "electricity", "telecom", "security"}),
    "fraud": frozenset({"banking"}),
}


@rule("hours", "warning", sources=("ES-L3", "seed000"))
def emergency_closed(study: Study) -> Faults:
    """An emergency finds nobody at night.

    ## Why
    A gas leak, a stolen card or a chest pain does not wait for Monday. The caller has pressed the key
    for it and hears opening hours. The bill of the Spanish customer-service law asked suppliers of water,
    gas, power and telecom to take such reports around the clock; check the published text.

    ## Wrong
    ```yaml
    languages: [es]
    sector: gas
    nodes:
      principal: {type: menu, options: {1: {label: una fuga de gas, to: fugas}, 2: {label: facturas, to: adviser}}}
      fugas: {type: branch, hours: office, cases: {open: advisers, closed: call_back}}
    ```

    ## Right
    ```yaml
    languages: [es]
    sector: gas
    nodes:
      principal: {type: menu, options: {1: {label: una fuga de gas, to: fugas}, 2: {label: facturas, to: adviser}}}
      fugas: {type: transfer, number: "900111999", prompt: Le paso con urgencias., on: {failed: call_back}}
    ```

    ## How to mend it
    Lead the closed side to people who are there at night, or at least say the emergency number. Emergencies
    are known by the tags `emergency`, `outage`, `fraud` and `medical`, and by their words in the sectors
    health, energy, gas, water, electricity, telecom, security (emergencies) and banking (fraud).
    """
    sides = {side.edge.source: side for side in study.stretches.closed_sides}
    for place, target, label, id_ in _emergencies(study) if sides else ():
        for node in study.stretches.ahead(target):
            if isinstance(node, Branch) and node.id in sides and not _helps(sides[node.id], study):
                yield Fault(
                    place,
                    say(
                        "a caller with an emergency (“{label}”) reaches nobody outside `{hours}`",
                        label=label,
                        hours=node.hours,
                    ),
                    say(
                        "lead `closed` of `{id}` to people who are there at night, or say the emergency number",
                        id=node.id,
                    ),
                    id_,
                )


def _emergencies(study: Study) -> Iterator[tuple[Place, str, str, str]]:
    """The ways of callers with an emergency: where it is written, where it leads, its words, its node."""
    sections = [section for section, sectors in _SECTORS.items() if study.flow.sector in sectors]
    for node in study.flow.nodes.values():
        if _TAGS.intersection(node.tags) and study.reached(node):
            yield node.name, node.id, node.id, node.id
        elif isinstance(node, Menu) and sections and study.reached(node):
            for edge in study.exits(node):
                for language, text in edge.option.label.spoken.items() if edge.option and edge.option.label else ():
                    if any(study.words(language).find(section, text) for section in sections):
                        yield edge.place, edge.target, text, node.id
                        break


def _helps(side: ClosedSide, study: Study) -> bool:
    """Is a person there, or is an emergency number told?"""
    if any(isinstance(node, Transfer | Menu) for node in side.nodes):
        return True
    return any(names_number(text) for language in study.flow.languages for text in side.texts(language))
