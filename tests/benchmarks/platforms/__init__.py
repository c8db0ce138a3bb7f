"""How true other platforms' files are read: `python -m tests.benchmarks.platforms`."""
