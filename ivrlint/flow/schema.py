"""Every key of a flow file, told once: its kind, its meaning, an example.

The reader, the JSON Schema (`ivrlint schema`) and the format reference come from these shapes.
"""

from ivrlint.flow import model
from ivrlint.flow.dialling import dial_shape
from ivrlint.flow.entries import entries, nodes, options, origin, paces, target, wordless
from ivrlint.flow.hours import WeekKind
from ivrlint.flow.kinds import Key, Shape, Table, choice, listing
from ivrlint.flow.place import Place
from ivrlint.flow.scalars import (
    boolean,
    count,
    country,
    day,
    digits,
    duration,
    language,
    name,
    phone,
    share,
    text,
    version,
    whole,
    zone,
)
from ivrlint.flow.texts import label, phrases, spoken
from ivrlint.message import say

NO_INPUT = Shape(
    say("what happens in silence"),
    "What happens when the caller says and presses nothing.",
    (
        Key("after", duration, "How long to wait, from the end of the prompt.", "6s"),
        Key("attempts", whole, "How many times in all the question is put.", "3"),
        Key(
            "again", listing(spoken), "Texts used instead of the prompt from the second time on.", "[Which one is it?]"
        ),
        Key("then", target, "Where the call goes after the last attempt.", "adviser", passes_on=True),
    ),
    model.Unanswered,
)

NO_MATCH = Shape(
    say("what happens after a key that is no option"),
    "What happens when no option fits.",
    (
        Key("attempts", whole, "How many times in all the question is put.", "3"),
        Key(
            "again", listing(spoken), "Texts used instead of the prompt from the second time on.", "[Which one is it?]"
        ),
        Key("then", target, "Where the call goes after the last attempt.", "adviser", passes_on=True),
    ),
    model.Unanswered,
)

LISTENING = Shape(
    say("how menus and inputs listen"),
    "How menus and inputs listen.",
    (
        Key("barge_in", boolean, "May the caller press before the prompt ends?", "true"),
        Key("between_digits", duration, "How long to wait for the next digit of a longer entry.", "3s"),
        Key("speech", boolean, "May the caller also say the label or one of `says`?", "false"),
        Key("end_of_speech", duration, "How long a silence ends what the caller says.", "1s"),
        Key("no_input", NO_INPUT, "Silence.", "{after: 6s, attempts: 3, then: adviser}"),
        Key("no_match", NO_MATCH, "A key that is no option.", "{attempts: 3, then: adviser}"),
    ),
    model.Listening,
)

SETS = Table(name)

_LABEL = Key("label", label, "What the option is for, as a caller would say it.", "billing", required=True)
_TO = Key("to", target, "Where the option leads.", "billing", required=True, passes_on=True)
OPTION = Shape(
    say("an option"),
    "One option of a menu: what it is for and where it leads.",
    (
        _LABEL,
        _TO,
        Key("share", share, "The part of this menu's callers who want it.", "30%"),
        Key("silent", boolean, "It works but is not announced.", "true"),
        Key("language", language, "Switches the language of the rest of the call.", "en"),
        Key("says", phrases, "Phrases for speech input.", "[my bill, an invoice]"),
        Key("sets", SETS, "Fields of the call that this choice sets.", "{segment: business}"),
    ),
)

KEY = Shape(
    say("a key that holds everywhere"),
    "A key that means the same at every menu and input.",
    (
        _LABEL,
        _TO,
        Key("silent", boolean, "It works but is not announced.", "true"),
        Key("language", language, "Switches the language of the rest of the call.", "en"),
        Key("says", phrases, "Phrases for speech input.", "[an adviser]"),
        Key("sets", SETS, "Fields of the call that this key sets.", "{segment: business}"),
    ),
)


DIAL = dial_shape(
    Key(
        "to",
        target,
        "Where the call goes; the field `extension` holds the digits.",
        "switchboard",
        required=True,
        passes_on=True,
    )
)

SERVICE_LEVEL = Shape(
    say("a target of the queue"),
    "The share of calls answered within a time.",
    (
        Key("answer", duration, "Within this time …", "20s"),
        Key("share", share, "… this share of the calls is answered.", "80%"),
    ),
)

WAIT = Shape(
    say("what happens while waiting"),
    "What a caller hears and may do while the queue holds them.",
    (
        Key(
            "announces", listing(choice("position", "estimate")), "What is told about the wait.", "[position, estimate]"
        ),
        Key("every", duration, "How often it is told.", "45s"),
        Key("prompt", spoken, "What is said while waiting.", "We will be with you as soon as we can."),
        Key("max", duration, "After this time the outcome is `timeout`.", "3m"),
        Key("target", SERVICE_LEVEL, "The service level aimed at.", "{answer: 20s, share: 80%}"),
        Key("keys", options(KEY), "Keys that work while waiting.", "{1: {label: a call back, to: call_back}}"),
    ),
    model.Wait.written,
)

