"""Today's format of Amazon Connect's flows (`Actions`, `Transitions`)."""

from collections.abc import Iterator, Mapping

from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece, Scalar, Sequence
from ivrlint.message import Message, say
from ivrlint.platforms.connect.block import INPUT_TYPE, Block, Condition, Exit
from ivrlint.platforms.connect.older import TYPES, older_block
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import Value, down, flat, items, mappings, pairs, word
from ivrlint.platforms.refused import NO_SUCH_NAME, NO_SUCH_WAY, NOT_WRITTEN, WRITE

_AS_CONNECT = say('write `"Condition": {{"Operator": "Equals", "Operands": ["1"]}}` and `"NextAction"`')
_WAYS = ("NextAction", "Conditions", "Errors")
_TRUE, _FALSE = "True", "False"  # as some write the two ways out of a comparison
_ERRORS_MEANT = {"InputTimedOut": "InputTimeLimitExceeded", "TimeoutError": "InputTimeLimitExceeded"}
_STORES = ("StoreCustomerInput", "StoreUserInput")
_ALSO_CALLED = {
    "StoreCustomerInput": "GetParticipantInput",
    "TransferContactToFlow": "TransferToFlow",
    "TransferToQueue": "TransferContactToQueue",
    "UpdateContactTTSVoice": "UpdateContactTextToSpeechVoice",
}
_DISPLAYED = ("displayName", "text", "name", "resourceName")
_NAMED = ("name", "friendlyName", "lexV2BotName", "promptName", "contactFlowModuleName")


def blocks(root: Tree, draft: Draft) -> Iterator[Block]:
    """The blocks in the order of the file. An identifier that stands twice is a problem; its first block counts."""
    seen: set[str] = set()
    metadata = {key.value: value for key, value in pairs(down(root, "Metadata", "ActionMetadata"))}
    found = [_block(action, name, metadata, draft) for name, action in _actions(root.get("Actions"), draft)]
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


def _actions(actions: Piece | None, draft: Draft) -> Iterator[tuple[Piece | None, Tree]]:
    """The blocks with what names them. A mapping of them by name, which Connect would refuse, is read as meant."""
    if isinstance(actions, Tree):
        draft.problem(
            actions,
            say("Amazon Connect wants a list of blocks here, and refuses the flow"),
            say('write `[`, and each block with its name: `{{"Identifier": …, "Type": …}}`'),
        )
        yield from ((name, action) for name, action in actions.pairs if isinstance(action, Tree))
        return
    yield from ((action.get("Identifier"), action) for action in mappings(actions))


def _block(action: Tree, name: Piece | None, metadata: Mapping[str, Piece], draft: Draft) -> Block | None:
    kind = word(action.get("Type"))
    key = word(name)
    if key is None or kind is None or name is None:
        missing = "Identifier" if key is None else "Type"
        draft.problem(action, say(NOT_WRITTEN, name=missing), say(WRITE, name=missing))
        return None
    ways = action.get("Transitions")
    _tell_of_the_first_refused(ways, draft)
    for error in mappings(down(ways, "Errors")):
        kind_ = error.get("ErrorType")
        if kind_ is not None and (right := _ERRORS_MEANT.get(word(kind_) or "")):
            draft.problem(kind_, say(NO_SUCH_NAME, platform="Amazon Connect", name=word(kind_)), say(WRITE, name=right))
    for parameter, _ in pairs(action.get("Parameters")):
        if parameter.value == INPUT_TYPE:  # of other engines
            help_ = say("name a bot in `LexV2Bot` where callers shall speak; without one they press keys")
            draft.problem(parameter, say(NO_SUCH_NAME, platform="Amazon Connect", name=parameter.value), help_)
    parameters = dict(flat(action.get("Parameters")))
    if kind in _STORES:
        parameters["StoreInput"] = Value("True", name)
    conditions = [*map(_condition, mappings(down(ways, "Conditions"))), *_named(ways, parameters)]
    return Block(
        key,
        _type(kind, parameters),
        action,
        name,
        parameters,
        _exit(down(ways, "NextAction")) or _exit(down(ways, _FALSE)),
        tuple(filter(None, conditions)),
        dict(filter(None, map(_error, mappings(down(ways, "Errors"))))),
        dict(_titles(metadata.get(key))),
    )


