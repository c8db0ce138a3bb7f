"""The menus of `ivr.conf.xml` -> nodes, as the engine of FreeSWITCH 1.10 runs them."""

import re

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.numbers import KEYS
from ivrlint.flow.place import Place
from ivrlint.message import say
from ivrlint.platforms.draft import Draft, seconds
from ivrlint.platforms.freeswitch.applications import Applications, Step, goes_on_after_failure
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.freeswitch.dialling import Patterns, possible, taken
from ivrlint.platforms.freeswitch.dialplan import Dialplan
from ivrlint.platforms.freeswitch.entries import is_run, last, leads_away, order, transfers
from ivrlint.platforms.freeswitch.family import Family
from ivrlint.platforms.freeswitch.gate import behind_a_pin
from ivrlint.platforms.freeswitch.patterns import codes, lengths, rows, single_keys
from ivrlint.platforms.freeswitch.sounds import Sound, heard
from ivrlint.platforms.numbers import Way, decided
from ivrlint.platforms.xmltree import Element

_TIMEOUT = 10_000  # ms; what the engine takes where nothing or nothing sensible is written
_ATTEMPTS = 3
_LONGEST = 15  # digits of a telephone number
_FALLS_OUT = say("after the menu the call goes on in the dialplan, which is not here: it is taken to end")


