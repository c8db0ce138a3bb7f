"""The parts of a form that callers go through, and menus, as the form interpretation algorithm visits them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.rewrite import rewritten
from ivrlint.language.tongue import likely_language
from ivrlint.language.words import words
from ivrlint.message import say
from ivrlint.platforms.draft import UNTOLD, Draft
from ivrlint.platforms.voiced import told_apart, voiced
from ivrlint.platforms.voicexml.conditions import compared_with, holds, plain
from ivrlint.platforms.voicexml.content import Content, Piece, mentions
from ivrlint.platforms.voicexml.context import OVER, YES, Context, Form
from ivrlint.platforms.voicexml.grammars import Grammar, grammar_of, of_values, without_phrases
from ivrlint.platforms.voicexml.links import Links
from ivrlint.platforms.voicexml.listening import Listeners
from ivrlint.platforms.voicexml.others import Others
from ivrlint.platforms.voicexml.served import SENT, Ways, common
from ivrlint.platforms.voicexml.speech import field_of, label_of, prompts, speech
from ivrlint.platforms.xmltree import Element

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs

_MOST_KEYS = 12  # a menu has so many at most; what takes more is a number
_WORDS_OF_A_NAME = 4
_BOOLEAN = {"true": "yes", "false": "no"}  # the values of a question, and where their words stand
_DIALLED = "{extension}"  # the field in which a flow keeps what callers have dialled
_STRAY = ("throw", "goto", "submit", "exit", "disconnect", "return", "if", "prompt", "audio", "clear", "data")
_SENSITIVE = frozenset(("pin", "password", "passcode", "clave", "cvv", "cvc"))


class Items:
    """Makes the nodes of dialogs."""

    def __init__(self, dialogs: "Dialogs", content: Content, draft: Draft) -> None:
        self._dialogs = dialogs
        self._content = content
        self._draft = draft
        self._listeners = Listeners(dialogs, content, draft)
        self._others = Others(dialogs, content, draft)
        self.links = Links(dialogs, content, draft)

    def form(self, form: Form) -> None:
        """Make the nodes of a form: each part goes on to the next, the last one to what is done at the end."""
        end = self._end(form)
        items = form.items
        if not items:
            self._dialogs.also(form.id, end.to)
        before = form.document.parts.around(form.element)
        for at, item in enumerate(items):
            ways = form.document.parts.around(item)
            behind = [later for later in items[at + 1 :] if not _is_set(later)]
            next_ = next((form.target(later) for later in behind if not _excluded(later, ways, form)), end)
            id_ = form.ids[id(item)]
            for depth in range(len(common(before, ways)), len(ways)):
                if not _is_the_other(ways, before, depth):
                    others = (form.target(later) for later in behind if not _is_within(later, ways[: depth + 1], form))
                    id_ = self._under(SENT, id_, item, next(others, end))
            self._guarded(item, form, next_, id_)
            before = ways
        for stray in form.element.elements(*_STRAY):
            message = say(
                "`<{tag}>` has no place directly in a form: platforms pass it over, or refuse the document",
                tag=stray.tag,
            )
            self._draft.loss("left out", stray.tag, message, stray.head, form.id)

    def _end(self, form: Form) -> Target:
        """What is done when all parts are filled; then the call is over, or goes back to who called this dialog."""
        over = form.back or Target(OVER, form.element.head)
        filled = form.at_the_end
        return self._content.run(filled, Context(form, form.scope), over) if filled else over

    def _guarded(self, item: Element, form: Form, next_: Target, id_: str) -> None:
        """An item that is only visited under a condition."""
        condition = item.get("cond")
        told = holds(condition, {}) if condition else True
        if told is False:
            self._dialogs.also(id_, next_.to)
            return
        if told is None:
            id_ = self._under(plain(condition), id_, item, next_)
        self.item(item, form, next_, id_)

    def _under(self, field: str, id_: str, item: Element, otherwise: Target) -> str:
        """A branch at `id_`; returns the id of what is behind it where the condition holds."""
        inner = self._draft.id(f"{id_} {item.tag}")
        cases = {YES: Target(inner, item.head)}
        node = model.Branch(
            id=id_,
            place=item,
            name=item.head,
            field=field,
            cases=cases,
            otherwise=otherwise,
            asks=item.at("cond"),
        )
        self._draft.add(node, f"{item.tag} cond")
        return inner

    def item(self, item: Element, form: Form, next_: Target, id_: str) -> None:
        """Make what a part of a form does; `id_` is where calls come to it."""
        asks = item.tag in ("field", "initial")
        name = item.get("name")
        context = Context(form, form.scope.inside(item), here=id_, waits=asks, asked=name, onward=next_)
        if item.tag == "field":
            self._field(item, context, next_)
        elif item.tag == "initial":
            self._open_question(item, context, next_)
        elif item.tag == "record":
            self._others.record(item, context, next_)
        elif item.tag == "transfer":
            self._others.transfer(item, context, next_)
        elif item.tag == "subdialog":
            self._others.subdialog(item, context, next_)
        elif item.tag == "object":
            self._others.object(item, context, next_)
        else:
            self._dialogs.also(id_, self._content.run(item.pieces, context, next_, id_).to)

    # Questions

    def _field(self, item: Element, context: Context, next_: Target) -> None:
        grammar = self._grammar(item, context)
        said = bool(grammar.phrases or grammar.unknown or grammar.digits) or context.form.takes_words
        speaks = said and self._listeners.speaks(context)
        if not speaks:
            grammar = without_phrases(grammar)
        filled = context.form.filled(item)
        name = item.get("name", context.here)
        if grammar.digits == (1, 1):
            grammar = _of_compared(grammar, filled, name, item)
        make = self._choice if _is_choice(item, grammar, filled, name) else self._input
        make(item, context, next_, grammar, speaks=speaks)

    def _grammar(self, item: Element, context: Context) -> Grammar:
        """What a field takes. Of a grammar that is not here: what the document does something for, if it asks."""
        grammar = grammar_of(item, self._dialogs.grammars(context.form.document))
        if not grammar.elsewhere or grammar.keys or grammar.phrases:
            return grammar
        filled = [piece for piece in context.form.filled(item) if isinstance(piece, Element)]
        told = of_values(filled, item.get("name", context.here))
        message = say("what callers may press or say here stands in another file: anything is taken")
        if told is not None:
            message = say(
                "the grammar stands in another file: callers are taken to press or say what is asked for here"
            )
        self._draft.loss("not in the file", item.tag, message, item.head, context.here)
        return told or grammar

    def _choice(self, item: Element, context: Context, next_: Target, grammar: Grammar, *, speaks: bool) -> None:
        """A field that takes a few keys or words, and does something else for each."""
        name, filled = item.get("name", context.here), context.form.filled(item)

        def way(value: str) -> Target:
            return self._content.run(filled, context.knowing(**{name: value}), next_) if filled else next_

        options = self._options(grammar, way, item)
        listening = self._listeners.of(item, context, speaks=speaks)
        other = way(_DIALLED) if grammar.digits else None
        if other and grammar.digits == (1, 1) and options:
            if other.to != context.here:  # keys that nobody mentions lead on, too
                listening = self._listeners.leading(listening, other)
            other = None
        dial = model.Dial(grammar.digits, other, item.head) if grammar.digits and other else None
        self._menu(item, context, options, listening, dial)

    def _options(self, grammar: Grammar, way: Callable[[str], Target], item: Element) -> list[model.Option]:
        """An option for each key, with the words that mean the same; and one for each of the other words."""
        said: dict[str, list[str]] = {}
        for phrase, value in grammar.phrases.items():
            said.setdefault(value, []).append(phrase)
        places = _places(item)
        plain_words = self._yes_and_no(item) if item.get("type").partition("?")[0] == "boolean" else {}
        options = []
        for key, value in grammar.keys.items():
            place = places.get(key, item.head)
            option = self._option(key, place, way(value), said.get(value, []))
            label = option.label or self._draft.text(plain_words.get(value), place)
            options.append(option._replace(label=label))
        pressed = set(grammar.keys.values())
        for value, phrases in said.items():
            if value not in pressed:
                place = places.get(phrases[0], item.head)
                options.append(self._option(_name(phrases[0]), place, way(value), phrases))
        return options

    def _yes_and_no(self, item: Element) -> dict[str, str]:
        """The words for yes and no in the language of a question."""
        asked = " ".join(piece.text() for piece in item.elements("prompt"))
        known = words(self._dialogs.language or likely_language(asked) or "en")
        return {value: known.terms(section)[0] for value, section in _BOOLEAN.items() if known.terms(section)}

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
            said = " ".join(choice.text().split())
            key = choice.get("dtmf").replace(" ", "") or (next(free, "") if numbered else "") or _name(said)
            option = self._option(key, choice.at("dtmf"), self.links.chosen(choice, context), [said] if said else [])
            options.append(option if speaks else option._replace(says=None))
        self._menu(element, context, options, self._listeners.of(element, context, speaks=speaks))

    def _menu(
        self,
        item: Element,
        context: Context,
        options: Sequence[model.Option],
        listening: model.Listening,
        dial: model.Dial | None = None,
    ) -> None:
        said = speech(prompts(item, 1), self._dialogs.language)
        if said.mute:
            self._dialogs.tell_of_recordings(item.head, context.here)
        taken = {option.key for option in options}
        linked = self.links.at(context)
        own = [*told_apart(option for option in options if option.key)]
        told = said.mute and said.announces().issuperset(option.key for option in own)  # besides the recordings
        node = model.Menu(
            id=context.here,
            place=item,
            name=item.head,
            prompt=said.text(self._draft, item.head, whole=not told),
            options=(*own, *(link for link in linked if link.key not in taken)),
            listening=listening,
            dial=dial,
        )
        self._draft.add(node, item.called)

    def _input(self, item: Element, context: Context, next_: Target, grammar: Grammar, *, speaks: bool) -> None:
        """A field that takes a number, or words that are not told here."""
        name, filled = item.get("name", context.here), context.form.filled(item)
        said = speech(prompts(item, 1), self._dialogs.language)
        digits = grammar.digits
        if digits is None and grammar.keys:
            digits = min(map(len, grammar.keys)), max(map(len, grammar.keys))
        if grammar.unknown and not grammar.elsewhere and digits is None:
            message = say("what callers may press or say here is not told in this document: anything is taken")
            self._draft.loss("approximated", item.tag, message, item.head, context.here)
        elif grammar.phrases:
            message = say("the words that callers may say here are not kept: anything is taken")
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
        self._draft.add(rewritten(node, words=lambda words: _without_options(words, field)), item.called)

    def _open_question(self, item: Element, context: Context, next_: Target) -> None:
        message = say("an open question, whose answer may fill all fields at once: they are asked one by one")
        self._draft.loss("approximated", "initial", message, item.head, context.here)
        self._input(item, context, next_, Grammar(), speaks=True)


def _offers(item: Element, grammar: Grammar) -> bool:
    """Does a question tell callers to press one of these keys?"""
    return not speech(prompts(item, 1), "").announces().isdisjoint(grammar.keys)


def _without_options(words: model.Text | model.Phrases, field: str) -> model.Text | model.Phrases:
    """A text that says options which only the server knows."""
    if not isinstance(words, model.Text) or not any("{options}" in said for said in words.spoken.values()):
        return words
    known = {language: said.replace("{options}", f"{{{field}_options}}") for language, said in words.spoken.items()}
    return words._replace(spoken=known)


def _excluded(later: Element, ways: Ways, form: Form) -> bool:
    """Is it never sent together with what stands on these ways?"""
    others = form.document.parts.around(later)
    shared = len(common(ways, others))
    return len(ways) > shared < len(others) and ways[shared].choice == others[shared].choice


def _is_the_other(ways: Ways, before: Ways, depth: int) -> bool:
    """Is this what is sent whenever the part before it is not?"""
    way = ways[depth]
    return way.last and len(before) > depth and before[depth][:2] == (way.choice, way.number - 1)


def _is_within(later: Element, ways: Ways, form: Form) -> bool:
    return form.document.parts.around(later)[: len(ways)] == ways


def _is_set(item: Element) -> bool:
    """Has it a value from the start, so that nobody comes there but by `goto`?"""
    return bool(item.get("expr")) and item.get("expr") != "undefined"


def _is_choice(item: Element, grammar: Grammar, filled: list[Piece], name: str) -> bool:
    """Does a question take a few keys or words, and does it matter which?"""
    matters = mentions(filled, name)
    if grammar.digits:
        return matters and (grammar.digits == (1, 1) or (bool(grammar.keys) and max(map(len, grammar.keys)) == 1))
    choices = len(grammar.keys) + len(grammar.phrases)
    if choices == 0 or len(grammar.keys) > _MOST_KEYS or (choices == 1 and any(len(key) > 1 for key in grammar.keys)):
        return False  # anything, or a code that is asked for
    offered = len(grammar.keys) > 1 and _offers(item, grammar)
    return matters or choices == 1 or len(item.elements("option")) > 1 or offered


def _of_compared(grammar: Grammar, filled: list[Piece], name: str, item: Element) -> Grammar:
    """Of a grammar of any digit: the keys that the document does something for, else those that it offers."""
    conditions = [element.get("cond") for piece in filled if isinstance(piece, Element) for element in piece.walk()]
    values = dict.fromkeys(value for condition in conditions for value in compared_with(condition, name))
    offered = speech(prompts(item, 1), "").announces()
    keys = {value: value for value in grammar.keys if value in (values or offered)}
    return Grammar(keys, {}, grammar.digits, grammar.kind)


def _places(item: Element) -> dict[str, Place]:
    """Where each key and each word of a field's grammar is written."""
    places: dict[str, Place] = {}
    for element in item.walk():
        if element.tag == "option":
            places.setdefault(element.get("dtmf"), element.at("dtmf"))
        elif element.tag == "item":
            said = " ".join(piece.value for piece in element.pieces if not isinstance(piece, Element)).strip()
            places.setdefault(said.replace(" ", "") if said.replace(" ", "").isdigit() else said, element.head)
    return places


def _name(phrase: str) -> str:
    return voiced(phrase.split()[:_WORDS_OF_A_NAME], "_")
