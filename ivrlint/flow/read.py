"""A flow file -> Flow and problems. Reads all of it and never stops at the first problem."""

import collections.abc
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ivrlint.flow import model
from ivrlint.flow.complaints import Complaints
from ivrlint.flow.directives import directives
from ivrlint.flow.kinds import listing, shown
from ivrlint.flow.numbers import KEYS
from ivrlint.flow.place import Place, Problem, Source, packed
from ivrlint.flow.scalars import language as language_tag
from ivrlint.flow.scalars import named_language
from ivrlint.flow.schema import FLOW, NODES, PART
from ivrlint.flow.suggest import closest, one_slip
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence, Tree, grow, type_names
from ivrlint.message import say

_MAKERS: dict[str, type[model.Node]] = {
    maker.type: maker
    for maker in (
        model.Message,
        model.Menu,
        model.Input,
        model.Branch,
        model.Lookup,
        model.Transfer,
        model.Voicemail,
        model.Callback,
        model.SubFlow,
        model.Hangup,
    )
}
_BRANCHES_BY = ("hours", "field", "split")
_LONGEST_TAG = 5  # of the tags that are guessed
_GOALS = ("queue", "number", "extension")
_BEGIN = say("see `ivrlint schema`, or begin with `ivr: 1`")
_TELLING = ("ivr", "start", "nodes")
_NONE = say("the node `{id}` must have one of {names}, and has none")
_SEVERAL = say("the node `{id}` must have one of {names}, and has {count}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its flow (None where there is nothing to understand) and problems."""

    flow: model.Flow | None
    problems: tuple[Problem, ...]
    source: Source


def read_flow(
    path: Path,
    shown_as: str | None = None,
    text: str | bytes | None = None,
    changed: collections.abc.Mapping[Path, str] = MappingProxyType({}),
) -> Reading:
    """Read the flow file at `path`, and the files that it includes.

    Messages call the file `shown_as`; `text` replaces the file's content (standard input), `changed` that of
    included files, by their resolved paths.
    Never raises for what a file holds; raises OSError when `path` itself cannot be opened.
    """
    name = shown_as or str(path)
    problems: list[Problem] = []
    if isinstance(text, str):
        source = Source(name, text.removeprefix("\ufeff"), path)
    else:
        source, problems = decoded(path.read_bytes() if text is None else text, path, name)
    return Reader(source, problems, changed).flow()


def decoded(data: bytes, path: Path, shown_as: str) -> tuple[Source, list[Problem]]:
    """The text of a file's bytes, and a problem where they are not UTF-8."""
    try:
        return Source(shown_as, data.decode("utf-8-sig"), path), []
    except UnicodeDecodeError as error:
        source = Source(shown_as, data.decode("utf-8-sig", "replace"), path)
        start = packed(data.count(b"\n", 0, error.start), 0)
        return source, [
            Problem(Place(source, start, start + 1), say("this line is not UTF-8"), say("save the file as UTF-8"))
        ]


class Reader(Complaints):
    """Reads one flow. The kinds of the schema ask it for nodes and report to it."""

    def __init__(
        self,
        source: Source,
        problems: list[Problem],
        changed: collections.abc.Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(problems)
        self.source = source
        self.changed = changed
        self.nodes: dict[str, model.Node] = {}
        self.directives: list[model.Directive] = []
        self.sources = [source]
        self._owner = ""

    def flow(self) -> Reading:
        """Read the whole file."""
        tree = self._tree(self.source)
        if not isinstance(tree.root, Mapping):
            if tree.root is not None or not self.problems:
                place = tree.root or Place(self.source, 0, 1)
                self.report(place, say("this is not a flow file: it must be a mapping with `ivr: 1`"), _BEGIN)
            return Reading(None, tuple(self.problems), self.source)
        if _is_foreign(tree.root):
            self.report(tree.root, say("this is not a flow file: it has neither `ivr`, `start` nor `nodes`"), _BEGIN)
            return Reading(None, tuple(self.problems), self.source)
        self.languages = self._languages(tree.root)
        self._owner = "keys"
        values = FLOW.values(tree.root, self)
        self._broken(tree)
        values.pop("ivr", None)
        values["languages"] = values.get("languages") or self.languages
        parts = [values, *self._included(values.pop("include", ()), tree.root, [self.source])]
        hours = self._joined(part.get("hours", {}) for part in parts)
        intents = self._joined(part.get("intents", {}) for part in parts)
        flow = model.Flow(
            place=tree.root,
            source=self.source,
            **{
                **values,
                "hours": hours,
                "nodes": self.nodes,
                "intents": {name: intent._replace(name=name) for name, intent in intents.items()},
                "sources": tuple(self.sources),
                "directives": tuple(self.directives),
            },
        )
        self._check(flow)
        return Reading(flow, tuple(self.problems), self.source)

    def _tree(self, source: Source) -> Tree:
        tree = grow(source)
        orders, wrong = directives(source, tree.root)
        self.directives += orders
        self.problems += [*tree.problems, *wrong]
        return tree

    def _languages(self, root: Mapping) -> tuple[str, ...]:
        """The declared languages; read before all else, since texts are checked against them."""
        piece = root.get("languages")
        before = len(self.problems)
        tags = listing(language_tag).read(piece, self, "languages") if piece is not None else ()
        del self.problems[before:]  # told when the key is read in its turn
        return tags or self._meant(piece or root.get("language")) or ("en",)

    def _meant(self, piece: Piece | None) -> tuple[str, ...]:
        """The languages of `languages: español` and `language: es`, so that nothing else looks wrong for them."""
        words = piece.items if isinstance(piece, Sequence) else [piece]
        meant = [named_language(word.value) or word.value for word in words if isinstance(word, Scalar)]
        return tuple(tag for tag in meant if len(tag) <= _LONGEST_TAG)

    def _broken(self, tree: Tree) -> None:
        for key in tree.broken:
            if key.value not in self.nodes:
                self.nodes[key.value] = model.Broken(id=key.value, place=key, name=key)

    # Files that this one includes

    def _included(self, names: Iterable[str], root: Mapping, chain: list[Source]) -> list[dict[str, Any]]:
        """The parts that the last file of `chain` includes, and those that they include."""
        piece = root.get("include")
        places = piece.items if isinstance(piece, Sequence) else [piece or root]
        return [part for name, place in zip(names, places, strict=False) for part in self._include(name, place, chain)]

    def _include(self, name: str, place: Place, chain: list[Source]) -> list[dict[str, Any]]:
        here = chain[-1]
        path = (here.file.parent if here.file else Path()) / name
        same = [source.file is not None and _same(source.file, path) for source in self.sources]
        if any(source.file is not None and _same(source.file, path) for source in chain):
            steps = [Path(source.path).name for source in chain] + [path.name]
            self.report(
                place,
                say("{file} includes itself: {chain}", file=shown(name), chain=" -> ".join(steps)),
                say("remove one of these includes"),
            )
            return []
        if any(same):
            return []  # two files may share a third
        try:
            source, problems = self._opened(path, str(Path(here.path).parent / name))
        except OSError:
            self.report(
                place,
                say("the included file {file} cannot be read", file=shown(name)),
                say("write its path as seen from this file"),
            )
            return []
        self.sources.append(source)
        self.problems += problems
        tree = self._tree(source)
        if not isinstance(tree.root, Mapping):
            self.report(
                place,
                say("the included file {file} is not a mapping", file=shown(name)),
                say("it may hold nodes, hours and intents"),
            )
            return []
        values = PART.values(tree.root, self)
        self._broken(tree)
        return [values, *self._included(values.pop("include", ()), tree.root, [*chain, source])]

    def _opened(self, path: Path, shown_as: str) -> tuple[Source, list[Problem]]:
        text = self.changed.get(path.resolve()) if self.changed else None
        return decoded(path.read_bytes(), path, shown_as) if text is None else (Source(shown_as, text, path), [])

    def _joined(self, parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
        """One mapping of several files' parts; the same name twice is an error."""
        joined: dict[str, Any] = {}
        for part in parts:
            for name, value in part.items():
                if name in joined:
                    self.report(
                        value.place,
                        say(
                            "`{name}` is defined twice; it also stands in {other}", name=name, other=joined[name].place
                        ),
                        say("rename one of them"),
                    )
                else:
                    joined[name] = value
        return joined

    # Nodes

    def node(self, key: Scalar, piece: Piece) -> None:
        """Read the node `piece` that stands under the id `key`."""
        if key.value in model.RESERVED_TARGETS:
            self.report(
                key,
                say("`{id}` is a reserved word and cannot be a node's id", id=key.value),
                say("choose another id, such as `{id}_1`", id=key.value),
            )
        elif not _is_id(key.value):
            self.report(
                key, say("{id} is not a node's id", id=shown(key.value)), say("use letters, digits, `-` and `_`")
            )
        if key.value in self.nodes:
            self.report(
                key,
                say(
                    "the id `{id}` is used twice; it also stands in {other}",
                    id=key.value,
                    other=self.nodes[key.value].place,
                ),
                say("rename one of the nodes"),
            )
            return
        self._read_node(key.value, piece, key)

    def node_in_place(self, piece: Mapping, hangs_on: str) -> str:
        """Read a node that is written where a target may stand; returns its id: its own, or the one it gets."""
        own = piece.get("id")
        if isinstance(own, Scalar) and own.value:
            self.node(own, piece)
            return own.value
        id_ = f"{self._owner}/{hangs_on}"
        while id_ in self.nodes:  # `next` and an outcome called next, say
            id_ += "'"
        self._read_node(id_, piece, None)
        return id_

    def _read_node(self, id_: str, piece: Piece, key: Scalar | None) -> None:
        name: Place = key or piece
        self.nodes[id_] = model.Broken(id=id_, place=piece, name=name)  # keeps the order of the file
        if not isinstance(piece, Mapping):
            self.report(
                name,
                say("the node `{id}` must be a mapping, not {what}", id=id_, what=type_names[type(piece)]),
                say("write at least `type:` and what it needs"),
            )
            return
        kind = piece.get("type")
        shape = NODES.get(kind.value) if isinstance(kind, Scalar) else None
        if kind is None or shape is None or not isinstance(kind, Scalar):
            self._report_type(id_, name, kind)
            return
        owner, self._owner = self._owner, id_
        values = shape.values(piece, self)
        self._owner = owner
        values.pop("type", None)
        if values.pop("id", None) and key is not piece.get("id"):
            self.report(
                piece.get("id") or piece,
                say("the node `{id}` has its id already: the key under `nodes`", id=id_),
                say("remove `id:`; it is for nodes that are written in place"),
            )
        if kind.value == "branch":
            self._one_of(_BRANCHES_BY, piece, id_)
            values["asks"] = next((value for key, value in piece.pairs if key.value in _BRANCHES_BY), None)
        elif kind.value == "transfer":
            self._one_of(_GOALS, piece, id_)
        elif kind.value == "lookup" and "error" not in values.get("on", {}):
            self.report(
                name,
                say("the lookup `{id}` says nothing about `error`", id=id_),
                say("add `error:` under `on:`, to what a caller gets when the system does not answer"),
            )
        self.nodes[id_] = _MAKERS[kind.value](
            id=id_, place=Place(piece.source, name.start, piece.end), name=name, written=piece, **values
        )

    def _report_type(self, id_: str, name: Place, kind: Piece | None) -> None:
        known = ", ".join(NODES)
        if not isinstance(kind, Scalar) or not kind.value:
            self.report(
                name, say("the node `{id}` has no `type`", id=id_), say("add `type:`, one of {known}", known=known)
            )
            return
        near = closest(kind.value, NODES)
        self.report(
            kind,
            say("{type} is not a type of node", type=shown(kind.value)),
            say("did you mean `{near}`?", near=near) if near else say("write one of {known}", known=known),
            one_slip(kind.value, NODES),
        )

    def _one_of(self, names: tuple[str, ...], piece: Mapping, id_: str) -> None:
        written = [key for key, _ in piece.pairs if key.value in names]
        if len(written) == 1:
            return
        place = written[1] if written else piece
        self.report(
            place,
            say(
                _SEVERAL if written else _NONE,
                id=id_,
                names=", ".join(f"`{name}`" for name in names),
                count=len(written),
            ),
            say("keep one of them") if written else say("add one of them"),
        )

    # What the parts of a flow say about each other

    def _check(self, flow: model.Flow) -> None:
        for node in flow.nodes.values():
            if type(node) is model.Branch and node.hours is not None and node.hours not in flow.hours:
                near = closest(node.hours, flow.hours)
                self.report(
                    node.asks or node.place,
                    say("no hours are called {name}", name=shown(node.hours)),
                    say("did you mean `{near}`?", near=near) if near else say("define them under `hours:`"),
                    one_slip(node.hours, flow.hours),
                )
            elif type(node) is model.Menu:
                self._check_keys(node.options, flow, node)
            elif type(node) is model.Transfer and node.wait is not None:
                self._check_keys(node.wait.keys, flow, None)
        self._check_keys(flow.keys, flow, None)
        if flow.hours and flow.timezone is None and not any(key.value == "timezone" for key, _ in _pairs(flow.place)):
            first = next(iter(flow.hours.values()))
            self.report(
                first.place,
                say("opening hours need a `timezone`"),
                say("add one at the top, such as `timezone: Europe/Madrid`"),
            )

    def _check_keys(self, options: Iterable[model.Option], flow: model.Flow, menu: model.Menu | None) -> None:
        for option in options:
            if option.key.strip(KEYS) or not option.key:
                if menu is not None and flow.ears(menu).speech:
                    return  # options may have names where the caller speaks
                self.report(
                    option.place,
                    say("{key} is not a key of the phone", key=shown(option.key)),
                    say('write digits, "*" or "#", or set `listening: {{speech: true}}` for a spoken choice'),
                )


def _is_foreign(root: Mapping) -> bool:
    """Does nothing in it tell that it is meant to be a flow? Its keys are somebody else's then."""
    return not any(key.value in _TELLING or one_slip(key.value, _TELLING) for key, _ in root.pairs)


def _is_id(word: str) -> bool:
    return bool(word) and word.replace("-", "_").replace("_", "a").isalnum()


def _pairs(place: Place) -> list[tuple[Scalar, Piece]]:
    return place.pairs if isinstance(place, Mapping) else []


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