class Menus:
    """All menus of a configuration, and the extensions of the dialplan that they lead to."""

    def __init__(self, book: Book, draft: Draft) -> None:
        self._book = book
        self._draft = draft
        self._apps = Applications(book, draft, self._elsewhere)
        self._dialplan = Dialplan(book, draft, self._apps)
        self._family = Family(book)
        self._menus = self._family.menus
        self._ids = {name: draft.id(name) for name in self._menus}
        self._exits: dict[str, Target] = {}
        self._behind: dict[str, Target | None] = {}  # what the dialplan does with calls that come out of a menu
        self._told_of_the_end = False

    def build(self) -> dict[str | None, Target]:
        """Make the nodes; returns where calls begin: at the menus that no other one calls, or on the way there."""
        entries = self._family.entries
        starts = {name: self._way_to(name) for name in entries}
        for name, menu in self._menus.items():
            self._draft.blocks += 1
            self._menu(name, menu)
        if len(entries) == 1:
            return {None: starts[entries[0]]}
        return {self._ids[name]: target for name, target in starts.items()}

    def _way_to(self, name: str) -> Target:
        """Where calls to a menu begin: in the dialplan, where it is known."""
        way = self._dialplan.way_to(name)
        if way is None:
            return self._target(name, self._menus[name].head)
        first, self._behind[name] = way
        return first

    def _target(self, name: str, place: Place) -> Target:
        return Target(self._ids[name], place)

    # A menu

    def _menu(self, name: str, menu: Element) -> None:
        # What hangs on a menu comes after it.
        self._draft.add(model.Broken(id=self._ids[name], place=menu, name=menu.head), "")
        greeting, short = (heard(menu.get(key), self._book) for key in ("greet-long", "greet-short"))
        self._tell_of_sounds(menu, (greeting, short))
        return_prompt = self._text(short, menu, "greet-short") if short not in (greeting, Sound()) else None
        options, dial, room = self._options(name, menu)
        node = model.Menu(
            id=self._ids[name],
            place=menu,
            name=menu.head,
            prompt=self._text(greeting, menu, "greet-long"),
            return_prompt=return_prompt,
            options=options,
            dial=dial,
            waits_for=room,
            listening=self._listening(name, menu, short if short != Sound() else greeting),
        )
        if menu.get("pin"):
            node = behind_a_pin(menu, node, self._draft, self._apps)
        self._draft.add(node, f'menu "{name}"')

    def _tell_of_sounds(self, menu: Element, sounds: tuple[Sound, ...]) -> None:
        id_ = self._ids[menu.get("name")]
        if any(sound.guessed and sound.words for sound in sounds):
            message = say("what callers hear is taken from the names of the recordings: it may be said differently")
            self._draft.loss("not in the file", "menu", message, menu.head, id_)
        elif not all(sound.known for sound in sounds):
            message = say("what the recordings say is not known: nothing can be said about the words of this menu")
            self._draft.loss("not in the file", "menu", message, menu.head, id_)

    def _text(self, sound: Sound, menu: Element, key: str) -> model.Text | None:
        return self._draft.text(sound.words, menu.at(key), sound.audio)

    def _listening(self, name: str, menu: Element, again: Sound) -> model.Listening:
        place = menu.head
        timeout = _whole(menu, "timeout") or _TIMEOUT
        between = _whole(menu, "inter-digit-timeout") or timeout / 2
        failures = _whole(menu, "max-failures") or _ATTEMPTS
        timeouts = _whole(menu, "max-timeouts") or failures
        invalid = heard(menu.get("invalid-sound"), self._book)
        played = "!".join(filter(None, (invalid.audio, again.audio)))
        both = Sound(f"{invalid.words} {again.words}" if again.words else "", played or None)
        silence, mistake = self._text(again, menu, "greet-short"), self._text(both, menu, "invalid-sound")
        return model.Listening(
            place=place,
            barge_in=True,
            between_digits=seconds(between / 1000, menu.at("inter-digit-timeout")),
            speech=False,
            no_input=model.Unanswered(
                place=menu.at("max-timeouts"),
                after=seconds(timeout / 1000, menu.at("timeout")),
                attempts=timeouts,
                again=(silence,) if silence else (),
                then=self._exhausted(name, menu, "exec-on-max-timeouts", "max-timeouts"),
            ),
            no_match=model.Unanswered(
                place=menu.at("max-failures"),
                attempts=failures,
                again=(mistake,) if mistake else (),
                then=self._exhausted(name, menu, "exec-on-max-failures", "max-failures"),
            ),
        )

    def _exhausted(self, name: str, menu: Element, order: str, limit: str) -> Target | None:
        """Where a call goes when attempts have run out: what is ordered, back to the menu that called, or out."""
        if menu.get(order):
            app, _, data = self._book.filled(menu.get(order)).partition(" ")
            return self._apps.run(Step(app, data.strip(), menu.at(order), self._leave(name, menu.at(order))))
        if self._family.callers[name]:
            return Target("back", menu.at(limit))
        if self._menus[name].get("exit-sound") or self._behind.get(self._family.top(name)):
            return self._leave(name, menu.at(limit))
        self._tell_of_the_end(name)
        return None

    def _leave(self, name: str, place: Place) -> Target:
        """Where a call goes that leaves all menus: it hears the exit sound of the first one."""
        top = self._family.top(name)
        menu, behind = self._menus[top], self._behind.get(top)
        self._tell_of_the_end(top)
        at = menu.at("exit-sound")
        prompt = self._apps.text(menu.get("exit-sound"), at)
        if prompt is None:
            return (behind or Target("hangup", place))._replace(place=place)
        if top not in self._exits:
            id_ = self._draft.id(f"{self._ids[top]} exit")
            node = (
                model.Message(id=id_, place=at, name=at, prompt=prompt, next=behind)
                if behind
                else model.Hangup(id=id_, place=at, name=at, prompt=prompt)
            )
            self._draft.add(node, f'exit-sound of menu "{top}"')
            self._exits[top] = Target(id_, at)
        return self._exits[top]._replace(place=place)

    def _tell_of_the_end(self, name: str) -> None:
        if not self._told_of_the_end and self._family.top(name) not in self._behind:
            self._told_of_the_end = True
            self._draft.loss("not in the file", "menu", _FALLS_OUT, self._menus[name].head, self._ids[name])

    # Its entries

    def _options(self, name: str, menu: Element) -> tuple[tuple[model.Option, ...], model.Dial | None, int]:
        """Options by their keys, whose entries run one after the other; numbers; for how many keys the menu waits."""
        entries = menu.elements("entry")
        self._draft.blocks += len(entries)
        keys: dict[str, None] = {}
        patterns: dict[str, list[Element]] = {}
        for entry in entries:
            digits = entry.get("digits")
            if not digits.startswith("/"):
                keys[digits] = None
            elif some := single_keys(digits) or codes(digits):
                keys |= dict.fromkeys(some)
            else:
                patterns.setdefault(digits, []).append(entry)
        options = {key: [entry for entry in entries if is_run(entry, key)] for key in keys}
        made = tuple(self._option(name, key, run) for key, run in options.items() if _is_key(key))
        for key, run in options.items():
            if not _is_key(key):
                self._no_key(run[0])
        room = max(_whole(menu, "digit-len"), *(len(key) for key in options), 1)
        if "$${" in menu.get("digit-len"):  # set somewhere else: to as many as are needed
            room = max([room, *(lengths(pattern, _LONGEST)[1] for pattern in patterns)])
        return made, self._dial(name, patterns, room), room

    def _option(self, name: str, key: str, entries: list[Element]) -> model.Option:
        to = self._chain(name, entries)
        own = [entry for entry in entries if entry.get("digits") == key]
        self._tell_of_outdone(key, own, entries)
        entry = (own or entries)[0]
        label = self._draft.text(entry.get("description") or None, entry.at("description"))
        return model.Option(key, entry.at("digits"), label, to, silent=len(key) > 1 and not own)  # else: a code

    def _tell_of_outdone(self, key: str, own: list[Element], entries: list[Element]) -> None:
        """Tell of an entry that does nothing, because a pattern takes its key, too, and leads elsewhere."""
        final = last(entries)
        if final is None or final in own or not transfers(final):
            return
        for entry in filter(leads_away, own):
            message = say(
                "`{pattern}` takes {key}, too, and transfers callers who press it: this does nothing",
                pattern=final.get("digits"),
                key=key,
            )
            help_ = say("write a pattern that leaves {key} out, such as one of longer numbers", key=key)
            self._draft.problem(entry.at("digits"), message, help_)

    def _dial(self, name: str, patterns: Patterns, room: int) -> model.Dial | None:
        """The way of callers who press more keys at once, if the menu waits for so many."""
        fitting = possible(self._draft, patterns, room)
        if not fitting:
            return None
        first = next(iter(fitting.values()))[0]
        digits, only = taken(self._draft, self._ids[name], fitting, room)
        last_first = list(fitting.items())[::-1]
        tried = sorted(last_first, key=lambda one: not any(map(transfers, one[1])))  # the last transfer counts
        ways = [Way(pattern, rows(pattern, room), self._chain(name, run)) for pattern, run in tried]
        to = decided(self._draft, self._ids[name], ways, "entry")
        return model.Dial(digits, to, first.at("digits"), only)

    def _no_key(self, entry: Element) -> None:
        message = say("callers cannot press `{key}`", key=entry.get("digits"))
        self._draft.problem(
            entry.at("digits"), message, say("write digits, *, # or a pattern such as /^(1[0-9]{{2}})$/")
        )

    def _chain(self, name: str, entries: list[Element]) -> Target:
        """Where the entries of one key lead: each goes on to the next, the last one back to the menu."""
        to = self._target(name, entries[-1].at("digits"))
        orders = [*self._before(name), *map(order, entries)]
        final = last(entries)
        others = [entry for entry in entries if not leads_away(entry)]
        for entry in (*filter(None, [final]), *reversed(others)):  # all run, and the call goes elsewhere after that
            to = self._entry(name, entry, to, goes_on_after_failure(orders))
        return to

    def _before(self, name: str) -> list[tuple[str, str]]:
        """What the dialplan runs before a call comes to the first menu."""
        way = self._book.way_to(self._family.top(name))
        actions = way.elements("action") if way is not None else []
        return [(action.get("application"), action.get("data")) for action in actions]

    def _entry(self, name: str, entry: Element, then: Target, goes_on: bool) -> Target:
        action, param, place = entry.get("action"), self._book.filled(entry.get("param")), entry.at("param")
        param = param.replace("$1", "${extension}")  # what a pattern has taken
        if action == "menu-sub":
            return self._sub(name, param, place)
        if action == "menu-exec-app":
            return self._app(name, entry, param, then, goes_on)
        if action == "menu-play-sound":
            return self._apps.run(Step("playback", param, place, then))
        if action in ("menu-top", "menu-back", "menu-exit"):
            return self._out(name, action, entry.at("action"))
        return self._no_action(name, entry, param, then)

    def _out(self, name: str, action: str, place: Place) -> Target:
        """Where a call goes that leaves this menu: to the one that called it, to the first one, or out of all."""
        called = bool(self._family.callers[name])
        if action == "menu-exit" or (action == "menu-back" and not called):
            return self._leave(name, place)
        if action == "menu-back":
            return Target("back", place)
        return self._target(self._family.top(name), place) if called else Target("repeat", place)

    def _sub(self, name: str, param: str, place: Place) -> Target:
        if param == name:
            return Target("repeat", place)
        if self._family.one_a_file and param not in self._ids and param:
            return self._apps.absent(Step("menu-sub", param, place, self._target(name, place)))
        return self._target(param, place) if param in self._ids else Target(param or "menu-sub", place)

    def _no_action(self, name: str, entry: Element, param: str, then: Target) -> Target:
        """Actions that the engine does not know; those of old versions are read as they once were."""
        action = entry.get("action")
        known = say("write one of menu-exec-app, menu-sub, menu-top, menu-back, menu-exit, menu-play-sound")
        message = say("FreeSWITCH knows no action `{action}`, and does not load a menu that has one", action=action)
        self._draft.problem(entry.at("action"), message, known)
        if action == "menu-call-transfer":
            return self._apps.run(Step("transfer", param, entry.at("param"), then))
        left_out = say("what `{action}` does is not known: callers are taken to come back to the menu", action=action)
        self._draft.loss("left out", "entry", left_out, entry, self._ids[name])
        return then

    def _app(self, name: str, entry: Element, param: str, then: Target, goes_on: bool) -> Target:
        app, _, data = param.partition(" ")
        if app and not self._apps.unheard(app):
            return self._apps.run(Step(app, data.strip(), entry.at("param"), then, goes_on))
        message = say(
            "FreeSWITCH has no application `{app}`: the menu ends for callers who press {key}",
            app=app,
            key=entry.get("digits"),
        )
        meant = self._apps.meant(app)
        help_ = (
            say("write the application first, such as `transfer {param}`", param=param)
            if not meant
            else say("did you mean `{near}`?", near=meant)
        )
        self._draft.problem(entry.at("param"), message, help_)
        return self._leave(name, entry.at("param"))

    # Where applications lead to other menus, and to the dialplan

    def _elsewhere(self, step: Step) -> Target | None:
        """The menu or the extension to which an application takes the call, where it is known."""
        words = step.words
        if step.app == "ivr" and words:
            return self._target(words[0], step.place) if words[0] in self._ids else self._apps.absent(step)
        return self._dialplan.goal(step)


def _whole(menu: Element, key: str) -> int:
    """A number as the engine reads it: its leading digits, 0 where there are none."""
    found = re.match(r"\s*\+?(\d{1,9})", menu.get(key))
    return int(found[1]) if found else 0


def _is_key(word: str) -> bool:
    return bool(word) and not word.strip(KEYS)
