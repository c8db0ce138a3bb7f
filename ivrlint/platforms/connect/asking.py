"""Blocks of Amazon Connect that wait for the caller: menus, entries of digits, and bots that listen."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Option, Unanswered
from ivrlint.language.announced import announced
from ivrlint.language.words import fold
from ivrlint.message import say
from ivrlint.platforms.connect.block import INPUT_TYPE, Block, Condition, Exit, field_of, spoken_with_fields
from ivrlint.platforms.deciding import are_right_answers
from ivrlint.platforms.draft import BOT, UNTOLD, seconds

if TYPE_CHECKING:
    from ivrlint.platforms.connect.nodes import Nodes

_KEY = re.compile(r"[0-9*#]+")
_WAIT = 5.0  # seconds, where the block does not say
_LONGEST = 20  # digits, where the block does not say
_LONGEST_ENTRY = "InputValidation.CustomValidation.MaximumLength"
_TIMEOUT = "Timeout"  # what is stored of a caller who keys nothing
STORED = "StoredCustomerInput"
_BY_VOICE = ("speech", "voice")
_FALLBACK = re.compile(r"(?:AMAZON\.)?\w*fallback(?:[\s_-]*intent)?", re.IGNORECASE)
_OTHER = "other-intents"
_INTENT = re.compile(r"[\s_-]*intent$", re.IGNORECASE)


def ask(nodes: "Nodes", block: Block) -> None:
    """Keys: a menu where they decide, here or in the comparison right behind, an entry of digits where they do not."""
    keys = [condition for condition in block.conditions if _KEY.fullmatch(condition.value.text)]
    if stores(block) and not keys:
        behind = compared_right_behind(nodes.blocks, block)
        if behind:
            _menu_of_stored(nodes, block, behind)
        elif block.text(_LONGEST_ENTRY) == "1" and block.next:
            _any_key(nodes, block)
        else:
            _entry(nodes, block)
    elif keys:
        _menu(nodes, block, keys)
    else:
        _entry(nodes, block)


def stores(block: Block) -> bool:
    """Does a block only store what callers key, so that silence, too, goes the way on?"""
    return block.text("StoreInput").lower() == "true"


def compared_right_behind(blocks: Mapping[str, Block], block: Block) -> Block | None:
    """The comparison behind a block that stores keys, if keys are what it tells apart and nothing else."""
    behind = blocks.get(block.next.to) if stores(block) and block.next else None
    if behind is None or behind.type != "Compare" or field_of(behind.text("ComparisonValue")) != STORED:
        return None
    keys = [condition.value.text for condition in behind.conditions if condition.value.text != _TIMEOUT]
    alike = all(condition.operator == "Equals" for condition in behind.conditions)  # "less than 5" is no key
    if not keys or not alike or not all(_KEY.fullmatch(key) for key in keys):
        return None
    words = spoken_with_fields(block.text("Text", "SSML"))
    most = _whole(block.text(_LONGEST_ENTRY, "MaxDigits")) or 0
    return None if are_right_answers(set(keys), words, None, most) else behind


def _menu_of_stored(nodes: "Nodes", block: Block, behind: Block) -> None:
    keys = [condition for condition in behind.conditions if condition.value.text != _TIMEOUT]
    silent = next((condition.exit for condition in behind.conditions if condition.value.text == _TIMEOUT), None)
    other = behind.error("NoMatchingCondition") or behind.next
    listening = _heard(nodes, block, silent or other, other)
    nodes.make(
        model.Menu,
        block,
        options=_options(nodes, keys),
        prompt=nodes.prompt(block),
        dial=_longer(nodes, block, keys, other),
        listening=listening,
    )


def _longer(nodes: "Nodes", block: Block, keys: list[Condition], to: Exit | None) -> model.Dial | None:
    """The numbers that callers may key in besides: "Enter the extension, or press 0"."""
    most = _whole(block.text(_LONGEST_ENTRY)) or 1
    longest = max((len(key.value.text) for key in keys), default=1)
    return model.Dial((1, most), nodes.to(to), block.name) if most > longest else None


def _any_key(nodes: "Nodes", block: Block) -> None:
    """One key, whichever it is: something behind tells them apart."""
    nodes.make(
        model.Menu,
        block,
        prompt=nodes.prompt(block),
        dial=model.Dial((1, 1), nodes.to(block.next), block.name),
        listening=_heard(nodes, block, block.next, block.next),
    )


def _options(nodes: "Nodes", keys: list[Condition]) -> tuple[Option, ...]:
    """An option for each key; of two alike the first counts."""
    first = {key.value.text: key for key in reversed(keys)}
    return tuple(
        Option(key.value.text, key.value.place, to=nodes.to(key.exit), language=nodes.language_behind(key.exit))
        for key in keys
        if first[key.value.text] is key
    )


def _menu(nodes: "Nodes", block: Block, keys: list[Condition]) -> None:
    nodes.make(
        model.Menu,
        block,
        options=_options(nodes, keys),
        prompt=nodes.prompt(block),
        dial=_digits(nodes, block),
        listening=_listening(nodes, block),
    )
    if len(keys) < len(block.conditions):
        others = ", ".join(sorted({other.value.text for other in block.conditions if other not in keys}))
        nodes.left_out(block, say("no key of a phone gives {others}: callers cannot choose that"), others=others)


def _digits(nodes: "Nodes", block: Block) -> model.Dial | None:
    """The digits that may be keyed in instead of an option: "Enter your number, or press 0"."""
    longest = _whole(block.text("MaxDigits")) or 1
    return model.Dial((1, longest), nodes.to(block.next), block.name) if longest > 1 else None


def _entry(nodes: "Nodes", block: Block) -> None:
    length = _whole(block.text(_LONGEST_ENTRY, "MaxDigits")) or _LONGEST
    phone = asks_for_a_phone(block)
    ends = block.text("DTMFConfiguration.InputTerminationSequence")
    prompt = nodes.prompt(block)
    by_voice = block.text(INPUT_TYPE).lower() in _BY_VOICE
    listening = _heard(nodes, block, _silent(block), _not_taken(block, phone))
    exact = prompt is not None and any(str(length) in re.findall(r"\d+", said) for said in prompt.spoken.values())
    nodes.make(
        model.Input,
        block,
        prompt=prompt,
        field=nodes.entry(block.key),
        digits=None if by_voice else (length if exact else 1, length),
        terminator=None if by_voice else ends if ends in ("#", "*") else "#",
        sensitive=any(name.startswith("InputEncryption") for name in block.parameters),
        kind="phone" if phone else None,
        next=nodes.to(block.next or block.errors.get("NoMatchingCondition")),  # without options any key is a wrong one
        listening=replace(listening, speech=by_voice),
    )
    if len(ends) > 1:
        nodes.approximated(block, say("callers end their entry with {keys}; `#` is taken"), keys=ends)


def asks_for_a_phone(block: Block) -> bool:
    """Does a block take nothing but a phone number?"""
    said = any(name.startswith("InputValidation.PhoneNumberValidation") for name in block.parameters)
    return said or block.text("CustomerInputType") == "PhoneNumber"


def _silent(block: Block) -> Exit | None:
    """Where silence leads: a block that stores what is keyed goes on as if something had been keyed."""
    return block.next if stores(block) and not block.conditions else block.error("InputTimeLimitExceeded")


def _not_taken(block: Block, phone: bool) -> Exit | None:
    """Where an entry leads that is none: a phone number may be invalid; anything else is taken as it is."""
    if phone:
        return block.error("InvalidPhoneNumber")
    return (None if stores(block) else block.errors.get("NoMatchingCondition")) or block.next


def _listening(nodes: "Nodes", block: Block) -> Listening:
    """Where silence and wrong keys lead; where no error is told apart, all else goes on."""
    elsewhere = None if block.errors else block.next
    return _heard(nodes, block, _silent(block), block.error("NoMatchingCondition") or elsewhere)


def _heard(nodes: "Nodes", block: Block, silent: Exit | None, wrong: Exit | None) -> Listening:
    """One attempt each: what follows a failure, the designer has drawn."""
    place = block.name
    after = _number(block.text("InputTimeLimitSeconds", "Timeout", "LexTimeoutSeconds.Text"), _WAIT)
    between = _number(block.text("DTMFConfiguration.InterdigitTimeLimitSeconds"), 0)
    several = between and stores(block) and block.text(_LONGEST_ENTRY) != "1"
    return Listening(
        place=place,
        barge_in=True,
        between_digits=seconds(between, place) if several else None,
        speech=False,
        no_input=replace(_failed(nodes, block, silent), after=seconds(after, place)),
        no_match=_failed(nodes, block, wrong),
    )


def _failed(nodes: "Nodes", block: Block, exit_: Exit | None) -> Unanswered:
    """What comes after a failure: one attempt, unless a loop puts the question again."""
    retry = nodes.flow.retries.get(block.key)
    said = retry.said.get(exit_.to) if retry and exit_ else None
    if retry is None or said is None:
        return Unanswered(place=block.name, attempts=1, then=nodes.to(exit_))
    again = nodes.said_again(block, said)
    return Unanswered(place=block.name, attempts=retry.times, again=(again,) if again else (), then=nodes.to(exit_))


def listen_to_bot(nodes: "Nodes", block: Block) -> None:
    """A Lex bot: a speech menu of the intents that it may hear, each with the key that the prompt gives it."""
    prompt = nodes.prompt(block)
    intents = [condition for condition in block.conditions if not _FALLBACK.fullmatch(condition.value.text)]
    keys = _keys_of_intents(intents, prompt)
    listening = replace(_listening(nodes, block), speech=True)
    if keys is None:
        _heard_then_sorted(nodes, block, prompt, listening)
    else:
        options = tuple(
            Option(key, condition.value.place, _label(condition), nodes.to(condition.exit))
            for key, condition in zip(keys, intents, strict=True)
        )
        fallback = next((condition for condition in block.conditions if condition not in intents), None)
        if fallback is not None:
            listening, others = _not_understood(nodes, block, listening, fallback)
            options += others
        nodes.make(model.Menu, block, options=options, prompt=prompt, listening=listening, tags=(BOT,))
    nodes.to_add(block, say("a bot listens here: what callers may say to it, and how often, is not in this file"))


def _not_understood(
    nodes: "Nodes", block: Block, listening: Listening, fallback: Condition
) -> tuple[Listening, tuple[Option, ...]]:
    """A bot's intent for what it does not understand is no wish of callers; intents without a way out are one more."""
    others = listening.no_match.then
    to = nodes.to(fallback.exit)
    listening = replace(listening, no_match=replace(_failed(nodes, block, fallback.exit), place=fallback.value.place))
    if others is None or to is None or others.to == to.to:
        return listening, ()
    return listening, (Option(_OTHER, block.name, to=others, silent=True),)


