"""Actions that are called by their name where Architect wants them written out: `outputs: {success: Say goodbye}`."""

from typing import TYPE_CHECKING

from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.platforms.genesys import shapes, values
from ivrlint.platforms.genesys.blocks import JUMPS, WORDS

if TYPE_CHECKING:
    from ivrlint.platforms.genesys.action import Action, Here
    from ivrlint.platforms.genesys.reader import Archy

Lists = dict[str, "list[Action]"]


def by_name(flow: "Archy") -> Lists:
    """For each action's name: that action and those that come after it in its list."""
    found: Lists = {}
    for piece in shapes.every(flow.body):
        listed = flow.actions(piece) if isinstance(piece, Mapping) else []
        for at, action in enumerate(listed):
            found.setdefault(action.name, listed[at:])
    return found


def led_to(flow: "Archy", action: "Action", outcome: str, here: "Here") -> Target | None:
    """Where an outcome leads that names an action; None where it names none."""
    outputs = action.body.get("outputs")
    word = outputs.get(outcome) if isinstance(outputs, Mapping) else None
    actions = flow.by_name.get(values.told(word) or "") if isinstance(word, Scalar) else None
    return arrival(flow, actions, word, here.calls, here.owner) if actions and word else None


def behind(flow: "Archy", held: Piece, after: Target | None, here: "Here") -> Target | None:
    """Where a call goes through what stands under a case: actions, or the name of one; else on."""
    if isinstance(held, Scalar):
        actions = flow.by_name.get(values.told(held) or "")
        return (arrival(flow, actions, held, here.calls, here.owner) if actions else None) or after
    body: Piece | None = shapes.with_actions(held)
    if isinstance(body, Mapping) and body.get("actions") is None:
        outputs = body.get("outputs")
        only = values.inside(outputs) if outputs is not None else []
        body = only[0] if len(only) == 1 and isinstance(only[0], Mapping) else outputs
    return flow.sequence(body, after, here) if isinstance(body, Mapping) else after


def arrival(
    flow: "Archy", actions: "list[Action]", place: Place, calls: tuple[int, ...] = (), owner: str = ""
) -> Target | None:
    """Where a call arrives that comes to a list of actions: at the first one that callers notice."""
    first = next((action for action in actions if not flow.passes(action)), None)
    if first is None or first.type in JUMPS:
        return flow.entry(flow.referred(first.body.get(JUMPS[first.type])), place) if first else None
    return Target(WORDS.get(first.type) or flow.id_of(first, calls, owner), place)
