"""What platforms would refuse in a document of VoiceXML that somebody has written by hand."""

from collections.abc import Iterable, Iterator

from ivrlint.message import Message, say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.voicexml.context import ITEMS
from ivrlint.platforms.xmltree import Element, Words

_ITEMS = frozenset(ITEMS)
_CONTENT = frozenset(("block", "filled", "catch", "noinput", "nomatch", "help", "error"))  # where steps stand
_BRANCHES = ("elseif", "else")
_STEPS = frozenset(("goto", "submit", "exit", "disconnect", "throw", "return", "reprompt", "clear", "assign"))


def tell(root: Element, draft: Draft) -> None:
    """Tell of the elements that stand where no platform takes them: the first of each kind in each part."""
    told: set[tuple[int, str]] = set()
    for part, refused, message, help_ in _refused(root):
        if (id(part), refused.tag) not in told:
            told.add((id(part), refused.tag))
            draft.problem(refused.head, message, help_)


def _refused(root: Element) -> Iterator[tuple[Element, Element, Message, Message]]:
    for element in root.walk():
        if element.tag == "prompt":
            for inner in element.walk():
                if inner.tag in _STEPS:
                    message = say("`<{tag}>` has no place in a `<prompt>`: nobody is led anywhere by it", tag=inner.tag)
                    yield element, inner, message, say("write it behind the `</prompt>`")
        elif element.tag in _CONTENT:
            yield from _in_content(element)
        elif element.tag == "grammar" and (wanted := element.get("root")):
            rules = element.elements("rule")
            if rules and wanted not in {rule.get("id") for rule in rules}:
                message = say("the grammar has no rule `{name}`: platforms refuse it", name=wanted)
                yield element, element, message, say("call one of its rules `{name}`", name=wanted)


def _in_content(element: Element) -> Iterator[tuple[Element, Element, Message, Message]]:
    for inner in element.elements():
        if inner.tag in _ITEMS:
            message = say("`<{tag}>` has no place in a `<{around}>`", tag=inner.tag, around=element.tag)
            yield element, inner, message, say("write it in the `<form>`, beside the `<{around}>`", around=element.tag)
        elif inner.tag in _BRANCHES:
            message = say("`<{tag}>` stands outside of its `<if>`", tag=inner.tag)
            yield element, inner, message, say("write it in front of the `</if>`")


def join_branches(root: Element) -> None:
    """Put the branches that stand behind an `</if>` into that `if`, in place."""
    for element in list(root.walk()):
        if element.tag in _CONTENT and any(inner.tag in _BRANCHES for inner in element.elements()):
            element.fill(_joined(element.pieces))


def _joined(pieces: Iterable[Element | Words]) -> list[Element | Words]:
    kept: list[Element | Words] = []
    decision: Element | None = None  # that stands right before
    branch: Element | None = None  # the last one that was put into it
    for piece in pieces:
        is_branch = isinstance(piece, Element) and piece.tag in _BRANCHES
        if decision is not None and (is_branch or (branch is not None and not branch.pieces)):
            decision.fill([*decision.pieces, piece])
            branch = piece if is_branch and isinstance(piece, Element) else branch
        else:
            kept.append(piece)
            decision = piece if isinstance(piece, Element) and piece.tag == "if" else None
            branch = None
    return kept