_COMMON = (
    Key("type", name, "What kind of node this is.", "menu", required=True),
    Key("id", name, "The id of a node in place, where its owner's id and the key will not do.", "goodbye"),
    Key("tags", listing(name), "Words by which rules and reports know the node.", "[complaint]"),
    Key("note", text, "A note for colleagues; never spoken.", "agreed with legal"),
    Key("listening", LISTENING, "How this node listens, where it differs.", "{no_input: {after: 8s}}"),
)
_PROMPT = Key("prompt", spoken, "What is spoken.", "One moment, please.")
_NEXT = Key("next", target, "Where the call goes on.", "main")
_SETS = Key("sets", SETS, "Fields of the call that are set here.", "{segment: business}")
_KEYS = Key("keys", wordless, "`none`: the flow's own keys do not work here.", "none")
_CONFIRMS = Key("confirms_by", listing(name), "How the caller gets it in writing.", "sms")


def _node(doc: str, *keys: Key) -> Shape:
    return Shape(say("a node"), doc, (*_COMMON, *keys))


NODES: dict[str, Shape] = {
    "message": _node("Speaks and goes on.", _PROMPT, _NEXT, _SETS),
    "menu": _node(
        "Speaks, listens, follows an option.",
        Key("options", options(OPTION), "The options in spoken order, by key.", "{1: {label: billing, to: billing}}"),
        Key("prompt", spoken, "What is spoken; `{options}` stands for the options.", "{options}"),
        Key("return_prompt", spoken, "Spoken instead when the caller comes back or asks to repeat.", "{options}"),
        Key(
            "dial",
            DIAL,
            "So many digits, or only some numbers, that are no option are an extension.",
            "{digits: 3, to: switchboard}",
        ),
        Key(
            "waits_for",
            count,
            "For how many keys the menu waits before it takes any of them, unless `#` or `between_digits` comes "
            "first; left out, it waits only for keys that may still belong to an entry.",
            "4",
        ),
        _KEYS,
    ),
    "input": _node(
        "Collects digits into a field.",
        _PROMPT,
        Key("field", name, "The field of the call that keeps the digits.", "customer_number"),
        Key("digits", digits, "How many digits.", "8"),
        Key("terminator", choice("#", "*", *"0123456789"), "The key that ends the entry.", '"#"'),
        Key("confirm", boolean, "Read back, and ask 1 yes, 2 no.", "true"),
        Key("sensitive", boolean, "Never read back, logged or shown (PIN, card).", "true"),
        Key("kind", choice("number", "date", "amount", "phone", "card", "pin", "document"), "What is entered.", "date"),
        _NEXT,
        _KEYS,
    ),
    "branch": _node(
        "Decides without asking.",
        Key("hours", name, "By opening hours; cases `open` and `closed`.", "office"),
        Key("field", name, "By a field of the call; one case a value.", "segment"),
        Key("split", Table(share), "Sends shares of the calls to its cases.", "{a: 70%, b: 30%}"),
        Key("cases", Table(target), "Where each case leads.", "{open: adviser, closed: call_back}"),
        Key("else", target, "Where every other case leads.", "adviser", field="otherwise"),
    ),
    "lookup": _node(
        "Asks another system.",
        Key("service", name, "The system that is asked.", "customers"),
        Key("on", Table(target), "Where each outcome leads; `error` is required.", "{ok: main, error: adviser}"),
        Key("sends", listing(name), "Fields sent along.", "[customer_number]"),
        Key("sets", listing(name), "Fields that the answer fills.", "[name, balance]"),
        _PROMPT,
    ),
    "transfer": _node(
        "Hands the call over.",
        Key("queue", name, "The queue that takes the call.", "advisers"),
        Key("number", phone, "The number that is dialled.", '"+34900123456"'),
        Key("extension", phone, "The extension that is dialled.", '"204"'),
        _PROMPT,
        Key("person", boolean, "False where another machine answers.", "true"),
        Key("languages", listing(language), "The languages that those who answer speak.", "[es, en]"),
        Key("passes", listing(name), "Fields that the adviser sees.", "[customer_number]"),
        Key("wait", WAIT, "What happens while waiting.", "{announces: [position], every: 45s, max: 3m}"),
        Key(
            "on",
            Table(target),
            "Where the call goes when nobody takes it: closed, full, timeout, busy, no_answer, failed.",
            "{full: call_back, timeout: call_back}",
        ),
    ),
    "voicemail": _node(
        "Takes a message.",
        _PROMPT,
        Key("box", name, "The box that keeps the message.", "claims"),
        Key("max", duration, "How long a message may be.", "2m"),
        Key("reply_within", duration, "When an answer is promised.", "1wd"),
        _CONFIRMS,
        _NEXT,
    ),
    "callback": _node(
        "Promises to call back.",
        _PROMPT,
        Key("confirm_number", boolean, "Read the number back and let the caller change it.", "true"),
        Key("call_within", duration, "When the call is promised.", "4wh"),
        _CONFIRMS,
        Key("attempts", whole, "How often the centre tries to reach the caller.", "3"),
        Key("queue", name, "The queue that makes the calls.", "advisers"),
        _NEXT,
    ),
    "flow": _node(
        "Runs another flow file and comes back.",
        Key("file", name, "The file, beside this one.", "identify.yaml", required=True),
        Key("on", Table(target), "Where each `outcome` of its hangups leads.", "{done: main}"),
        _NEXT,
    ),
    "hangup": _node(
        "Says goodbye and ends the call.",
        _PROMPT,
        Key("outcome", name, "How a flow that ran this one learns how it ended.", "done"),
    ),
}

