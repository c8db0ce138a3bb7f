"""The page as its readers use it, in a real browser: no request, no complaint, nothing but text from the flow."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ivrlint.call.tour import shortest
from tests.picture.frame import HOSTILE
from tests.review.pages import ROOT, Opened, phone_of, reading_of
from tests.review.test_calls import EVERYTHING
from tests.review.test_review_command import BROKEN

FAULTY = ROOT / "examples" / "first-call.yaml"
Open = Callable[..., Opened]


def in_view(page: Any, node: str) -> bool:
    """Does a node's box stand in the part of the diagram that is seen?"""
    return bool(
        page.evaluate(
            """(id) => {
              const box = boxes.get(id).getBoundingClientRect(), frame = view.getBoundingClientRect();
              return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
            }""",
            node,
        )
    )


def marked(page: Any, name: str) -> list[str]:
    """The nodes that have a mark."""
    return [box.get_attribute("data-node") or "" for box in page.query_selector_all(f"#view .{name}")]


def test_a_finding_leads_to_its_node(opened: Open) -> None:
    page = opened(FAULTY, viewport={"width": 1100, "height": 500}).page
    page.click("text=the call drops after")
    assert marked(page, "chosen") == ["delivery/closed"]
    assert in_view(page, "delivery/closed")
    assert page.inner_text("#card h3") == "Message delivery/closed"
    assert "dead-end" in page.inner_text("#card")


def test_a_node_leads_to_its_findings(opened: Open) -> None:
    page = opened(FAULTY).page
    page.click("[data-node='money']")
    assert [item.get_attribute("data-of") for item in page.query_selector_all("#findings .chosen")] == ["money"]
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")
    assert marked(page, "chosen") == []


def test_severities_can_be_left_out(opened: Open) -> None:
    page = opened(FAULTY).page
    shown = "#list > li:visible"
    assert page.locator(shown).count() == 6
    page.uncheck("#findings label:has-text('3 errors') input")
    assert {item.get_attribute("class") for item in page.query_selector_all(shown)} == {"finding warning"}


def test_every_text_stands_on_the_page_in_every_language(opened: Open) -> None:
    page = opened(EVERYTHING).page
    page.click("#tab-prompts")
    texts = page.text_content("#prompts")
    flow = phone_of(EVERYTHING).flow
    for node in flow.nodes.values():
        prompt = getattr(node, "prompt", None)
        for text in prompt.spoken.values() if prompt else ():
            assert text.partition("{options}")[0].strip() in texts
    assert "Again, {name}: For your account, press 1." in texts
    assert "Otra vez: Para su cuenta, pulse 1." in texts
    assert "missing in this language" in texts
    page.select_option("#in-language", "es")
    assert page.locator("#prompts dd:visible .language").all_inner_texts().count("en") == 0


def test_seconds_are_those_of_the_call(opened: Open) -> None:
    page = opened(FAULTY).page
    page.click("#tab-prompts")
    phone = phone_of(FAULTY)
    line = phone.stations["main"].line("prompt", "en", {})
    first = page.locator("#prompts article[data-of='main'] dd").first
    assert first.locator("q").inner_text() == line.text
    assert first.locator(".seconds").inner_text() == f"{line.seconds:.0f} s"


def test_the_ways_are_those_of_paths_and_can_be_played(opened: Open) -> None:
    page = opened(FAULTY).page
    page.click("#tab-ways")
    ours = shortest(phone_of(FAULTY))
    rows = page.locator("#ways tbody tr")
    assert [row.locator("th button").inner_text() for row in rows.all()] == [tour.case.name for tour in ours]
    assert [row.locator("td").first.inner_text() for row in rows.all()] == [str(tour.call.presses) for tour in ours]
    for at, tour in enumerate(ours):
        page.click("#tab-ways")
        rows.nth(at).locator(".play").click()
        said = page.locator("#transcript .said").all_inner_texts()
        ours_said = [entry.text for entry in tour.call.transcript]
        assert said == (ours_said[:-1] if tour.call.outcome == "still going" else ours_said)


def test_the_diagram_follows_the_call(opened: Open) -> None:
    page = opened(FAULTY).page
    page.click("#tab-call")
    page.click("#dial")
    page.keyboard.press("9")  # the keyboard is a keypad, too
    assert marked(page, "here") == ["main"]
    page.keyboard.press("2")
    assert page.inner_text("#ask p") == "What happens at “accounts”?"
    page.click("[data-answer='timeout']")
    assert "call_back" in marked(page, "passed")
    page.click("#take-back")
    page.click("#take-back")
    assert marked(page, "here") == ["main"]
    assert page.inner_text("#where") == "main"


