"""`impossible-case`."""

from ivrlint.flow.model import Branch, Transfer
from ivrlint.flow.suggest import closest, one_slip
from ivrlint.lint.fixes import key_of, written
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import either, say

_OUTCOMES = ("closed", "full", "timeout", "busy", "no_answer", "failed")


@rule("structure", "warning", on=(Branch, Transfer), sources=("seed002",), fixes="unsafe")
def impossible_case(node: Branch | Transfer, study: Study) -> Faults:
    """A branch or a transfer has a case that never comes up.

    ## Why
    What is written there is heard by nobody, and what was meant to be written may be missing: a slip in
    `open` or `closed` sends callers to nowhere.

    ## Wrong
    ```yaml
    nodes:
      office: {type: branch, hours: office, cases: {open: adviser, close: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      office: {type: branch, hours: office, cases: {open: adviser, closed: call_back}}
    ```

    ## How to mend it
    Hours have the cases `open` and `closed`, and only `open` where they never close; a split has those that
    it names. A field may have any value, so its cases are not looked at. What is missing is `dead-end`.
    A transfer may name outcomes freely; one that looks like a slip in a known one is told.
    """
    if isinstance(node, Transfer):
        yield from _slips(node)
        return
    if node.field is not None or (node.hours is not None and node.hours not in study.flow.hours):
        return
    possible = study.graph.possible_cases(node)
    for case, target in node.cases.items():
        if case not in possible:
            near = closest(case, [name for name in possible if name not in node.cases])
            yield Fault(
                target.place,
                say(
                    "the case `{case}` never comes up here; what comes up is {possible}",
                    case=case,
                    possible=either(f"`{name}`" for name in possible),
                ),
                say("did you mean `{near}`?", near=near) if near else say("remove it, or mend what decides"),
                node.id,
                fix=_fix(node, "cases", case, [name for name in possible if name not in node.cases]),
            )


def _slips(node: Transfer) -> Faults:
    missing = [name for name in _OUTCOMES if name not in node.on]
    for outcome, target in node.on.items():
        near = closest(outcome, missing) if outcome not in _OUTCOMES else None
        if near:
            yield Fault(
                target.place,
                say("the outcome `{outcome}` never comes up here", outcome=outcome),
                say("did you mean `{near}`?", near=near),
                node.id,
                fix=_fix(node, "on", outcome, missing),
            )


def _fix(node: Branch | Transfer, key: str, case: str, missing: list[str]) -> Fix | None:
    meant = one_slip(case, missing)
    return key_of(written(node, key), case, meant, say("write `{name}`", name=meant))
