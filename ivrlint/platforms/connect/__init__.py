"""Amazon Connect's flows and modules, in today's format and the older one, as exported or as the API hands them out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece, Scalar
from ivrlint.message import say
from ivrlint.platforms.connect.constants import without_decided
from ivrlint.platforms.connect.current import blocks
from ivrlint.platforms.connect.loops import unrolled
from ivrlint.platforms.connect.nodes import Nodes
from ivrlint.platforms.connect.table import add_all
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import down, grow, inner, word
from ivrlint.platforms.refused import NO_SUCH_WAY, WRITE

if TYPE_CHECKING:
    from ivrlint.flow.model import Target

NAME = "amazon-connect"
_AGENTS_HEAR = ("AGENT_HOLD", "AGENT_WHISPER", "AGENT_TRANSFER")
_ON_SCREENS = "ShowView"


def read(source: Source) -> Reading:
    """Read a flow or a module. What is wrong with the file stands among the problems."""
    draft = Draft(NAME, source)
    tree = grow(source)
    draft.problems += tree.problems
    root, about = _unwrapped(tree.root, draft)
    if root is None:
        return draft.nothing(
            tree.root or Place(source, 0, 0),
            say("this is no flow of Amazon Connect: it has neither `Actions` nor `modules`"),
            say("export the flow again, in Connect's flow designer or with `aws connect describe-contact-flow`"),
        )
    start = _first(root, draft)
    found = {block.key: block for block in blocks(root, draft)}
    kind = _kind(root, about)
    draft.call = kind not in _AGENTS_HEAR and not any(block.type == _ON_SCREENS for block in found.values())
    draft.blocks += len(found)
    flow = unrolled(without_decided(found, word(start) or ""), word(start) or "")
    nodes = Nodes(draft, flow, kind)
    add_all(nodes)
    entry: dict[str | None, Target] = {None: nodes.target(flow.start, start)} if start else {}
    return draft.reading(
        entry,
        name=_name(root, about),
        languages=nodes.languages,
        recorded=(nodes.recorded and not nodes.part) or None,
        place=root,
    )


def _unwrapped(root: Piece | None, draft: Draft) -> tuple[Tree | None, Mapping[str, str]]:
    """The flow itself, out of what the API or a tool wraps around it, and what the wrapper says of it."""
    about: dict[str, str] = {}
    for _ in range(3):
        if not isinstance(root, Tree) or root.get("Actions") or root.get("modules"):
            break
        about |= {key.value: said for key, value in root.pairs if (said := word(value)) is not None}
        wrapped = root.get("ContactFlow") or root.get("ContactFlowModule") or root.get("Content")
        if isinstance(wrapped, Scalar) and not wrapped.plain:
            inside = inner(wrapped)
            draft.problems += inside.problems
            wrapped = inside.root
        root = wrapped
    flow = root if isinstance(root, Tree) and (root.get("Actions") or root.get("modules")) else None
    return flow, about


def _name(root: Tree, about: Mapping[str, str]) -> str | None:
    return about.get("Name") or word(down(root, "Metadata", "name")) or word(down(root, "metadata", "name"))


def _kind(root: Tree, about: Mapping[str, str]) -> str:
    """What kind of flow it says it is, in capitals; '' where it does not say."""
    said = about.get("Type") or word(down(root, "Metadata", "type")) or word(root.get("type")) or ""
    return "".join(f"_{sign}" if sign.isupper() else sign for sign in said).upper() if said[:1].islower() else said


def _first(root: Tree, draft: Draft) -> Piece | None:
    """The identifier of the block that comes first. A block that stands there itself, Connect would refuse."""
    start = root.get("StartAction") or root.get("start")
    inside = start.get("Identifier") if isinstance(start, Tree) else None
    if start and inside:
        draft.problem(start, say(NO_SUCH_WAY, platform="Amazon Connect"), say(WRITE, name=word(inside)))
    return inside or start
