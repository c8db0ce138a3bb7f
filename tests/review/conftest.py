"""A browser for the tests of the page; they are skipped where there is none."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.pages import Opened, open_page

LAUNCH = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """An installed Chromium without a window."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install 'ivrlint[browser]'"
    )
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(LAUNCH))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the page of a flow; in the end it must have asked nobody and complained of nothing."""
    pages: list[Opened] = []

    def open_(text_or_file: str | Path, **how: Any) -> Opened:
        pages.append(open_page(browser, tmp_path, text_or_file, **how))
        return pages[-1]

    yield open_
    for page in pages:
        page.close()
        assert page.complaints == []
        assert page.requests == [page.url]
