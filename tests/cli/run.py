"""Runs the command line as a user does: a fresh process, its output, its exit status."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    status: int
    out: str
    err: str


def ivrlint(*arguments: str, cwd: Path = ROOT, stdin: str = "", **environment: str) -> Ran:
    """What `ivrlint ARGUMENTS` prints and returns."""
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    done = subprocess.run(
        [sys.executable, "-m", "ivrlint", *arguments],
        cwd=cwd,
        input=stdin,
        text=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    )
    return Ran(done.returncode, done.stdout, done.stderr)
