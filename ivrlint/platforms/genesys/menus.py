"""Menus of Architect: what they say, their choices, and what a silence leads to."""

import re
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Option, Target, Unanswered
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.message import say
from ivrlint.platforms.draft import seconds
from ivrlint.platforms.genesys import transfers, values
from ivrlint.platforms.genesys.blocks import KEYS, MAILBOXES, SPOKEN, TRANSFERS, WORDS
from ivrlint.platforms.refused import NO_SUCH_NAME, WRITE

if TYPE_CHECKING:
    from ivrlint.flow.place import Place
    from ivrlint.platforms.genesys.action import Action
    from ivrlint.platforms.genesys.reader import Archy

_BARE = {**{str(digit): f"digit_{digit}" for digit in range(10)}, "*": "digit_*", "#": "digit_#"}
_REPEAT_COUNT = 3  # Architect's own values where neither menu nor flow has any
_SELECTION_TIMEOUT = 10.0
_EXTENSION_DELAY = 1.0
_EXTENSION = (3, 6)  # digits; how many they are is up to the organisation


def menu(flow: "Archy", it: "Action") -> None:
    """Make a menu and all that its choices do."""
    id_ = flow.id_of(it)
    choices = flow.choices(it)
    for choice in choices:
        flow.id_of(choice)
    options: list[Option] = []
    targets: dict[str, Target | None] = {}
    for choice in choices:
        flow.draft.blocks += 1
        to = _chosen(flow, choice, id_)
        option = _option(flow, choice, to)
        for word in (values.told(choice.body.get("refId")), values.told(choice.body.get("name"))):
            targets.setdefault(word or "", to)
        if option is not None:
            options.append(option)
            if values.told(choice.body.get("globalDtmf")) == "true":
                flow.globals.append((option, id_))
    played = values.audio(it.body.get("audio"))
    if played is not None:
        options.sort(key=lambda option: _heard(option.key, played.words))
    node = model.Menu(
        id=id_,
        place=it.body,
        name=it.named,
        options=tuple(options),
        prompt=flow.text(played),
        dial=_dial(flow, it, id_),
        listening=_listening(flow, it, _default(it, targets), any(option.says for option in options)),
    )
    flow.draft.add(node, f'menu "{it.name}"')


def _heard(key: str, words: str) -> int:
    """Where a prompt says a key. What it does not say comes last, as in the file."""
    found = re.search(rf"(?<!\d){re.escape(key)}(?!\w)", words)
    return found.start() if found else len(words)


def _chosen(flow: "Archy", choice: "Action", owner: str) -> Target | None:
    """Where a choice leads."""
    from ivrlint.platforms.genesys import actions
    from ivrlint.platforms.genesys.action import Here

    kind = choice.type.removeprefix("menu")
    plain = kind[:1].lower() + kind[1:]
    task = choice.body.get("task")
    if isinstance(task, Mapping) or plain == "task":
        return flow.sequence(task if isinstance(task, Mapping) else choice.body, None, Here(choice.name))
    if plain == "subMenu" or isinstance(choice.body.get("choices"), Sequence):
        inner = choice.body.get("menu")
        inside = choice._replace(body=inner) if isinstance(inner, Mapping) else choice
        menu(flow, inside)
        return Target(flow.id_of(inside), choice.place)
    if plain in WORDS:
        return Target("repeat" if plain.startswith("re") else WORDS[plain], choice.place)
    after = Target(owner, choice.place) if plain in SPOKEN else None
    if plain in TRANSFERS or plain in MAILBOXES:
        after = transfers.failing(flow, choice)
    return actions.make(flow, choice._replace(type=plain), after, Here(choice.name))


def _option(flow: "Archy", choice: "Action", to: Target | None) -> Option | None:
    written = choice.body.get("dtmf")
    key = _key(flow, written)
    says = _phrases(flow, choice)
    if key is None and says is None:
        if values.is_set(written) and values.told(written) != "none":
            flow.draft.problem(choice.place, say("`{key}` is no key of a phone", key=values.told(written)))
        return None
    place: Place = written if key is not None and written is not None else choice.place
    label = flow.draft.text(values.shown(choice.name), choice.body.get("name") or choice.place)
    if label is not None and flow.languages:
        label = label._replace(spoken={flow.languages[0]: next(iter(label.spoken.values()), "")})
    return Option(key or flow.id_of(choice), place, label, to, says=says, language=_language(flow, choice))


