"""`ivrlint test`."""
# ruff: noqa: PT028 - a command of that name, no test

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail, fail_with_places
from ivrlint.flow.trouble import reason
from ivrlint.message import say, say_count

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
            metavar="[PATHS]...",
            help="Calls files (*.calls.yaml), flow files that have one, or folders to search.",
            show_default="the current folder",
        ),
    ] = None,
    match: Annotated[
        str | None, typer.Option("-k", metavar="WORDS", help="Only calls whose name holds these words.")
    ] = None,
    first: Annotated[bool, typer.Option("-x", help="Stop at the first call that fails.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every call.")] = False,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results here as JUnit XML, too.")
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Tell which nodes, options, error paths, cases and outcomes were exercised."),
    ] = False,
    min_coverage: Annotated[
        float | None,
        typer.Option(
            min=0, max=100, metavar="PERCENT", help="Fail when a flow is exercised less than this, in per cent."
        ),
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
        fail(
            say("no calls to make"),
            say("no name holds `{words}`", words=match) if match else say("a calls file lists them under `calls:`"),
        )
    _tell_failures(done)
    if junit is not None:
        from ivrlint.call.junit import document

        try:
            junit.write_text(document((file.path, of_file) for file, of_file in done), "utf-8")
        except OSError as error:
            fail(say("{file}: cannot be written ({why})", file=junit, why=reason(error)))
    enough = _tell_coverage(done, min_coverage) if coverage or min_coverage is not None else True
    failed = sum(not result.passed for result in results)
    passed = say_count("{count} passed", "{count} passed", len(results) - failed)
    print(f"{say_count('{count} failed', '{count} failed', failed)}, {passed}" if failed else passed)
    raise typer.Exit(int(bool(failed) or not enough))


def _files(paths: "Iterable[Path]") -> "list[CallsFile]":
    from ivrlint.call.cases import SUFFIX, read_calls
    from ivrlint.call.phone import loader

    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            fail(say("{path}: there is no such file or folder", path=path))
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
                fail(
                    say("{path}: there is no such file", path=named[0]),
                    say("it would hold the calls that test {flow}", flow=path),
                )
        found.update((file.resolve(), file) for file in named)
    if not found:
        fail(
            say("no calls files found"),
            say("their names end in {suffix}; `ivrlint paths FLOW --calls` writes one", suffix=SUFFIX),
        )
    load = loader()
    try:
        return [read_calls(file, load) for file in found.values()]
    except OSError as error:
        fail(say("{path}: cannot be read ({why})", path=error.filename, why=reason(error)))


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
                word = f"{green}{say('passed')}{end}" if result.passed else f"{red}{say('failed')}{end}"
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
    from ivrlint.call.coverage import TITLES, Coverage

    enough = True
    width = max(len(str(title)) for title in TITLES.values()) + 1
    for file, results in done:
        if file.phone is None:
            continue
        covered = Coverage(file.phone)
        covered.add(result.call for result in results)
        print(say("coverage of {file}: {share:.0f}%", file=file.phone.flow.source.path, share=covered.total()))
        for part in covered.parts():
            of_all = say("{done} of {all}", done=part.done, all=part.all)
            print(f"  {TITLES[part.name]!s:<{width}} {part.share:4.0f}%  {of_all}")
            for item in part.missing[:_SHOWN]:
                print(f"      {say('not: {item}', item=item)}")
            if len(part.missing) > _SHOWN:
                print(f"      {say('and {count} more', count=len(part.missing) - _SHOWN)}")
        if wanted is not None and covered.total() < wanted:
            print(f"  {say('less than the {wanted:g}% that are wanted', wanted=wanted)}")
            enough = False
    print()
    return enough
