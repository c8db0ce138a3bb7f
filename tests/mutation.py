"""How much the tests test: the share of a random sample of mutants that they notice.

    python -m pip install cosmic-ray
    python -m tests.mutation [RULES [LANGUAGE [SEED]]]

RULES mutants (400) of `ivrlint/lint/rules` and LANGUAGE mutants (200) of `ivrlint/language` are drawn with
SEED (1). The mutants are cosmic-ray's: a comparison, an `and`, a number, a `not`, a loop … is changed. First
the place is drawn and then one of its mutants, or a `==` would count seven times and a `+` eleven times.
Annotations are left out, and so is the removal of decorators: a rule that is not registered proves nothing.

Each mutant meets the tests that are about its file: the page, the snippets and the helps of a rule; the tests
of a module of `language`, then those on a team's own words and the snippets of all rules. It is killed where
one of them fails, or computes for more than a minute. No file is changed: a mutant is imported in the place of
the module, in a process of its own (not on Windows).
"""

import ast
import multiprocessing
import os
import random
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import hypothesis.strategies
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from ivrlint.lint.rules import all_rules

HERE = Path(__file__).parent.parent
RULES, LANGUAGE = HERE / "ivrlint/lint/rules", HERE / "ivrlint/language"
LITERATE = "tests/lint/test_literate.py"
LINT_TESTS = tuple(f"tests/lint/test_{name}.py" for name in ("pages", "literate", "helps", "measured_limits", "fixes"))
OTHER_TESTS = {  # beside those, of rules that are tested with settings of their own
    "ambiguous_labels": "own_words",
    "jargon": "own_words",
    "no_sla": "service_levels",
    "unexplained_ignore": "suppress",
    "unused_ignore": "suppress",
}
LANGUAGE_TESTS = {  # where it is not `test_<module>.py`
    "grammar": ("announced", "promised", "times"),
    "labels": ("announced",),
    "likeness": ("likeness", "likeness_reasons", "label_sets"),
    "milder": ("lint/test_fixes",),
    "numbers": ("spoken", "announced"),
    "offers": ("announced",),
    "prompt": ("announced",),
    "register": ("tongue",),
    "turning": ("lint/test_fixes",),
    "vocabulary": ("likeness", "likeness_reasons", "vocabulary", "label_sets"),
    "words": ("words", "tongue"),
}
_QUIETLY = ("-p", "no:cacheprovider", "--tb=no", "-q", "-W", "ignore::pytest.PytestAssertRewriteWarning")
TOO_LONG = 60  # seconds of computing
_FORK = multiprocessing.get_context("fork")
_LEFT_OUT = {"core/RemoveDecorator", "core/VariableInserter", "core/VariableReplacer"}  # the last two need arguments


class Mutant(NamedTuple):
    """The `occurrence`th change that an operator of cosmic-ray makes in a file."""

    file: Path
    operator: str
    occurrence: int
    line: int

    @property
    def source(self) -> str:
        return str(mutate_code(self.file.read_text("utf-8"), get_operator(self.operator)(), self.occurrence))

    def __str__(self) -> str:
        line = next(
            (
                new
                for old, new in zip(self.file.read_text("utf-8").split("\n"), self.source.split("\n"), strict=False)
                if old != new
            ),
            "",
        )
        return f"{self.file.relative_to(HERE)}:{self.line}: {self.operator.removeprefix('core/')}: {line.strip()}"


def places(file: Path) -> list[list[Mutant]]:
    """The mutants of each place of a file."""
    text = file.read_text("utf-8")
    annotations = list(_annotations(ast.parse(text)))
    nodes = list(ast_nodes(get_ast(text)))
    found = defaultdict[tuple[int, int], list[Mutant]](list)
    for name in operator_names():
        if name in _LEFT_OUT:
            continue
        operator = get_operator(name)()
        for number, (start, _) in enumerate(span for node in nodes for span in operator.mutation_positions(node)):
            if not any(first <= start < last for first, last in annotations):
                found[start].append(Mutant(file, name, number, start[0]))
    return [found[start] for start in sorted(found)]


