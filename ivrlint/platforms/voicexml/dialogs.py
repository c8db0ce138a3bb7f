"""Forms and menus of VoiceXML, and the ways between them: dialogs are made to nodes when a call may come there."""

from collections import deque
from pathlib import PurePosixPath

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.rewrite import rewritten
from ivrlint.message import say
from ivrlint.platforms.draft import UNKNOWN, Draft
from ivrlint.platforms.voicexml.content import Content
from ivrlint.platforms.voicexml.context import ITEMS, MISSING, Context, Form, missing
from ivrlint.platforms.voicexml.documents import DIALOGS, Document, Documents, Scope, language_of
from ivrlint.platforms.voicexml.endings import ended, over
from ivrlint.platforms.voicexml.grammars import Fetch
from ivrlint.platforms.voicexml.items import Items
from ivrlint.platforms.voicexml.served import SENT
from ivrlint.platforms.voicexml.slips import join_branches, tell
from ivrlint.platforms.xmltree import Element

_MOST_PARTS = 2000  # of dialogs that others call: they are made for each of them
_DEEPEST = 6  # dialogs that call each other
_OF_ROOTS = frozenset(
    ["var", "script", "catch", "noinput", "nomatch", "help", "error", "link", "property", "meta", "metadata", "log"]
)
_COUNTED = frozenset(
    [
        "form",
        "menu",
        "field",
        "block",
        "initial",
        "record",
        "transfer",
        "subdialog",
        "object",
        "choice",
        "option",
        "link",
        "goto",
        "submit",
        "if",
        "elseif",
        "else",
        "throw",
        "return",
        "exit",
        "disconnect",
        "catch",
        "noinput",
        "nomatch",
        "help",
        "error",
        "filled",
        "data",
        "foreach",
        "clear",
    ]
)


