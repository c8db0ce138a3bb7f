"""Every format is read back by a parser of that format and carries the same findings."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.engine import Report
from ivrlint.lint.settings import chosen
from ivrlint.report.formats import Format, PairingError, paired, writer
from tests.cli.run import ivrlint
from tests.published import validate

FLOW = """\
ivr: 1
name: Acme
languages: [es]
start: main
nodes:
  main:
    type: menu
    prompt: "Para «averías» & más, pulse 1. 📞 Para ventas, pulse 2."
    options:
      1: {label: averías, to: nowhere}
  "odd, id": {type: message, prompt: Adiós.}
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return engine.lint([read_flow(Path("menús/año 1,a.yaml"), text=FLOW)], chosen(profile="strict"))


def expected(report: Report) -> list[tuple[str, int, str]]:
    return sorted((finding.rule, finding.place.line, str(finding.message)) for finding in report.findings)


def written(report: Report, format_: Format) -> str:
    return writer(format_)(report)


def test_json(report: Report) -> None:
    found = json.loads(written(report, Format.json))["findings"]
    assert sorted((item["rule"], item["line"], item["message"]) for item in found) == expected(report)


def test_json_keeps_to_the_schema_that_is_published(report: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    published = json.loads(ivrlint("schema", "findings").out)
    for object_ in (published, published["$defs"]["finding"]):
        object_["additionalProperties"] = False  # here: what is written is also described
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(written(report, Format.json)), published)


def test_sarif_is_valid(report: Report) -> None:
    validate(json.loads(written(report, Format.sarif)), "https://json.schemastore.org/sarif-2.1.0.json")


def test_sarif(report: Report) -> None:
    sarif = json.loads(written(report, Format.sarif))
    [run] = sarif["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    found = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        location = result["locations"][0]["physicalLocation"]
        assert unquote(location["artifactLocation"]["uri"]) == "menús/año 1,a.yaml"
        region = location["region"]
        assert region["startLine"] >= 1
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        found.append((result["ruleId"], region["startLine"], result["message"]["text"]))
    assert [item[:2] for item in sorted(found)] == [item[:2] for item in expected(report)]


def test_junit(report: Report) -> None:
    root = ET.fromstring(written(report, Format.junit).encode())
    cases = root.findall("testsuite/testcase")
    found = sorted(
        (case.attrib["name"].split(" at ")[0], int(case.attrib["line"]), failure.attrib["message"])
        for case in cases
        if (failure := case.find("failure")) is not None
    )
    assert found == expected(report)
    assert int(root.attrib["failures"]) == len(found)


def test_checkstyle(report: Report) -> None:
    root = ET.fromstring(written(report, Format.checkstyle).encode())
    found = sorted(
        (error.attrib["source"].removeprefix("ivrlint."), int(error.attrib["line"]), error.attrib["message"])
        for error in root.iter("error")
    )
    assert found == expected(report)


def test_gitlab(report: Report) -> None:
    issues = json.loads(written(report, Format.gitlab))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert sorted(
        (issue["check_name"], issue["location"]["lines"]["begin"], issue["description"]) for issue in issues
    ) == expected(report)


def test_rdjson_counts_columns_in_bytes(report: Report) -> None:
    found = json.loads(written(report, Format.rdjson))["diagnostics"]
    lines = FLOW.split("\n")
    for item, finding in zip(found, report.findings, strict=True):
        start = item["location"]["range"]["start"]
        line = lines[start["line"] - 1].encode()
        assert line[: start["column"] - 1].decode() == lines[finding.place.line - 1][: finding.place.column - 1]


def test_github_puts_the_worst_first_and_escapes(report: Report) -> None:
    commands = [line for line in written(report, Format.github).splitlines() if line.startswith("::")]
    levels = [re.match(r"::(\w+) ", command)[1] for command in commands]  # type: ignore[index]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert len(levels) == len(report.findings)
    assert all("file=menús/año 1%2Ca.yaml," in command for command in commands)


def test_concise_is_one_line_a_finding(report: Report) -> None:
    *lines, _ = written(report, Format.concise).splitlines()
    parts = [re.fullmatch(r".*?\.yaml:(\d+):\d+: \w+: (.*) \[([\w-]+)\]", line) for line in lines]
    assert sorted((part[3], int(part[1]), part[2]) for part in parts if part) == expected(report)


@pytest.mark.parametrize("format_", list(Format))
def test_an_empty_report_is_valid_too(format_: Format) -> None:
    text = written(Report((), 3, 0), format_)
    if format_ in (Format.json, Format.sarif, Format.gitlab, Format.rdjson):
        json.loads(text)
    elif format_ in (Format.junit, Format.checkstyle):
        ET.fromstring(text.encode())
    else:
        assert text == "No problems in 3 files."


def test_each_format_but_one_has_an_output() -> None:
    one, two = Path("a"), Path("-")
    assert paired([Format.text], []) == [(Format.text, None)]
    assert paired([Format.sarif, Format.text], [one]) == [(Format.text, None), (Format.sarif, one)]
    assert paired([Format.text, Format.sarif], [one]) == [(Format.text, None), (Format.sarif, one)]
    assert paired([Format.json], [two]) == [(Format.json, None)]
    for formats, outputs in (
        ([Format.json, Format.sarif, Format.text], [one]),
        ([Format.text], [one, one]),
        ([Format.json, Format.text], [two]),
    ):
        with pytest.raises(PairingError):
            paired(formats, outputs)


def test_statistics_count_what_each_rule_found(report: Report) -> None:
    *lines, _, summary = written(report, Format.statistics).splitlines()
    counts = {line.split()[2]: int(line.split()[0]) for line in lines}
    assert counts == Counter(finding.rule for finding in report.findings)
    assert [int(line.split()[0]) for line in lines] == sorted(counts.values(), reverse=True)
    assert summary.startswith("Found ")
