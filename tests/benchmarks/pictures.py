"""How long pictures take, as ratios to the renderer's own time: Graphviz given the same picture as one DOT document.

    python -m tests.benchmarks.pictures [RUNS]

Both are timed in turn, in seconds of computing, from the flow that has been read to the SVG; the median of the runs
counts, and the median of the ratios of neighbours. For 3,000 nodes one run takes minutes. The last column is what a page of `ivrlint review` weighs.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ivrlint.call.phone import Phone
from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Flow
from ivrlint.flow.read import read_flow
from ivrlint.picture import dot, renderer
from ivrlint.picture.compose import View, compose
from ivrlint.picture.drawing import draw
from ivrlint.picture.themes import Name
from ivrlint.review.content import Content
from ivrlint.review.page import as_script
from ivrlint.review.picture import picture
from tests.benchmarks.flows import large_flow

LIMITS = {30: 1.3, 3_000: 1.2}


def seconds(work: Callable[[], object]) -> float:
    """Seconds of computing that something takes, here and in the programs that it runs, whatever else goes on."""
    before = _computed()
    work()
    return _computed() - before


def _computed() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def ours(flow: Flow) -> bytes:
    """The SVG of a flow."""
    return draw(compose(FlowGraph(flow), View()), Name.light, "svg")


def measured(flow: Flow, runs: int) -> tuple[float, float, float]:
    """Seconds of our SVG, seconds of the renderer's, and their ratio: medians."""
    using = renderer.renderer("svg")
    document = dot.document(compose(FlowGraph(flow), View()), dots=72)
    ours(flow)
    pairs = [(seconds(lambda: ours(flow)), seconds(lambda: renderer.run(document, "svg", using))) for _ in range(runs)]
    mine, plain = zip(*pairs, strict=True)
    return median(mine), median(plain), median(one / other for one, other in pairs)


def page_bytes(flow: Flow) -> int:
    """The bytes of a page's picture and data."""
    phone = Phone(flow)
    reading = read_flow(Path("flow.yaml"), "flow.yaml", flow.source.text)
    data = as_script(Content(reading, ()).document(phone, "en"))
    return len(picture(compose(phone.graph, View())).svg.encode()) + len(data.encode())


def main(runs: int = 20) -> None:
    """Print the table."""
    print(f"{'nodes':>6}  {'SVG s':>7}  {'renderer s':>10}  {'ratio':>5}  {'limit':>5}  {'page MB':>7}")
    for nodes in (30, 200, 3_000):
        flow = read_flow(Path("flow.yaml"), "flow.yaml", large_flow(nodes)).flow
        assert flow is not None
        mine, plain, ratio = measured(flow, runs if nodes < 1_000 else 1)
        size = page_bytes(flow) / 1e6
        print(f"{nodes:>6}  {mine:7.2f}  {plain:10.2f}  {ratio:5.2f}  {LIMITS.get(nodes, ''):>5}  {size:7.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
