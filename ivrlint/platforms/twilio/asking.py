"""Twilio Studio's `gather-input-on-call`: with the split behind it a menu, else an entry of digits."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Option, Phrases, Unanswered
from ivrlint.message import say
from ivrlint.platforms.draft import UNTOLD, seconds
from ivrlint.platforms.twilio.widget import DIGITS, Widget, variable

if TYPE_CHECKING:
    from ivrlint.platforms.twilio.nodes import Nodes

_KEY = re.compile(r"[0-9*#]+")
_WAIT = 5.0  # seconds, where the widget does not say
_LONGEST = 20  # digits, where the widget does not say
_HEARD = ("Digits", "SpeechResult")


def split_of(nodes: "Nodes", widget: Widget) -> Iterator[str]:
    """The splits behind a gather that sort what it has heard: those of keys first."""
    if widget.type != "gather-input-on-call":
        return
    for event, heard in zip(("keypress", "speech"), _HEARD, strict=True):
        way = widget.way(event)
        behind = nodes.widgets.get(way.to or "") if way else None
        if behind is None or behind.type != "split-based-on":
            continue
        if variable(behind.text("input")) in _said(widget, heard, event) and (event == "speech" or _keys_only(behind)):
            yield behind.key


def _said(widget: Widget, heard: str, event: str) -> tuple[str, ...]:
    # A split of digits may take what is said, too: it is sorted as no match there.
    names = (heard, "Digits") if event == "speech" else (heard,)
    return tuple(f"widgets.{widget.key}.{name}" for name in names)


def _keys_only(split: Widget) -> bool:
    """Does a split tell keys, and nothing finer, apart?"""
    from ivrlint.platforms.twilio.nodes import compared

    tests = [compared(test.kind, test.value.text) for way in split.ways for test in way.tests]
    return bool(tests) and all(exact and any(map(_KEY.fullmatch, values)) for values, exact in tests)


def gather(nodes: "Nodes", widget: Widget) -> None:
    """A menu where a split sorts the keys, an entry of digits where none does."""
    splits = [nodes.widgets[key] for key in split_of(nodes, widget)]
    pressed = widget.way("keypress")
    if splits and pressed and splits[0].key == pressed.to:
        _menu(nodes, widget, splits[0], splits[1] if len(splits) > 1 else None)
    else:
        _entry(nodes, widget)
    nodes.said_once(widget)


def _menu(nodes: "Nodes", widget: Widget, keys: Widget, speech: Widget | None) -> None:
    options: dict[str, Option] = {}
    for option in (*_options(nodes, keys), *(_options(nodes, speech) if speech else ())):
        same = next((known for known in options.values() if _lead_alike(known, option)), None)
        if option.key in options:
            continue
        if not _KEY.fullmatch(option.key) and same is not None:
            options[same.key] = same._replace(says=_also(same.says, option))
        else:
            options[option.key] = option
    no_match = nodes.to(keys.way("noMatch"))
    spoken = widget.way("speech")
    unwanted = {way.to for way in (keys.way("noMatch"), widget.way("timeout")) if way} | {keys.key}
    if spoken and speech is None and spoken.to not in unwanted and (target := nodes.to(spoken)):
        label = model.Text({UNTOLD: "speech"}, None, spoken.place)
        options["speech"] = Option("speech", spoken.place, label, target, silent=True)
        nodes.approximated(widget, say("whatever callers say is taken to lead to `{target}`"), target=target.to)
    listening = _listening(nodes, widget, no_match, any(not _KEY.fullmatch(key) for key in options))
    nodes.make(model.Menu, widget, options=tuple(options.values()), prompt=nodes.prompt(widget), listening=listening)


def _options(nodes: "Nodes", split: Widget) -> Iterator[Option]:
    from ivrlint.platforms.twilio.nodes import compared

    for way in split.ways:
        for test in way.tests if way.event == "match" else ():
            values, _ = compared(test.kind, test.value.text)
            for value in values:
                named = value if _KEY.fullmatch(value) else _name(value)
                if named:
                    label = None if _KEY.fullmatch(value) else model.Text({UNTOLD: value}, None, test.value.place)
                    yield Option(named, test.value.place, label, nodes.to(way))


def _name(value: str) -> str:
    return re.sub(r"[^\w]+|_|\d+", "-", value.removeprefix("contains ")).strip("-").lower()


def _lead_alike(one: Option, other: Option) -> bool:
    return one.to is not None and other.to is not None and one.to.to == other.to.to


def _also(says: Phrases | None, option: Option) -> Phrases:
    """The phrases with the words of one more option."""
    known = says.spoken.get(UNTOLD, ()) if says else ()
    return Phrases({UNTOLD: (*known, option.key.replace("-", " "))}, option.place)


def _entry(nodes: "Nodes", widget: Widget) -> None:
    pressed, spoken, silent = (nodes.to(widget.way(event)) for event in ("keypress", "speech", "timeout"))
    if spoken and silent and spoken.to == silent.to:
        spoken = None  # what is said is not wanted
    next_ = nodes.sorted_out(widget, "heard", {"speech": spoken}, pressed) if pressed and spoken else pressed or spoken
    length = widget.text("number_of_digits")
    listening = _listening(nodes, widget, silent, spoken is not None)
    if length == "1" and next_:
        dial = model.Dial((1, 1), next_, widget.name)  # any key will do, or something behind tells them apart
        nodes.make(model.Menu, widget, prompt=nodes.prompt(widget), dial=dial, listening=listening)
        return
    ends = widget.text("finish_on_key") if "finish_on_key" in widget.properties else "#"
    stops = widget.text("stop_gather").lower() != "false"
    exactly = int(length) if length.isdigit() and 0 < int(length[:4]) <= _LONGEST else None
    nodes.make(
        model.Input,
        widget,
        prompt=nodes.prompt(widget),
        field=re.sub(r"\W+", "_", f"{widget.key}_Digits"),
        digits=(exactly, exactly) if exactly else (1, _LONGEST),
        terminator=ends if stops and ends in ("#", "*") else None,
        next=next_,
        listening=listening,
    )


def _listening(nodes: "Nodes", widget: Widget, no_match: model.Target | None, speech: bool) -> Listening:
    """One attempt each: what follows a failure, the designer has drawn."""
    place = widget.name
    written = widget.text("timeout")
    after = seconds(float(written) if written.isdigit() and len(written) < DIGITS else _WAIT, place)
    return Listening(
        place=place,
        barge_in=True,
        speech=speech,
        no_input=Unanswered(place=place, after=after, attempts=1, then=nodes.to(widget.way("timeout"))),
        no_match=Unanswered(place=place, attempts=1, then=no_match),
    )
