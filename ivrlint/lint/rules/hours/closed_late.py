"""`closed-late`."""

from ivrlint.flow.model import Branch, Callback, Input, Menu, Node, SubFlow, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_GETS_SOMETHING = (Menu, Input, Transfer, Voicemail, Callback, SubFlow)


@rule("hours", "warning", sources=("H10", "AH1"))
def closed_late(study: Study) -> Faults:
    """Outside opening hours callers go through a menu in which nothing works.

    ## Why
    The caller listens, chooses, and only then hears that it is closed, whatever the choice was. That could
    have been said with the first words.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options: {1: {label: sales, to: sales}, 2: {label: repairs, to: repairs}}
      sales: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      repairs: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      sorry: {type: hangup, prompt: "We are open from 8 to 6, Monday to Friday."}
    ```

    ## Right
    ```yaml
    nodes:
      open: {type: branch, hours: office, cases: {open: main, closed: sorry}}
      main:
        type: menu
        options: {1: {label: sales, to: advisers}, 2: {label: repairs, to: advisers}}
      sorry: {type: hangup, prompt: "We are open from 8 to 6, Monday to Friday."}
    ```

    ## How to mend it
    Ask the hours before the menu. A menu in which a single option works at night (an answer, a message, a
    call back) is left alone, and so is one that is met in opening hours only.
    """
    for menu in study.stretches.night_menus:
        options = [edge for edge in study.exits(menu) if edge.kind == "option" and edge.target != menu.id]
        if options and all(_ends_at_night(edge.target, study) for edge in options):
            yield Fault(
                menu.name,
                say("outside opening hours callers choose at `{id}` in vain: every option ends the call", id=menu.id),
                say("ask the hours with a `branch` before `{id}`", id=menu.id),
                menu.id,
            )


def _ends_at_night(id_: str, study: Study) -> bool:
    """Does a call that comes here meet closed hours, and get nothing there?"""
    ahead = study.stretches.ahead(id_)
    asked = {node.id for node in ahead if isinstance(node, Branch) and node.hours is not None}
    if not asked or any(_serves(node) for node in ahead if not isinstance(node, Transfer)):
        return False
    closed = [side for id_ in asked for side in study.stretches.closed_at.get(id_, ())]
    return bool(closed) and not any(_serves(node) for side in closed for node in side.nodes)


def _serves(node: Node) -> bool:
    return isinstance(node, _GETS_SOMETHING)
