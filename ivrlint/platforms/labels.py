"""What each key is for, as the prompts announce it: "For sales, press 1" gives 1 the label "sales"."""

from collections.abc import Mapping
from dataclasses import replace

from ivrlint.flow import model
from ivrlint.language.announced import announced
from ivrlint.platforms.languages import empty

Labels = Mapping[str, Mapping[str, str]]  # by key: the label in each language
_CHAIN = 20  # messages that may stand before a menu


def labelled(flow: model.Flow) -> model.Flow:
    """The flow with labels at its options, as far as anything says what a key is for.

    What the menu's own prompt announces goes first, then what callers hear who did not answer, then what the
    messages before it announce, then what the platform calls the option.
    """
    before = _messages_before(flow.nodes)
    nodes = dict(flow.nodes)
    for id_, node in flow.nodes.items():
        if isinstance(node, model.Menu):
            again = [text for retry in _retries(node) for text in retry.again]
            prompts = [node.prompt, *again, *(message.prompt for message in before.get(id_, ()))]
            told = _announced(prompts)
            options = tuple(_labelled(option, told) for option in node.options)
            nodes[id_] = replace(node, options=options, prompt=node.prompt or empty(node.name, flow.languages))
    return replace(flow, nodes=nodes)


def _retries(menu: model.Menu) -> tuple[model.Unanswered, ...]:
    return (menu.listening.no_input, menu.listening.no_match) if menu.listening else ()


def _labelled(option: model.Option, told: Labels) -> model.Option:
    spoken = told.get(option.key)
    # What callers are told of is no secret, whatever the platform makes of it.
    return option._replace(label=model.Text(spoken, None, option.place), silent=False) if spoken else option


def _announced(prompts: list[model.Text | None]) -> Labels:
    """What the first of the prompts that names a key says of it, language by language."""
    found: dict[str, dict[str, str]] = {}
    for prompt in prompts:
        here: dict[str, dict[str, str]] = {}
        for language, text in prompt.spoken.items() if prompt else ():
            for offer in announced(text, language):
                if offer.label:
                    here.setdefault(offer.key, {}).setdefault(language, offer.label)
        found = here | found
    return found


def _messages_before(nodes: Mapping[str, model.Node]) -> Mapping[str, list[model.Message]]:
    """For each node the messages that lead to it without a choice between, the nearest first."""
    lead_to: dict[str, list[model.Message]] = {}
    for node in nodes.values():
        if isinstance(node, model.Message) and node.next:
            lead_to.setdefault(node.next.to, []).append(node)
    return {id_: _chain(id_, lead_to) for id_, node in nodes.items() if isinstance(node, model.Menu) and id_ in lead_to}


def _chain(id_: str, lead_to: Mapping[str, list[model.Message]]) -> list[model.Message]:
    chain: list[model.Message] = []
    here, seen = id_, {id_}
    while len(chain) < _CHAIN:
        ahead = [message for message in lead_to.get(here, ()) if message.id not in seen]
        if not ahead:
            break
        chain += ahead
        seen.update(message.id for message in ahead)
        here = ahead[0].id
    return chain