def test_a_call_at_another_time(opened: Open) -> None:
    page = opened(FAULTY).page
    page.click("#tab-call")
    page.click(".conditions summary")
    page.click("text=office closed")
    assert page.inner_text("#open") == "office is closed"
    page.click("#dial")
    page.click(".pad [data-key='3']")
    assert page.inner_text("#where").startswith("the call is lost")
    page.fill("#at", "2026-11-04T10:00")
    page.click("#dial")
    page.click(".pad [data-key='3']")
    assert page.inner_text("#where") == "delivery/open"


def test_digits_are_shown_as_they_are_typed_and_secrets_are_not(opened: Open) -> None:
    page = opened(EVERYTHING).page
    page.click("#tab-call")
    page.click("#dial")
    for key in "112":  # a menu, a number, digits
        page.click(f".pad [data-key='{key}']")
        if key == "1" and page.inner_text("#where") == "main":
            page.click("#silence")  # 1 is also the beginning of 12
    assert page.inner_text("#typed") == "12"
    page.evaluate("callFrom(NODES.get('pin'))")
    for key in "987":
        page.click(f".pad [data-key='{key}']")
    assert page.inner_text("#typed") == "•••"
    page.click(".pad [data-key='6']")
    assert "9876" not in page.content()


def test_what_the_caller_says(opened: Open) -> None:
    page = opened(EVERYTHING).page
    page.click("#tab-call")
    page.evaluate("callFrom(NODES.get('open_question'))")
    page.fill("#words", "It is about MY INVOICE!")
    page.keyboard.press("Enter")
    assert "“It is about MY INVOICE!”" in page.locator("#transcript .caller .said").all_inner_texts()
    assert "balance" in marked(page, "passed")


def test_search_finds_names_texts_and_labels(opened: Open) -> None:
    page = opened(ROOT / "menus" / "luz-y-gas.yaml").page
    page.fill("#wanted", "olor a GAS")
    assert marked(page, "hit") == ["principal"]
    page.fill("#wanted", "FACTURÁ")
    assert {"principal", "facturas"} <= set(marked(page, "hit"))
    assert re.fullmatch(r"1 de \d+", page.inner_text("#found"))
    page.keyboard.press("Enter")
    assert page.inner_text("#found").startswith("2 de ")
    page.fill("#wanted", "ninguna parte del mundo")
    assert page.inner_text("#found") == "nada"


