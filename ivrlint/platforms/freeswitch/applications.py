"""What the applications of FreeSWITCH do with a call: one line of a table each, and how each kind becomes a node."""

import re
import shlex
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.suggest import closest
from ivrlint.message import Message, say
from ivrlint.platforms.draft import Draft, seconds
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.freeswitch.sounds import Sound, fields, heard

# Applications that callers do not notice: the call goes on with what comes next.
SILENT = frozenset(
    """
    answer pre_answer ring_ready set set_global set_profile_var set_user export multiset multiunset unset log info
    event presence hash db limit limit_hash limit_hash_execute sched_hangup sched_transfer sched_broadcast sleep
    bind_digit_action bind_meta_app bind_digits clear_digit_action digit_action_set_realm set_audio_level
    session_loglevel record_session stop_record_session start_dtmf stop_dtmf start_dtmf_generate privacy jitterbuffer
    capture check_acl enable_heartbeat verbose_events wait_for_silence flush_dtmf unbind_meta_app break cng_plc
    send_display remove_bugs rename sched_cancel acknowledge_call block_dtmf unblock_dtmf tone_detect lookup
    """.split()  # noqa: SIM905 - a table, not a list of strings
)
_NUMBER = re.compile(r"\+?\d{2,}|\$\{\w+\}|\$\d+")
_SETTINGS = re.compile(r"^(?:(?:\[[^\]]*\]|\{(?:[^{}]|\$\{[^{}]*\})*\}|<[^>]*>)\s*)+")  # `{a=b,c=${d}}` in front
_TIMEOUT = 5.0  # seconds
_GREETING = "voicemail/vm-record_greeting.wav"  # of the mailbox, or what FreeSWITCH says where it has none
_GOES_ON = "continue_on_fail="
_VARIABLE = 7
_FAILURE = 10  # where a transfer on failure stands among the arguments of play_and_get_digits


class Step(NamedTuple):
    """An application that a call runs: its name and argument, where they stand, and where the call goes on after it."""

    app: str
    data: str
    place: Place
    then: Target
    after_failure: bool = False  # does the call go on when nobody answers a bridge

    @property
    def words(self) -> list[str]:
        """The argument's words; quotes keep some together."""
        try:
            return shlex.split(self.data)
        except ValueError:
            return self.data.split()


def goes_on_after_failure(orders: Iterable[tuple[str, str]]) -> bool:
    """Does the last of these applications that says so set that calls go on when nobody answers a bridge?"""
    told = [data for app, data in orders if app in ("set", "export") and data.startswith(_GOES_ON)]
    return bool(told) and told[-1] != f"{_GOES_ON}false"


