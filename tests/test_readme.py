"""What the README promises: its two commands are those that CI runs, its links lead somewhere."""

import re

import pytest

from tests.cli.run import ROOT, ivrlint

README = (ROOT / "README.md").read_text("utf-8")


def test_ci_runs_the_two_commands_as_they_are_written() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    first, second = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]
    assert first in script.splitlines()
    assert any(line.startswith(second) for line in script.splitlines())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", file.read_text("utf-8")):
        assert (file.parent / link).exists(), link


def test_every_command_has_a_line() -> None:
    listed = set(re.findall(r"^\| `ivrlint ([a-z]+)", README, re.MULTILINE))
    commands = set(re.findall(r"^[│ ]+([a-z]+) {2,}", ivrlint("--help", COLUMNS="100").out, re.MULTILINE))
    assert commands - {"ivrlint"} <= listed


def test_the_flow_in_the_readme_lints_clean() -> None:
    [flow] = [block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if block.startswith("ivr: 1")]
    ran = ivrlint("lint", "-", "--fail-on", "warning", stdin=flow)
    assert ran.status == 0, ran.out
