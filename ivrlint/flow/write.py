"""A Flow -> the text of a flow file: the reader's inverse. Reading it gives the same flow, but for places."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from ivrlint.flow import model
from ivrlint.flow.calendar import Hours, Span
from ivrlint.flow.emit import Entry, Pairs, Value, Word, emitted
from ivrlint.flow.hours import DAYS
from ivrlint.flow.kinds import Key, Shape
from ivrlint.flow.numbers import Numbers
from ivrlint.flow.place import Place
from ivrlint.flow.rewrite import rewritten
from ivrlint.flow.schema import FLOW, LISTENING, NODES, OPTION, SERVICE_LEVEL, WAIT

_OPEN = ("listening", "keys", "hours", "intents")  # a line for each of theirs
_TYPE = Word("type")
_RANKS = {"tags": 0, "note": 1, "prompt": 2, "return_prompt": 3, "listening": 5}
_MIDDLE = 4  # other keys of a node, in the order of the schema
_PARTS = (model.Message, model.Transfer, model.Voicemail, model.Callback, model.SubFlow, model.Hangup)
_MOST_LEVELS = 2  # of nodes in place within one another
_ALL_DAYS = 7


def written(flow: model.Flow, *, tree: bool = True) -> str:
    """The flow file of a flow, with comments on where its nodes come from where it was another platform's file.

    tree: small parts of such a file stand where they are used; else the nodes keep their order.
    """
    return emitted(_Writer(flow, _in_place(flow) if tree else frozenset()).pairs())


class _Writer:
    def __init__(self, flow: model.Flow, inside: frozenset[str]) -> None:
        self.flow = flow
        self.language = flow.language
        self.left = dict(flow.nodes)  # nodes that are not written yet
        self.inside = inside
        self.losses: dict[str | None, list[model.Loss]] = {}
        for loss in flow.origin.losses if flow.origin else ():
            self.losses.setdefault(loss.node if loss.node in flow.nodes else None, []).append(loss)

    def pairs(self) -> Pairs:
        flow = self.flow
        special: dict[str, Any] = {
            "ivr": Word("1"),
            "imported": flow.origin and flow.origin.platform,
            "voice": _voice(flow.words_per_minute),
            "start": self._start(),
            "listening": self._shape(LISTENING, flow.listening, "keys/"),
            "keys": self._options(flow.keys, "keys"),
            "hours": Pairs.of([Entry(name, _week(hours)) for name, hours in flow.hours.items()]),
            "intents": Pairs.of([Entry(name, self._intent(intent)) for name, intent in flow.intents.items()]),
            "nodes": None,
            "include": None,  # its parts have joined this flow
        }
        entries: list[Entry] = []
        for key in FLOW.keys.values():
            if key.name not in special:
                entries += self._entry(flow, key, "")
            elif special[key.name]:
                value = special[key.name]
                entries.append(Entry(Word(key.name), _opened(value) if key.name in _OPEN else value))
        entries[0] = entries[0]._replace(above=tuple(self._loss(loss) for loss in self.losses.get(None, ())))
        return Pairs.of([*entries, Entry(Word("nodes"), Pairs(tuple(self._nodes()), open=True))])

    def _start(self) -> Value | None:
        targets = {number: self._target(target, "", "") for number, target in self.flow.start.items()}
        if None in targets:
            return targets[None]
        return Pairs.of([Entry(number, target) for number, target in targets.items() if number])

    def _nodes(self) -> Iterator[Entry]:
        """The nodes with an id of their own, then whatever nobody refers to."""
        for id_, node in self.flow.nodes.items():
            if id_ in self.left and "/" not in id_ and id_ not in self.inside:
                yield Entry(id_, self._node(node), self._origin(id_))
        for id_ in tuple(self.left):
            if id_ in self.left:
                yield Entry(id_, self._node(self.left[id_]), self._origin(id_))

    def _origin(self, id_: str, owner: str | None = None) -> tuple[str, ...]:
        """Comments: what the platform calls a node, where it stands, and what of it is lost.

        A node that comes of the same block as the one in which it stands (`owner`) needs no second word on it.
        """
        come = [] if owner and self._block(owner) == self._block(id_) else self._block(id_)
        return (*come, *(self._loss(loss) for loss in self.losses.get(id_, ())))

    def _block(self, id_: str) -> list[str]:
        """What the platform calls a node, and where it stands; nothing where the flow is no other platform's."""
        origin = self.flow.origin
        if origin is None or id_ not in origin.names:
            return []
        return [f"from {_one_line(origin.names[id_])}, {self._line(self.flow.nodes[id_].place)}"]

    def _loss(self, loss: model.Loss) -> str:
        said = _one_line(str(loss.message))
        return f"{loss.kind}: {_one_line(loss.block)} ({self._line(loss.place)}): {said}"

    def _line(self, place: Place) -> str:
        """Where something stands in the platform's file, or in one beside it."""
        line = f"line {place.line}"
        return line if place.source is self.flow.source else f"{line} of {PurePath(place.source.path).name}"

    def _node(self, node: model.Node) -> Pairs:
        self.left.pop(node.id, None)
        shape = NODES.get(node.type)
        keys = sorted(shape.keys.values() if shape else (), key=lambda key: _RANKS.get(key.name, _MIDDLE))
        entries = (entry for key in keys if key.name not in ("type", "id") for entry in self._entry(node, key, node.id))
        return Pairs.of([Entry(_TYPE, node.type), *entries])

    def _entry(self, piece: Any, key: Key, owner: str, hangs_on: str = "") -> Iterator[Entry]:
        """The entry of one key, none where the piece says nothing but the default."""
        value = getattr(piece, key.attribute, None)
        if key.name == "target":
            levels = self._shape(SERVICE_LEVEL, piece, owner)
            if levels:
                yield Entry(Word(key.name), levels)
        elif key.name == "label" and value is None:
            yield Entry(Word(key.name), "", (), "no text says what this key is for")
        elif key.name == "digits" and isinstance(piece, model.Dial) and piece.only:
            pass  # `only` says how many they are
        elif value is not None and (key.required or value != _default(piece, key.attribute)):
            yield self._named(Word(key.name), value, key, owner, hangs_on if key.passes_on else key.name)

    def _named(self, name: str, value: Any, key: Key, owner: str, hangs_on: str) -> Entry:
        """A name and its value; what is written about a node in place stands above it."""
        plain = self._value(value, key, owner, hangs_on)
        in_place = isinstance(value, model.Target) and isinstance(plain, Pairs)
        return Entry(name, plain, self._origin(value.to, owner) if in_place else ())

    def _shape(self, shape: Shape, piece: Any, owner: str, hangs_on: str = "") -> Pairs:
        return Pairs.of(entry for key in shape.keys.values() for entry in self._entry(piece, key, owner, hangs_on))

    def _value(self, value: Any, key: Key, owner: str, hangs_on: str = "") -> Value:  # noqa: PLR0911 - a table of types
        match value:
            case model.Text():
                return self._text(value)
            case model.Target():
                return self._target(value, owner, hangs_on)
            case model.Phrases():
                return self._phrases(value)
            case model.Duration():
                return Word(value.text)
            case Numbers():
                return _digits(value.text)
            case model.Listening() | model.Unanswered() | model.Dial() | model.Wait():
                shape = key.kind if isinstance(key.kind, Shape) else WAIT
                return self._shape(shape, value, owner, key.name)
            case bool():
                return Word("none" if key.name == "keys" else str(value).lower())
            case int() | date():
                return Word(value)
            case float():
                return _share(value)
            case str():
                return value
            case tuple() if key.name == "digits":
                return Word("-".join(str(number) for number in dict.fromkeys(value)))
            case Mapping():
                return Pairs.of([self._named(name, each, key, owner, name) for name, each in value.items()])
            case _ if value and isinstance(value[0], model.Option):
                return self._options(value, owner)
            case _:
                return [self._value(each, key, owner, hangs_on) for each in value]

    def _options(self, options: tuple[model.Option, ...], owner: str) -> Pairs:
        return Pairs.of([self._option(option, owner) for option in options])

    def _option(self, option: model.Option, owner: str) -> Entry:
        entries = self._shape(OPTION, option, owner, option.key)
        node_last = Pairs.of(sorted(entries, key=lambda entry: isinstance(entry.value, Pairs)))
        return Entry(_digits(option.key), node_last)

    def _intent(self, intent: model.Intent) -> Pairs:
        entries = [Entry("share", _share(intent.share))] if intent.share is not None else []
        if intent.at:
            entries.append(Entry("at", [target.to for target in intent.at]))
        if intent.says:
            entries.append(Entry("says", self._phrases(intent.says)))
        return Pairs.of(entries)

    def _text(self, text: model.Text) -> Value:
        spoken = self._by_language(text.spoken)
        if text.audio is None:
            return spoken
        entries = [Entry("text", spoken)] if text.spoken else []
        return Pairs.of([*entries, Entry("audio", text.audio)])

    def _phrases(self, phrases: model.Phrases) -> Value:
        return self._by_language({language: list(said) for language, said in phrases.spoken.items()})

    def _by_language(self, said: Mapping[str, Any]) -> Value:
        if set(said) == {self.language}:
            value: Value = said[self.language]
            return value
        return Pairs.of([Entry(language, each) for language, each in said.items()])

    def _target(self, target: model.Target, owner: str, hangs_on: str) -> Value:
        """A node's id, or the node itself where it is named after this very place, or nothing else leads to it."""
        if target.to in self.left and target.to.rstrip("'") == f"{owner}/{hangs_on}":
            return self._node(self.left[target.to])
        if target.to in self.left and target.to in self.inside:
            node = self._node(self.left[target.to])
            return Pairs((Entry(Word("id"), target.to), *node.entries))
        return target.to


