"""`ivrlint test`."""
# ruff: noqa: PT028 - a command of that name, no test

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail, fail_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ivrlint.call.cases import CallsFile
    from ivrlint.call.check import Result

_WIDTH = 72
_SHOWN = 20  # missing items that are listed of each group


def test(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Calls files (*.calls.yaml), flow files that have one, or folders to search.",
            show_default="the current folder",
        ),
    ] = None,
    match: Annotated[str | None, typer.Option("-k", help="Only calls whose name holds these words.")] = None,
    first: Annotated[bool, typer.Option("-x", help="Stop at the first call that fails.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every call.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write the results here as JUnit XML, too.")] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Tell which nodes, options, error paths, cases and outcomes were exercised."),
    ] = False,
    min_coverage: Annotated[
        float | None, typer.Option(min=0, max=100, help="Fail when a flow is exercised less than this, in per cent.")
    ] = None,
) -> None:
    """Make the calls that are written beside flows, and see whether each comes to what it should.

    Exit status: 0 all passed, 1 a call failed or too little was exercised, 2 wrong usage, nothing to
    test, or a calls file that cannot be understood.
    """
    files = _files(paths or [Path()])
    problems = [problem for file in files for problem in file.problems]
    if problems:
        fail_with_places(problems)
    done = list(_run(files, match, first=first, verbose=verbose))
    results = [result for _, of_file in done for result in of_file]
    if not results:
        fail("no calls to make", f"no name holds `{match}`" if match else "a calls file lists them under `calls:`")
    _tell_failures(done)
    if junit is not None:
        from ivrlint.call.junit import document

        try:
            junit.write_text(document((file.path, of_file) for file, of_file in done), "utf-8")
        except OSError as error:
            fail(f"{junit}: cannot be written ({error.strerror})")
    enough = _tell_coverage(done, min_coverage) if coverage or min_coverage is not None else True
    failed = sum(not result.passed for result in results)
    print(f"{failed} failed, {len(results) - failed} passed" if failed else f"{len(results)} passed")
    raise typer.Exit(int(bool(failed) or not enough))


def _files(paths: "Iterable[Path]") -> "list[CallsFile]":
    from ivrlint.call.cases import SUFFIX, read_calls
    from ivrlint.call.phone import loader

    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            fail(f"{path}: there is no such file or folder")
        if path.is_dir():
            named = sorted(
                file
                for file in path.rglob(f"*{SUFFIX}")
                if not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        elif path.name.endswith(SUFFIX):
            named = [path]
        else:
            named = [path.with_name(path.stem + SUFFIX)]
            if not named[0].exists():
                fail(f"{named[0]}: there is no such file", f"it would hold the calls that test {path}")
        found.update((file.resolve(), file) for file in named)
    if not found:
        fail("no calls files found", f"their names end in {SUFFIX}; `ivrlint paths FLOW --calls` writes one")
    load = loader()
    try:
        return [read_calls(file, load) for file in found.values()]
    except OSError as error:
        fail(f"{error.filename}: cannot be read ({error.strerror})")


def _run(
    files: "Sequence[CallsFile]", match: str | None, *, first: bool, verbose: bool
) -> "Iterator[tuple[CallsFile, list[Result]]]":
    from ivrlint.call.check import check

    wanted = [[case for case in file.cases if not match or match.casefold() in case.name.casefold()] for file in files]
    total, done = sum(map(len, wanted)), 0
    green, red, end = ("\x1b[32m", "\x1b[31m", "\x1b[0m") if colour_wanted() else ("", "", "")
    for file, cases in zip(files, wanted, strict=True):
        results: list[Result] = []
        if cases and not verbose:
            print(f"{file.path} ", end="")
        for case in cases:
            if file.phone is None:  # a problem, told before
                break
            result = check(case, file.phone)
            results.append(result)
            done += 1
            mark = f"{green}.{end}" if result.passed else f"{red}F{end}"
            if verbose:
                word = f"{green}passed{end}" if result.passed else f"{red}failed{end}"
                print(f"{file.path}::{case.name} {word}")
            else:
                print(mark, end="", flush=True)
            if first and not result.passed:
                break
        if cases and not verbose:
            print(f" [{100 * done // total:3}%]")
        yield file, results
        if first and results and not results[-1].passed:
            return


def _tell_failures(done: "Iterable[tuple[CallsFile, Sequence[Result]]]") -> None:
    from ivrlint.call.check import told

    for file, results in done:
        for result in results:
            if not result.passed:
                print(f"\n{f' {result.case.name} ':_^{_WIDTH}}\n{file.path}:{result.case.place.line}")
                sys.stdout.writelines(f"{line}\n" for line in told(result))
    print()


def _tell_coverage(done: "Iterable[tuple[CallsFile, Sequence[Result]]]", wanted: float | None) -> bool:
    """Print what was exercised; is it enough?"""
    from ivrlint.call.coverage import Coverage

    enough = True
    for file, results in done:
        if file.phone is None:
            continue
        covered = Coverage(file.phone)
        covered.add(result.call for result in results)
        print(f"coverage of {file.phone.flow.source.path}: {covered.total():.0f}%")
        for part in covered.parts():
            print(f"  {part.name:<16} {part.share:4.0f}%  {part.done} of {part.all}")
            for item in part.missing[:_SHOWN]:
                print(f"      not: {item}")
            if len(part.missing) > _SHOWN:
                print(f"      and {len(part.missing) - _SHOWN} more")
        if wanted is not None and covered.total() < wanted:
            print(f"  less than the {wanted:g}% that are wanted")
            enough = False
    print()
    return enough
