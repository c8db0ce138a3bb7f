"""Checkstyle's XML, which many CI servers and review bots read."""

from itertools import groupby
from xml.etree import ElementTree as ET

from ivrlint import __version__
from ivrlint.lint.engine import Report
from ivrlint.report.signs import printable


def document(report: Report) -> str:
    """Files with their findings."""
    root = ET.Element("checkstyle", version=__version__)
    for path, findings in groupby(report.findings, key=lambda finding: finding.place.source.path):
        file = ET.SubElement(root, "file", name=path)
        for finding in findings:
            ET.SubElement(
                file,
                "error",
                line=str(finding.place.line),
                column=str(finding.place.column),
                severity=finding.severity,
                message=printable(str(finding.message)),
                source=f"ivrlint.{finding.rule}",
            )
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")
