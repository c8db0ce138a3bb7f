"""`no-sla` with the limits that packs of countries set."""

from pathlib import Path

import pytest

from ivrlint.flow.model import Transfer
from ivrlint.flow.read import read_flow
from ivrlint.lint.rules.queues.no_sla import no_sla
from ivrlint.lint.study import Study
from tests.lint.frame import framed

SPAIN, PORTUGAL, ITALY = {"answer": 180, "share": 95}, {"answer": 60, "share": 100}, {"answer": 150}


def said(target: str, limits: dict[str, int]) -> list[str]:
    """What the rule says about a queue with that target."""
    piece = (
        "nodes:\n  queue: {type: transfer, queue: agents, prompt: I am putting you through., "
        f"wait: {{announces: [position], every: 45s, max: 5m, target: {target}}}, on: {{full: call_back}}}}\n"
    )
    flow = read_flow(Path("f.yaml"), text=framed(piece)[0]).flow
    assert flow is not None
    node = flow.nodes["queue"]
    assert isinstance(node, Transfer)
    return [str(fault.message) for fault in no_sla(node, Study(flow), **limits)]


@pytest.mark.parametrize(
    ("target", "limits"),
    [
        ("{answer: 180s, share: 95%}", SPAIN),
        ("{answer: 20s, share: 80%}", SPAIN),
        ("{answer: 60s, share: 100%}", PORTUGAL),
        ("{answer: 20s, share: 80%}", ITALY),
        ("{answer: 180s, share: 95%}", ITALY),
        ("{answer: 120s}", ITALY),
        ("{answer: 20m, share: 10%}", {}),
    ],
)
def test_soon_enough(target: str, limits: dict[str, int]) -> None:
    assert said(target, limits) == []


@pytest.mark.parametrize(
    ("target", "limits", "message"),
    [
        ("{answer: 180s, share: 80%}", SPAIN, "80 % of those who wait for `agents` are to be answered within 180s"),
        ("{answer: 5m, share: 95%}", SPAIN, "not 95 % within 180 s"),
        ("{answer: 60s}", SPAIN, "nothing says how many of those who wait for `agents`"),
        ("{answer: 20s, share: 80%}", PORTUGAL, "not 100 % within 60 s"),
        ("{answer: 150s, share: 50%}", ITALY, "after 217 s on average (at most 150 s)"),
        ("{answer: 4m}", ITALY, "after 240 s on average"),
    ],
)
def test_not_soon_enough(target: str, limits: dict[str, int], message: str) -> None:
    (found,) = said(target, limits)
    assert message in found