def _annotations(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for node in ast.walk(tree):
        for kind in ("annotation", "returns"):
            expression = getattr(node, kind, None)
            if isinstance(expression, ast.expr):
                end = expression.end_lineno or expression.lineno, expression.end_col_offset or 0
                yield (expression.lineno, expression.col_offset), end


def sample(folder: Path, size: int, seed: int) -> list[Mutant]:
    """Some mutants of a folder, one a place; in the order of its files."""
    files = sorted(folder.rglob("*.py" if folder == LANGUAGE else "*/[a-z]*.py"))
    every = [place for file in files for place in places(file)]
    draw = random.Random(f"{seed} {folder.name}")  # noqa: S311 - no secret
    return sorted(draw.choice(place) for place in draw.sample(every, min(size, len(every))))


def tests_of(file: Path) -> list[str]:
    """What pytest is to run for a file."""
    if file.is_relative_to(RULES):
        name, more = file.stem.replace("_", "-"), OTHER_TESTS.get(file.stem)
        others = (f"tests/lint/test_{more}.py", "-k", f"{name} or test_{more}") if more else ("-k", name)
        return [*LINT_TESTS, *others]
    module = file.relative_to(LANGUAGE).parts[0].removesuffix(".py")
    names = LANGUAGE_TESTS.get(module, (module,))
    named = (HERE / "tests" / (f"{name}.py" if "/" in name else f"language/test_{name}.py") for name in names)
    own = [str(test.relative_to(HERE)) for test in named if test.exists()]
    return [*own, "tests/lint/test_own_words.py", LITERATE, "-k", "not proportion"]  # a busy machine kills no mutant


class _Instead(SourceFileLoader):
    """Imports a mutant where its file is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(HERE).with_suffix("").parts
        super().__init__(".".join(parts).removesuffix(".__init__"), str(mutant.file))
        self.source = mutant.source

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        assert fullname == self.name
        return compile(self.source, self.path, "exec")


class _Failures:
    """Keeps the names of the tests that fail."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid)


def _run(arguments: list[str], mutant: Mutant | None, answer: "multiprocessing.SimpleQueue[list[str]] | None") -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "ivrlint"]:
        del sys.modules[name]
    if mutant:
        sys.meta_path.insert(0, _Instead(mutant))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (TOO_LONG, TOO_LONG) if mutant else (resource.RLIM_INFINITY,) * 2)
    failures = _Failures()
    status: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        status = pytest.main([*_QUIETLY, *arguments], plugins=[failures])
    finally:
        if answer:
            answer.put(failures.names)
        os._exit(status)


def failing() -> list[str]:
    """The tests that fail without any mutant, which therefore kill none."""
    answer = _FORK.SimpleQueue()
    process = _FORK.Process(target=_run, args=(["tests/lint", "tests/language"], None, answer))
    process.start()
    names: list[str] = answer.get()
    process.join()
    return names


def survives(mutant: Mutant, without: list[str]) -> bool:
    """Do the tests of its file pass (or are there none)?"""
    arguments = ["-x", *tests_of(mutant.file), *(f"--deselect={name}" for name in without)]
    process = _FORK.Process(target=_run, args=(arguments, mutant, None))
    process.start()
    process.join()
    if process.exitcode in {pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR}:
        raise RuntimeError(f"pytest {' '.join(arguments)}: not run for {mutant}")
    return process.exitcode in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


def main(rules: int = 400, language: int = 200, seed: int = 1) -> None:
    os.chdir(HERE)
    os.environ["CI"] = "1"  # the same examples every time
    all_rules()  # what ivrlint and its tests need is imported here, once for all mutants
    assert hypothesis.strategies
    without = failing()
    for name in without:
        print(f"fails without a mutant: {name}", flush=True)
    for folder, size in ((RULES, rules), (LANGUAGE, language)):
        if not size:
            continue
        mutants = sample(folder, size, seed)
        survivors = []
        for mutant in mutants:
            if survives(mutant, without):
                survivors.append(mutant)
                print(mutant, flush=True)
        parts = {mutant: mutant.file.relative_to(folder).parts[0].removesuffix(".py") for mutant in mutants}
        alive = Counter(parts[mutant] for mutant in survivors)
        for part, number in Counter(parts.values()).items():
            print(f"{part:>12}  {number - alive[part]:>4} of {number}")
        share = (len(mutants) - len(survivors)) / len(mutants)
        print(
            f"{folder.relative_to(HERE)}: {len(mutants) - len(survivors)} of {len(mutants)} killed, {share:.1%}\n",
            flush=True,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
