"""Widgets of Twilio Studio -> nodes of a flow."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.message import Message, say
from ivrlint.platforms.draft import Draft, seconds, spoken
from ivrlint.platforms.passing import ends
from ivrlint.platforms.twilio.templates import field_of, heard, variable
from ivrlint.platforms.twilio.widget import ANSWERED, DIGITS, Way, Widget, assigned
from ivrlint.platforms.voices import language_of

_AGAIN = ("2", "3", "4", "5")  # times in a row that a text can be written out
_WORDS = re.compile(r"[^\W_]")
_FIELDS = re.compile(r"\{\w+\}")
_BEEP = "beep"  # what is heard before a recording
_N = TypeVar("_N", bound=model.Node)
_NOT_HEARD = frozenset({"record-call", "fork-stream"})
_OUTCOMES = {
    "busy": "busy",
    "completed": "ok",
    "deliveryFailure": "error",
    "fail": "error",
    "failed": "error",
    "noAnswer": "no_answer",
    "sent": "ok",
    "success": "ok",
}


class Nodes:
    """The nodes of one flow in the making."""

    def __init__(self, draft: Draft, widgets: Mapping[str, Widget]) -> None:
        self.draft = draft
        self.widgets = widgets
        self.languages: list[str] = []
        self.recorded = any(map(_records, widgets.values()))
        self._nowhere: dict[tuple[str, str], Target] = {}  # by widget and value: where calls drop
        self.leading_to: dict[str, set[str]] = {}
        for widget in widgets.values():
            for way in widget.ways:
                if way.to:
                    self.leading_to.setdefault(way.to, set()).add(widget.key)
        self._joined = set(self._splits_in_menus())
        self._skipped = ends({key: widget.ways[0].to or "" for key, widget in widgets.items() if _unheard(widget)})
        self.ids = {key: draft.id(key) for key in widgets if key not in self._joined and key not in self._skipped}

    def add_all(self) -> None:
        """Make a node of each widget that callers can notice."""
        for widget in self.widgets.values():
            self.draft.blocks += 1
            if widget.key in self.ids:
                MAKERS.get(widget.type, unknown)(self, widget)

    def _splits_in_menus(self) -> Iterator[str]:
        """The splits that do nothing but sort the keys of one menu, and the variables that are set before them."""
        from ivrlint.platforms.twilio.asking import splits_of

        for widget in self.widgets.values():
            for *before, split in splits_of(self, widget).values():
                yield from (each.key for each in before)
                if self.leading_to[split.key] == {before[-1].key if before else widget.key}:
                    yield split.key

    # Ways

    def target(self, key: str, place: Place) -> Target:
        """The target for a widget's name, behind widgets that nobody notices."""
        key = self._skipped.get(key, key)
        return Target(self.ids.get(key, key) if key else "hangup", place)

    def to(self, way: Way | None) -> Target | None:
        """The target of a transition; None where it leads nowhere, so that the call ends."""
        return self.target(way.to, way.place) if way and way.to else None

    def nowhere(self, widget: Widget, place: Place, value: str) -> Target:
        """A node where a call drops: that of a way at `place` which is taken for `value`, and leads nowhere."""
        known = (widget.key, value)
        if known not in self._nowhere:
            id_ = self.draft.id(f"{widget.key} {value}")
            self.draft.add(model.Message(id=id_, place=place, name=place), f"{widget.type} “{widget.key}”")
            self._nowhere[known] = Target(id_, place)
        return self._nowhere[known]

    def or_hangup(self, way: Way | None, place: Place) -> Target:
        """The target of a transition; a hang-up where it leads nowhere."""
        return self.to(way) or Target("hangup", way.place if way else place)

    # Words

    def prompt(self, widget: Widget) -> model.Text | None:
        """What a widget says, or the recording that it plays."""
        said, played = widget.properties.get("say"), widget.properties.get("play")
        if said and said.text.strip():
            text = self._heard(widget, said.text)
            if text is None:
                return self.draft.text(None, said.place, audio=spoken(heard(said.text).text))
            return self.draft.text(self._as_often(widget, text), said.place, language=self._language(widget))
        if played and played.text:
            return self.draft.text(None, played.place, audio=self._as_often(widget, spoken(heard(played.text).text)))
        return None

    def _as_often(self, widget: Widget, said: str) -> str:
        """Words as often as a message says them in a row; a question that is put again, and a recording, once."""
        times = widget.text("loop") or "1"
        if times in _AGAIN and widget.type == "say-play" and widget.text("say"):
            return " ".join([said.strip()] * int(times))
        if times != "1":
            why = say("callers hear this {times} times in a row; it is taken to be said once")
            self.approximated(widget, why, times=times)
        return said

    def _heard(self, widget: Widget, template: str) -> str | None:
        """The words of a template; None where all of them come on the call."""
        text, chosen, unknown = heard(template)
        if chosen:
            self.approximated(widget, say("the text depends on what is known of the call: its first variant is taken"))
        if not unknown:
            return text
        if _WORDS.search(_FIELDS.sub("", text)):
            self.to_add(widget, say("other words may be filled in on the call than those that stand here"))
            return text
        self.to_add(widget, say("what callers hear here is filled in on the call: it is not known"))
        return None

    def _language(self, widget: Widget) -> str | None:
        tag = widget.text("language").partition("-")[0]
        language = tag if tag.isalpha() else language_of(widget.text("voice"))
        if language:
            self.languages.append(language)
        return language

    # Nodes

    def make(self, node_type: Callable[..., _N], widget: Widget, **values: Any) -> _N:
        """A node made of a widget, kept."""
        node = node_type(id=self.ids[widget.key], place=widget.place, name=widget.name, **values)
        self.draft.add(node, f"{widget.type} “{widget.key}”")
        return node

    def sorted_out(self, widget: Widget, what: str, cases: Mapping[str, Target], otherwise: Target) -> Target:
        """A branch behind a node that has several ends; the way on itself where all ends are one."""
        other = {name: target for name, target in cases.items() if target.to != otherwise.to}
        if not other:
            return otherwise
        id_ = self.draft.id(f"{widget.key} {what}")
        branch = model.Branch(
            id=id_,
            place=widget.place,
            name=widget.name,
            field=id_.replace("-", "_"),
            cases=other,
            otherwise=otherwise,
            asks=widget.name,
        )
        self.draft.add(branch, f"{widget.type} “{widget.key}”")
        return Target(id_, widget.name)

    def approximated(self, widget: Widget, why: Message, **values: object) -> None:
        """Note that a widget becomes only nearly what it is."""
        self.draft.loss("approximated", widget.type, say(why, **values), widget.name, self.ids.get(widget.key))

    def to_add(self, widget: Widget, why: Message, **values: object) -> None:
        """Note what the file does not say, and nobody can know who only reads it."""
        self.draft.loss("not in the file", widget.type, say(why, **values), widget.name, self.ids.get(widget.key))

    def left_out(self, widget: Widget, why: Message, **values: object) -> None:
        """Note that callers would notice something that the flow does not say."""
        self.draft.loss("left out", widget.type, say(why, **values), widget.name, self.ids.get(widget.key))


