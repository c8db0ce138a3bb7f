"""`ivrlint simulate` as scripts and pipes see it."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import ivrlint, simulated, written


def test_one_json_object(tmp_path: Path) -> None:
    made = simulated(tmp_path, "--press", "2")
    transcript = made.pop("transcript")
    assert made.pop("seconds") > 0
    assert made == {
        "version": 1, "outcome": "transfer", "node": "adviser/open", "target": "advisers", "presses": 1,
        "path": ["welcome", "main", "bill", "adviser", "adviser/open"], "language": "en", "fields": {},
    }  # fmt: skip
    assert [set(line) for line in transcript] == [{"at", "who", "node", "text"}] * len(transcript)
    assert [line["text"] for line in transcript] == [
        "Welcome to Acme.", "For a power cut, press 1. For your bill, press 2.", "2", "crm answers ok",
        "the hours office are open", "One moment.", "the call is put through to advisers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "outcome", "node"),
    [
        (("--press", "0", "--at", "2026-12-25T10:00"), "callback", "call_back"),
        (("--press", "0", "--queue", "advisers=full"), "callback", "call_back"),
        (("--press", "wait,wait,wait"), "transfer", "adviser/open"),
        (("--press", "1,hangup"), "caller hung up", "pin"),
        (("--press", "1"), "still going", "pin"),
        (("--press", ""), "still going", "main"),
        ((), "still going", "main"),
        (("--from", "bill"), "transfer", "adviser/open"),
        (("--press", "0,1"), "transfer", "adviser/open"),
    ],
)
def test_outcomes(tmp_path: Path, arguments: tuple[str, ...], outcome: str, node: str) -> None:
    made = simulated(tmp_path, *arguments)
    assert (made["outcome"], made["node"]) == (outcome, node)


def test_the_language_it_begins_in(tmp_path: Path) -> None:
    made = simulated(tmp_path, "--lang", "es")
    assert (made["language"], made["transcript"][0]["text"]) == ("es", "Bienvenido a Acme.")


def test_sensitive_fields_are_masked(tmp_path: Path) -> None:
    made = simulated(tmp_path, "--press", "1,9876")
    assert made["fields"] == {"pin": "••••"}
    assert "9876" not in json.dumps(made)


def test_a_lost_call_exits_with_1_and_says_why(tmp_path: Path) -> None:
    result = ivrlint("simulate", written(tmp_path), "--press", "2", "--lookup", "crm=none")
    assert result.exit_code == 1
    assert "the call is lost: `gone` has no `next`" in result.stdout


def test_keys_left_over_are_reported(tmp_path: Path) -> None:
    result = ivrlint("simulate", written(tmp_path), "--press", "0,1,2", "--at", "2026-11-04T10:00", "-f", "json")
    assert "left over when the call ended: 1, 2" in result.stderr
    assert json.loads(result.stdout)["outcome"] == "transfer"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--press", "1,x"), "`x` is not something a caller can do"),
        (("--at", "tomorrow"), "`tomorrow` is not a date and time"),
        (("--at", "9999-12-31T23:59"), "`9999-12-31T23:59` is not a date and time"),
        (("--lang", "fr"), "this flow has no language `fr`"),
        (("--lookup", "cmr=ok"), "did you mean `crm`?"),
        (("--lookup", "crm=nine"), "`crm` has no outcome `nine`"),
        (("--lookup", "crm"), "a name and a value are missing"),
        (("--queue", "adviser=full"), "did you mean `advisers`?"),
        (("--from", "mian"), "did you mean `main`?"),
    ],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = ivrlint("simulate", written(tmp_path), *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_no_flow_exits_with_2(tmp_path: Path) -> None:
    assert ivrlint("simulate", tmp_path / "none.yaml").exit_code == 2
    (tmp_path / "empty.yaml").write_text("")
    assert ivrlint("simulate", tmp_path / "empty.yaml", "--press", "1").exit_code == 2


def test_over_a_pipe(tmp_path: Path) -> None:
    result = ivrlint("simulate", written(tmp_path), "--at", "2026-11-04T10:00", text="1\n?\nb\n\nnonsense\n2\n")
    assert result.exit_code == 0
    for said in ("Please enter your PIN.", "at pin (input)", "(silence)", "`nonsense` is not something",
                 "transfer: the call is put through to advisers", "took "):  # fmt: skip
        assert said in result.stdout


def test_over_a_pipe_the_end_of_the_input_leaves_the_call(tmp_path: Path) -> None:
    assert ivrlint("simulate", written(tmp_path), text="1\n").exit_code == 0
    result = ivrlint("simulate", written(tmp_path), text="1\n12\nr\n2\nq\n")
    assert result.stdout.count("Welcome to Acme.") == 2