def _in_place(flow: model.Flow) -> frozenset[str]:
    """The nodes of another platform's file that stand best where they are used: small parts with one way in."""
    origin = flow.origin
    leading: dict[str, list[str]] = {}  # by node: the nodes that lead to it; "" for what belongs to the whole flow
    shared = (tuple(flow.start.values()), flow.listening, flow.keys, flow.intents)
    for owner, piece in (("", shared), *flow.nodes.items()):
        for target in _targets(piece):
            leading.setdefault(target, []).append(owner)
    inside = {
        id_: leading[id_][0]
        for id_, node in flow.nodes.items()
        if origin and id_ in origin.names and isinstance(node, _PARTS) and len(leading.get(id_, ())) == 1
    }
    return frozenset(id_ for id_ in inside if inside[id_] and _levels(id_, inside) <= _MOST_LEVELS)


def _levels(id_: str, inside: Mapping[str, str]) -> int:
    levels = 0
    while id_ in inside and levels <= _MOST_LEVELS:
        id_ = inside[id_]
        levels += 1
    return levels


def _targets(piece: Any) -> list[str]:
    found: list[str] = []

    def keep(target: model.Target) -> model.Target:
        found.append(target.to)
        return target

    rewritten(piece, target=keep)
    return found


def _digits(key: str) -> str:
    """A key of the phone: plain where all readers of YAML take it for the same."""
    return Word(key) if key.isdigit() and not key.startswith("0") else key


