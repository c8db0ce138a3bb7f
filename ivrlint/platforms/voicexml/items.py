"""The parts of a form that callers go through, and menus, as the form interpretation algorithm visits them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.message import say
from ivrlint.platforms.draft import UNTOLD, Draft, seconds
from ivrlint.platforms.voicexml.conditions import compared_with, holds
from ivrlint.platforms.voicexml.content import Content, Piece, mentions
from ivrlint.platforms.voicexml.context import Context, Form
from ivrlint.platforms.voicexml.documents import duration
from ivrlint.platforms.voicexml.grammars import Grammar, grammar_of, without_phrases
from ivrlint.platforms.voicexml.listening import Listeners
from ivrlint.platforms.voicexml.speech import field_of, label_of, prompts, said_by, speech
from ivrlint.platforms.xmltree import Element

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs

_MOST_KEYS = 12  # a menu has so many at most; what takes more is a number
_SENSITIVE = frozenset(("pin", "password", "passcode", "clave", "cvv", "cvc"))


class Items:
    """Makes the nodes of dialogs."""

    def __init__(self, dialogs: "Dialogs", content: Content, draft: Draft) -> None:
        self._dialogs = dialogs
        self._content = content
        self._draft = draft
        self._listeners = Listeners(dialogs, content, draft)

    def form(self, form: Form) -> None:
        """Make the nodes of a form: each part goes on to the next, the last one to what is done at the end."""
        end = self._end(form)
        items = form.items
        if not items:
            self._dialogs.also(form.id, end.to)
        for at, item in enumerate(items):
            next_ = next((form.target(later) for later in items[at + 1 :] if not _is_set(later)), end)
            self._guarded(item, form, next_)

    def _end(self, form: Form) -> Target:
        """What is done when all parts are filled; then the call is over, or goes back to who called this dialog."""
        over = form.back or Target("hangup", form.element.head)
        filled = [piece for element in form.element.elements("filled") for piece in element.pieces]
        return self._content.run(filled, Context(form, form.scope), over) if filled else over

    def _guarded(self, item: Element, form: Form, next_: Target) -> None:
        """An item that is only visited under a condition."""
        id_, condition = form.ids[id(item)], item.get("cond")
        told = holds(condition, {}) if condition else True
        if told is False:
            self._dialogs.also(id_, next_.to)
            return
        if told is None:
            inner = self._draft.id(f"{id_} {item.tag}")
            message = say(
                "callers come to this part only if `{condition}`: both ways are possible", condition=condition
            )
            self._draft.loss("approximated", item.tag, message, item.at("cond"), id_)
            cases = {condition: Target(inner, item.head)}
            node = model.Branch(
                id=id_,
                place=item,
                name=item.head,
                field="conditions",
                cases=cases,
                otherwise=next_,
                asks=item.at("cond"),
            )
            self._draft.add(node, f"{item.tag} cond")
            id_ = inner
        self._item(item, form, next_, id_)

    def _item(self, item: Element, form: Form, next_: Target, id_: str) -> None:
        asks = item.tag in ("field", "initial")
        context = Context(form, form.scope.inside(item), here=id_, waits=asks)
        if item.tag == "field":
            self._field(item, context, next_)
        elif item.tag == "initial":
            self._open_question(item, context, next_)
        elif item.tag == "record":
            self._record(item, context, next_)
        elif item.tag == "transfer":
            self._transfer(item, context, next_)
        elif item.tag == "subdialog":
            self._subdialog(item, context, next_)
        elif item.tag == "object":
            self._object(item, context, next_)
        else:
            self._dialogs.also(id_, self._content.run(item.pieces, context, next_, id_).to)

    # Questions

    def _field(self, item: Element, context: Context, next_: Target) -> None:
        grammar = grammar_of(item)
        speaks = self._listeners.speaks(context) and bool(grammar.phrases or grammar.unknown or grammar.digits)
        if not speaks:
            grammar = without_phrases(grammar)
        filled = _filled(item)
        name = item.get("name", context.here)
        if grammar.digits == (1, 1):
            grammar = _of_compared(grammar, filled, name)
        choices = len(grammar.keys) + len(grammar.phrases)
        matters = mentions(filled, name) or choices == 1
        if choices > 0 and len(grammar.keys) <= _MOST_KEYS and matters and grammar.digits in (None, (1, 1)):
            self._choice(item, context, next_, grammar, speaks=speaks)
        else:
            self._input(item, context, next_, grammar, speaks=speaks)

    def _choice(self, item: Element, context: Context, next_: Target, grammar: Grammar, *, speaks: bool) -> None:
        """A field that takes a few keys or words, and does something else for each."""
        name, filled = item.get("name", context.here), _filled(item)

        def way(value: str) -> Target:
            return self._content.run(filled, context.knowing(**{name: value}), next_) if filled else next_

        options = self._options(grammar, way, item)
        listening = self._listeners.of(item, context, speaks=speaks)
        if grammar.digits == (1, 1):
            other = way("another key")
            if other.to != context.here:  # keys that nobody mentions lead on, too
                listening = self._listeners.leading(listening, other)
        self._menu(item, context, options, listening)

    def _options(self, grammar: Grammar, way: Callable[[str], Target], item: Element) -> list[model.Option]:
        """An option for each key, with the words that mean the same; and one for each of the other words."""
        said: dict[str, list[str]] = {}
        for phrase, value in grammar.phrases.items():
            said.setdefault(value, []).append(phrase)
        places = _places(item)
        options = []
        for key, value in grammar.keys.items():
            place = places.get(key, item.head)
            options.append(self._option(key, place, way(value), said.get(value, [])))
        pressed = set(grammar.keys.values())
        for value, phrases in said.items():
            if value not in pressed:
                place = places.get(phrases[0], item.head)
                options.append(self._option(_word(phrases[0]), place, way(value), phrases))
        return options

    def _option(self, key: str, place: Place, to: Target, phrases: list[str]) -> model.Option:
        says = model.Phrases({UNTOLD: tuple(phrases)}, place) if phrases else None
        label = self._draft.text(label_of(phrases[0], key, self._dialogs.language), place) if phrases else None
        return model.Option(key, place, label, to, says=says)

    def menu(self, form: Form) -> None:
        """A menu: its choices lead to other dialogs."""
        element = form.element
        context = Context(form, form.scope, here=form.id)
        numbered = element.get("dtmf") == "true"
        speaks = self._listeners.speaks(context) and any(choice.text().strip() for choice in element.elements("choice"))
        free = (str(number) for number in range(1, 10))
        options = []
        for choice in element.elements("choice"):
            words = " ".join(choice.text().split())
            key = choice.get("dtmf").replace(" ", "") or (next(free, "") if numbered else "") or _word(words)
            option = self._option(key, choice.at("dtmf"), self._chosen(choice, context), [words] if words else [])
            options.append(option if speaks else option._replace(says=None))
        self._menu(element, context, options, self._listeners.of(element, context, speaks=speaks))

    def _chosen(self, choice: Element, context: Context) -> Target:
        if choice.get("event"):
            return self._content.event(choice.get("event"), choice, context)._replace(place=choice.at("event"))
        address = choice.get("next") or said_by(choice.get("expr"), context.known)
        place = choice.at("next" if choice.get("next") else "expr")
        return self._dialogs.way(address, choice, context)._replace(place=place)

    def _menu(
        self, item: Element, context: Context, options: Sequence[model.Option], listening: model.Listening
    ) -> None:
        said = speech(prompts(item, 1), self._dialogs.language)
        if said.mute:
            self._dialogs.tell_of_recordings(item.head, context.here)
        taken = {option.key for option in options}
        linked = [link for level in context.scope.levels[:-1] for link in self.links(level, context)]
        own = [option for option in options if option.key]
        node = model.Menu(
            id=context.here,
            place=item,
            name=item.head,
            prompt=said.text(self._draft, item.head, whole=True),
            options=(*own, *(link for link in linked if link.key not in taken)),
            listening=listening,
        )
        self._draft.add(node, item.called)

    def links(self, level: Element, context: Context) -> list[model.Option]:
        """Keys that work in a whole dialog or document."""
        options = []
        for link in level.elements("link"):
            keys = [link.get("dtmf")] if link.get("dtmf") else [*grammar_of(link).keys]
            for key in keys:
                to = self._chosen(link, context)
                label = self._draft.text(" ".join(to.to.replace("_", " ").split()), link.head)
                options.append(model.Option(key, link.head, label, to, silent=True))
            if not keys:
                message = say("callers may say words here that lead elsewhere: this way is left out")
                self._draft.loss("left out", "link", message, link.head)
        return options

    def _input(self, item: Element, context: Context, next_: Target, grammar: Grammar, *, speaks: bool) -> None:
        """A field that takes a number, or words that are not told here."""
        name, filled = item.get("name", context.here), _filled(item)
        said = speech(prompts(item, 1), self._dialogs.language)
        digits = grammar.digits
        if digits is None and grammar.keys:
            digits = min(map(len, grammar.keys)), max(map(len, grammar.keys))
        if grammar.unknown and digits is None:
            message = say("what callers may press or say here is not told in this document: anything is taken")
            self._draft.loss("approximated", item.tag, message, item.head, context.here)
        field = field_of(name)
        node = model.Input(
            id=context.here,
            place=item,
            name=item.head,
            prompt=said.text(self._draft, item.head, whole=True),
            field=field,
            digits=digits,
            terminator=self._listeners.terminator(context),
            sensitive=not _SENSITIVE.isdisjoint(field.lower().split("_")),
            kind=grammar.kind,
            listening=self._listeners.of(item, context, speaks=speaks),
            next=self._content.run(filled, context, next_) if filled else next_,
        )
        self._draft.add(node, item.called)

    def _open_question(self, item: Element, context: Context, next_: Target) -> None:
        message = say("an open question, whose answer may fill all fields at once: they are asked one by one")
        self._draft.loss("approximated", "initial", message, item.head, context.here)
        self._input(item, context, next_, Grammar(), speaks=True)

    # What takes a call or a message

    def _record(self, item: Element, context: Context, next_: Target) -> None:
        longest = duration(item.get("maxtime"))
        filled = _filled(item)
        node = model.Voicemail(
            id=context.here,
            place=item,
            name=item.head,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
            max=seconds(longest, item.at("maxtime")) if longest else None,
            next=self._content.run(filled, context, next_) if filled else next_,
        )
        self._draft.add(node, item.called)

    def _transfer(self, item: Element, context: Context, next_: Target) -> None:
        goal = said_by(item.get("destexpr"), {}) if item.get("destexpr") else item.get("dest")
        node = model.Transfer(
            id=context.here,
            place=item,
            name=item.head,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
            on=self._outcomes(item, context, next_),
            **_goal(goal),  # type: ignore[arg-type]
        )
        self._draft.add(node, item.called)

    def _outcomes(self, item: Element, context: Context, next_: Target) -> dict[str, Target]:
        """Where a caller goes whom nobody takes. Where the document says nothing the call is over."""
        name, filled = item.get("name"), _filled(item)
        on: dict[str, Target] = {}
        bridged = item.get("bridge") == "true" or item.get("type") in ("bridge", "consultation")
        for outcome, value in (("busy", "busy"), ("no_answer", "noanswer")) if bridged else ():
            on[outcome] = self._content.run(filled, context.knowing(**{name: value}), next_) if filled else next_
        handler = context.scope.handler("error.connection")
        if handler is not None:
            on["failed"] = self._content.event("error.connection", item, context)
        silent = next_ if next_.to == "hangup" else None  # the end of the form, which nobody wrote
        return {outcome: to for outcome, to in on.items() if to != silent}

    def _subdialog(self, item: Element, context: Context, next_: Target) -> None:
        filled = _filled(item)
        back = self._content.run(filled, context, next_) if filled else next_
        address = item.get("src") or said_by(item.get("srcexpr"), {}).strip()
        there = self._dialogs.call(address, item, context, back)
        if there is not None:
            self._dialogs.also(context.here, there.to)
            return
        message = say("what `{goal}` asks is not here: callers are taken to come back from it", goal=address)
        self._draft.loss("approximated", "subdialog", message, item.head, context.here)
        node = model.SubFlow(id=context.here, place=item, name=item.head, file=address or "subdialog", next=back)
        self._draft.add(node, item.called)

    def _object(self, item: Element, context: Context, next_: Target) -> None:
        filled = _filled(item)
        service = item.get("classid") or item.get("data") or item.get("name") or "object"
        on = {
            "ok": self._content.run(filled, context, next_) if filled else next_,
            "error": self._content.event("error.unsupported.object", item, context),
        }
        node = model.Lookup(
            id=context.here,
            place=item,
            name=item.head,
            service=service,
            on=on,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
        )
        self._draft.add(node, item.called)


def _filled(item: Element) -> list[Piece]:
    return [piece for filled in item.elements("filled") for piece in filled.pieces]


def _is_set(item: Element) -> bool:
    """Has it a value from the start, so that nobody comes there but by `goto`?"""
    return bool(item.get("expr")) and item.get("expr") != "undefined"


def _of_compared(grammar: Grammar, filled: list[Piece], name: str) -> Grammar:
    """Of a grammar of any digit: the keys that the document does something for."""
    conditions = [element.get("cond") for piece in filled if isinstance(piece, Element) for element in piece.walk()]
    values = dict.fromkeys(value for condition in conditions for value in compared_with(condition, name))
    keys = {value: value for value in values if value in grammar.keys}
    return Grammar(keys or grammar.keys, {}, grammar.digits, grammar.kind)


def _places(item: Element) -> dict[str, Place]:
    """Where each key and each word of a field's grammar is written."""
    places: dict[str, Place] = {}
    for element in item.walk():
        if element.tag == "option":
            places.setdefault(element.get("dtmf"), element.at("dtmf"))
        elif element.tag == "item":
            words = " ".join(piece.value for piece in element.pieces if not isinstance(piece, Element)).strip()
            places.setdefault(words.replace(" ", "") if words.replace(" ", "").isdigit() else words, element.head)
    return places


def _word(phrase: str) -> str:
    """A name in letters for an option that is reached by voice."""
    return "_".join("".join(sign for sign in word if sign.isalpha()) for word in phrase.lower().split()[:4]).strip("_")


def _goal(dest: str) -> dict[str, str]:
    """Whom a transfer calls: `tel:+34900`, `sip:help@example.org`, `{number}`."""
    plain = dest.removeprefix("tel:").partition(";")[0].replace("-", "").replace(" ", "").strip()
    if plain.lstrip("+").isdigit() or (plain.startswith("{") and plain.endswith("}") and plain.count("{") == 1):
        return {"number": plain}
    return {"queue": dest.strip() or "transfer"}