def _records(widget: Widget) -> bool:
    return widget.type == "record-call" and widget.text("record_call").lower() == "true"


def _unheard(widget: Widget) -> bool:
    """Is this passed by, because callers notice nothing of it and there is one way on?"""
    return widget.type in _NOT_HEARD and len({way.to for way in widget.ways}) == 1


Maker = Callable[[Nodes, Widget], object]


def say_play(nodes: Nodes, widget: Widget) -> None:
    """A prompt; the last one of a call hangs up."""
    on = nodes.to(widget.way("audioComplete"))
    prompt = nodes.prompt(widget)
    if on:
        nodes.make(model.Message, widget, prompt=prompt, next=on)
    else:
        nodes.make(model.Hangup, widget, prompt=prompt)


def set_variables(nodes: Nodes, widget: Widget) -> None:
    """Fields are filled."""
    sets = {field_of(name): heard(value).text for name, value in assigned(widget).items()}
    nodes.make(model.Message, widget, next=nodes.or_hangup(widget.way("next"), widget.name), sets=sets)


def lookup(service: str) -> Maker:
    """Another system is asked. `service`: the property that names it, else what it is called."""

    def make(nodes: Nodes, widget: Widget) -> None:
        on = {_OUTCOMES.get(way.event, way.event): nodes.or_hangup(way, widget.name) for way in widget.ways}
        on.setdefault("error", Target("hangup", widget.name))
        name = spoken(heard(widget.text(service)).text) if service in widget.properties else service
        nodes.make(model.Lookup, widget, service=name.rstrip("/").rpartition("/")[2] or name, on=on)

    return make


def subflow(file: str) -> Maker:
    """Another flow runs and comes back. `file`: the property that names it."""

    def make(nodes: Nodes, widget: Widget) -> None:
        failed = widget.way("failed", "fail", "timeout")
        on = {"error": target} if (target := nodes.to(failed)) else {}
        next_ = nodes.or_hangup(widget.way("completed", "return"), widget.name)
        name = heard(widget.text(file)).text or widget.key
        nodes.make(model.SubFlow, widget, file=name, on=on, next=next_)
        nodes.to_add(widget, say("what callers hear in {name} is not in this file"), name=name)

    return make


def connect_call(nodes: Nodes, widget: Widget) -> None:
    """A number, or somebody on the internet."""
    said = widget.text("to")
    path = variable(said)
    dialled = "{" + field_of(path) + "}" if path else said.replace(" ", "")
    on_phone = widget.text("noun") in ("", "number", "number-multi") and "," not in dialled
    callable_ = on_phone and (path or dialled.lstrip("+").isdigit())
    after = nodes.to(widget.way("callCompleted"))
    on = {"no_answer": after, "busy": after, "failed": after} if after else {}
    goal = {"number": dialled} if callable_ else {"queue": spoken(heard(said).text) or widget.key}
    nodes.make(model.Transfer, widget, on=on, **goal)


