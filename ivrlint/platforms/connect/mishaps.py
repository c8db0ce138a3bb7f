"""What Amazon Connect itself may fail to do, such as playing a prompt: a way that no caller chooses."""

from ivrlint.platforms.connect.asking import asks_for_a_phone, stores
from ivrlint.platforms.connect.block import Block, Exit

_FAILED = "NoMatchingError"
_SAYS = "MessageParticipant"
_ASKS = "GetParticipantInput"
_CALLS_BACK = "CreateCallbackContact"
# Errors of callers; where a block has no way out for one of them, its error branch is taken.
_OF_CALLERS = ("InputTimeLimitExceeded", "NoMatchingCondition")


def mishap(block: Block) -> Exit | None:
    """The way out of a block that is taken only when Connect fails; None where callers may come there anyhow."""
    exit_ = block.errors.get(_FAILED)
    if exit_ is None or block.type not in (_SAYS, _ASKS, _CALLS_BACK) or _takes_it_for_callers(block):
        return None
    ignored = (_FAILED, *(_OF_CALLERS if stores(block) and not block.conditions else ()))  # silence is stored, too
    others = {other.to for error, other in block.errors.items() if error not in ignored}
    others |= {condition.exit.to for condition in block.conditions} | ({block.next.to} if block.next else set())
    return None if exit_.to in others else exit_


def _takes_it_for_callers(block: Block) -> bool:
    """Does the error branch stand for what callers do, too?"""
    if block.type != _ASKS:
        return False
    if stores(block) and not block.conditions:
        return asks_for_a_phone(block) and "InvalidPhoneNumber" not in block.errors
    return any(error not in block.errors for error in _OF_CALLERS)
