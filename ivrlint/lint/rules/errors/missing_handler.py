"""`missing-handler`."""

from functools import lru_cache

from ivrlint.flow.edits import Edit, is_shared, with_pair
from ivrlint.flow.model import Input, Menu
from ivrlint.flow.tree import Mapping, Scalar
from ivrlint.lint.fixes import at_top
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SILENT = say("the call drops at `{id}` when a caller stays silent: no `then` says where it goes")
_WRONG = say("the call drops at `{id}` when no option fits: no `then` says where it goes")
_BOTH = say("the call drops at `{id}` when a caller stays silent or no option fits: no `then` says where it goes")


@rule("errors", "error", on=(Menu, Input), profile="core", sources=("ST1", "ST4", "G1"), fixes="unsafe")
def missing_handler(node: Menu | Input, study: Study) -> Faults:
    """Attempts run out, and the call drops, because nothing says where it goes then.

    ## Why
    A caller who did not hear, has an old phone or presses a key that is not there answers three times in
    vain, and the line is dead. No platform can guess what should happen next.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3}, no_match: {attempts: 3, then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {attempts: 3, then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Write `then:` under `no_input` and under `no_match`, once for all under `listening:` at the top, or at
    the node. A person is the best end; a hang-up is `failure-hangs-up`.
    """
    ears = study.ears(node)
    silent, wrong = ears.no_input.then is None, ears.no_match.then is None
    if (silent or wrong) and study.reached(node):
        what = _BOTH if silent and wrong else _SILENT if silent else _WRONG
        where = "`no_input`, `no_match`" if silent and wrong else "`no_input`" if silent else "`no_match`"
        yield Fault(
            node.name,
            say(what, id=node.id),
            say("write `then:` under {where}, here or under `listening:` at the top", where=where),
            node.id,
            fix=_fix(tuple(key for key, missing in (("no_input", silent), ("no_match", wrong)) if missing), study),
        )


@lru_cache(maxsize=8)  # every node that lacks it asks for the same
def _fix(missing: tuple[str, ...], study: Study) -> Fix | None:
    """For the whole flow: to where the other counter leads, or else to where a person answers a key."""
    target, root = _usual_end(study), study.flow.place
    if target is None or not isinstance(root, Mapping):
        return None
    says = say("lead callers who could not answer to `{target}`", target=target)
    written = root.get("listening")
    if written is None:
        inner = ", ".join(f"{key}: {{then: {target}}}" for key in missing)
        edit = at_top([("listening", f"{{{inner}}}")], study)
        return Fix(says, (edit,), safe=False, touches="ways") if edit else None
    if not isinstance(written, Mapping) or is_shared(written):
        return None
    edits = [_then(written, key, target) for key in missing]
    known = tuple(edit for edit in edits if edit)
    return Fix(says, known, safe=False, touches="ways") if len(known) == len(edits) else None


def _then(listening: Mapping, key: str, target: str) -> Edit | None:
    counter = listening.get(key)
    if counter is None:
        return with_pair(listening, f"{key}: {{then: {target}}}")
    return with_pair(counter, f"then: {target}") if isinstance(counter, Mapping) and not is_shared(counter) else None


def _usual_end(study: Study) -> str | None:
    """Where the flow's own counters lead, else the node of a key that leads to a person."""
    listening = study.flow.listening
    ends = [end for end in (listening.no_input.then, listening.no_match.then) if end]
    ends += [key.to for key in study.flow.keys if key.to and key.to.to in study.leads_to_person]
    return next((end.to for end in ends if end.to in study.flow.nodes and isinstance(end.place, Scalar)), None)
