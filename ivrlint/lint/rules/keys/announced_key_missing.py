"""`announced-key-missing`."""

from ivrlint.flow import model
from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Branch, Input, Lookup, Menu, Node, Transfer
from ivrlint.language.announced import Announcement
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import may_announce
from ivrlint.message import Message, say


@rule("keys", "error", on=(Menu, Input, Transfer, model.Message), profile="core", sources=("O1", "seed002"))
def announced_key_missing(node: Node, study: Study) -> Faults:
    """A prompt tells callers to press a key that does nothing there.

    ## Why
    The caller has found the right choice, presses what the voice said, and hears that this was no
    choice. There is no way to get to what was promised, and the fault seems to be the caller's own.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2. Para contratar, pulse 3.
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2. Para contratar, pulse 3.
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: adviser}
    ```

    ## How to mend it
    Add the option, or take the key out of the prompt. `{options}` in a prompt announces exactly the
    options that exist. Looked at are prompts of menus, inputs and messages, return prompts, what is
    said while callers wait, and the texts for callers who did not answer; the flow's keys count where
    they work. Where the first wrong key already leads on to a place of its own (`attempts: 1`), the key that
    is told does something, and this is a warning. An option that no prompt names is `option-not-announced`.
    """
    if isinstance(node, model.Message) and not _may_announce(node):
        return
    missing: set[str] = set()
    again = study.hearing.again(node) if isinstance(node, Menu | Input) else ()
    for telling in (*study.hearing.prompt(node), *study.hearing.elsewhere(node), *again):
        for offer in telling.announced:
            if offer.key not in missing and not _works(node, offer, telling.language, study):
                missing.add(offer.key)
                way = _way_of_wrong_keys(node, study)
                said = _led(offer, way) if way else _said(offer, node)
                yield Fault(telling.place, said, _help(offer, telling, node), node.id, "warning" if way else None)


def _may_announce(message: model.Message) -> bool:
    return message.prompt is not None and any(map(may_announce, message.prompt.spoken.values()))


def _way_of_wrong_keys(node: Node, study: Study) -> Edge | None:
    """Where the first wrong key leads, unless the call comes back from there by itself, or is over."""
    way = study.failure(node, "no_match") if isinstance(node, Menu) else None
    behind = study.node(way.target) if way and study.ears(node).no_match.attempts == 1 else None
    if behind is None or node in study.hearing.stops(behind) or study.endings.hangs_up(behind.id):
        return None
    return way


def _led(offer: Announcement, way: Edge) -> Message:
    return say(
        "callers are told to press {key} for “{label}”, and get to `{target}` as with any wrong key",
        key=offer.key,
        label=offer.label or offer.key,
        target=way.target,
    )


def _said(offer: Announcement, node: Node) -> Message:
    if offer.label and isinstance(node, Input) and offer.key.isdigit() and _fits(offer.key, node.digits):
        return say(
            "callers are told to press {key} for “{label}”, but that key is taken for the beginning of the entry",
            key=offer.key,
            label=offer.label,
        )
    if offer.label:
        return say(
            "callers are told to press {key} for “{label}”, but that key does nothing here",
            key=offer.key,
            label=offer.label,
        )
    return say("callers are told to press {key}, but that key does nothing here", key=offer.key)


def _help(offer: Announcement, telling: Telling, node: Node) -> Message:
    if telling.shared:
        return say(
            "let `{key}` work at `{id}`, where this is said too, or give `{id}` texts of its own",
            key=offer.key,
            id=node.id,
        )
    return say("let `{key}` work at `{id}`, or take it out of the prompt", key=offer.key, id=node.id)


def _works(node: Node, offer: Announcement, language: str, study: Study) -> bool:
    """Is it a key that works there, one that the next node takes, or part of an entry?"""
    key = offer.key
    if key in study.hearing.keys(node):
        return True
    if isinstance(node, model.Message):
        return any(_works(stop, offer, language, study) for stop in study.hearing.stops(node))
    if isinstance(node, Input):
        # "Enter two digits for the day" offers no key.
        if key == node.terminator or (key.isdigit() and not study.words(language).find("press-verbs", offer.verb)):
            return True
        return key.isdigit() and _fits(key, node.digits) and not _is_mistaken(offer, node, language, study)
    return isinstance(node, Menu) and node.dial is not None and key.isdigit() and node.dial.takes(key)


def _is_mistaken(offer: Announcement, node: Input, language: str, study: Study) -> bool:
    """Is a key that callers are told to press for a person taken for the number that is asked for?"""
    behind = study.node(study.exits(node)[0].target)
    sorted_out = isinstance(behind, Lookup) or (isinstance(behind, Branch) and offer.key in behind.cases)
    longer = node.digits is not None and node.digits[1] > 1
    return longer and not sorted_out and study.words(language).find("person", offer.label) is not None


def _fits(key: str, digits: tuple[int, int] | None) -> bool:
    return digits is None or digits[0] <= len(key) <= digits[1]
