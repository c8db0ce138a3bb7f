"""The PIN that a menu of FreeSWITCH asks for before it begins."""

from dataclasses import replace

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.platforms.draft import Draft, seconds
from ivrlint.platforms.freeswitch.applications import Applications
from ivrlint.platforms.xmltree import Element

_ATTEMPTS = 3
_WAIT = 3  # seconds


def behind_a_pin(menu: Element, node: model.Menu, draft: Draft, apps: Applications) -> model.Menu:
    """The menu behind an input of its id; the engine goes on whatever callers enter."""
    place, gate = menu.at("pin"), node.id
    inner = draft.id(f"{gate} menu")
    sound = menu.get("pin-file", "ivr/ivr-please_enter_pin_followed_by_pound.wav")
    ear = model.Unanswered(place=place, attempts=_ATTEMPTS, then=Target(inner, place))
    draft.add(
        model.Input(
            id=gate,
            place=place,
            name=place,
            prompt=apps.text(sound, menu.at("pin-file")),
            field="pin",
            digits=(len(menu.get("pin")),) * 2,
            terminator="#",
            sensitive=True,
            kind="pin",
            next=Target(inner, place),
            listening=model.Listening(
                place=place,
                barge_in=True,
                between_digits=seconds(_WAIT, place),
                speech=False,
                no_input=replace(ear, after=seconds(_WAIT, place)),
                no_match=ear,
            ),
        ),
        f'pin of menu "{menu.get("name")}"',
    )
    return replace(node, id=inner)
