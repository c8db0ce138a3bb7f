"""What all makers of nodes need: the node itself, where its outcomes lead, how an entry listens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ivrlint.flow import model
from ivrlint.flow.model import Listening, Target, Unanswered
from ivrlint.flow.tree import Mapping, Piece
from ivrlint.platforms.draft import seconds
from ivrlint.platforms.genesys import values
from ivrlint.platforms.genesys.blocks import OUTCOMES

if TYPE_CHECKING:
    from ivrlint.platforms.genesys.action import Action, Here
    from ivrlint.platforms.genesys.reader import Archy

_NO_ENTRY = 5.0  # Architect's own value, in seconds

Maker = Callable[["Archy", "Action", Target | None, "Here"], Target | None]


def add(flow: "Archy", it: "Action", here: "Here", type_: type[Any], **fields: Any) -> Target:
    """Add an action's node and say where it is."""
    id_ = flow.id_of(it, here.calls, here.owner)
    flow.draft.add(type_(id=id_, place=it.body, name=it.named, **fields), it.block)
    return Target(id_, it.place)


def on_outcomes(
    flow: "Archy", it: "Action", names: tuple[str, ...] | list[str], after: Target | None, here: "Here"
) -> dict[str, Target]:
    """Where each outcome leads. One that ends in nothing drops the call."""
    on = {}
    for name in dict.fromkeys((*names, *flow.outcomes(it))):
        to = flow.outcome(it, name, after, here)
        on[OUTCOMES.get(name, name)] = to or flow.fallen(it, here)
    return on


def said(flow: "Archy", it: "Action", played: values.Audio, after: Target | None, name: str) -> Target:
    """Something that is said before the call goes on."""
    id_ = flow.draft.id(name)
    node = model.Message(id=id_, place=played.place, name=played.place, prompt=flow.text(played), next=after)
    flow.draft.add(node, it.block)
    return Target(id_, played.place)


def once(flow: "Archy", it: "Action", failed: Target | None, between: float) -> Listening:
    """An entry is asked for once; then it has failed."""
    wait, other, gap = (_setting(flow, it, key) for key in ("noEntryTimeout", "timeout", "interDigitTimeout"))
    wait = wait or other
    return Listening(
        place=it.place,
        barge_in=True,
        between_digits=seconds(values.length(gap) or between, gap or it.place),
        speech=False,
        no_input=Unanswered(
            place=it.place, after=seconds(values.length(wait) or _NO_ENTRY, wait or it.place), attempts=1, then=failed
        ),
        no_match=Unanswered(place=it.place, attempts=1, then=failed),
    )


def _setting(flow: "Archy", it: "Action", key: str) -> Piece | None:
    """A value of the action, else what the flow gives all actions of its type."""
    if values.is_set(it.body.get(key)):
        return it.body.get(key)
    defaults = flow.body.get("settingsActionDefaults")
    own = defaults.get(it.type) if isinstance(defaults, Mapping) else None
    return own.get(key) if isinstance(own, Mapping) and values.is_set(own.get(key)) else None