def _key(flow: "Archy", written: Piece | None) -> str | None:
    """The key that a choice is for; a bare `2` is told once, and read as `digit_2`."""
    if not isinstance(written, Scalar):
        return None
    named = _BARE.get(written.value)
    if named and flow.first("bare key"):
        help_ = say(WRITE, name=named)
        flow.draft.problem(written, say(NO_SUCH_NAME, platform="Genesys Architect", name=written.value), help_)
    return KEYS.get(named or written.value)


def _phrases(flow: "Archy", choice: "Action") -> model.Phrases | None:
    terms = choice.body.get("speechRecTerms")
    said: dict[str, tuple[str, ...]] = {}
    for key, held in terms.pairs if isinstance(terms, Mapping) else ():
        listed = held.get("terms") if isinstance(held, Mapping) else None
        tag = values.language(key.value)
        items = listed.items if isinstance(listed, Sequence) else []
        words = tuple(item.value for item in items if isinstance(item, Scalar))
        if tag in flow.languages and words:
            said[tag] = words
    return model.Phrases(said, terms) if said and terms is not None else None


def _language(flow: "Archy", choice: "Action") -> str | None:
    """The language that a choice switches to, where that is the first thing that it does."""
    task = choice.body.get("task")
    for action in flow.actions(task) if isinstance(task, Mapping) else ():
        if action.type == "setLanguage":
            return flow.language_of(action)
    return None


def _default(it: "Action", targets: dict[str, Target | None]) -> Target | None:
    """Where the menu goes on when nobody chooses: the choice that is its default, if it has one."""
    reference = it.body.get("defaultChildMenuRef")
    if reference is None:
        return None
    words = values.told(reference) or ""
    to = targets.get(words.rpartition("[")[2].rstrip("]"))
    return to and to._replace(place=reference)


def _setting(flow: "Archy", it: "Action", group: str, key: str) -> Piece | None:
    """A value of the menu, else of the flow."""
    for body in (it.body, flow.body):
        settings = body.get(group)
        if isinstance(settings, Mapping) and values.is_set(settings.get(key)):
            return settings.get(key)
    return None


def _listening(flow: "Archy", it: "Action", then: Target | None, words: bool) -> Listening:
    count = _setting(flow, it, "settingsMenu", "repeatCount")
    attempts = values.number(count)
    attempts = max(1, _REPEAT_COUNT if attempts is None else attempts)
    timeout = _setting(flow, it, "settingsMenu", "menuSelectionTimeout")
    delay = _setting(flow, it, "settingsMenu", "extensionDialingMaxDelay")
    after = values.length(timeout)
    between = values.length(delay)
    place = it.named
    return Listening(
        place=place,
        barge_in=True,
        between_digits=seconds(_EXTENSION_DELAY if between is None else between, delay or place),
        speech=words and _hears(flow),
        no_input=Unanswered(
            place=count or place,
            after=seconds(_SELECTION_TIMEOUT if after is None else after, timeout or place),
            attempts=attempts,
            then=then,
        ),
        no_match=Unanswered(place=count or place, attempts=attempts, then=then),
    )


def _hears(flow: "Archy") -> bool:
    """Is speech recognition on?"""
    settings = flow.body.get("settingsSpeechRec")
    on = settings.get("asrEnabledOnFlow") if isinstance(settings, Mapping) else None
    return values.told(on) == "true"


def _dial(flow: "Archy", it: "Action", id_: str) -> model.Dial | None:
    """Callers may dial a colleague's extension as well, where the menu or the flow lets them."""
    setting = _setting(flow, it, "settingsMenu", "listenForExtensionDialing")
    if setting is None or values.told(setting) != "true":
        return None
    flow.draft.loss(
        "not in the file",
        "listenForExtensionDialing",
        say(
            "which extensions colleagues have is not in this file: {fewest} to {most} digits are taken as one",
            fewest=_EXTENSION[0],
            most=_EXTENSION[1],
        ),
        it.place,
        id_,
    )
    return model.Dial(_EXTENSION, transfers.colleague(flow, setting), setting)
