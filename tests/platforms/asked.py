"""What tests of readers ask of what they have read."""

from ivrlint.flow import model
from ivrlint.flow.model import Flow
from ivrlint.flow.read import Reading


def understood(found: Reading) -> Flow:
    """The flow of a file in which nothing is wrong."""
    assert not found.problems
    assert found.flow is not None
    return found.flow


def losses(of: Flow) -> list[tuple[str, str]]:
    assert of.origin is not None
    return [(loss.kind, loss.block) for loss in of.origin.losses]


def to(target: model.Target | None) -> str | None:
    return target.to if target else None
