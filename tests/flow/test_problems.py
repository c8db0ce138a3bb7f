"""What the reader says about each mistake: place, message and help, word for word."""

from pathlib import Path

import pytest

from ivrlint.flow.read import read_flow

HEAD = """\
ivr: 1
name: Acme
languages: [en, es]
timezone: Europe/Madrid
start: main
hours:
  office: {mon-fri: 09:00-18:00}
nodes:
"""
MAIN = HEAD + "  main: {type: message, prompt: Hello., next: hangup}\n"


def problems(text: str) -> list[str]:
    found = read_flow(Path("f.yaml"), text=text).problems
    return [f"{p.place.line}:{p.place.column} {p.message} | {p.help}" for p in found]


MISTAKES = [
    (
        "an unknown key with a near one",
        MAIN.replace("name: Acme", "nmae: Acme\nname: Acme"),
        ["2:1 unknown key `nmae` in a flow | did you mean `name`?"],
    ),
    (
        "a key of another type of node",
        MAIN.replace("prompt: Hello.", "queue: sales"),
        ["9:25 unknown key `queue` in a node | `queue` is a key of transfer, callback"],
    ),
    (
        "a misspelt type",
        MAIN.replace("type: message", "type: mesage"),
        ["9:16 `mesage` is not a type of node | did you mean `message`?"],
    ),
    (
        "no type",
        MAIN.replace("type: message, ", ""),
        [
            "9:3 the node `main` has no `type` | add `type:`, one of message, menu, input, branch, lookup, transfer, "
            "voicemail, callback, flow, hangup",
        ],
    ),
    (
        "a star that is not quoted",
        HEAD + "  main:\n    type: menu\n    options:\n      *: {label: Back, to: back}\n",
        ['12:7 the key * is not quoted: YAML reads `*` as an alias | write it as "*":'],
    ),
    (
        "a hash that is not quoted",
        HEAD
        + "  main:\n    type: menu\n    options:\n      #: {label: Again, to: repeat}\n      1: {label: A, to: main}\n",
        ['12:7 the key # is not quoted: YAML reads `#` as a comment, and the option vanishes | write it as "#":'],
    ),
    (
        "a star in a flow mapping",
        HEAD + "  main: {type: menu, options: {*: {label: Back, to: back}}}\n",
        ['9:32 the key * is not quoted: YAML reads `*` as an alias | write it as "*":'],
    ),
    (
        "a tab",
        HEAD + "  main:\n\t  type: message\n\t  next: hangup\n",
        [
            "10:1 a tab indents this line; YAML allows spaces only | indent with two spaces a level",
            "11:1 a tab indents this line; YAML allows spaces only | indent with two spaces a level",
        ],
    ),
    (
        "a key twice",
        MAIN.replace("next: hangup", "next: hangup, next: main"),
        ["9:55 the key `next` stands twice here; only the first one counts | remove one of them"],
    ),
    (
        "an id twice",
        MAIN + "  main: {type: hangup}\n",
        ["10:3 the id `main` is used twice; it also stands in f.yaml:9:3 | rename one of the nodes"],
    ),
    (
        "a language that is not declared",
        MAIN.replace("prompt: Hello.", "prompt: {en: Hello., fr: Bonjour.}"),
        [
            "9:46 the language `fr` is not declared; the flow speaks en, es | add it to `languages:` at the top, or "
            "remove this text",
        ],
    ),
    (
        "a duration without a unit",
        MAIN + "  m: {type: menu, options: {1: {label: A, to: main}}, listening: {no_input: {after: 6}}}\n",
        ["10:85 `6` is not a duration | did you mean `6s`?"],
    ),
    (
        "a duration in words",
        MAIN + "  v: {type: voicemail, max: two minutes}\n",
        [
            "10:29 `two minutes` is not a duration | write it as in `500ms`, `6s`, `3m`, `4h`, `2d`, or in working "
            "time `4wh`, `1wd`",
        ],
    ),
    (
        "a time range past midnight",
        MAIN.replace("mon-fri: 09:00-18:00", "fri: 22:00-06:00"),
        [
            "7:17 `22:00-06:00` ends before it begins | a span past midnight is two spans: `22:00-24:00` on this day, "
            "`00:00-06:00` on the next",
        ],
    ),
    (
        "a time range that is none",
        MAIN.replace("09:00-18:00", "9 to 5"),
        [
            "7:21 `9 to 5` is not a time range | write it as in `09:00-18:00`, several as in `[09:00-14:00, "
            "16:00-19:00]`, or `closed`",
        ],
    ),
    (
        "times as people say them",
        MAIN.replace("09:00-18:00", "[9-14, 4pm-8pm]"),
        [
            "7:22 `9-14` is not a time range | did you mean `09:00-14:00`?",
            "7:28 `4pm-8pm` is not a time range | did you mean `16:00-20:00`?",
        ],
    ),
    (
        "days in Spanish",
        MAIN.replace("mon-fri", "lun-vie"),
        ["7:12 `lun-vie` is neither a day nor a date | did you mean `mon-fri`?"],
    ),
    (
        "a language by its name",
        "ivr: 1\nname: A\nlanguages: español\nstart: main\nnodes:\n  main: {type: hangup, prompt: {es: Hola.}}\n",
        ["3:12 `español` is not a language tag | did you mean `es`?"],
    ),
    (
        "a misspelt day",
        MAIN.replace("mon-fri", "mon-fry"),
        ["7:12 `mon-fry` is neither a day nor a date | did you mean `mon-fri`?"],
    ),
    (
        "an unknown time zone",
        MAIN.replace("Europe/Madrid", "Europe/Madird"),
        ["4:11 `Europe/Madird` is not a known time zone | did you mean `Europe/Madrid`?"],
    ),
    (
        "hours without a time zone",
        MAIN.replace("timezone: Europe/Madrid\n", ""),
        ["6:11 opening hours need a `timezone` | add one at the top, such as `timezone: Europe/Madrid`"],
    ),
    (
        "unknown hours",
        MAIN + "  b: {type: branch, hours: ofice, cases: {open: main, closed: main}}\n",
        ["10:28 no hours are called `ofice` | did you mean `office`?"],
    ),
    (
        "a boolean of YAML 1.1",
        MAIN.replace("name: Acme", "name: Acme\nrecorded: yes"),
        ["3:11 `yes` is not true or false | write `true`"],
    ),
    (
        "a name of an option without speech",
        MAIN + "  m: {type: menu, options: {sales: {label: Sales, to: main}}}\n",
        [
            '10:29 `sales` is not a key of the phone | write digits, "*" or "#", or set `listening: {speech: true}` '
            "for a spoken choice",
        ],
    ),
    (
        "a reserved word as an id",
        MAIN + "  repeat: {type: hangup}\n",
        ["10:3 `repeat` is a reserved word and cannot be a node's id | choose another id, such as `repeat_1`"],
    ),
    (
        "a lookup that says nothing about errors",
        MAIN + "  l: {type: lookup, service: crm, on: {ok: main}}\n",
        [
            "10:3 the lookup `l` says nothing about `error` | add `error:` under `on:`, to what a caller gets when the "
            "system does not answer",
        ],
    ),
    (
        "a transfer to two places",
        MAIN + '  t: {type: transfer, queue: a, number: "900123456"}\n',
        ["10:33 the node `t` must have one of `queue`, `number`, `extension`, and has 2 | keep one of them"],
    ),
    (
        "an option without a label",
        MAIN + "  m: {type: menu, options: {1: {to: main}}}\n",
        ["10:32 `label` is missing in an option | add it, as in `label: billing`"],
    ),
    (
        "a value of the wrong kind",
        MAIN.replace("next: hangup", "next: [hangup]"),
        ["9:47 expected a node's id, or a node in place, not a list | None"],
    ),
    (
        "an alias without an anchor",
        MAIN.replace("Hello.", "*greeting"),
        [
            "9:33 `*greeting` refers to an anchor that is not defined above | define it as `&greeting` before its "
            'first use; as a key of the phone, write "*" in quotes',
        ],
    ),
    (
        "an included file that is not there",
        MAIN.replace("nodes:", "include: [missing.yaml]\nnodes:"),
        ["8:11 the included file `missing.yaml` cannot be read | write its path as seen from this file"],
    ),
    (
        "an extension of no length, to nowhere",
        HEAD + "  main: {type: menu, options: {1: {label: A, to: main}}, dial: {digits: three}}\n",
        [
            "9:73 `three` is not a number of digits | write `8`, or `4-10` for four to ten digits",
            "9:64 `to` is missing in an extension that may be dialled | add it, as in `to: switchboard`",
        ],
    ),
    (
        "a bracket that is not closed, in the only node",
        HEAD + "  main:\n    type: menu\n    options:\n      1: {label: [A, to: main}\n",
        [
            "12:30 a `[` is not closed, or a `,` is missing | check the brackets and commas of this list",
        ],
    ),
    (
        "no language at all",
        MAIN.replace("[en, es]", "[]"),
        ["3:12 this list is empty | write at least one"],
    ),
    (
        "a key that works while waiting and is none",
        HEAD + "  main: {type: transfer, queue: sales, wait: {keys: {A: {label: A, to: main}}}}\n",
        [
            '9:54 `A` is not a key of the phone | write digits, "*" or "#", or set `listening: {speech: true}` for a '
            "spoken choice",
        ],
    ),
    (
        "a file's name that no file can have",
        MAIN + 'include: ["a\\0.yaml"]\n',
        ["10:11 `a\0.yaml` is not a name | None"],
    ),
    (
        "signs at which only YAML ends a line",
        MAIN.replace("Hello.", "Hello\u2028 my\x85 friend.") + "  other: {type: hnagup}\n",
        ["10:17 `hnagup` is not a type of node | did you mean `hangup`?"],
    ),
    (
        "a directive that cannot be read",
        MAIN + "# ivrlint: ignroe[dead-end] why\n",
        [
            "10:1 this comment looks like an order to the linter but cannot be read | write `# ivrlint: "
            "ignore[rule-name] why`, or `# ivrlint: ignore-file[rule-name] why`",
        ],
    ),
    (
        "a directive without its colon",
        MAIN + "# ivrlint ignore-file[dead-end] why\n",
        [
            "10:1 this comment looks like an order to the linter but cannot be read | write `# ivrlint: "
            "ignore[rule-name] why`, or `# ivrlint: ignore-file[rule-name] why`",
        ],
    ),
    (
        "a remark about the linter",
        MAIN + "# ivrlint ignores this file: see the wiki\n",
        [],
    ),
    (
        "a file of something else",
        "version: 3\nservices: {web: {image: nginx}}\nvolumes: {}\n",
        [
            "1:1 this is not a flow file: it has neither `ivr`, `start` nor `nodes` | see `ivrlint schema`, or begin "
            "with `ivr: 1`",
        ],
    ),
    (
        "not a flow at all",
        "- 1\n",
        [
            "1:1 this is not a flow file: it must be a mapping with `ivr: 1` | see `ivrlint schema`, or begin with `ivr: 1`",
        ],
    ),
    (
        "another version",
        MAIN.replace("ivr: 1", "ivr: 2"),
        ["1:6 `2` is not version 1 of this format | write `ivr: 1`"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistake(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_a_good_file_has_no_problems() -> None:
    assert problems(MAIN) == []


def test_all_problems_are_told_at_once() -> None:
    text = MAIN.replace("Acme", "Acme\nrecorded: yes").replace("message", "mesage").replace("ivr: 1", "ivr: 3")
    assert [line.split()[0] for line in problems(text)] == ["1:6", "3:11", "10:16"]


def test_after_a_syntax_error_the_rest_is_read() -> None:
    text = (
        HEAD
        + '  main: {type: message, prompt: "Hello., next: hangup}\n  other: {type: mesage}\n  third: {type: hangup}\n'
    )
    reading = read_flow(Path("f.yaml"), text=text)
    assert [(p.place.line, str(p.message)) for p in reading.problems] == [
        (9, "a quoted text is opened here and never closed"),
        (10, "`mesage` is not a type of node"),
    ]
    assert reading.flow is not None
    assert [(id_, node.type) for id_, node in reading.flow.nodes.items()] == [
        ("other", "broken"),
        ("third", "hangup"),
        ("main", "broken"),
    ]


def test_words_that_look_like_keys_are_words() -> None:
    text = (
        HEAD
        + "  main:\n    type: message\n    next: hangup\n    prompt: |\n      Press\n      *: to go back\n      #:\n"
    )
    assert problems(text) == []
    flow = read_flow(Path("f.yaml"), text=text).flow
    assert flow is not None
    assert flow.nodes["main"].prompt.spoken["en"] == "Press\n*: to go back\n#:\n"  # type: ignore[union-attr]
