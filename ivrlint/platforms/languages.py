"""Which language each text of a foreign file is in: as the user says, as the file says, or as the words look."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ivrlint.flow import model
from ivrlint.flow.graph import START, FlowGraph
from ivrlint.flow.place import Place
from ivrlint.flow.rewrite import rewritten
from ivrlint.language.tongue import likely_language, other_language
from ivrlint.platforms.draft import UNTOLD

UNKNOWN = "und"  # BCP 47 for a language that nobody can tell
_DEFAULT = "en"  # where there is next to nothing to tell it by
_FEW = 40  # letters
_FIELD = re.compile(r"\{\w+\}")

_T = TypeVar("_T")
Words = model.Text | model.Phrases


def empty(place: Place, languages: Iterable[str]) -> model.Text:
    """Nothing at all, in all languages."""
    return model.Text(dict.fromkeys(languages, ""), None, place)


def in_languages(flow: model.Flow, wanted: str | None = None) -> model.Flow:
    """The flow with the language of each text, and options that switch to another one.

    wanted: the language in which calls begin, whatever the file says of it.
    """
    told = next(iter(flow.languages), None)
    first = wanted or told or _guessed(flow)
    flow = _tagged(flow, {told: first} if told else {})
    flow = replace(flow, languages=tuple(dict.fromkeys((first, *flow.languages))))
    clear = _clear(flow)
    flow = _switching(flow, clear)
    tongues = _tongues(flow, clear)
    nodes = {id_: rewritten_tags(node, {UNTOLD: tongues[id_]}) for id_, node in flow.nodes.items()}
    flow = _tagged(replace(flow, nodes=nodes), {UNTOLD: first})
    spoken = (language for node in flow.nodes.values() for text in texts(node) for language in text.spoken)
    return replace(flow, languages=tuple(dict.fromkeys((*flow.languages, *spoken))))


def texts(piece: Any) -> list[model.Text]:
    """All texts in a piece of a flow, in order."""
    found: list[model.Text] = []

    def keep(words: Words) -> Words:
        if isinstance(words, model.Text):
            found.append(words)
        return words

    rewritten(piece, words=keep)
    return found


def rewritten_tags(piece: _T, tags: Mapping[str, str]) -> _T:
    """The piece with the languages of its words renamed."""

    def renamed(words: Words) -> Words:
        if tags.keys().isdisjoint(words.spoken):
            return words
        spoken: Any = {tags.get(language, language): said for language, said in words.spoken.items()}
        return words._replace(spoken=spoken)

    return rewritten(piece, words=renamed)


def _tagged(flow: model.Flow, tags: Mapping[str, str]) -> model.Flow:
    return replace(
        flow,
        languages=tuple(tags.get(language, language) for language in flow.languages),
        listening=rewritten_tags(flow.listening, tags),
        keys=rewritten_tags(flow.keys, tags),
        nodes={id_: rewritten_tags(node, tags) for id_, node in flow.nodes.items()},
    )


def _untold(node: model.Node) -> str:
    return " ".join(text.spoken.get(UNTOLD, "") for text in texts(node))


def _guessed(flow: model.Flow) -> str:
    said = _FIELD.sub("", " ".join(filter(None, map(_untold, flow.nodes.values())))).strip()
    if not said:  # each text says which language it is in
        named = (language for node in flow.nodes.values() for text in texts(node) for language in text.spoken)
        return next(filter(None, named), _DEFAULT)
    return likely_language(said) or (_DEFAULT if len(said) < _FEW else UNKNOWN)


def _clear(flow: model.Flow) -> dict[str, str]:
    """The language of the nodes whose words clearly are in another one than the first."""
    known = {language.partition("-")[0]: language for language in reversed(flow.languages)}
    found = {id_: other_language(_untold(node), flow.languages[0]) for id_, node in flow.nodes.items()}
    return {id_: known.get(language, language) for id_, language in found.items() if language}


def _switching(flow: model.Flow, clear: Mapping[str, str]) -> model.Flow:
    """The flow whose options say so where they lead from the first language to texts of another one."""
    if not clear:
        return flow
    graph = FlowGraph(flow)
    nodes = dict(flow.nodes)
    for id_, node in flow.nodes.items():
        if isinstance(node, model.Menu) and id_ not in clear:
            options = tuple(
                option._replace(language=option.language or clear.get(_first_words(option, graph)))
                for option in node.options
            )
            nodes[id_] = replace(node, options=options)
    return replace(flow, nodes=nodes)


def _first_words(option: model.Option, graph: FlowGraph) -> str:
    """The first node behind an option that says something, as far as there is one way only."""
    here = option.to.to if option.to else ""
    seen: set[str] = set()
    while here in graph.flow.nodes and here not in seen and not texts(graph.flow.nodes[here]):
        seen.add(here)
        ahead = {edge.target for edge in graph.exits[here]}
        here = ahead.pop() if len(ahead) == 1 else ""
    return here


def _tongues(flow: model.Flow, clear: Mapping[str, str]) -> Mapping[str, str]:
    """The language of each node's texts, where the file does not tell: as their words clearly say, else the one in
    which all calls come there, else the first.
    """
    first = flow.languages[0]
    if not clear:
        return dict.fromkeys(flow.nodes, first)
    reached = _reached(FlowGraph(flow), clear)
    alone = {id_: next(iter(languages)) for id_, languages in reached.items() if len(languages) == 1}
    return {id_: clear.get(id_) or alone.get(id_, first) for id_ in flow.nodes}


def _reached(graph: FlowGraph, clear: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The languages in which calls come to each node; a text that clearly is in another one switches to it."""
    first = graph.flow.languages[0]
    reached: dict[str, set[str]] = {START: {first}}
    stack = [(START, first)]
    while stack:
        id_, language = stack.pop()
        for edge in graph.exits.get(id_, ()):
            there = clear.get(edge.target) or (edge.option and edge.option.language) or language
            known = reached.setdefault(edge.target, set())
            if there not in known:
                known.add(there)
                stack.append((edge.target, there))
    return reached