class Applications:
    """Makes nodes of applications. The same one with the same argument that goes on to the same place is made once."""

    def __init__(self, book: Book, draft: Draft, elsewhere: Callable[[Step], Target | None]) -> None:
        self._book = book
        self._draft = draft
        self._elsewhere = elsewhere  # where the menus or the dialplan take a call
        self._made: dict[tuple[str, str, str, bool], Target] = {}

    def run(self, step: Step) -> Target:
        """Where a call goes when it comes to this application."""
        key = (step.app, step.data, step.then.to, step.after_failure)
        if key not in self._made:
            self._made[key] = self._first(step)
        return self._made[key]._replace(place=step.place)

    def _first(self, step: Step) -> Target:
        if step.app in SILENT:
            return step.then
        there = self._elsewhere(step)
        if there is not None:
            return there
        maker = _MAKERS.get(step.app)
        if maker is not None:
            return maker(self, step)
        return self._unknown(step)

    def unheard(self, app: str) -> bool:
        """Is this surely no application: only digits, or nearly the name of one?"""
        return app not in _MAKERS and app not in SILENT and (not app.isidentifier() or self.meant(app) is not None)

    def meant(self, app: str) -> str | None:
        """The application that somebody meant who wrote this name."""
        near = closest(app, [*_MAKERS, *SILENT])
        return near if near is not None and abs(len(near) - len(app)) <= 1 else None

    # Kinds of nodes

    def _add(self, node: model.Node, step: Step) -> Target:
        self._draft.add(node, f"{step.app} {step.data}".strip())
        return Target(node.id, step.place)

    def text(self, spec: str, place: Place) -> model.Text | None:
        """What a sound says, as a text that stands there."""
        return self.said(heard(spec, self._book), place)

    def said(self, sound: Sound, place: Place) -> model.Text | None:
        """A sound as a text that stands there."""
        return self._draft.text(sound.words, place, sound.audio)

    def _message(self, step: Step, spec: str) -> Target:
        prompt = self.text(spec, step.place)
        if prompt is None:
            return step.then
        id_ = self._draft.id("_".join(next(iter(prompt.spoken.values()), f"play {_stem(step.data)}").split()[:5]))
        return self._add(model.Message(id=id_, place=step.place, name=step.place, prompt=prompt, next=step.then), step)

    def playback(self, step: Step) -> Target:
        """Plays a sound."""
        return self._message(step, step.data)

    def phrase(self, step: Step) -> Target:
        """Plays a phrase."""
        return self._message(step, f"phrase:{step.data}")

    def speak(self, step: Step) -> Target:
        """Has a voice speak: `engine|voice|text`, or the text alone."""
        return self._message(step, f"say:{step.data.rpartition('|')[2]}")

    def say(self, step: Step) -> Target:
        """Reads a value out: `en number pronounced ${count}`."""
        return self._message(step, f"say:{step.words[-1] if step.words else ''}")

    def hangup(self, step: Step) -> Target:
        """Ends the call."""
        return Target("hangup", step.place)

    def bridge(self, step: Step) -> Target:
        """Calls somebody and connects. When nobody answers the call is over, unless `continue_on_fail` is set."""
        on = dict.fromkeys(("busy", "no_answer", "failed"), step.then) if step.after_failure else {}
        goal = _goal(step.data)
        return self._transfer(step, goal, on, person="conference" not in goal.get("queue", ""))

    def deflect(self, step: Step) -> Target:
        """Sends the call to another number and is done with it."""
        return self._transfer(step, _goal(step.data), {})

    def conference(self, step: Step) -> Target:
        """Puts the caller into a conference."""
        room = f"conference {fields(step.data.split('@')[0])}"
        return self._transfer(step, {"queue": room}, {"full": step.then}, person=False)

    def callcenter(self, step: Step) -> Target:
        """Queues the caller; who waits too long goes on."""
        on = {"full": step.then, "timeout": step.then}
        return self._transfer(step, {"queue": fields(step.data.split("@")[0]) or "callcenter"}, on)

    def fifo(self, step: Step) -> Target:
        """Queues the caller until somebody answers."""
        return self._transfer(step, {"queue": fields(step.data.split(" ")[0].split("@")[0]) or "fifo"}, {})

    def _transfer(self, step: Step, goal: dict[str, str], on: dict[str, Target], *, person: bool = True) -> Target:
        id_ = self._draft.id(" ".join(word for pair in goal.items() for word in pair).removeprefix("queue "))
        node = model.Transfer(id=id_, place=step.place, name=step.place, person=person, on=on, **goal)  # type: ignore[arg-type]
        return self._add(node, step)

    def voicemail(self, step: Step) -> Target:
        """Takes a message; `check` is for the owner of the box."""
        words = step.words
        if "check" in words:
            return self._unknown(step)
        box = fields(words[-1]) if words else None
        id_ = self._draft.id(f"voicemail {box or ''}")
        prompt = self._draft.text(None, step.place, _GREETING)
        node = model.Voicemail(id=id_, place=step.place, name=step.place, box=box, prompt=prompt, next=step.then)
        return self._add(node, step)

    def record(self, step: Step) -> Target:
        """Records what the caller says: `file limit …`."""
        limit = _number([*step.words, "", ""][1])
        longest = seconds(limit, step.place) if limit else None
        id_ = self._draft.id("record")
        return self._add(model.Voicemail(id=id_, place=step.place, name=step.place, max=longest, next=step.then), step)

    def play_and_get_digits(self, step: Step) -> Target:
        """Asks for digits: `min max tries timeout terminators file invalid variable pattern digit-timeout failure`."""
        words = [*step.words, *[""] * _FAILURE]
        if not words[_VARIABLE] and words[1] == "1":  # a message that a key ends
            return self._message(step, words[5])
        failure = " ".join(step.words[_FAILURE:])
        then = self.run(step._replace(app="transfer", data=failure)) if failure else step.then
        least, most, tries, after, between = (_number(words[at]) for at in (0, 1, 2, 3, 9))
        again = self._together(words[6], words[5], step.place)
        wrong = model.Unanswered(place=step.place, attempts=int(tries) or 1, again=again, then=then)
        listening = _listening(step.place, wrong, after / 1000, between / 1000)
        return self._input(step, words[5], words[_VARIABLE], (int(least), int(most)), words[4], listening)

    def read(self, step: Step) -> Target:
        """Asks for digits once: `min max file variable timeout terminators`."""
        words = [*step.words, *[""] * 6]
        least, most, after = (_number(words[at]) for at in (0, 1, 4))
        wrong = model.Unanswered(place=step.place, attempts=1, then=step.then)
        listening = _listening(step.place, wrong, after / 1000, 0)
        return self._input(step, words[2], words[3], (int(least), int(most)), words[5], listening)

    def _input(  # noqa: PLR0917 - what an input is
        self, step: Step, sound: str, field: str, digits: tuple[int, int], terminator: str, listening: model.Listening
    ) -> Target:
        name = re.sub(r"\W", "_", field)
        node = model.Input(
            id=self._draft.id(name or "digits"),
            place=step.place,
            name=step.place,
            prompt=self.text(sound, step.place),
            field=name or None,
            digits=(max(digits[0], 1), max(*digits, 1)),
            terminator=next((sign for sign in terminator if sign in "#*"), None),
            listening=listening,
            next=step.then,
        )
        return self._add(node, step)

    def _together(self, first: str, second: str, place: Place) -> tuple[model.Text, ...]:
        one, other = heard(first, self._book), heard(second, self._book)
        text = self.said(Sound(f"{one.words} {other.words}".strip(), one.audio or other.audio), place)
        return (text,) if text else ()

    def transfer(self, step: Step) -> Target:
        """Hands the call to an extension of the dialplan, which stands elsewhere."""
        words = [word for word in step.words if word not in ("-aleg", "-bleg", "-both")]
        name = fields(words[0]) if words else "transfer"
        message = say(
            "what callers meet at `{goal}` is up to the dialplan, which is not here: the call is taken to end",
            goal=name,
        )
        flow = fields(" ".join(words)) or "transfer"
        return self._flow(
            step,
            flow,
            Target("hangup", step.place),
            message,
            f"extension {name.strip('{}')}".replace("extension extension", "extension"),
        )

    def absent(self, step: Step) -> Target:
        """Calls a menu that stands in a file which is not here, and comes back."""
        name = step.words[0] if step.words else step.app
        message = say(
            "the menu `{menu}` is in another file, which is not here: callers are taken to come back", menu=name
        )
        return self._flow(step, fields(name), step.then, message, f"menu {name}")

    def script(self, step: Step) -> Target:
        """Runs a program, which may do anything with the call."""
        message = say("a program decides here (`{app}`): the call is taken to go on afterwards", app=step.app)
        return self._flow(step, fields(step.data) or step.app, step.then, message, f"{step.app} {_stem(step.data)}")

    def other(self, step: Step) -> Target:
        """Does something with the call that a flow has no word for, and goes on."""
        message = say("a flow has no word for `{app}`: callers are taken to come out of it and go on", app=step.app)
        return self._flow(step, fields(f"{step.app} {step.data}".strip()), step.then, message, step.app)

    def _unknown(self, step: Step) -> Target:
        message = say("what `{app}` does is not known: callers are taken to come out of it and go on", app=step.app)
        self._draft.loss("left out", step.app, message, step.place)
        return self._flow(step, fields(f"{step.app} {step.data}".strip()), step.then, None, step.app)

    def _flow(self, step: Step, file: str, then: Target, message: Message | None, name: str) -> Target:
        id_ = self._draft.id(name)
        if message is not None:
            kind: model.LossKind = "approximated" if step.app in _OTHERS.split() else "not in the file"
            self._draft.loss(kind, step.app, message, step.place, id_)
        return self._add(model.SubFlow(id=id_, place=step.place, name=step.place, file=file, next=then), step)