def _type(kind: str, parameters: Mapping[str, Value]) -> str:
    """A type as the designer exports it, where a flow that somebody has written calls it otherwise."""
    kind = _ALSO_CALLED.get(kind) or TYPES.get(kind, kind)
    by_voice = kind == "GetParticipantInput" and any(name.startswith("Lex") for name in parameters)
    return "ConnectParticipantWithLexBot" if by_voice else kind


def _exit(piece: Piece | None) -> Exit | None:
    to = word(piece)
    return Exit(to, piece) if to and piece is not None else None


def _tell_of_the_first_refused(ways: Piece | None, draft: Draft) -> None:
    """One problem for the ways out of a block that Connect would refuse, at the first of them."""
    for piece, help_ in _refused(ways):
        draft.problem(piece, say(NO_SUCH_WAY, platform="Amazon Connect"), help_)
        break


def _named(ways: Piece | None, parameters: Mapping[str, Value]) -> Iterator[Condition]:
    """The ways out that stand beside `NextAction` under names of their own, as Connect has none."""
    for name, to in pairs(ways):
        exit_ = _exit(to) if name.value not in (*_WAYS, _FALSE) else None
        if exit_ and name.value == _TRUE:
            yield Condition("Equals", parameters.get("Value") or Value(name.value, name), exit_)
        elif exit_:
            yield Condition("Equals", Value(name.value, name), exit_)


def _refused(ways: Piece | None) -> Iterator[tuple[Piece, Message]]:
    for name, to in pairs(ways):
        if name.value not in _WAYS and word(to):
            yield name, say(_AS_CONNECT)
    for way in _listed(down(ways, "Conditions")):
        if not isinstance(way, Tree) or not _is_comparison(way):
            yield way, say(_AS_CONNECT)
    for way in _listed(down(ways, "Errors")):
        if not isinstance(way, Tree) or (_exit(way.get("NextAction")) and not word(way.get("ErrorType"))):
            yield way, say(WRITE, name="ErrorType")


def _listed(piece: Piece | None) -> list[Piece]:
    """The items of a list; what stands there instead of a list."""
    if piece is None or isinstance(piece, Sequence) or (isinstance(piece, Scalar) and word(piece) is None):
        return items(piece)
    return [piece]


def _is_comparison(way: Tree) -> bool:
    return isinstance(way.get("Condition"), Tree) and bool(_operands(way))


def _operands(way: Tree) -> list[Piece]:
    return [operand for operand in items(down(way, "Condition", "Operands")) if word(operand) is not None]


def _condition(way: Tree) -> Condition | None:
    """A condition. One without operands, which Connect would refuse, compares with its `Value` or what it lists."""
    exit_ = _exit(way.get("NextAction"))
    listed = [piece for _, listed in pairs(way.get("Condition")) for piece in items(listed)]  # StringEquals: [x, "no"]
    value = next(reversed(_operands(way) or listed), way.get("Value"))  # templates write what is compared before it
    if exit_ is None or value is None or word(value) is None:
        return None
    return Condition(word(down(way, "Condition", "Operator")) or "Equals", Value(word(value) or "", value), exit_)


def _error(way: Tree) -> tuple[str, Exit] | None:
    exit_, kind = _exit(way.get("NextAction")), word(way.get("ErrorType"))
    return (_ERRORS_MEANT.get(kind, kind), exit_) if exit_ and kind else None


def _titles(metadata: Piece | None) -> Iterator[tuple[str, str]]:
    """What the designer shows for the resources that a block names by an ARN."""
    for path, value in flat(metadata):
        owner, _, last = path.rpartition(".")
        if owner and last in _DISPLAYED and value.text:
            yield owner.removeprefix("parameters."), value.text
        elif path in _NAMED:
            yield path, value.text
