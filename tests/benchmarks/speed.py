"""How long linting takes, as ratios to `yaml.load(f, Loader=yaml.CSafeLoader)` of the same file.

    python -m tests.benchmarks.speed [RUNS]

Every sample is a fresh process; the two are timed in turn, and the minimum of the runs counts.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.flows import large_flow

LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
LIMITS = {200: 6.0, 20_000: 1.0}


def seconds(command: list[str]) -> tuple[float, float]:
    """Wall seconds and the peak memory in MiB of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return took, max(before, after) / 1024


def measured(file: Path, runs: int) -> tuple[float, float, float]:
    """Best seconds of linting, best seconds of loading, peak memory of linting (MiB)."""
    lint, load, peak = [], [], 0.0
    for _ in range(runs):
        took, memory = seconds([sys.executable, "-m", "ivrlint", "lint", str(file)])
        lint.append(took)
        peak = max(peak, memory)
        load.append(seconds([sys.executable, "-c", LOAD, str(file)])[0])
    return min(lint), min(load), peak


def main(runs: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'nodes':>7}  {'lint s':>7}  {'load s':>7}  {'ratio':>5}  {'limit':>5}  {'µs/node':>7}")
        for nodes in (200, 1_000, 20_000, 100_000):
            file = Path(folder, f"{nodes}.yaml")
            file.write_text(large_flow(nodes), encoding="utf-8")
            lint, load, _ = measured(file, runs if nodes <= 20_000 else 1)
            limit = LIMITS.get(nodes, "")
            print(f"{nodes:>7}  {lint:7.3f}  {load:7.3f}  {lint / load:5.2f}  {limit:>5}  {lint / nodes * 1e6:7.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