def queue(*name: str) -> Maker:
    """Agents of Flex or of a queue. `name`: the property that names the queue."""

    def make(nodes: Nodes, widget: Widget) -> None:
        failed = nodes.to(widget.way("failedToEnqueue", "callFailure"))
        on = {"failed": failed} if failed else {}
        if after := nodes.to(widget.way("callComplete")):
            on["done"] = after
        nodes.make(model.Transfer, widget, queue=spoken(heard(widget.text(*name)).text) or widget.key, on=on)

    return make


def voicemail(nodes: Nodes, widget: Widget) -> None:
    """A message is recorded."""
    after = nodes.or_hangup(widget.way("recordingComplete"), widget.name)
    silent = nodes.or_hangup(widget.way("noAudio"), widget.name)
    next_ = nodes.sorted_out(widget, "recorded", {"no_audio": silent}, after)
    longest = widget.properties.get("max_length")
    known = longest is not None and longest.text.isdigit() and len(longest.text) < DIGITS
    max_ = seconds(int(longest.text), longest.place) if longest and known else None
    beep = _BEEP if widget.text("play_beep").lower() != "false" else None
    nodes.make(model.Voicemail, widget, max=max_, prompt=nodes.draft.text(None, widget.name, audio=beep), next=next_)


def virtual_agent(nodes: Nodes, widget: Widget) -> None:
    """Another machine talks with the caller, and perhaps comes back."""
    ways = {_OUTCOMES.get(way.event, way.event): target for way in widget.ways if (target := nodes.to(way))}
    back = next((event for event in ("sessionEnded", "ok", "return") if event in ways), None)
    next_ = ways.pop(back) if back else Target("hangup", widget.name)
    name = spoken(widget.text("connector", "connector_name")) or widget.key
    nodes.make(model.SubFlow, widget, file=name, on=ways, next=next_)
    nodes.to_add(widget, say("a virtual agent talks here: what callers hear is not in this file"))


def outgoing_call(nodes: Nodes, widget: Widget) -> None:
    """A call that the flow makes: what comes behind `answered` is what the person called hears."""
    nodes.make(model.Message, widget, next=nodes.or_hangup(widget.way(ANSWERED), widget.name))


def payment(nodes: Nodes, widget: Widget) -> None:
    """The platform asks for a card with prompts of its own."""
    ends = {way.event: nodes.or_hangup(way, widget.name) for way in widget.ways}
    paid = ends.pop("success", None) or Target("hangup", widget.name)
    failed = ends.get("maxFailedAttempts")
    nothing = model.Unanswered(place=widget.name, attempts=3, then=failed)
    listening = model.Listening(place=widget.name, barge_in=True, speech=False, no_input=nothing, no_match=nothing)
    next_ = nodes.sorted_out(widget, "paid", ends, paid)
    nodes.make(
        model.Input, widget, field="card", kind="card", sensitive=True, terminator="#", next=next_, listening=listening
    )
    nodes.to_add(widget, say("the platform asks for the card in words of its own, which are not in this file"))


def decides(nodes: Nodes, widget: Widget) -> None:
    """Something that callers do not notice decides."""
    ways = {_OUTCOMES.get(way.event, way.event): nodes.or_hangup(way, widget.name) for way in widget.ways}
    on = ways.pop("ok", None) or ways.pop("next", None) or next(iter(ways.values()), Target("hangup", widget.name))
    nodes.make(
        model.Branch, widget, field=f"{field_of(widget.type)}_result", cases=ways, otherwise=on, asks=widget.name
    )


def unknown(nodes: Nodes, widget: Widget) -> None:
    """A widget that is not in the table: every way out is kept."""
    decides(nodes, widget)
    if widget.type not in _NOT_HEARD:
        nodes.left_out(widget, say("what this widget does is not known: every way out of it is kept"))


def _gather(nodes: Nodes, widget: Widget) -> None:
    from ivrlint.platforms.twilio.asking import gather

    gather(nodes, widget)


def _split(nodes: Nodes, widget: Widget) -> None:
    from ivrlint.platforms.twilio.splits import split

    split(nodes, widget)


MAKERS: Mapping[str, Maker] = {
    "add-twiml-redirect": subflow("url"),
    "capture-payments": payment,
    "connect-call-to": connect_call,
    "connect-virtual-agent": virtual_agent,
    "connect-virtual-agent-v2": virtual_agent,
    "enqueue-call": queue("queue_name", "workflow_sid"),
    "gather-input-on-call": _gather,
    "make-http-request": lookup("url"),
    "make-outgoing-call": outgoing_call,
    "make-outgoing-call-v2": outgoing_call,
    "record-voicemail": voicemail,
    "run-function": lookup("url"),
    "run-subflow": subflow("flow_sid"),
    "say-play": say_play,
    "send-message": lookup("text message"),
    "send-to-auto-pilot": virtual_agent,
    "send-to-flex": queue(),
    "set-variables": set_variables,
    "split-based-on": _split,
}
