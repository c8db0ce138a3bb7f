"""Pages of flows, written and opened."""

from pathlib import Path
from typing import Any

from ivrlint.call.phone import Phone
from ivrlint.flow.read import Reading, read_flow
from ivrlint.lint import engine
from ivrlint.lint.config import Arguments, settings_for
from ivrlint.review.content import Content
from ivrlint.review.page import page

ROOT = Path(__file__).parents[2]
MENUS = sorted(file for file in (ROOT / "menus").glob("*.yaml") if not file.name.endswith(".calls.yaml"))


def reading_of(text_or_file: str | Path) -> Reading:
    """A flow, from a file or from its text."""
    if isinstance(text_or_file, Path):
        return read_flow(text_or_file)
    return read_flow(Path("flow.yaml"), "flow.yaml", text_or_file)


def page_of(text_or_file: str | Path, language: str | None = None) -> str:
    """The page of a flow, with what the linter finds by default."""
    reading = reading_of(text_or_file)
    assert reading.flow is not None, reading.problems
    findings = engine.lint([reading], settings_for(Arguments())(reading.source.file or Path())).findings
    return page(Content(reading, findings), language or reading.flow.language)


def phone_of(text_or_file: str | Path) -> Phone:
    """A flow, ready to be called."""
    flow = reading_of(text_or_file).flow
    assert flow is not None
    return Phone(flow)


class Opened:
    """A page in a browser, with all that it asked for and complained of."""

    def __init__(self, browser: Any, url: str, **how: Any) -> None:
        self.url = url
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(
            reduced_motion="reduce", **{"viewport": {"width": 1440, "height": 900}, **how}
        )
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(url)

    def close(self) -> None:
        """Close the page."""
        self.context.close()


def open_page(browser: Any, folder: Path, text_or_file: str | Path, language: str | None = None, **how: Any) -> Opened:
    """Write the page of a flow and open it."""
    file = folder / "review.html"
    file.write_text(page_of(text_or_file, language), "utf-8")
    return Opened(browser, file.as_uri(), **how)
