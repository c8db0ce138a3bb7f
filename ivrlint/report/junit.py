"""JUnit XML, which CI servers show as tests: a file is a suite, a finding a failed test."""

from itertools import groupby
from xml.etree import ElementTree as ET

from ivrlint.lint.engine import Report
from ivrlint.lint.rule import Finding
from ivrlint.message import say
from ivrlint.report.signs import printable


def document(report: Report) -> str:
    """A suite for each file with findings; one passed test where there are none."""
    total = len(report.findings)
    root = ET.Element("testsuites", name="ivrlint", tests=str(max(total, 1)), failures=str(total))
    for path, findings in groupby(report.findings, key=lambda finding: finding.place.source.path):
        cases = list(findings)
        suite = ET.SubElement(root, "testsuite", name=path, tests=str(len(cases)), failures=str(len(cases)), errors="0")
        for finding in cases:
            _case(suite, finding)
    if not total:
        suite = ET.SubElement(root, "testsuite", name="ivrlint", tests="1", failures="0", errors="0")
        ET.SubElement(suite, "testcase", name=str(say("no findings")), classname="ivrlint")
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _case(suite: ET.Element, finding: Finding) -> None:
    place = finding.place
    case = ET.SubElement(
        suite,
        "testcase",
        classname=place.source.path,
        file=place.source.path,
        name=str(say("{rule} at {line}:{column}", rule=finding.rule, line=place.line, column=place.column)),
        line=str(place.line),
    )
    failure = ET.SubElement(case, "failure", type=finding.severity, message=printable(str(finding.message)))
    failure.text = printable(str(finding.help)) if finding.help else ""
