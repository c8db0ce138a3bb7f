"""Why a call is lost: what is missing in the flow, and where."""

from ivrlint.flow import model
from ivrlint.flow.graph import Edge
from ivrlint.flow.place import Place
from ivrlint.message import Message, say


def spot(place: Place) -> str:
    """A place as messages name it: file and line."""
    return f"{place.source.path}:{place.line}"


def no_way(edge: Edge) -> Message:
    """Why a call that takes an edge to nowhere is lost."""
    if edge.to is not None:
        return say("`{target}` is not a node of this flow ({place})", target=edge.to.to, place=spot(edge.to.place))
    return say(_MISSING[edge.kind], id=edge.source, key=edge.key, place=spot(edge.place))


_MISSING = {
    "start": say("the flow does not say where a call starts ({place})"),
    "option": say("the option `{key}` of `{id}` has no `to` ({place})"),
    "key": say("the key `{key}` that holds at `{id}` has no `to` ({place})"),
    "wait_key": say("the key `{key}` while waiting at `{id}` has no `to` ({place})"),
    "dial": say("an extension dialled at `{id}` leads nowhere: its `dial` has no `to` ({place})"),
    "entered": say("`{id}` has no `next` ({place})"),
    "next": say("`{id}` has no `next` ({place})"),
    "case": say("`{id}` has no case `{key}` and no `else` ({place})"),
    "outcome": say("`{id}` says nothing about the outcome `{key}` ({place})"),
    "no_input": say("`{id}` does not say where silence leads: its `no_input` has no `then` ({place})"),
    "no_match": say("`{id}` does not say where wrong keys lead: its `no_match` has no `then` ({place})"),
}


def broken(node: model.Node) -> Message:
    """Why a call that comes to a node that could not be read is lost."""
    return say("`{id}` could not be read ({place})", id=node.id, place=spot(node.place))


def unreadable_flow(node: model.Node) -> Message:
    """Why a call is lost at a node whose flow file cannot be read."""
    file = node.file if isinstance(node, model.SubFlow) else None
    return say(
        "the flow `{file}` that `{id}` runs cannot be read ({place})",
        file=file or "",
        id=node.id,
        place=spot(node.place),
    )


def no_return(node: model.Node, outcome: str | None) -> Message:
    """Why a call is lost after a flow has come back."""
    return say(
        "`{id}` says nothing about the outcome `{outcome}` and has no `next` ({place})",
        id=node.id,
        outcome=outcome or "",
        place=spot(node.place),
    )


def goes_round(node: model.Node) -> Message:
    """Why a call that goes in a circle is lost."""
    return say(
        "the call comes to `{id}` again and again without the caller doing anything ({place})",
        id=node.id,
        place=spot(node.place),
    )


def nobody_to_call(node: model.Node) -> Message:
    """Why a call that withholds its number is lost at a callback."""
    return say(
        "`{id}` has no number to call: the caller withholds theirs and gave no other ({place})",
        id=node.id,
        place=spot(node.place),
    )