def test_zoom_pan_and_keys_of_the_diagram(opened: Open) -> None:
    page = opened(ROOT / "menus" / "hotel.yaml").page
    before = page.evaluate("scale")
    page.click("#larger")
    assert page.evaluate("scale") == pytest.approx(before * 1.25)
    page.click("#fit")
    assert page.evaluate("sheet.clientWidth <= view.clientWidth + 1 && sheet.clientHeight <= view.clientHeight + 1")
    page.evaluate("setScale(1)")
    left = page.evaluate("view.scrollLeft")
    box = page.locator("#view").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 300, steps=4)
    page.mouse.up()
    assert page.evaluate("view.scrollLeft") == pytest.approx(left - 100, abs=2)
    page.focus("[data-node='welcome']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert marked(page, "chosen") == ["main"]


def test_tabs_by_keyboard(opened: Open) -> None:
    page = opened(FAULTY).page
    page.focus("#tab-findings")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-call"
    page.keyboard.press("End")
    assert page.is_visible("#score")
    assert page.is_hidden("#call")


def test_light_and_dark(opened: Open) -> None:
    def colours(page: Any) -> list[str]:
        return list(
            page.evaluate("""() => [getComputedStyle(document.documentElement).backgroundColor,
            getComputedStyle(document.querySelector('#view .menu polygon')).fill]""")
        )

    light, dark = opened(FAULTY, color_scheme="light").page, opened(FAULTY, color_scheme="dark").page
    assert colours(light) == ["rgb(255, 255, 255)", "rgb(214, 234, 248)"]
    assert colours(dark) == ["rgb(18, 23, 30)", "rgb(13, 60, 92)"]
    light.click("#theme")
    dark.click("#theme")
    assert colours(light) == ["rgb(18, 23, 30)", "rgb(13, 60, 92)"]
    assert colours(dark) == ["rgb(255, 255, 255)", "rgb(214, 234, 248)"]


def test_print_has_all_panels(opened: Open, tmp_path: Path) -> None:
    page = opened(FAULTY).page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for panel in ("findings", "ways", "prompts", "score"):
        assert page.is_visible(f"#{panel} h2"), panel
    for screen_only in ("#call", "#tabs", "#find"):
        assert page.is_hidden(screen_only)
    diagram, first = page.locator("#sheet svg").bounding_box(), page.locator("#findings h2").bounding_box()
    assert diagram["y"] + diagram["height"] <= first["y"]
    file = tmp_path / "review.pdf"
    page.pdf(path=str(file), format="A4")
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_size > 20_000


def test_hostile_texts_are_texts(opened: Open) -> None:
    evil = f"{HOSTILE} ` ${{1+1}} </script><script>window.broken=1</script> <!-- \u202egnol\u202c \u2028 {{{{data}}}} \u200f"
    page = opened(hostile(evil)).page
    for tab in ("prompts", "call", "ways", "findings"):
        page.click(f"#tab-{tab}")
    page.click("#tab-call")
    page.click("#dial")
    page.click(".pad [data-key='1']")
    page.click("#ask [data-answer='ok']")
    shown = page.evaluate("[...document.querySelectorAll('#transcript .said')].map((item) => item.textContent)")
    assert evil in shown
    line = phone_of(hostile(evil)).stations["main"].line("prompt", "en", {})
    assert page.evaluate("document.querySelector('#prompts q').textContent") == line.text
    assert page.text_content("#name") == evil
    assert page.title().startswith(" ".join(evil.split()[:3]))
    assert page.evaluate("window.broken") is None
    assert page.evaluate("document.scripts.length") == 2


def hostile(text: str) -> str:
    """A flow in which every text is hostile."""
    said = {"en": text}
    return json.dumps(
        {
            "ivr": "1",
            "name": text,
            "description": text,
            "languages": ["en"],
            "country": "GB",
            "start": "main",
            "nodes": {
                "main": {
                    "type": "menu",
                    "options": {"1": {"label": said, "to": "look"}, "2": {"label": said, "to": "end"}},
                },
                "look": {"type": "lookup", "service": text, "on": {"ok": "end", text: "end", "error": "end"}},
                "end": {"type": "hangup", "prompt": said, "outcome": text},
            },
        }
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("file", [FAULTY, EVERYTHING], ids=lambda file: file.stem)
def test_nothing_serious_for_axe(file: Path, scheme: str, opened: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = opened(file, color_scheme=scheme).page
    page.click("[data-node='main']")
    for tab in ("findings", "call", "ways", "prompts", "score"):
        page.click(f"#tab-{tab}")
        if tab == "call":
            page.click("#dial")
            page.click(".pad [data-key='2']")
            page.click(".conditions summary")
        found = [
            (fault["id"], fault["impact"], [node["html"][:200] for node in fault["nodes"][:3]])
            for fault in axe.run(page).response["violations"]
        ]
        assert [fault for fault in found if fault[1] in ("serious", "critical")] == [], tab


def test_narrow(opened: Open) -> None:
    page = opened(FAULTY, viewport={"width": 360, "height": 740}).page
    for tab in ("findings", "call", "ways", "prompts", "score"):
        page.click(f"#tab-{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, tab


def test_the_address_names_a_node(opened: Open, browser: Any) -> None:
    url = opened(FAULTY).url
    again = Opened(browser, f"{url}#delivery/closed")
    assert marked(again.page, "chosen") == ["delivery/closed"]
    again.close()


def test_a_page_in_spanish(opened: Open) -> None:
    page = opened(FAULTY, language="es").page
    assert page.get_attribute("html", "lang") == "es"
    assert page.locator("[role='tab']").all_inner_texts()[0].startswith("Hallazgos")
    assert reading_of(FAULTY).flow is not None


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_flows_can_be_looked_at_and_called(text: str, opened: Open) -> None:
    page = opened(f"ivr: 1\nname: Broken\n{text}\n").page
    page.click("#tab-call")
    page.click("#dial")
    assert page.inner_text("#where")
    for tab in ("findings", "ways", "prompts", "score"):
        page.click(f"#tab-{tab}")
    page.evaluate("for (const station of NODES.values()) { choose(station.id); callFrom(station); }")
