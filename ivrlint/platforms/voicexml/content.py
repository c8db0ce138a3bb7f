"""Executable content of VoiceXML (what stands in blocks, `filled` and handlers) -> chains of nodes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.voicexml.conditions import branches, holds, is_copied, only_equals, plain
from ivrlint.platforms.voicexml.context import ITEMS, YES, Context, missing
from ivrlint.platforms.voicexml.documents import DIALOGS, literal
from ivrlint.platforms.voicexml.speech import SAID_ONCE, SPEECH, field_of, said_by, speech
from ivrlint.platforms.xmltree import Element, Words

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs

Piece = Element | Words

# What callers do not notice.
_SILENT = frozenset(
    [
        "var",
        "log",
        "script",
        "meta",
        "metadata",
        "property",
        "reprompt",
        "desc",
        "mark",
        "grammar",
        "catch",
        "noinput",
        "nomatch",
        "error",
        "dtmf",
        "milestone",  # these two tell a platform's reports where a call has got to
        "disposition",
    ]
)
_DEEPEST = 40  # steps that a chain goes on before it is cut short
_ID_WORDS = 5


class Content:
    """Makes nodes of content. What has been made once, for the same things known, is not made again."""

    def __init__(self, dialogs: "Dialogs", draft: Draft) -> None:
        self._dialogs = dialogs
        self._draft = draft
        self._made: dict[tuple[object, ...], Target] = {}
        self._depth = 0

    def run(self, pieces: Sequence[Piece], context: Context, then: Target, wanted: str | None = None) -> Target:
        """Where a call goes that comes to these pieces; `then` where they do not lead elsewhere.

        The first node that is made gets the id `wanted`.
        """
        key = (*map(id, pieces), *_matters(pieces, context, then))
        if key not in self._made:
            self._depth += 1
            self._made[key] = self._first(pieces, context, then, wanted)
            self._depth -= 1
        return self._made[key]

    def _first(self, pieces: Sequence[Piece], context: Context, then: Target, wanted: str | None) -> Target:
        if self._depth > _DEEPEST:
            if pieces:
                message = say("what comes after is not read, for there is too much of it: the call is taken to go on")
                place = pieces[0].head if isinstance(pieces[0], Element) else pieces[0]
                self._draft.loss("left out", context.form.element.tag, message, place)
            return then
        for at, piece in enumerate(pieces):
            if isinstance(piece, Element) and piece.tag in _SILENT:
                continue
            if isinstance(piece, Words) or piece.tag in SPEECH:
                return self._spoken(pieces[at:], context, then, wanted)
            if piece.tag == "clear":
                then = self._cleared(piece, context, then)
                continue
            if piece.tag == "assign":
                if is_copied(piece.get("expr")):
                    return self._copied(piece, pieces[at + 1 :], context, then, wanted)
                then = context.answered([piece]) or then
                context = self._assigned([piece], context)
                continue
            return self._step(piece, pieces[at + 1 :], context, then, wanted)
        return then

    def _copied(
        self, piece: Element, rest: Sequence[Piece], context: Context, then: Target, wanted: str | None
    ) -> Target:
        """A variable that takes over what another one holds, such as what callers have just entered."""
        name = field_of(piece.get("name"))
        id_ = wanted or self._draft.id(f"set {name}")
        after = self.run(rest, context, then) if rest else then
        sets = {name: f"{{{field_of(piece.get('expr'))}}}"}
        self._draft.add(model.Message(id=id_, place=piece, name=piece.head, sets=sets, next=after), "assign")
        return Target(id_, piece.head)

    def _assigned(self, pieces: Sequence[Piece], context: Context) -> Context:
        """What is known behind assignments of plain values."""
        for piece in pieces:
            if isinstance(piece, Element) and piece.tag == "assign":
                value, name = literal(piece.get("expr")), plain(piece.get("name"))
                context = context.knowing(**({name: value} if name and value is not None else {}))
        return context

    def _spoken(self, pieces: Sequence[Piece], context: Context, then: Target, wanted: str | None) -> Target:
        """Speech up to the next step, as one message."""
        end = next((at for at, piece in enumerate(pieces) if not _is_said(piece)), len(pieces))
        then = context.answered(pieces[:end]) or then
        context = self._assigned(pieces[:end], context)
        said = speech(pieces[:end], self._dialogs.language, context.known)
        first = pieces[0]
        place = first.head if isinstance(first, Element) else first
        text = said.text(self._draft, place)
        rest = pieces[end:]
        if text is None:
            return self.run(rest, context, then, wanted) if rest else then
        words = next(iter(text.spoken.values()), (text.audio or "message").rpartition("/")[2].partition(".")[0])
        id_ = wanted or self._draft.id(" ".join(words.split()[:_ID_WORDS]))
        after = self.run(rest, context, then) if rest else then
        if said.mute and not text.spoken:
            self._dialogs.tell_of_recordings(place, id_)
        node = model.Message(id=id_, place=place, name=place, prompt=text, next=after)
        self._draft.add(node, f"prompt in {context.form.element.tag} {context.form.element.get('id')}".strip())
        return Target(id_, place)

    def _step(
        self, piece: Element, rest: Sequence[Piece], context: Context, then: Target, wanted: str | None
    ) -> Target:
        if piece.tag == "if":
            return self._if(piece, rest, context, then, wanted)
        ending = _ENDINGS.get(piece.tag)
        if ending is not None:
            return ending(self, piece, context, then)
        after = self.run(rest, context, then) if rest else then
        if piece.tag in DIALOGS:
            return self._dialogs.inside(piece, context)
        return self._inner(piece, context, after, wanted)

    def _inner(self, piece: Element, context: Context, after: Target, wanted: str | None) -> Target:
        """What goes on to `after` when it is done."""
        if piece.tag in ITEMS:
            return self._dialogs.item(piece, context, after, wanted)
        if piece.tag == "filled":
            return self.run(piece.pieces, context, after, wanted)
        if piece.tag == "foreach":
            self._draft.loss("approximated", "foreach", SAID_ONCE, piece.head, context.here or None)
            return self.run(piece.pieces, context, after, wanted)
        if piece.tag == "data":
            return self._data(piece, context, after, wanted)
        self._draft.blocks += 1
        message = say("what `<{tag}>` does is not known: the call is taken to go on after it", tag=piece.tag)
        self._draft.loss("left out", piece.tag, message, piece.head, context.here or None)
        return after

    # Ways on

    def goto(self, piece: Element, context: Context, _: Target) -> Target:
        """To another dialog, a part of this one, or another document."""
        name = piece.get("nextitem") or self._value(piece.get("expritem"), context)
        if name:
            item = context.form.item(name)
            return (
                context.form.target(item)._replace(place=piece.head)
                if item is not None
                else Target(missing(name), piece.head)
            )
        if piece.get("expritem"):
            return self._any_item(piece, context)
        return self._dialogs.way(self._address(piece, "next", "expr", context), piece, context)

    def _any_item(self, piece: Element, context: Context) -> Target:
        """A part that is worked out during the call: each is possible."""
        cases = {item.get("name"): context.form.target(item) for item in context.form.items if item.get("name")}
        return self._branch(piece, piece.get("expritem"), cases, None, None)

    def submit(self, piece: Element, context: Context, _: Target) -> Target:
        """To what a server makes of the answers."""
        address = self._address(piece, "next", "expr", context)
        names = [name for name in piece.get("namelist").split() if name in context.known]
        values = " ".join(f"{name}={context.known[name]}" for name in names or context.known)
        return self._dialogs.way(address, piece, context, values)

    def exit_(self, piece: Element, _: Context, __: Target) -> Target:
        """The end of the call."""
        return Target("hangup", piece.head)

    def return_(self, piece: Element, context: Context, _: Target) -> Target:
        """Back to the dialog that called this one."""
        return (context.form.back or Target("hangup", piece.head))._replace(place=piece.head)

    def throw(self, piece: Element, context: Context, _: Target) -> Target:
        """To what is done at an event."""
        return self.event(piece.get("event") or self._value(piece.get("eventexpr"), context) or "", piece, context)

    def _cleared(self, piece: Element, context: Context, then: Target) -> Target:
        """What comes after some answers were forgotten: the first of them is asked for again."""
        names = [plain(name) for name in piece.get("namelist").split()]
        items = [item for item in context.form.items if not names or item.get("name") in names]
        return context.form.target(items[0])._replace(place=piece.head) if items else then

    def event(self, name: str, piece: Element, context: Context) -> Target:
        """Where a call goes at an event: to its handler, else as every platform does by itself."""
        handler = context.scope.handler(name)
        here = Target(context.here, piece.head)
        if handler is not None and handler is not piece:
            outer = replace(context, known={})
            end = here if context.here and context.waits else Target("hangup", handler.head)
            return self.run(handler.pieces, outer, end)
        if name in ("noinput", "nomatch", "help") and context.here:
            return here
        return self._dialogs.at_root(name, piece, context) or Target("hangup", piece.head)

    # Decisions

    def _if(self, piece: Element, rest: Sequence[Piece], context: Context, then: Target, wanted: str | None) -> Target:
        """`if` / `elseif` / `else`: what is known beforehand is decided here, the rest during the call."""
        undecided: list[tuple[str, list[Piece]]] = []
        for condition, inside in branches(piece):
            told = holds(condition, context.known)
            if told is True:
                if not undecided:
                    return self.run([*inside, *rest], context, then, wanted)
                undecided.append(("", inside))
                break
            if told is None:
                undecided.append((condition, inside))
        if not undecided:
            return self.run(rest, context, then, wanted) if rest else then
        after = self.run(rest, context, then) if rest else then
        # What a way forgets counts at the very end, behind what comes after the decision.
        ways = [
            (
                condition,
                self.run([*inside, *rest], context, then) if _forgets(inside) else self.run(inside, context, after),
            )
            for condition, inside in undecided
        ]
        return self._decided(piece, ways, after, wanted)

    def _decided(self, piece: Element, ways: list[tuple[str, Target]], after: Target, wanted: str | None) -> Target:
        """A branch on a variable that is compared with values, else on the conditions themselves."""
        otherwise = ways.pop()[1] if not ways[-1][0] else after
        equals = [only_equals(condition) for condition, _ in ways]
        names = {found[0] for found in equals if found}
        if all(equals) and len(names) == 1:
            cases: dict[str, Target] = {}
            for found, (_, way) in zip(equals, ways, strict=True):
                for value in found[1] if found else ():
                    cases.setdefault(value or "empty", way)
            return self._branch(piece, names.pop(), cases, otherwise, wanted)
        for number, (condition, way) in reversed(list(enumerate(ways))):
            otherwise = self._branch(piece, plain(condition), {YES: way}, otherwise, None if number else wanted)
        return otherwise

    def _branch(
        self, piece: Element, field: str, cases: dict[str, Target], otherwise: Target | None, wanted: str | None
    ) -> Target:
        id_ = wanted or self._draft.id(f"if {field}")
        node = model.Branch(
            id=id_, place=piece, name=piece.head, field=field, cases=cases, otherwise=otherwise, asks=piece.at("cond")
        )
        self._draft.add(node, f"{piece.tag} {piece.get('cond')}".replace('"', "'").strip())
        return Target(id_, piece.head)

    def _data(self, piece: Element, context: Context, after: Target, wanted: str | None) -> Target:
        """Asks another system in the background."""
        id_ = wanted or self._draft.id(piece.get("name") or "data")
        address = self._address(piece, "src", "srcexpr", context)
        on = {"ok": after, "error": self.event("error.badfetch", piece, context)}
        sets = (piece.get("name"),) if piece.get("name") else ()
        node = model.Lookup(id=id_, place=piece, name=piece.head, service=address or "data", on=on, sets=sets)
        self._draft.add(node, piece.called)
        return Target(id_, piece.head)

    def _address(self, piece: Element, plain_: str, worked_out: str, context: Context) -> str:
        """An address as written, or as far as an expression tells it."""
        return piece.get(plain_) or said_by(piece.get(worked_out), context.known).strip()

    def _value(self, expression: str, context: Context) -> str | None:
        """The value of an expression that is known beforehand."""
        value = literal(expression) if expression else None
        return value if value is not None else context.known.get(plain(expression.strip()))


_Ending = Callable[[Content, Element, Context, Target], Target]
_ENDINGS: dict[str, _Ending] = {
    "goto": Content.goto,
    "submit": Content.submit,
    "exit": Content.exit_,
    "disconnect": Content.exit_,
    "return": Content.return_,
    "throw": Content.throw,
    "rethrow": Content.throw,
}


_LOCAL = frozenset(("clear", "throw", "rethrow", "return", "menu", "form"))
_FINAL = frozenset(("goto", "submit", "exit", "disconnect"))


def leads_away(pieces: Sequence[Piece]) -> bool:
    """May these pieces lead a call elsewhere?"""
    return any(
        element.tag in _ENDINGS or element.tag in DIALOGS
        for piece in pieces
        if isinstance(piece, Element)
        for element in piece.walk()
    )


def mentions(pieces: Sequence[Piece], name: str) -> bool:
    """Does a variable play a part in these pieces? A `submit` without a list sends all there are."""
    for piece in pieces:
        for element in piece.walk() if isinstance(piece, Element) else ():
            if element.tag in _SILENT:
                continue
            if element.tag == "submit" and not element.get("namelist"):
                return True
            if any(name in value for key, value in element.attributes.items() if key not in ("src", "next")):
                return True
    return False


def _matters(pieces: Sequence[Piece], context: Context, then: Target) -> tuple[object, ...]:
    """All on which it depends what is made of these pieces, so that handlers of many questions are made once."""
    known = tuple(sorted((name, value) for name, value in context.known.items() if mentions(pieces, name)))
    elements = [element for piece in pieces if isinstance(piece, Element) for element in piece.walk()]
    local = any(element.tag in _LOCAL or element.get("nextitem") or element.get("expritem") for element in elements)
    local = local or any(map(context.answers, elements))
    settled = any(isinstance(piece, Element) and piece.tag in _FINAL for piece in pieces)
    place = (context.form.id, context.here) if local else (id(context.form.document.root), context.form.back)
    return known, place, "" if settled else then.to


def _forgets(pieces: Sequence[Piece]) -> bool:
    return any(isinstance(piece, Element) and piece.tag == "clear" for piece in pieces)


def _is_said(piece: Piece) -> bool:
    return isinstance(piece, Words) or piece.tag in SPEECH or piece.tag in _SILENT or piece.tag == "assign"
