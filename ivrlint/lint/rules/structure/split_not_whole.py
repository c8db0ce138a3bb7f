"""`split-not-whole`."""

from ivrlint.flow.model import Branch
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_WHOLE = 1.0
_ROUNDING = 0.0005


@rule("structure", "error", on=Branch, sources=("seed002",))
def split_not_whole(node: Branch, _study: Study) -> Faults:
    """The shares of a split do not make a whole.

    ## Why
    Where they add up to less, nobody has said what the other callers get; where they add up to more, some
    shares are not what the file says. Either way a test of two menus measures something else.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      prueba: {type: branch, split: {corto: 60%, largo: 30%}, cases: {corto: adviser, largo: call_back}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      prueba: {type: branch, split: {corto: 70%, largo: 30%}, cases: {corto: adviser, largo: call_back}}
    ```

    ## How to mend it
    Let the shares add up to 100 %. A share without a case of its own goes to `else`; where neither is
    written, `dead-end` says so.
    """
    whole = sum(node.split.values())
    if node.split and abs(whole - _WHOLE) > _ROUNDING:
        yield Fault(
            node.asks or node.name,
            say(
                "the shares of `{id}` add up to {whole}, so that calls go where nobody meant them to",
                id=node.id,
                whole=f"{whole * 100:.6g}%",
            ),
            say("let them add up to 100 %"),
            node.id,
        )
