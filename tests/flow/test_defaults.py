"""What is pulled up changes no call: every menu and input listens as before."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings

from ivrlint.flow.defaults import pulled_up
from ivrlint.flow.model import Flow, Input, Menu
from ivrlint.flow.read import read_flow
from tests.flow.test_write import without_places
from tests.flows import flows


def listening(flow: Flow) -> dict[str, Any]:
    return {
        node.id: without_places(tuple(flow.ears(node)))
        for node in flow.nodes.values()
        if isinstance(node, Menu | Input)
    }


@given(flows())
@settings(max_examples=300, deadline=None)
def test_every_question_listens_as_before(text: str) -> None:
    flow = read_flow(Path("f.yaml"), text=text).flow
    assert flow is not None
    assert listening(pulled_up(flow, lambda _: True)) == listening(flow)
    assert pulled_up(flow, lambda _: False) is flow


ALIKE = """\
ivr: 1
name: Acme
languages: [en]
start: one
nodes:
  one:
    type: menu
    prompt: Press 1.
    options: {1: {label: go, to: two}}
    listening:
      barge_in: true
      between_digits: 2s
      no_input: {after: 4s, attempts: 2, again: [Press 1.], then: bye}
      no_match: {attempts: 2, then: one}
  two:
    type: menu
    prompt: Press 2.
    options: {2: {label: go, to: one}}
    listening:
      barge_in: true
      between_digits: 2s
      no_input: {after: 4s, attempts: 3, again: [Press 2.], then: bye}
      no_match: {attempts: 2, then: repeat}
  bye: {type: hangup, prompt: Goodbye.}
"""


def test_what_is_alike_stands_once_and_the_usual_nowhere() -> None:
    flow = read_flow(Path("f.yaml"), text=ALIKE).flow
    assert flow is not None
    changed = pulled_up(flow, lambda _: True)
    above = changed.listening
    assert above.barge_in is None
    assert above.between_digits is not None
    assert above.between_digits.text == "2s"
    assert above.no_input.after is not None
    assert above.no_input.attempts is None  # 2 here, 3 there
    assert above.no_input.then is not None
    assert above.no_input.then.to == "bye"
    assert above.no_match.attempts == 2
    assert above.no_match.then is None
    one, two = changed.nodes["one"], changed.nodes["two"]
    assert one.listening is not None
    assert two.listening is not None
    assert one.listening.between_digits is None
    assert two.listening.barge_in is None
    assert two.listening.no_input.then is None
    assert one.listening.no_match.then is not None
    assert one.listening.no_input.attempts == 2
