"""`universal-inconsistent`."""

from collections import Counter

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Input, Menu, Option
from ivrlint.language.words import fold
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SHARED = ("*", "#", "9")
_PURPOSES = ("repeat", "back", "person")


@rule("keys", "warning", sources=("H9", "ST2", "ST3"))
def universal_inconsistent(study: Study) -> Faults:
    """A key that means one thing everywhere means another in this menu.

    ## Why
    Callers learn after one menu what * and # do, and press them from then on without listening. A key
    that suddenly does something else takes them where they did not want to go.

    ## Wrong
    ```yaml
    keys:
      "0": {label: an adviser, to: adviser}
      "*": {label: go back, to: back}
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: pay}
          2: {label: a power cut, to: adviser}
      pay:
        type: menu
        options:
          1: {label: a bill that has come, to: adviser}
          2: {label: a bill to come, to: adviser}
          "*": {label: hear this again, to: repeat}
    ```

    ## Right
    ```yaml
    keys:
      "0": {label: an adviser, to: adviser}
      "#": {label: hear this again, to: repeat}
      "*": {label: go back, to: back}
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: pay}
          2: {label: a power cut, to: adviser}
      pay:
        type: menu
        options:
          1: {label: a bill that has come, to: adviser}
          2: {label: a bill to come, to: adviser}
    ```

    ## How to mend it
    Give the key its usual meaning here too, and another key to what it did. Compared are *, # and,
    where it goes back, repeats or leads to a person, 9; what most menus do counts as usual. Going back
    one menu and going to the first are alike. What 0 does is told by `zero-reused`.
    """
    uses: dict[str, list[tuple[str, Edge]]] = {key: [] for key in _SHARED}
    for node in study.flow.nodes.values():
        for edge in study.exits(node) if isinstance(node, Menu | Input) else ():
            if edge.key in uses and edge.kind in ("option", "key") and study.reached(node):
                uses[edge.key].append((_purpose(edge, study), edge))
    for key, used in uses.items():
        usual = _usual(used)
        if usual is None or (key == "9" and not _is_learned(usual, used)):
            continue
        meant = next(edge.option for purpose, edge in used if purpose == usual)
        for purpose, edge in used:
            if purpose == usual or edge.kind != "option" or not edge.option or not meant or not meant.label:
                continue
            if not _is_said_alike(edge.option, meant, study):
                yield Fault(
                    edge.option.place,
                    say(
                        "elsewhere {key} is “{usual}”; here it is “{label}”",
                        key=key,
                        usual=study.label(meant),
                        label=study.label(edge.option),
                    ),
                    say("give “{label}” another key, or leave {key} out here", key=key, label=study.label(edge.option)),
                    edge.source,
                )


def _purpose(edge: Edge, study: Study) -> str:
    """What the key does; a matter that a person deals with is not the same as the key for a person."""
    purpose = study.purpose(edge)
    spoken = edge.option.label.spoken.items() if edge.option and edge.option.label else ()
    if purpose == "person" and not any(study.words(language).find("person", text) for language, text in spoken):
        return study.comes_to(edge)
    return purpose


def _is_said_alike(one: Option, other: Option, study: Study) -> bool:
    """Do callers hear the same of both, but for words such as "the"?"""
    labels = [option.label.spoken if option.label else {} for option in (one, other)]
    return any(
        _telling(labels[0][language], language, study) == _telling(labels[1][language], language, study)
        for language in labels[0].keys() & labels[1].keys()
    )


def _telling(said: str, language: str, study: Study) -> list[str]:
    """The words of a label that tell something."""
    light = {fold(word) for word in study.words(language).terms("stop-words")}
    words = fold(said).split()
    return [word for word in words if word not in light] or words


def _is_learned(usual: str, used: list[tuple[str, Edge]]) -> bool:
    """Do callers take this key for more than a number: is it the flow's own, or nearly always the same?"""
    same = [edge for purpose, edge in used if purpose == usual]
    return usual in _PURPOSES and (2 * len(same) > len(used) or any(edge.kind == "key" for edge in same))


def _usual(used: list[tuple[str, Edge]]) -> str | None:
    """The purpose of most; of two alike, that of the flow's own key, else the one that comes first."""
    votes = Counter(purpose for purpose, _ in used)
    own = {purpose for purpose, edge in used if edge.kind == "key"}
    return max(votes, key=lambda purpose: (votes[purpose], purpose in own), default=None)
