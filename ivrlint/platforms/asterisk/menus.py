"""Menus of a dialplan: Background with WaitExten, and Read with the conditions behind it."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Option, Target, Unanswered
from ivrlint.flow.numbers import Row, Span
from ivrlint.flow.place import Place
from ivrlint.message import say
from ivrlint.platforms.asterisk import groups, sounds
from ivrlint.platforms.asterisk.dialplan import Extension, Step, breadth, numbers
from ivrlint.platforms.asterisk.expressions import arguments
from ivrlint.platforms.asterisk.groups import Group, Keys, Rounds
from ivrlint.platforms.asterisk.speech import Spoken, field, is_talk, with_fields
from ivrlint.platforms.asterisk.variables import assignments
from ivrlint.platforms.asterisk.walk import Position
from ivrlint.platforms.draft import GOES_ON, seconds
from ivrlint.platforms.numbers import Way, any_taken, decided, dialled

if TYPE_CHECKING:
    from ivrlint.platforms.asterisk.reader import Reader

_CANDIDATES = "1234567890*"
_OTHER = "no such key"
_MAX_DIGITS = 255
_NUMERIC = 3  # so many keys that lead to one place are a number that is entered
_ASKS_FOR_PIN, _WRONG_PIN = "agent-pass", "auth-incorrect"  # Asterisk's own recordings
_LOCAL = re.compile(r"LOCAL\((\w+)\)")


def menu(flow: "Reader", id_: str, here: Position) -> None:
    """Make the menu at which a call waits for an extension of its context."""
    own = groups.group(flow.walker, here)
    found = groups.keys(flow.walker, here.step)
    options = []
    for key, extension, silent in found.options:
        to = _chosen(flow, id_, here, own, extension)
        language = _language(flow, Position(extension.first)) if extension.first else None
        options.append(Option(key, extension.place, None, to, silent, language=language))
    flow.add(
        model.Menu(
            id=id_,
            place=_whole(here.step, own.key),
            name=here.step.place,
            options=tuple(options),
            prompt=flow.text(own.said, here.step.place),
            dial=_dial(flow, id_, here, found.dials),
            listening=Listening(
                place=own.key.place,
                barge_in=own.interrupted,
                between_digits=_between(flow, own, found),
                speech=False,
                no_input=_silence(flow, id_, here, own),
                no_match=_wrong(flow, id_, here, own, found.others.first if found.others else None),
            ),
        ),
        here.step,
    )


def _chosen(flow: "Reader", id_: str, here: Position, own: Group, extension: Extension) -> Target | None:
    """Where an option leads; one that only asks again, and counts how often, repeats the menu."""
    if extension.first is None:
        return None
    first = Position(extension.first, here.stack)
    known = flow.walker.before(here.step)
    back = flow.walker.settle(first, {**flow.walker.known(first), **known}).at
    asks = back is not None and flow.walker.listens(back.step) and groups.group(flow.walker, back).key is own.key
    found = groups.rounds(flow.walker, own, first, known) if asks else None
    if found is None or not found.again or any(said != own.said for said in found.again):
        return flow.target(first, extension.place)
    message = say(
        "key {key} puts the question {count} times at most: here callers may press it for ever",
        key=extension.name,
        count=found.attempts,
    )
    flow.draft.loss("approximated", extension.first.app, message, extension.place, id_)
    return Target("repeat", extension.place)


def _dial(flow: "Reader", id_: str, here: Position, patterns: list[Extension]) -> model.Dial | None:
    """Which numbers callers may dial, and where those of the first pattern lead."""
    taken = {extension: numbers(extension.name) for extension in patterns}
    for extension in (extension for extension, rows in taken.items() if not rows):
        message = say("numbers with * or # that fit `{pattern}` are not taken here", pattern=extension.name)
        flow.draft.loss("left out", "exten", message, extension.place, id_)
    dials = [extension for extension, rows in taken.items() if rows]
    if not dials or dials[0].first is None:
        return None
    rows = [row for extension in dials for row in taken[extension]]
    digits, only = dialled(rows) or (_any_of(flow, id_, dials, rows), ())
    return model.Dial(digits, _led(flow, id_, here, {each: taken[each] for each in dials}), dials[0].place, only)


def _led(flow: "Reader", id_: str, here: Position, taken: dict[Extension, list[Row]]) -> Target | None:
    """Where callers come who dial: the closest pattern counts, those of the context itself before the included."""
    contexts = [context.name for context in flow.walker.plan.around(here.step.context)]
    order = sorted(taken, key=lambda each: (contexts.index(each.context), breadth(each.name)))
    deeds: dict[str, Target | None] = {}
    for extension in order:
        if (deed := _deeds(extension)) not in deeds and extension.first is not None:
            deeds[deed] = flow.target(Position(extension.first, here.stack), extension.first.place)
    led = {extension: deeds[_deeds(extension)] for extension in order}
    if len(deeds) == 1:
        return next(iter(deeds.values()))
    ways = [Way(each.name, taken[each], to or flow.drop(id_, each.first)) for each, to in led.items() if each.first]
    return decided(flow.draft, id_, ways, "exten")


def _deeds(extension: Extension) -> str:
    """What an extension does, in words that are the same for two that do the same."""
    return repr([(step.priority, step.app, step.args) for step in extension.steps.values()])


def _any_of(flow: "Reader", id_: str, dials: list[Extension], rows: list[Row]) -> Span:
    """The lengths of all numbers, where too many patterns say which are meant."""
    digits = min(map(len, rows)), max(map(len, rows))
    message = any_taken(digits, (extension.name for extension in dials))
    flow.draft.loss("approximated", "exten", message, dials[0].place, id_)
    return digits


def _between(flow: "Reader", own: Group, found: Keys) -> model.Duration | None:
    """How long Asterisk waits for a next digit; where no key has a next one, it never does."""
    if not found.dials and all(len(key) == 1 for key, _, _ in found.options):
        return None
    return seconds(groups.timeout(flow.walker, own.key, "TIMEOUT(digit)", groups.DIGIT), own.key.place)


def _whole(first: Step, last: Step) -> Place:
    if last.place.source is not first.place.source or last.place.end < first.place.start:
        return first.place
    return Place(first.place.source, first.place.start, last.place.end)


def _silence(flow: "Reader", id_: str, here: Position, own: Group) -> Unanswered:
    waits = seconds(own.waits or 0, own.key.place)
    attempts, again, then = ended(flow, id_, here, own, own.behind)
    return Unanswered(own.key.place, waits, attempts, again, then)


def _wrong(flow: "Reader", id_: str, here: Position, own: Group, others: Step | None) -> Unanswered:
    handler = flow.walker.plan.special(here.step.context, "i")
    first = others or (handler.first if handler else None)
    place = first.place if first else own.key.place
    attempts, again, then = ended(flow, id_, here, own, Position(first, here.stack) if first else None)
    return Unanswered(place, None, attempts, again, then)


def ended(
    flow: "Reader", id_: str, here: Position, own: Group, handler: Position | None
) -> tuple[int, tuple[model.Text, ...], Target | None]:
    """How often a question is put, what is said from the second time on, and where it ends."""
    if handler is None:
        return 1, (), None
    found = groups.rounds(flow.walker, own, handler, flow.walker.before(here.step))
    if found is None or (found.attempts == 1 and found.says_something):
        return 1, (), flow.target(handler, handler.step.place)
    texts = [flow.text(said, here.step.place) for said in found.again]
    again = tuple(text for text in texts if text is not None)
    if again and all(said == own.said for said in found.again):
        again = ()  # the question itself
    return found.attempts, again, _out(flow, f"{id_} given up", handler, found)


def _out(flow: "Reader", name: str, handler: Position, found: Rounds) -> Target | None:
    place = found.out.step.place if found.out else handler.step.place
    to = flow.target(found.out, place) if found.out else Target("hangup", place) if found.hangs_up else None
    parting = flow.text(found.parting, handler.step.place)
    if parting is None:
        return to
    id_ = flow.draft.id(name)
    flow.add(
        model.Message(id=id_, place=handler.step.place, name=handler.step.place, prompt=parting, next=to), handler.step
    )
    return Target(id_, handler.step.place)


def _language(flow: "Reader", here: Position) -> str | None:
    """The language to which an option switches: `Set(CHANNEL(language)=es)` among its first steps."""
    at: Position | None = here
    while at is not None and at.step.app in ("noop", "verbose", "answer", "wait", "set"):
        if (tag := language_of(at.step)) is not None:
            if tag not in flow.languages:
                flow.languages.append(tag)
            return tag
        at = flow.walker.after(at)
    return None


def language_of(step: Step) -> str | None:
    """The language that a step sets."""
    name, _, value = step.args.partition("=")
    if step.app == "set" and name.strip("_ ").upper() in ("CHANNEL(LANGUAGE)", "LANGUAGE()"):
        tag = value.strip().strip('"').replace("_", "-")
        base, _, region = tag.partition("-")
        if base.isalpha() and len(base) in (2, 3) and len(region) in (0, 2):
            return base.lower() + (f"-{region.upper()}" if region else "")
    return None


# Read


def read(flow: "Reader", id_: str, here: Position) -> None:
    """Make the menu or the entry that a Read is: a menu where single keys lead to different places."""
    words = [*arguments(here.step.args), *[""] * 6]
    variable, place = words[0], here.step.place
    longest = int(words[2]) if words[2].isdecimal() and words[2] != "0" else _MAX_DIGITS
    files = tuple(with_fields(name, flow.walker.known(here)) for name in words[1].split("&") if name)
    prompt = flow.text(Spoken((), files), place)
    places = {key: _place(flow, here, variable, key) for key in (*_CANDIDATES, _OTHER, "")}
    options = [key for key in _CANDIDATES if places[key] is not None and places[key] != places[_OTHER]]
    wait, between = _times(flow, here.step, words[5])
    tries = int(words[4]) if words[4].isdecimal() and words[4] != "0" else 1
    listening = Listening(
        place=place,
        barge_in=True,
        between_digits=None if longest == 1 else between,
        speech=False,
        no_input=Unanswered(place, wait, tries, (), places[""]),
        no_match=Unanswered(place, None, 1, (), places[_OTHER]),
    )
    node: model.Node
    if options and not _is_entry(flow, here, variable, {places[key] for key in options}, len(options)):
        made = tuple(Option(key, place, None, places[key]) for key in options)
        dial = _others(flow, here, variable, places[_OTHER]) if len(options) == 1 else None
        node = model.Menu(id=id_, place=place, name=place, options=made, prompt=prompt, dial=dial, listening=listening)
    else:
        on = flow.after(here, {variable: None})
        digits = (1, longest) if longest < _MAX_DIGITS else None
        node = model.Input(
            id=id_,
            place=place,
            name=place,
            prompt=prompt,
            field=field(variable),
            digits=digits,
            terminator="#",
            next=on,
            tags=(GOES_ON,) if _goes_on(flow, here, variable) else (),
            listening=replace(listening, no_match=Unanswered(place, None, 1, (), on)),  # any key is taken
        )
    flow.add(node, here.step)


def _goes_on(flow: "Reader", here: Position, variable: str) -> bool:
    """Are callers in the middle of an entry: is this joined to what they keyed before, or was it asked by a caller of
    this routine that is not in the file?
    """
    plan = flow.walker.plan
    extension = plan.contexts[here.step.context].extensions[here.step.exten]
    if not here.stack and any(step.app == "return" for step in extension.steps.values()):
        return True
    name = _LOCAL.sub(r"\1", variable)
    sets = (match for step in plan.steps() for match in assignments(step))
    return any(match[2].strip().strip('"') == f"${{{match[1]}}}${{{name}}}" for match in sets)


def _is_entry(flow: "Reader", here: Position, variable: str, led: set[Target | None], keys: int) -> bool:
    """Is it a number that is entered, of which conditions only ask whether it will do, or the key that ends a `While`?

    Then any other key is an answer, too. Recordings that offer keys by their names ask for no number.
    """
    if keys != 1:
        return (
            keys >= _NUMERIC and len(led) == 1 and not sounds.words("".join(arguments(here.step.args)[1:2]).split("&"))
        )
    settled = flow.walker.settle(flow.walker.after(here), {**flow.walker.known(here), variable: None}).at
    return settled is not None and settled.step.app == "while"


def _others(flow: "Reader", here: Position, variable: str, to: Target | None) -> model.Dial | None:
    """Any other key, where it leads straight on to something else, with no word of having been a wrong one."""
    settled = flow.walker.settle(flow.walker.after(here), {**flow.walker.known(here), variable: _OTHER}).at
    if to is None or settled is None or settled.step is here.step:
        return None
    leads_on = flow.walker.listens(settled.step) or not is_talk(settled.step)
    return model.Dial((1, 1), to, here.step.place) if leads_on else None


def _times(flow: "Reader", step: Step, written: str) -> tuple[model.Duration, model.Duration]:
    """How long a Read waits for the first key and for the next ones: one time for both where it has its own."""
    own = _number(written, 0.0)
    first = own or groups.timeout(flow.walker, step, "TIMEOUT(response)", groups.RESPONSE)
    between = own or groups.timeout(flow.walker, step, "TIMEOUT(digit)", groups.DIGIT)
    return seconds(first, step.place), seconds(between, step.place)


def _number(word: str, default: float) -> float:
    try:
        return float(word) if word else default
    except ValueError:
        return default


def _place(flow: "Reader", here: Position, variable: str, key: str) -> Target | None:
    """Where a call goes on that has just entered `key`."""
    status = {"READSTATUS": "OK" if key else "TIMEOUT"}
    return flow.after(here, {variable: key, **status})


def authenticate(flow: "Reader", id_: str, here: Position) -> None:
    """Make the entry of a PIN: three tries, then Asterisk hangs up."""
    place = here.step.place
    out = Target("hangup", place)
    asks = [*arguments(here.step.args), *[""] * 4][3] or _ASKS_FOR_PIN
    wrong = flow.text(Spoken((), (_WRONG_PIN,)), place)
    again = (wrong,) if wrong else ()
    flow.add(
        model.Input(
            id=id_,
            place=place,
            name=place,
            prompt=flow.text(Spoken((), (asks,)), place),
            field="pin",
            kind="pin",
            sensitive=True,
            terminator="#",
            next=flow.after(here),
            listening=Listening(
                place=place,
                barge_in=True,
                between_digits=seconds(groups.DIGIT, place),
                speech=False,
                no_input=Unanswered(place, seconds(groups.RESPONSE, place), 3, again, out),
                no_match=Unanswered(place, None, 3, again, out),
            ),
        ),
        here.step,
    )
