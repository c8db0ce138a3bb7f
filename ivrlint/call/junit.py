"""Results of calls for CI systems: JUnit XML."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ivrlint.call.check import Result, told


def document(results: Iterable[tuple[Path, Sequence[Result]]]) -> str:
    """The results of some files as one JUnit document: a suite a file, a case a call."""
    suites = [_suite(path, of_file) for path, of_file in results]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ivrlint">\n' + "".join(suites) + "</testsuites>\n"


def _suite(path: Path, results: Sequence[Result]) -> str:
    failed = sum(not result.passed for result in results)
    cases = "".join(_case(path, result) for result in results)
    return (
        f'  <testsuite name={quoteattr(str(path))} tests="{len(results)}" failures="{failed}" errors="0">\n'
        f"{cases}  </testsuite>\n"
    )


def _case(path: Path, result: Result) -> str:
    head = (
        f"    <testcase classname={quoteattr(str(path))} name={quoteattr(result.case.name)} "
        f'file={quoteattr(str(path))} line="{result.case.place.line}" time="{result.call.seconds:g}"'
    )
    if result.passed:
        return f"{head}/>\n"
    first = quoteattr(str(result.failures[0].message))
    text = escape(_legal("\n".join(told(result))))
    return f"{head}>\n      <failure message={first}>{text}</failure>\n    </testcase>\n"


def _legal(text: str) -> str:
    """The text without characters that XML does not allow."""
    return "".join(sign if sign in "\n\t" or sign.isprintable() else " " for sign in text)
