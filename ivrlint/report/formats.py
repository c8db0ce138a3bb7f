"""Every format that findings can be written in: a name, and the function that writes a report."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivrlint.lint.engine import Report


class Format(StrEnum):
    """What `lint` can write."""

    text = "text"
    concise = "concise"
    statistics = "statistics"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"
    checkstyle = "checkstyle"
    rdjson = "rdjson"


_FOR_PEOPLE = (Format.text, Format.concise, Format.statistics, Format.github)


class PairingError(Exception):
    """There are more formats than one for standard output, or more outputs than formats."""


def paired(formats: list[Format], outputs: list[Path]) -> list[tuple[Format, Path | None]]:
    """Each format with its file, in order; one that has none goes to standard output (None, or `-`).

    Where one output is missing, the format that people read does without. Raises PairingError.
    """
    left = list(formats)
    pairs: list[tuple[Format, Path | None]] = []
    if len(outputs) == len(formats) - 1:
        alone = next((format_ for format_ in formats if format_ in _FOR_PEOPLE), formats[-1])
        left.remove(alone)
        pairs.append((alone, None))
    if len(outputs) != len(left):
        raise PairingError
    pairs += [(format_, None if file == Path("-") else file) for format_, file in zip(left, outputs, strict=True)]
    if sum(file is None for _, file in pairs) > 1:
        raise PairingError
    return pairs


def writer(format_: Format) -> "Callable[[Report], str]":
    """The function that makes one text of a report, without a line end after the last line."""
    document: Callable[[Report], str] = import_module(f"ivrlint.report.{format_.value}").document
    return document
