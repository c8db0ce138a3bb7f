"""A flow made ready for calls: its nodes as stations, its edges as ways between them.

Everything that a key, a silence or an answer can lead to is looked up in tables that are made once
a flow, from the graph's edges and nothing else, so that a call costs microseconds.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from ivrlint.call.lines import Line, Speaker, Words
from ivrlint.call.reasons import no_way, unreadable_flow
from ivrlint.flow import model
from ivrlint.flow.graph import ELSE, HANGUP, LOST, START, Edge, FlowGraph
from ivrlint.flow.numbers import begins, takes
from ivrlint.platforms.formats import read_any

if TYPE_CHECKING:
    from ivrlint.message import Message

Turn = Literal["go", "repeat", "back", "start", "hangup", "lost"]
Loader = Callable[[Path], "Phone | None"]
ANSWERED = "answered"
_TURNS: dict[str, Turn] = {"repeat": "repeat", "back": "back", "start": "start", "hangup": "hangup"}
_NOTHING: Mapping[str, str] = {}


class Way:
    """An edge of the graph with its station at the end; `reason` says why a call that takes it is lost."""

    __slots__ = ("edge", "language", "owner", "reason", "sets", "target", "turn")

    def __init__(self, edge: Edge, target: "Station | None", owner: "Station | None" = None) -> None:
        self.edge = edge
        self.owner = owner  # the station that it leaves
        self.target = target
        self.turn: Turn = _turn(edge)
        self.sets = (edge.option.sets if edge.option else _NOTHING) or None
        self.language = edge.option.language if edge.option else None
        self.reason: Message | None = None

    def __repr__(self) -> str:
        return f"Way({self.edge.source!r} -{self.edge.kind} {self.edge.key}-> {self.edge.target!r})"

    def to(self, station: "Station | None") -> "Way":
        """The same way where it is known on the call only where it leads (`back`, `start`)."""
        return Way(self.edge._replace(target=station.id if station else HANGUP), station, self.owner)


def _turn(edge: Edge) -> Turn:
    if edge.target == LOST:
        return "lost"
    return _TURNS.get(edge.to.to, "go") if edge.to is not None else "go"


class Station:
    """A node with its ways on. Made once, never changed afterwards."""

    __slots__ = (
        "barge_in",
        "cases",
        "dial",
        "digits",
        "ears",
        "entered",
        "goal",
        "id",
        "keys",
        "kind",
        "lines",
        "next",
        "no_input",
        "no_match",
        "node",
        "only",
        "outcomes",
        "phone",
        "returns",
        "sets",
        "spells",
        "sub",
        "terminator",
        "waits",
        "waits_for",
    )

    def __init__(self, node: model.Node, phone: "Phone") -> None:
        self.id = node.id
        self.node = node
        self.phone = phone
        self.kind: str = node.type
        self.ears = phone.graph.ears(node)
        self.barge_in = self.ears.barge_in
        self.keys: dict[str, Way] = {}
        self.spells: frozenset[str] = frozenset()  # what longer keys begin with
        self.cases: dict[str, Way] = {}
        self.outcomes: dict[str, Way] = {}
        self.next: Way | None = None
        self.entered: Way | None = None
        self.dial: Way | None = None
        self.no_input: Way | None = None
        self.no_match: Way | None = None
        self.lines: dict[tuple[str, str], Words] = {}
        self.sub: tuple[Phone | None] | None = None
        self.sets: Mapping[str, str] | None = (node.sets or None) if isinstance(node, model.Message) else None
        self.returns = isinstance(node, model.Menu) and node.return_prompt is not None
        self.digits = _digits(node)
        self.only = node.dial.only if isinstance(node, model.Menu) and node.dial is not None else ()
        self.waits_for = node.waits_for if isinstance(node, model.Menu) else 1
        self.terminator = node.terminator or "#" if isinstance(node, model.Input) else "#"
        self.goal = node.goal if isinstance(node, model.Transfer) else None
        self.waits = _longest_wait(node)

    def __repr__(self) -> str:
        return f"Station({self.id!r})"

    def lead(self, ways: list[Way]) -> None:
        """Put the ways on where the machine looks for them."""
        for way in ways:
            kind, key = way.edge.kind, way.edge.key
            match kind:
                case "option" | "key" | "wait_key":
                    self.keys.setdefault(key, way)
                case "case":
                    self.cases[key] = way
                case "outcome":
                    self.outcomes[key] = way
                case "dial" | "entered" | "next" | "no_input" | "no_match":
                    setattr(self, kind, way)
        self.spells = frozenset(key[:end] for key in self.keys for end in range(1, len(key)))

    def takes(self, digits: str) -> bool:
        """Are these digits an entry that is taken here?"""
        return takes(self.digits, self.only, digits)

    def begins(self, digits: str) -> bool:
        """Do longer entries of digits that are taken here begin with these?"""
        return begins(self.digits, self.only, digits)

    @property
    def kinds(self) -> Iterator[str]:
        """The kinds of texts that callers hear here, those after the last attempt left out: see `line`."""
        node = self.node
        if isinstance(node, model.Menu) or getattr(node, "prompt", None) is not None:
            yield "prompt"
        if self.returns:
            yield "return"
        if isinstance(node, model.Transfer) and node.wait and node.wait.prompt:
            yield "wait"
        if self.kind in ("menu", "input"):
            for failure, retries in (("no_input", self.ears.no_input), ("no_match", self.ears.no_match)):
                again = min(len(retries.again), retries.attempts - 1)
                yield from (f"{failure} {number}" for number in range(1, again + 1))

    def line(self, kind: str, language: str, fields: Mapping[str, str]) -> Line:
        """What is spoken here: `prompt`, `return`, or `no_input 2` for the text after the second silence."""
        words = self.lines.get((kind, language))
        if words is None:
            words = self.lines[kind, language] = self._words(kind, language)
        return words.line(fields)

    def sentence(self, section: str, language: str, digits: str = "") -> Line:
        """A sentence of the product itself, spoken here."""
        return self.phone.speaker.sentence(self.id, section, language, digits)

    def _words(self, kind: str, language: str) -> Words:
        node, speaker = self.node, self.phone.speaker
        text = self.text(kind)
        if isinstance(node, model.Menu):
            return speaker.menu(node, text, language)
        return speaker.words(node.id, text, language) if text else Words(node.id, "", language, 1)

    def text(self, kind: str) -> model.Text | None:
        """The text of the flow that is spoken here, of the kinds of `line`; None where nothing is written."""
        node = self.node
        prompt: model.Text | None = getattr(node, "prompt", None)
        if kind == "prompt":
            return prompt
        if kind == "return":
            return node.return_prompt if isinstance(node, model.Menu) else prompt
        if kind == "wait":
            return node.wait.prompt if isinstance(node, model.Transfer) and node.wait else None
        failure, _, number = kind.partition(" ")
        again = (self.ears.no_input if failure == "no_input" else self.ears.no_match).again
        return again[min(int(number), len(again)) - 1] if again else prompt


def _digits(node: model.Node) -> tuple[int, int]:
    """The fewest and the most digits of an entry; (0, 0) where none is taken."""
    if isinstance(node, model.Input):
        return node.digits or (1, 64)
    if isinstance(node, model.Menu) and node.dial is not None:
        return node.dial.digits
    return (3, 15) if isinstance(node, model.Callback) else (0, 0)


def _longest_wait(node: model.Node) -> float | None:
    wait = node.wait if isinstance(node, model.Transfer) else None
    return wait.max.seconds if wait and wait.max else None


class Phone:
    """A flow that can be called."""

    def __init__(self, flow: model.Flow, graph: FlowGraph | None = None, load: Loader | None = None) -> None:
        self.flow = flow
        self.graph = graph or FlowGraph(flow)
        self.speaker = Speaker(flow)
        self.zone: tzinfo = ZoneInfo(flow.timezone) if flow.timezone else UTC
        self.sensitive = frozenset(
            node.field
            for node in flow.nodes.values()
            if isinstance(node, model.Input) and node.sensitive and node.field
        )
        self._load = load or loader()
        self.stations = {id_: Station(node, self) for id_, node in flow.nodes.items()}
        for id_, station in self.stations.items():
            station.lead([self._way(edge, station) for edge in self.graph.exits[id_]])
        self.entries = {edge.key: self._way(edge, None) for edge in self.graph.exits[START]}

    def entry(self, number: str | None = None) -> Way:
        """Where a call to that number begins; the first entry when the number is not known."""
        way = self.entries.get(number or "") or next(iter(self.entries.values()), None)
        return way or _missing(Edge(START, LOST, "start", "", self.flow.place), None)

    def at(self, id_: str) -> Way:
        """A way that begins a call at a node. Raises KeyError for an unknown id."""
        station = self.stations[id_]
        place = station.node.place
        return Way(Edge(START, id_, "start", "", place, model.Target(id_, place)), station)

    def moment(self, epoch: float) -> datetime:
        """The flow's local time at that second."""
        return datetime.fromtimestamp(epoch, self.zone)

    def sub(self, station: Station) -> "Phone | None":
        """The flow that a node runs, None where its file cannot be read."""
        if station.sub is None:
            node = station.node
            here = node.place.source.file
            file = node.file if isinstance(node, model.SubFlow) else None
            station.sub = (self._load((here.parent if here else Path()) / file) if file else None,)
        return station.sub[0]

    def case(self, station: Station, epoch: float, fields: Mapping[str, str]) -> str | None:
        """The case that holds at a branch; None where the world has to say (a split)."""
        node = station.node
        if not isinstance(node, model.Branch):
            return None
        if node.field is not None:
            value = fields.get(node.field)
            return value if value is not None and value in station.cases else ELSE
        hours = self.flow.hours.get(node.hours) if node.hours else None
        if hours is None:
            return None
        return "open" if hours.is_open(self.moment(epoch)) else "closed"

    def no_case(self, station: Station, case: str) -> Way:
        """Where a call goes at a branch that has no such case: nowhere."""
        return _missing(Edge(station.id, LOST, "case", case, station.node.name), station)

    def no_outcome(self, station: Station, outcome: str) -> Way:
        """Where a call goes that ends in an outcome of which nothing is written: nowhere."""
        return _missing(Edge(station.id, LOST, "outcome", outcome, station.node.name), station)

    def no_flow(self, station: Station) -> Way:
        """Where a call goes when a node's flow cannot be read: nowhere."""
        way = Way(Edge(station.id, LOST, "outcome", "", station.node.name), None, station)
        way.reason = unreadable_flow(station.node)
        return way

    def _way(self, edge: Edge, owner: Station | None) -> Way:
        return _missing(edge, owner) if edge.target == LOST else Way(edge, self.stations.get(edge.target), owner)


def _missing(edge: Edge, owner: Station | None) -> Way:
    way = Way(edge, None, owner)
    way.reason = no_way(edge)
    return way


def loader() -> Loader:
    """Reads each file once; a flow that runs itself gets the phone that is being made."""
    phones: dict[Path, Phone | None] = {}

    def load(path: Path) -> Phone | None:
        file = path.resolve()
        if file not in phones:
            phones[file] = None
            try:
                flow = read_any(path).flow
            except OSError:
                flow = None
            phones[file] = Phone(flow, load=load) if flow else None
        return phones[file]

    return load
