"""`unannounced-transfer`."""

from collections.abc import Iterator

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Menu, Message, Node, SubFlow, Text, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import GOES_ON

_EXTENSION = 3  # digits, at least
_HINTS = ("transfer", "person", "wait", "machine")


@rule("people", "warning", on=Transfer, sources=("H17", "seed000"), needs=("handing over",))
def unannounced_transfer(node: Transfer, study: Study) -> Faults:
    """The call is handed over and nobody tells the caller.

    ## Why
    After the key there is silence, then a ringing tone or music. The caller cannot know whether the key
    has worked, who will answer, or whether the line has broken, and some hang up or press again.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing: {type: transfer, queue: billing, on: {full: call_back, timeout: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Say in a few words who will answer, in the transfer's `prompt` or in a message before it. Who dials
    a colleague's extension knows who will answer. What another flow says before, on a platform whose file does not hold
    it, is not known: nothing is told there. How the wait itself sounds is looked at by the rules about queues.
    """
    arrivals = study.stretches.arrivals.get(node.id, ())
    if not study.reached(node) or all(_is_dialled(edge, study) for edge in arrivals):
        return
    help_ = say("say who will answer, as in “{sentence}”", sentence=study.sentence("say-transfer"))
    behind = study.stretches.behind(node)
    before = next((last for last in behind if not _is_told(last, study, {node.id})), None)
    if before is None and behind:
        return
    if node.prompt is not None and node.prompt.audio and not node.prompt.spoken:
        return  # a recording whose words nobody has written down may say it
    if node.prompt is None or not node.prompt.spoken:
        if before is not None:
            message = say(
                "callers hear nothing between `{before}` and whoever answers at `{id}`", before=before.id, id=node.id
            )
            yield Fault(node.name, message, help_, node.id)
        return
    for text in list(_untold(node.prompt, study))[:1]:
        message = say("“{text}” does not tell callers that somebody else will answer", text=text)
        yield Fault(node.prompt.place, message, help_, node.id)


def _is_dialled(edge: Edge, study: Study) -> bool:
    """Did the caller dial an extension, whatever decides where its digits lead, and whatever is said before?"""
    waiting, seen = [edge], set()
    for each in waiting:  # grows while it is walked
        if _passes(study.node(each.source), each) and each.source not in seen:
            seen.add(each.source)
            waiting += study.stretches.arrivals.get(each.source, ())
        elif each.source not in seen and not _dials(each):
            return False
    return True


def _dials(edge: Edge) -> bool:
    return edge.kind == "dial" or (edge.kind == "option" and len(edge.key) >= _EXTENSION)


def _passes(node: Node | None, edge: Edge) -> bool:
    """Does a call pass by here without having been asked?"""
    return edge.kind == "case" or (edge.kind == "next" and isinstance(node, Message))


def _is_told(node: Node, study: Study, seen: set[str]) -> bool:
    """Has the caller been told by now: here, or in the messages before this one? Who dials knows."""
    if _announces(node, study) or GOES_ON in node.tags:
        return True
    if isinstance(node, SubFlow) and study.flow.origin:
        return True  # what another platform's sub-flow says last, its file does not tell
    seen.add(node.id)
    behind = study.stretches.behind(node) if isinstance(node, Message) else []
    return bool(behind) and all(last.id not in seen and _is_told(last, study, seen) for last in behind)


def _announces(node: Node, study: Study) -> bool:
    """Does it say, in every language, that somebody else will answer, and leave no choice behind that?"""
    if not isinstance(node, Message) and not (isinstance(node, Menu) and not node.options):
        return False
    return node.prompt is not None and not any(_untold(node.prompt, study))


def _untold(prompt: Text, study: Study) -> Iterator[str]:
    """The wordings that do not say it, in languages with word lists."""
    for language, text in prompt.spoken.items():
        words = study.words(language)
        if words.terms("transfer") and not any(words.find(hint, text) for hint in _HINTS):
            yield text