def _goal(dial: str) -> dict[str, str]:
    """Whom a dial string calls first: `user/1001@domain`, `sofia/gateway/name/+34900`, `sofia/internal/help@host`."""
    plain = re.split(r"[,|]", _SETTINGS.sub("", dial.strip()))[0]
    kind, _, name = plain.partition("/")
    last = (name or plain).rpartition("/")[2]
    user, _, host = last.partition("@")
    if _NUMBER.fullmatch(user) and kind in ("user", "loopback"):
        return {"extension": fields(user)}
    if _NUMBER.fullmatch(user) and not host:
        return {"number": fields(user)}
    return {"queue": fields(last) or fields(plain) or "bridge"}


def _listening(place: Place, wrong: model.Unanswered, after: float, between: float) -> model.Listening:
    after = after or _TIMEOUT
    silent = model.Unanswered(place, seconds(after, place), wrong.attempts, wrong.again, wrong.then)
    return model.Listening(place, True, seconds(between or after, place), speech=False, no_input=silent, no_match=wrong)


def _number(word: str) -> float:
    return float(word) if re.fullmatch(r"\d{1,9}", word) else 0.0


def _stem(path: str) -> str:
    first = path.split(" ", maxsplit=1)[0]
    return first.rpartition("/")[2].partition(".")[0]


_OTHERS = (
    "execute_extension eval att_xfer directory ivr park echo delay_echo valet_park pickup intercept eavesdrop "
    "three_way hold unhold rxfax txfax spandsp_start_fax_detect page detect_speech play_and_detect_speech soft_hold"
)
_Maker = Callable[[Applications, Step], Target]
_TABLE: dict[_Maker, str] = {
    Applications.playback: "playback endless_playback gentones play_fsv displace_session",
    Applications.phrase: "phrase",
    Applications.speak: "speak",
    Applications.say: "say",
    Applications.hangup: "hangup respond",
    Applications.bridge: "bridge",
    Applications.deflect: "deflect redirect",
    Applications.conference: "conference",
    Applications.callcenter: "callcenter",
    Applications.fifo: "fifo",
    Applications.voicemail: "voicemail",
    Applications.record: "record",
    Applications.play_and_get_digits: "play_and_get_digits",
    Applications.read: "read",
    Applications.transfer: "transfer",
    Applications.script: "lua luarun javascript python python3 perl managed socket curl httapi system bgsystem "
    "cidlookup enum lcr easyroute",
    Applications.other: _OTHERS,
}
_MAKERS = {app: maker for maker, apps in _TABLE.items() for app in apps.split()}
