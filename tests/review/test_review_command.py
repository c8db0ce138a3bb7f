"""`ivrlint review` from the command line, and what must hold of the page without a browser."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from ivrlint.picture.wording import wording
from ivrlint.review.page import SCRIPTS, WORDS, languages
from tests.cli.run import ROOT, ivrlint
from tests.review.pages import page_of

FAULTY = ROOT / "examples" / "first-call.yaml"


class Parts(HTMLParser):
    """The elements of a page that may do something, and what they hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.held: dict[str, list[str]] = {"script": [], "style": []}
        self.attributes: list[tuple[str, str, str | None]] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        self._in = tag if tag in self.held else ""
        if self._in:
            self.held[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        if self._in:
            self.held[self._in][-1] += data


def test_the_page_is_written(tmp_path: Path) -> None:
    file = tmp_path / "review.html"
    ran = ivrlint("review", str(FAULTY), "-o", str(file))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    text = file.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    data = json.loads(Parts(text).held["script"][0])
    lint = json.loads(ivrlint("lint", str(FAULTY), "--format", "json", "--fail-on", "never").out)
    assert sorted(finding["rule"] for finding in data["findings"]) == sorted(
        found["rule"] for found in lint["findings"]
    )
    score = json.loads(ivrlint("score", str(FAULTY), "--format", "json").out)
    assert data["score"]["total"] == pytest.approx(score["total"], abs=0.05)


def test_without_a_file_it_goes_to_standard_output() -> None:
    assert ivrlint("review", str(FAULTY)).out == ivrlint("review", str(FAULTY), PYTHONHASHSEED="7").out
    assert ivrlint("review", str(FAULTY)).out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ghost.yaml",), "there is no such file"),
        ((str(FAULTY), "--against", "ghost.yaml"), "there is no such file"),
        ((str(FAULTY), "--lang", "fr"), "there is no page in the language `fr`"),
        ((str(FAULTY), "-o", "nowhere/review.html"), "cannot be written"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    ran = ivrlint("review", *arguments)
    assert ran.status == 2
    assert told in ran.err


def test_against_an_older_version(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    text = FAULTY.read_text("utf-8")
    old.write_text(text.replace("prompt: We are closed.}", "prompt: Nobody is here., next: hangup}"), "utf-8")
    ran = ivrlint("review", str(FAULTY), "--against", str(old))
    changes = json.loads(Parts(ran.out).held["script"][0])["changes"]
    assert [piece for group in changes["groups"] for change in group["changes"] for piece in change["words"]]
    assert [finding["rule"] for finding in changes["gained"]] == ["dead-end"]
    assert (
        json.loads(Parts(ivrlint("review", str(FAULTY), "--against", str(FAULTY)).out).held["script"][0])["changes"][
            "groups"
        ]
        == []
    )


def test_its_policy_allows_its_own_script_and_style_alone() -> None:
    parts = Parts(page_of(FAULTY))
    policy = next(
        value for tag, name, value in parts.attributes if name == "content" and value and "default-src" in value
    )
    (_, script), (style,) = parts.held["script"], parts.held["style"]
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    )
    assert not [
        (tag, name) for tag, name, _ in parts.attributes if name in ("src", "style", "srcset") or name.startswith("on")
    ]
    links = [value for _, name, value in parts.attributes if name in ("href", "xlink:href", "action")]
    assert links == ["#panels"]


def test_every_word_is_there_in_every_language_and_used() -> None:
    english = wording("en", WORDS)
    used = "".join((ROOT / "ivrlint/review/page" / name).read_text("utf-8") for name in (*SCRIPTS, "page.html"))
    for language in languages():
        words = wording(language, WORDS)
        lines = (WORDS / f"{language}.txt").read_text("utf-8").splitlines()
        assert {line.partition(" = ")[0] for line in lines if line and not line.startswith("#")} == set(english)
        assert {name: _slots(said) for name, said in words.items()} == {
            name: _slots(said) for name, said in english.items()
        }
    begun = tuple(re.findall(r"`(\w+_)\$\{", used))
    for name in english:
        stem = re.sub(r"_(one|many)$", "", name)
        assert re.search(rf"\b{stem}\b", used) or name.startswith(begun) or stem in _SEVERITIES or name == "title", name


_SEVERITIES = ("error", "warning", "info")


def _slots(said: str) -> set[str | None]:
    return {slot for _, slot, _, _ in Formatter().parse(said)} - {None}


BROKEN = {
    "no nodes": "nodes: {}",
    "no start": "nodes: {a: {type: hangup}}",
    "names of JavaScript": (
        "start: __proto__\nnodes:\n"
        '  __proto__: {type: message, prompt: hi, sets: {__proto__: "1"}, next: {type: branch, field: __proto__, cases: {"1": constructor}}}\n'
        "  constructor: {type: hangup, outcome: toString}"
    ),
    "a language without words": (
        "languages: [fr]\nstart: a\nnodes:\n"
        "  a: {type: input, prompt: {fr: Votre numéro}, field: n, digits: 2, confirm: true, next: hangup}\n"
        "  b: {type: bogus}"
    ),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_flows_have_pages_too(text: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(f"ivr: 1\nname: Broken\n{text}\n", "utf-8")
    ran = ivrlint("review", str(file))
    assert ran.status == 0, ran.err
    assert json.loads(Parts(ran.out).held["script"][0])["name"] == "Broken"
