"""Twilio Studio's `gather-input-on-call`: with the splits behind it a menu, else an entry.

It listens for what its transitions lead on with: `keypress` for keys, `speech` for words. Who presses a key where only
`speech` leads on, or speaks where only `keypress` does, is not heard.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Option, Phrases, Target, Unanswered
from ivrlint.message import say
from ivrlint.platforms.confidence import kind_of
from ivrlint.platforms.deciding import are_right_answers
from ivrlint.platforms.draft import UNTOLD, seconds
from ivrlint.platforms.twilio.around import is_asked_before, offered, readers, takes_any_key
from ivrlint.platforms.twilio.splits import equal
from ivrlint.platforms.twilio.templates import field_of, heard, variable
from ivrlint.platforms.twilio.widget import DIGITS, KEY, Test, Widget, assigned
from ivrlint.platforms.voiced import told_apart, voiced

if TYPE_CHECKING:
    from ivrlint.platforms.twilio.nodes import Nodes

_WAIT = 5.0  # seconds, where the widget does not say
_LONGEST = 20  # digits, where the widget does not say
_NO_LETTERS = re.compile(r"[\W_]+")
_REGEX_SIGNS = re.compile(r"\(\?[a-z:]*\)?|\.\*|\\b|[()^$]")
_WORDS = re.compile(r"[^\W_][\w' -]*|[*#]")
_HEARD = {"keypress": "Digits", "speech": "SpeechResult"}


def splits_of(nodes: "Nodes", widget: Widget) -> dict[str, list[Widget]]:
    """What sorts that which a gather has heard, by `keypress` or `speech`: a split, behind variables that are set."""
    found: dict[str, list[Widget]] = {}
    for event in _HEARD if widget.type == "gather-input-on-call" else ():
        chain = _chain(nodes, widget, event) if event == "speech" or _own_split(widget) is None else []
        if chain and chain[-1].type == "split-based-on" and _sorts(chain, widget, event):
            found[event] = chain
    return found


def _chain(nodes: "Nodes", widget: Widget, event: str) -> list[Widget]:
    """The widgets behind a gather that set variables and that nothing else leads to, and the one behind them."""
    chain: list[Widget] = []
    before, way = widget, widget.way(event)
    while way and (behind := nodes.widgets.get(way.to or "")) and behind not in chain:
        chain.append(behind)
        alone = [each.event for each in before.ways if each.to == behind.key] == [way.event]
        if behind.type != "set-variables" or not alone or nodes.leading_to[behind.key] != {before.key}:
            break
        before, way = behind, behind.way("next")
    return chain


def _asked(chain: list[Widget]) -> str:
    """The variable that the split at the end of a chain looks at, without filters, under the name that it had first."""
    asked = _plain(chain[-1].text("input"))
    for before in chain[-2::-1]:
        field = asked.removeprefix("flow.variables.")
        asked = _plain(assigned(before).get(field, "")) if field != asked and field in assigned(before) else asked
    return asked


def _plain(template: str) -> str:
    return (variable(template) or "").partition("|")[0].strip()


def _sorts(chain: list[Widget], widget: Widget, event: str) -> bool:
    """Does a split tell apart what was pressed, by whole keys, or what was said?"""
    split = chain[-1]
    # A split of digits may take what is said, too: it is sorted as no match there.
    names = (_HEARD[event],) if event == "keypress" else (_HEARD[event], "Digits")
    asked = _asked(chain)
    if asked not in [f"widgets.{widget.key}.{name}" for name in names] and asked not in names:
        return False  # some write no more than `{{Digits}}`
    tests = [equal(test) for way in split.ways for test in way.tests]
    if event == "speech" or not tests:
        return bool(tests)
    keys = [value for values in tests for value in values or () if KEY.fullmatch(value)]
    words, language = heard(widget.text("say")).text, widget.text("language").partition("-")[0]
    if are_right_answers(set(keys), words, language, _digits(widget) or 0):
        return False
    return all(values is not None and any(map(KEY.fullmatch, values)) for values in tests)


def gather(nodes: "Nodes", widget: Widget) -> None:
    """A menu where a split sorts the keys or the words, an entry where none does."""
    chains = splits_of(nodes, widget)
    splits = {event: chain[-1] for event, chain in chains.items()}
    if own := _own_split(widget):
        _menu_of_keys(nodes, widget, own, splits.get("speech"))
    elif "keypress" in splits:
        _menu_of_keys(nodes, widget, splits["keypress"], splits.get("speech"))
    elif "speech" in splits:
        _menu_of_words(nodes, widget, splits["speech"])
    else:
        _entry(nodes, widget)
    if before := chains.get("keypress", [])[:-1]:
        _carry(nodes, widget, before)


def _carry(nodes: "Nodes", widget: Widget, before: list[Widget]) -> None:
    """The variables that are set between a menu and its split are set by its options."""
    menu = nodes.draft.nodes[nodes.ids[widget.key]]
    if isinstance(menu, model.Menu):
        set_ = {field_of(name): value for each in before for name, value in assigned(each).items()}
        keyed = f"widgets.{widget.key}.Digits"
        options = (
            option._replace(
                sets={name: option.key if _plain(value) == keyed else heard(value).text for name, value in set_.items()}
            )
            for option in menu.options
        )
        nodes.draft.nodes[menu.id] = replace(menu, options=tuple(options))


def _own_split(widget: Widget) -> Widget | None:
    """The split that stands in the widget itself, at `keypress`, where somebody has written it by hand."""
    pressed = [way for way in widget.ways if way.event == "keypress"]
    if not any(way.tests for way in pressed):
        return None
    return replace(widget, ways=tuple(way._replace(event="match" if way.tests else "noMatch") for way in pressed))


def _menu_of_keys(nodes: "Nodes", widget: Widget, keys: Widget, speech: Widget | None) -> None:
    options: dict[str, Option] = {}
    for option in told_apart((*_options(nodes, keys), *(_options(nodes, speech) if speech else ()))):
        same = next((known for known in options.values() if _lead_alike(known, option)), None)
        if option.key in options:
            continue
        if not KEY.fullmatch(option.key) and not option.silent and same is not None:
            options[same.key] = same._replace(says=_also(same.says, option))
        else:
            options[option.key] = option
    spoken = widget.way("speech")
    unwanted = {way.to for way in (keys.way("noMatch"), widget.way("timeout")) if way} | {keys.key}
    if spoken and speech is None and spoken.to not in unwanted and (target := nodes.to(spoken)):
        label = model.Text({UNTOLD: "speech"}, None, spoken.place)
        options["speech"] = Option("speech", spoken.place, label, target, silent=True)
        nodes.approximated(widget, say("whatever callers say is taken to lead to `{target}`"), target=target.to)
    if speech and (other := _said_otherwise(nodes, keys, speech)):
        options.setdefault(other.key, other)
    by_voice = any(not KEY.fullmatch(key) for key in options)
    listening = _listening(nodes, widget, nodes.to(keys.way("noMatch")), by_voice)
    nodes.make(
        model.Menu,
        widget,
        options=_leading(nodes, widget, options.values()),
        prompt=nodes.prompt(widget),
        listening=listening,
    )
    _tell_of_slow_keys(nodes, widget, [key for key in options if KEY.fullmatch(key)])


def _said_otherwise(nodes: "Nodes", keys: Widget, speech: Widget) -> Option | None:
    """Where other words lead than those that are told apart, if that is elsewhere than where other keys lead."""
    way, pressed = speech.way("noMatch"), keys.way("noMatch")
    target = nodes.to(way)
    if way is None or target is None or way.to in (keys.key, pressed.to if pressed else None):
        return None
    return Option("speech", way.place, model.Text({UNTOLD: "speech"}, None, way.place), target, silent=True)


def _menu_of_words(nodes: "Nodes", widget: Widget, words: Widget) -> None:
    """An open question: what is said decides, and any keys lead one way."""
    options: dict[str, Option] = {}
    for option in told_apart(_options(nodes, words)):
        options.setdefault(option.key, option)
    pressed = widget.way("keypress")
    nodes.make(
        model.Menu,
        widget,
        options=_leading(nodes, widget, options.values()),
        prompt=nodes.prompt(widget),
        dial=model.Dial((1, _digits(widget) or _LONGEST), nodes.to(pressed), widget.name) if pressed else None,
        listening=_listening(nodes, widget, nodes.to(words.way("noMatch")), True),
    )


def _options(nodes: "Nodes", split: Widget) -> Iterator[Option]:
    for way in split.ways:
        for test in way.tests if way.event == "match" else ():
            values, to, place = _values(test), nodes.to(way), test.value.place
            yield from (Option(value, place, None, to) for value in values or () if KEY.fullmatch(value))
            words = [value for value in values or () if _name(value) and not KEY.fullmatch(value)]
            if words:
                says = Phrases({UNTOLD: tuple(words[1:])}, place) if words[1:] else None
                yield Option(_name(words[0]), place, model.Text({UNTOLD: words[0]}, None, place), to, says=says)
            if values is None:
                named = _name(f"{test.kind} {test.value.text}")
                yield Option(named, place, model.Text({UNTOLD: test.kind.replace("_", " ")}, None, place), to, True)


def _leading(nodes: "Nodes", widget: Widget, options: Iterable[Option]) -> tuple[Option, ...]:
    """The options; one that is taken and leads nowhere drops the call."""
    return tuple(
        option if option.to else option._replace(to=nodes.nowhere(widget, option.place, option.key))
        for option in options
    )


def _values(test: Test) -> list[str] | None:
    """What passes a test of words; None where it compares otherwise than with certain words."""
    if test.kind == "regex":
        words = _REGEX_SIGNS.sub("", test.value.text).split("|")
        return words if all(map(_WORDS.fullmatch, words)) else None
    if test.kind.startswith(("contains", "starts_with")):
        return [test.value.text]
    return equal(test)


def _name(value: str) -> str:
    return voiced(_NO_LETTERS.split(value), "-")


def _lead_alike(one: Option, other: Option) -> bool:
    return one.to is not None and other.to is not None and one.to.to == other.to.to


def _also(says: Phrases | None, option: Option) -> Phrases:
    """The phrases with the words of one more option."""
    known, more = (each.spoken.get(UNTOLD, ()) if each else () for each in (says, option.says))
    return Phrases({UNTOLD: (*known, option.key.replace("-", " "), *more)}, option.place)


def _entry(nodes: "Nodes", widget: Widget) -> None:
    """Whatever callers press or say is taken: it goes the way on."""
    pressed, spoken, silent = (nodes.to(widget.way(event)) for event in ("keypress", "speech", "timeout"))
    unread = not readers(nodes, widget, "Digits")
    if pressed and spoken and silent and spoken.to == silent.to:
        spoken = None  # what is said is not wanted
    if pressed and spoken and silent and unread and pressed.to == silent.to:
        pressed = None  # what is keyed is not wanted
    next_ = nodes.sorted_out(widget, "heard", {"speech": spoken}, pressed) if pressed and spoken else pressed or spoken
    exactly = _digits(widget)
    by_voice = spoken is not None
    listening = _listening(nodes, widget, next_, by_voice)  # whatever is heard is taken
    told = offered(nodes, widget) if pressed and unread else []
    if pressed and (exactly == 1 or told or takes_any_key(nodes, widget)):
        dial = model.Dial((1, 1), next_, widget.name)  # any key will do, or something behind tells them apart
        options = tuple(Option(key, widget.name, None, next_) for key in told)
        nodes.make(model.Menu, widget, options=options, prompt=nodes.prompt(widget), dial=dial, listening=listening)
        _tell_of_slow_keys(nodes, widget, told)
        return
    takes_keys = pressed is not None or not by_voice
    prompt = nodes.prompt(widget)
    secret = kind_of(prompt)
    nodes.make(
        model.Input,
        widget,
        prompt=prompt,
        kind=secret,
        sensitive=secret is not None and not nodes.recorded,  # a recording of the call keeps it
        field=re.sub(r"\W+", "_", f"{widget.key}_{_HEARD['keypress' if takes_keys else 'speech']}"),
        digits=((exactly, exactly) if exactly else (1, _LONGEST)) if takes_keys else None,
        terminator=_ends(widget) if takes_keys else None,
        next=next_,
        listening=listening,
    )


def _digits(widget: Widget) -> int | None:
    """How many digits a widget waits for; None where it waits for any number."""
    length = widget.text("number_of_digits")
    return int(length) if length.isdigit() and 0 < int(length[:DIGITS]) <= _LONGEST else None


def _tell_of_slow_keys(nodes: "Nodes", widget: Widget, keys: list[str]) -> None:
    """With room for more digits Studio waits for them after every key."""
    room = _digits(widget)
    if not keys or (room and any(len(key) >= room for key in keys)):
        return
    if ends := _ends(widget):
        why = say("every key works only {wait} s after it was pressed, or with {key}: Studio waits for more digits")
        nodes.approximated(widget, why, wait=f"{_wait(widget):g}", key=ends)
    else:
        why = say("every key works only {wait} s after it was pressed: Studio waits for more digits")
        nodes.approximated(widget, why, wait=f"{_wait(widget):g}")


def _wait(widget: Widget) -> float:
    """The seconds that a widget waits for the first key, and for each further one."""
    written = widget.text("timeout")
    return float(written) if written.isdigit() and len(written) < DIGITS else _WAIT


def _ends(widget: Widget) -> str | None:
    """The key that ends an entry."""
    key = widget.text("finish_on_key") if "finish_on_key" in widget.properties else "#"
    stops = widget.text("stop_gather").lower() != "false"
    return key if stops and key in ("#", "*") else None


def _listening(nodes: "Nodes", widget: Widget, no_match: Target | None, speech: bool) -> Listening:
    """One attempt each: what follows a failure, the designer has drawn."""
    place = widget.name
    return Listening(
        place=place,
        barge_in=not is_asked_before(nodes, widget),
        speech=speech,
        no_input=Unanswered(
            place=place, after=seconds(_wait(widget), place), attempts=1, then=nodes.to(widget.way("timeout"))
        ),
        no_match=Unanswered(place=place, attempts=1, then=no_match),
    )