INTENT = Shape(
    say("an intent"),
    "Something that people call about.",
    (
        Key("share", share, "The part of all calls.", "40%"),
        Key("at", listing(target), "Any of these nodes serves it.", "[balance, adviser]"),
        Key("says", phrases, "What callers say.", "[check my balance]"),
    ),
    model.Intent,
)


def _paces(place: Place, words_per_minute: dict[str, int] | None = None) -> dict[str, int]:
    del place
    return words_per_minute or {}


_WPM = Shape(
    say("how fast texts are spoken"),
    "How fast texts are spoken.",
    (Key("words_per_minute", paces, "Words per minute, for all or per language.", "165", required=True),),
    _paces,
)

_PARTS = (
    Key("hours", Table(WeekKind()), "Opening hours by name.", "{office: {mon-fri: 09:00-18:00}}"),
    Key("intents", Table(INTENT), "What people call about.", "{balance: {share: 40%, at: balance}}"),
    Key("nodes", nodes, "The nodes, by id.", "{main: {type: menu, options: {}}}", required=True),
    Key("include", listing(name), "More files, whose nodes, hours and intents join this flow's.", "[cards.yaml]"),
)

FLOW = Shape(
    say("a flow"),
    "One phone menu.",
    (
        Key("ivr", version, "The version of this format.", "1", required=True),
        Key("name", name, "The organisation, as a caller would say it.", "Acme Energy", required=True),
        Key("description", text, "What this line is for.", "The line for private customers"),
        Key(
            "languages",
            listing(language, some=True),
            "BCP 47 tags; the first is the default.",
            "[es, en]",
            required=True,
        ),
        Key("country", country, "ISO 3166; picks conventions such as what 0 means.", "ES"),
        Key("region", name, "ISO 3166-2; a region of the country with a language of its own.", "ES-CT"),
        Key("sector", name, "Some rules look for health, energy, gas, water, banking, telecom, transport.", "banking"),
        Key("audience", choice("general", "older"), "Who calls; `older` asks for longer times.", "general"),
        Key("voice", _WPM, "How fast texts are spoken.", "{words_per_minute: 165}", field="words_per_minute"),
        Key("timezone", zone, "IANA name; required as soon as hours are used.", "Europe/Madrid"),
        Key("recorded", boolean, "Calls are recorded.", "true"),
        Key("reviewed", day, "When a person last went through the texts.", "2026-11-01"),
        Key(
            "imported",
            origin,
            "The platform that `ivrlint import` read this menu from. While it stands here, rules that ask for what "
            "that platform cannot say stay silent; delete it once the menu lives in this file.",
            "amazon-connect",
            field="origin",
        ),
        Key("start", entries, "The node where a call begins, or one a number.", "welcome", required=True),
        Key("listening", LISTENING, "How every menu and input listens.", "{no_input: {after: 6s, then: adviser}}"),
        Key("keys", options(KEY), "Keys that mean the same everywhere.", '{"0": {label: a person, to: adviser}}'),
        *_PARTS,
    ),
)

PART = Shape(
    say("a part of a flow"),
    "A file that another one includes.",
    (
        *(key._replace(required=False) for key in _PARTS),
        Key("ivr", version, "The version of this format.", "1"),
    ),
)
