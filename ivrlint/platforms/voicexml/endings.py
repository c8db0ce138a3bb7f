"""Where forms of VoiceXML simply end: behind a goodbye the call is over, else it drops."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.rewrite import rewritten
from ivrlint.language.tongue import likely_language
from ivrlint.language.words import words
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.voicexml.context import OVER
from ivrlint.platforms.voicexml.served import SENT

_FIELD = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[.!?…]+\s+")
_USUAL = "en"  # where there are too few words to tell
_FEW = 40  # letters


def ended(draft: Draft, language: str) -> None:
    """Lead all ways to the end of a form, in the nodes of `draft`, to where a call comes out there.

    `language` is the document's, '' where it does not say. What speaks last leads nowhere; a way that leads to the
    end right from a question or a decision comes to a silent node that leads nowhere.
    """
    if not any(target.to == OVER for node in draft.nodes.values() for target in _targets(node)):
        return
    heard = _Heard(draft.nodes, language)
    for id_, node in list(draft.nodes.items()):
        if any(target.to == OVER for target in _targets(node)):
            draft.nodes[id_] = _hanging_up(_dropping(node, draft) if heard.drops(id_) else node)


def over(target: Target) -> Target:
    """The way itself, or a hang-up where it leads to the end of a form."""
    return target._replace(to="hangup") if target.to == OVER else target


def _hanging_up(node: model.Node) -> model.Node:
    return rewritten(node, target=over)


def _dropping(node: model.Node, draft: Draft) -> model.Node:
    """The node whose ways to the end of the form lead nowhere."""
    if isinstance(node, model.Message | model.Input):
        return replace(node, next=None)
    if isinstance(node, model.Branch):
        otherwise = None if node.otherwise and node.otherwise.to == OVER else node.otherwise
        node = replace(node, otherwise=otherwise)
    if isinstance(node, model.Branch | model.Menu) and any(target.to == OVER for target in _targets(node)):
        nowhere = draft.id(f"{node.id} end")
        draft.add(model.Message(id=nowhere, place=node.place, name=node.name), draft.names.get(node.id, node.type))
        return rewritten(node, target=lambda to: to._replace(to=nowhere) if to.to == OVER else to)
    return node


def _targets(node: model.Node) -> Iterator[Target]:
    found: list[Target] = []

    def keep(target: Target) -> Target:
        found.append(target)
        return target

    rewritten(node, target=keep)
    yield from found


class _Heard:
    """What callers have heard last when they come out of a node."""

    def __init__(self, nodes: Mapping[str, model.Node], language: str) -> None:
        self._nodes = nodes
        said = " ".join(" ".join(text.spoken.values()) for node in nodes.values() if (text := _prompt(node)))
        self._language = language or likely_language(said) or (_USUAL if len(said) < _FEW else "")
        self._before: dict[str, list[str]] = {}
        for id_, node in nodes.items():
            for target in _targets(node):
                self._before.setdefault(target.to, []).append(id_)

    def drops(self, id_: str) -> bool:
        """Does a call drop that ends there, as the last that was heard is something else than a goodbye?

        Only where that is certain on every way that leads there.
        """
        waiting, seen, certain = [id_], {id_}, False
        while waiting:
            here = waiting.pop()
            drops = self._drops_by_itself(self._nodes[here])
            if drops is False:
                return False
            certain = certain or drops is True
            if drops is None:
                waiting += [before for before in self._before.get(here, ()) if before not in seen]
                seen.update(waiting)
        return certain

    def _drops_by_itself(self, node: model.Node) -> bool | None:
        """None where nothing is heard there."""
        if isinstance(node, model.Menu | model.Input):
            return True  # a question is no end
        if isinstance(node, model.Transfer | model.Voicemail | model.Callback | model.SubFlow | model.Hangup):
            return False  # somebody else has spoken last
        if isinstance(node, model.Branch) and node.field == SENT:
            return False  # nobody knows what else a server sends
        prompt = _prompt(node)
        if prompt is not None:
            return bool(prompt.spoken) and all(self._goes_on(said, lang) for lang, said in prompt.spoken.items())
        return None

    def _goes_on(self, said: str, language: str) -> bool:
        """Are these words no goodbye? Of words that nobody knows here that is not certain."""
        known = words(language or self._language or "und")
        if not known.terms("goodbye") or not _WORD.search(_FIELD.sub("", said)):
            return False
        last = _SENTENCE.split(said.strip())[-1]
        return known.find("goodbye", said) is None and known.find("thanks", last) is None


def _prompt(node: model.Node) -> model.Text | None:
    return None if isinstance(node, model.Branch | model.SubFlow | model.Broken) else node.prompt