def _heard_then_sorted(nodes: "Nodes", block: Block, prompt: model.Text | None, listening: Listening) -> None:
    """Where the prompt offers keys that cannot be told apart by intent: what is said is taken in, then it decides."""
    id_ = nodes.ids[block.key]
    after = nodes.draft.id(f"{id_} understood")
    heard = model.Input(
        id=id_,
        place=block.place,
        name=block.name,
        prompt=prompt,
        field=f"{id_}_intent".replace("-", "_"),
        next=model.Target(after, block.name),
        listening=listening,
        tags=(BOT,),
    )
    cases = {name: to for way in block.conditions if (name := _name(way)) and (to := nodes.to(way.exit))}
    rest = nodes.to(block.error("NoMatchingCondition") or block.next)
    nodes.add(block, heard)
    nodes.add(
        block,
        model.Branch(
            id=after,
            place=block.place,
            name=block.name,
            field=heard.field,
            cases=cases,
            otherwise=rest,
            asks=block.name,
        ),
    )


def _keys_of_intents(intents: list[Condition], prompt: model.Text | None) -> list[str] | None:
    """A key for each intent: the one that the prompt offers for it, else its name. None where that cannot be told."""
    text = prompt.spoken.get(UNTOLD) or next(iter(prompt.spoken.values()), "") if prompt else ""
    offers = {offer.key: _stems(offer.label) for language in ("en", "es") for offer in announced(text, language)}
    names = [_name(condition) for condition in intents]
    if not names or len(set(names)) < len(names):
        return None
    keys: list[str] = []
    for name in names:
        fitting = [key for key, said in offers.items() if key not in keys and not _stems(name).isdisjoint(said)]
        keys.append(fitting[0] if fitting else name)
    left = offers.keys() - set(keys)
    if left and len(offers) == len(names) and set(keys).isdisjoint(offers):
        return list(offers)  # the prompt and the bot have them in one order, in other words
    return None if left else keys


def _name(condition: Condition) -> str:
    """The name of an intent as a word that callers could say: "BookFlightIntent" -> book-flight."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", _INTENT.sub("", condition.value.text))
    name = re.sub(r"[^\w]+|_", "-", words).strip("-").lower()
    return name if name and not name[0].isdigit() else f"intent-{name}"


def _label(condition: Condition) -> model.Text:
    return model.Text({UNTOLD: _name(condition).replace("-", " ")}, None, condition.value.place)


def _stems(text: str) -> frozenset[str]:
    """The first letters of the longer words, by which a name and an announcement may be known as one."""
    return frozenset(word[:5] for word in re.findall(r"[a-z]{4,}", fold(text)))


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() and int(text[:4]) > 0 else None


def _number(text: str, otherwise: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if 0 < number < 10**6 else otherwise
