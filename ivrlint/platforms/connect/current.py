"""Today's format of Amazon Connect's flows (`Actions`, `Transitions`)."""

from collections.abc import Iterator, Mapping

from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece
from ivrlint.message import say
from ivrlint.platforms.connect.block import Block, Condition, Exit
from ivrlint.platforms.connect.older import older_block
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import Value, down, flat, items, mappings, pairs, word

_DISPLAYED = ("displayName", "text", "name", "resourceName")
_NAMED = ("name", "friendlyName", "lexV2BotName", "promptName", "contactFlowModuleName")


def blocks(root: Tree, draft: Draft) -> Iterator[Block]:
    """The blocks in the order of the file. An identifier that stands twice is a problem; its first block counts."""
    seen: set[str] = set()
    metadata = {key.value: value for key, value in pairs(down(root, "Metadata", "ActionMetadata"))}
    found = [_block(action, metadata) for action in mappings(root.get("Actions"))]
    found += [older_block(module) for module in mappings(root.get("modules"))]
    for block in filter(None, found):
        if block.key in seen:
            draft.problem(
                block.name,
                say("two blocks are called `{name}`; only the first one is read", name=block.key),
                say("give each block an identifier of its own"),
            )
        else:
            seen.add(block.key)
            yield block


def _block(action: Tree, metadata: Mapping[str, Piece]) -> Block | None:
    name, kind = action.get("Identifier"), word(action.get("Type"))
    key = word(name)
    if key is None or kind is None or name is None:
        return None
    ways = action.get("Transitions")
    return Block(
        key,
        kind,
        action,
        name,
        dict(flat(action.get("Parameters"))),
        _exit(down(ways, "NextAction")),
        tuple(filter(None, map(_condition, mappings(down(ways, "Conditions"))))),
        dict(filter(None, map(_error, mappings(down(ways, "Errors"))))),
        dict(_titles(metadata.get(key))),
    )


def _exit(piece: Piece | None) -> Exit | None:
    to = word(piece)
    return Exit(to, piece) if to and piece is not None else None


def _condition(way: Tree) -> Condition | None:
    exit_ = _exit(way.get("NextAction"))
    operands = [operand for operand in items(down(way, "Condition", "Operands")) if word(operand) is not None]
    if exit_ is None or not operands:
        return None
    value = operands[-1]  # templates write what is compared before it
    return Condition(word(down(way, "Condition", "Operator")) or "Equals", Value(word(value) or "", value), exit_)


def _error(way: Tree) -> tuple[str, Exit] | None:
    exit_, kind = _exit(way.get("NextAction")), word(way.get("ErrorType"))
    return (kind, exit_) if exit_ and kind else None


def _titles(metadata: Piece | None) -> Iterator[tuple[str, str]]:
    """What the designer shows for the resources that a block names by an ARN."""
    for path, value in flat(metadata):
        owner, _, last = path.rpartition(".")
        if owner and last in _DISPLAYED and value.text:
            yield owner.removeprefix("parameters."), value.text
        elif path in _NAMED:
            yield path, value.text