def _opened(value: Value) -> Value:
    return replace(value, open=True) if isinstance(value, Pairs) else value


def _default(piece: Any, name: str) -> Any:
    """What holds where a piece of the model is made without that value."""
    if isinstance(piece, tuple):
        return getattr(piece, "_field_defaults", {}).get(name, MISSING)
    field = next((field for field in fields(piece) if field.name == name), None)
    if field is None or (field.default is MISSING and field.default_factory is MISSING):
        return MISSING
    return field.default if field.default_factory is MISSING else field.default_factory()


def _share(share: float) -> Word:
    return Word(f"{share * 100:.6f}".rstrip("0").rstrip(".") + "%")


def _voice(paces: Mapping[str, int]) -> Pairs | None:
    by_language = Pairs.of(Entry(tag, Word(pace)) for tag, pace in paces.items())
    return Pairs.of([Entry("words_per_minute", Word(paces[""]) if "" in paces else by_language)]) if paces else None


def _week(hours: Hours) -> Pairs:
    """The days as they were written, else days in a row with the same hours together."""
    if hours.written:
        return Pairs.of([Entry(Word(days.text), _spans(days.spans)) for days in hours.written])
    entries = []
    first = 0
    for day in range(1, _ALL_DAYS + 1):
        if day == _ALL_DAYS or hours.week[day] != hours.week[first]:
            if hours.week[first]:
                name = DAYS[first] if day - first == 1 else f"{DAYS[first]}-{DAYS[day - 1]}"
                entries.append(Entry(name, _spans(hours.week[first])))
            first = day
    return Pairs.of([*entries, *(Entry(Word(day), _spans(spans)) for day, spans in hours.dates.items())])


def _spans(spans: tuple[Span, ...]) -> Value:
    each = [Word("-".join(f"{at // 60:02}:{at % 60:02}" for at in span)) for span in spans]
    return (each[0] if len(each) == 1 else list(each)) if each else Word("closed")


def _one_line(text: str) -> str:
    return " ".join(text.split())
