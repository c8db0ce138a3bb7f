"""How well labels are judged: `python -m tests.benchmarks.labels`."""
