"""What stands around a Twilio Studio gather: what is said before it, and what looks at that which it has heard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivrlint.language.announced import announced
from ivrlint.language.words import words
from ivrlint.platforms.jsontree import Value
from ivrlint.platforms.twilio.slips import WITHOUT_VALUE
from ivrlint.platforms.twilio.templates import heard
from ivrlint.platforms.twilio.widget import Widget

if TYPE_CHECKING:
    from ivrlint.platforms.twilio.nodes import Nodes

_USUAL = "en"  # where the widget tells no language


def takes_any_key(nodes: "Nodes", widget: Widget) -> bool:
    """Does nobody look at which key was pressed, and is it asked for nothing, or only whether there was one?"""
    pressed, silent = widget.way("keypress"), widget.way("timeout")
    read = readers(nodes, widget)
    split = nodes.widgets.get(pressed.to or "") if pressed else None
    tests = [test for way in split.ways for test in way.tests] if split else []
    if split and read == {split.key} and tests and all(test.kind in WITHOUT_VALUE for test in tests):
        return True
    if read:
        return False
    asked = any(words(language).find("any-key", text) for text, language in _told(nodes, widget))
    return asked or (bool(pressed and silent and pressed.to == silent.to) and not _speaks(widget))


def readers(nodes: "Nodes", widget: Widget, what: str = "") -> set[str]:
    """The widgets that look at what a gather has heard: at its `Digits`, its `SpeechResult`, or at anything."""
    heard_ = f"widgets.{widget.key}.{what}"
    return {other.key for other in nodes.widgets.values() for value in _texts(other) if heard_ in value.text}


def offered(nodes: "Nodes", widget: Widget) -> list[str]:
    """The single keys that callers are told to press, by the widget or right before it; none beside an entry."""
    told = _told(nodes, widget)
    offers = [offer.key for text, language in told for offer in announced(text, language)]
    if any(len(key) > 1 for key in offers) or any(words(language).find("collect", text) for text, language in told):
        return []
    return list(dict.fromkeys(offers))


def _told(nodes: "Nodes", widget: Widget) -> list[tuple[str, str]]:
    """What a widget says, or the messages right before it where it says nothing: each text with its language."""
    saying = [widget] if _speaks(widget) else _speaking_before(nodes, widget)
    language = widget.text("language").partition("-")[0] or _USUAL
    return [(heard(each.text("say")).text, language) for each in saying]


def _texts(widget: Widget) -> Iterator[Value]:
    yield from widget.properties.values()
    yield from (test.value for way in widget.ways for test in way.tests)


def is_asked_before(nodes: "Nodes", widget: Widget) -> bool:
    """Does a message say what to press, before a widget that says nothing? No key that is pressed meanwhile counts."""
    return not _speaks(widget) and bool(_speaking_before(nodes, widget))


def _speaking_before(nodes: "Nodes", widget: Widget) -> list[Widget]:
    """The messages right before a widget."""
    before = [nodes.widgets[key] for key in nodes.leading_to.get(widget.key, ()) if key in nodes.widgets]
    return [each for each in before if each.type == "say-play" and _speaks(each)]


def _speaks(widget: Widget) -> bool:
    return bool(widget.text("say", "play"))
