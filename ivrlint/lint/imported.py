"""The flow file that a foreign menu becomes. The linter says the same of both."""

from functools import partial
from pathlib import Path

from ivrlint.flow.defaults import pulled_up
from ivrlint.flow.model import Flow
from ivrlint.flow.read import Reading, read_flow
from ivrlint.flow.write import written
from ivrlint.lint import engine
from ivrlint.lint.settings import Layer, settled

Said = frozenset[tuple[str, str | None, str]]


def flow_file(flow: Flow) -> str:
    """The text of the flow file.

    What most menus do alike stands once at the top, and small parts where they are used, as long as no finding
    comes or goes by it.
    """
    said = findings(flow)
    short = pulled_up(flow, partial(_says_the_same, said))
    tree = written(short)
    back = read_flow(Path("menu.yaml"), text=tree).flow
    return tree if back and _says_the_same(said, back) else written(short, tree=False)


def findings(flow: Flow) -> Said:
    """What the linter says of a flow: rules, nodes and messages."""
    report = engine.lint([Reading(flow, (), flow.source)], settled([Layer("imported", profile="strict")]))
    return frozenset((finding.rule, finding.node, finding.message.english) for finding in report.findings)


def _says_the_same(before: Said, flow: Flow) -> bool:
    return findings(flow) == before