class Dialogs:
    """All dialogs of the documents that a call may come to."""

    def __init__(self, documents: Documents, draft: Draft) -> None:
        self._documents = documents
        self._draft = draft
        self._forms: dict[tuple[int, str], Form] = {}
        self._met: set[int] = set()  # dialogs, by identity, for which there is a form
        self._counted: set[Document] = set()
        self._waiting: deque[Form] = deque()
        self._calls: dict[str, int] = {}  # by the node where a called dialog leads back: how deep the calls are
        self._called = 0  # parts of dialogs that were made for who called them
        self._outside: dict[str, str] = {}
        self._elsewhere: dict[str, Target] = {}
        self._told_of_recordings = False
        self.first = documents.first
        self.language = language_of(documents.first.root) if documents.first else ""
        self.keys: tuple[model.Option, ...] = ()  # that work everywhere
        self.content = Content(self, draft)
        self._items = Items(self, self.content, draft)

    def build(self, document: Document) -> dict[str | None, Target]:
        """Make the nodes of a document and of those that it leads to, and `keys`; returns where calls begin."""
        scope = self._documents.scope(document)
        begin: list[Form] = []  # dialogs to which no other one leads, the first of the document among them
        for dialog in document.dialogs:
            if id(dialog) not in self._met:
                begin.append(self._form(dialog, document, scope, None))
                self._make()
        everywhere = self._items.links.everywhere(Context(Form(document.root, document, scope, None, {}, ""), scope))
        self._make()
        self._resolve()
        self.keys = tuple(rewritten(option, target=lambda target: over(self._found(target))) for option in everywhere)
        if not begin and _is_root(document):
            return self._root(document)
        if not begin:
            message = say("this document has neither a form nor a menu: the call ends at once")
            self._draft.problem(document.root.head, message, say("add a `<form>` or a `<menu>`"))
            return {}
        ways = [over(self._found(Target(form.id, form.element.head))) for form in begin]
        return {None: self._sent(document, ways) if document.served and len(ways) > 1 else ways[0]}

    def _sent(self, document: Document, ways: list[Target]) -> Target:
        """A call begins at what a server sends: it may leave out any of the dialogs."""
        id_ = self._draft.id(f"{_stem(document)} sent")
        head = document.root.head
        *others, last = ways
        cases = {way.to: way for way in others}
        node = model.Branch(id=id_, place=document.root, name=head, field=SENT, cases=cases, otherwise=last)
        self._draft.add(node, "vxml")
        return Target(id_, head)

    def _root(self, document: Document) -> dict[str | None, Target]:
        """A document with nothing but what others build on: no call begins there."""
        self._draft.call = False
        self._draft.blocks += 1
        id_ = self._draft.id(_stem(document))
        over = Target("hangup", document.root.head)
        self._draft.add(model.Message(id=id_, place=document.root, name=document.root.head, next=over), "vxml")
        return {None: over._replace(to=id_)}

    def _make(self) -> None:
        """Make the dialogs that wait, and those that they lead to."""
        while self._waiting:
            form = self._waiting.popleft()
            if form.element.tag == "menu":
                self._items.menu(form)
            else:
                self._items.form(form)

    def also(self, id_: str, other: str) -> None:
        """Nothing of its own is at `id_`: who comes there comes to `other`."""
        if id_ != other or id_ not in self._draft.nodes:
            self._outside[id_] = other

    # Ways

    def way(self, address: str, piece: Element, context: Context, values: str = "") -> Target:
        """To an address: a dialog of this document, another document, or what a server will say."""
        document = context.form.document
        name, _, part = address.partition("#")
        there = self._documents.at(name, document) if name else document
        if there is None or "{" in part:
            return self._served(address, piece, values)
        found = there.part(part) if part else next(iter(there.dialogs), None)
        if found is None:
            return Target(missing(part, name) if part else name, piece.head)
        form = context.form if there == document else None
        return self._to(found, there, form)._replace(place=piece.head)

    def at_root(self, event: str, piece: Element, context: Context) -> Target | None:
        """To what the root document of the application does at an event; None where there is none, or it is read."""
        document = context.form.document
        address = document.root.get("application")
        if not address or self._documents.root_of(document) is not None:
            return None
        return self._served(address, piece, event, (UNKNOWN,))

    def call(self, address: str, piece: Element, context: Context, back: Target) -> Target | None:
        """To a dialog that comes back; None where it cannot be read from here."""
        name, _, part = address.partition("#")
        there = self._documents.at(name, context.form.document) if name else context.form.document
        found = (there.part(part) if part else next(iter(there.dialogs), None)) if there is not None else None
        depth = self._calls.get(context.form.back.to, 0) if context.form.back else 0
        if there is None or found is None or found.tag not in DIALOGS or depth >= _DEEPEST:
            return None
        self._called += 1 + len(found.elements(*ITEMS))
        if self._called > _MOST_PARTS:
            return None
        self._calls[back.to] = depth + 1
        form = self._form(found, there, self._documents.scope(there), back)
        return Target(form.id, piece.head)

    def inside(self, element: Element, context: Context) -> Target:
        """To a dialog that stands in the middle of another one, as some platforms allow."""
        form = self._form(element, context.form.document, context.form.scope, context.form.back)
        return Target(form.id, element.head)

    def grammars(self, document: Document) -> Fetch:
        """What reads the grammars that stand beside a document."""
        return lambda address: self._documents.grammar(address, document)

    def item(self, element: Element, context: Context, after: Target, wanted: str | None) -> Target:
        """To a part of a form that stands in the middle of content, as some platforms allow."""
        id_ = wanted or self._draft.id(element.get("name") or element.tag)
        self._items.item(element, context.form, after, id_)
        return self.resolved(Target(id_, element.head))

    def _to(self, element: Element, document: Document, form: Form | None) -> Target:
        if element.tag in DIALOGS:
            made = self._form(element, document, self._documents.scope(document), form.back if form else None)
            return Target(made.id, element.head)
        for known in list(self._forms.values()):
            if id(element) in known.ids:
                return known.target(element)
        return Target(element.get("name") or element.get("id"), element.head)

    def _form(self, element: Element, document: Document, scope: Scope, back: Target | None) -> Form:
        """A dialog with ids for all of its parts; it waits to be made."""
        key = (id(element), back.to if back else "")
        if key not in self._forms:
            self._count(document)
            form = self._named(element, document, scope, back)
            self._forms[key] = form
            self._met.add(id(element))
            self._waiting.append(form)
        return self._forms[key]

    def _named(self, element: Element, document: Document, scope: Scope, back: Target | None) -> Form:
        items = [item for item in element.elements(*ITEMS) if element.tag == "form"]
        name = element.get("id") or element.get("name") or next((item.get("name") for item in items[:1]), "")
        name = name or _stem(document)
        first = self._draft.id(name)
        ids = {id(item): self._draft.id(item.get("name") or f"{name} {item.tag}") for item in items[1:]}
        ids.update({id(item): first for item in items[:1]})
        return Form(element, document, scope.inside(element), back, ids, first)

    def _served(self, address: str, piece: Element, values: str, tags: tuple[str, ...] = ()) -> Target:
        """To a document that a server makes or that is not here."""
        address = " ".join(address.split())
        goal = f"{address} {values}".strip() or "elsewhere"
        if goal not in self._elsewhere:
            id_ = self._draft.id(_name_of(address, values))
            message = say("what callers meet at `{goal}` is not here: the call is taken to end", goal=address or goal)
            self._draft.loss("not in the file", piece.tag, message, piece.head, id_)
            hang_up = Target("hangup", piece.head)
            node = model.SubFlow(id=id_, place=piece, name=piece.head, file=goal, next=hang_up, tags=tags)
            self._draft.add(node, f"{piece.tag} {address}".strip())
            self._elsewhere[goal] = Target(id_, piece.head)
        return self._elsewhere[goal]._replace(place=piece.head)

    # The end

    def tell_of_recordings(self, place: Place, node: str) -> None:
        """Say once that the words of recordings are not known."""
        if not self._told_of_recordings:
            self._told_of_recordings = True
            message = say("what the recordings say is not known: nothing can be said about their words")
            self._draft.loss("not in the file", "audio", message, place, node)

    def _count(self, document: Document) -> None:
        if document in self._counted:
            return
        self._counted.add(document)
        tell(document.root, self._draft)
        join_branches(document.root)
        self._draft.blocks += sum(element.tag in _COUNTED for element in document.root.walk())
        if document.served:
            message = say("a server fills in parts of this page: what it puts there is not known")
            self._draft.loss("not in the file", "vxml", message, document.root.head)

    def _resolve(self) -> None:
        """Lead every way to a node, past the parts that have none of their own."""
        for id_, node in self._draft.nodes.items():
            self._draft.nodes[id_] = rewritten(node, target=self._found)
        ended(self._draft, self.language)
        order = {source: number for number, source in enumerate(self._draft.sources)}
        placed = sorted(
            self._draft.nodes.values(), key=lambda node: (order.get(node.place.source, 0), node.place.start)
        )
        self._draft.nodes = {node.id: node for node in placed}
        circles = [id_ for id_ in self._outside if self._end_of(id_) is None]
        for id_ in circles:
            place = self._draft.nodes[next(iter(self._draft.nodes))].place if self._draft.nodes else None
            place = place or Place(self._draft.source, 0, 1)
            node = model.Message(id=id_, place=place, name=place, next=Target(id_, place))
            self._draft.add(node, "circle")

    def _found(self, target: Target) -> Target:
        """The node at which a call comes out; what is missing goes by its own name, unless some node is called so."""
        end = self.resolved(target)
        plain = end.to.removeprefix(MISSING)
        return end if plain in self._draft.nodes else end._replace(to=plain)

    def resolved(self, target: Target) -> Target:
        """The node at which a call comes out that is sent there."""
        end = self._end_of(target.to)
        return target._replace(to=end) if end is not None and end != target.to else target

    def _end_of(self, id_: str) -> str | None:
        seen: set[str] = set()
        while id_ in self._outside:
            if id_ in seen:
                return None
            seen.add(id_)
            id_ = self._outside[id_]
        return id_


def _is_root(document: Document) -> bool:
    """Does a document hold nothing but what other documents build on?"""
    tags = {element.tag for element in document.root.elements()}
    return bool(tags) and tags <= _OF_ROOTS


def _stem(document: Document) -> str:
    return document.source.file.stem if document.source.file else "start"


def _name_of(address: str, values: str) -> str:
    path = address.partition("?")[0].partition("#")[0]
    return f"{PurePosixPath(path).stem or 'elsewhere'} {values.replace('=', ' ')}".strip()
