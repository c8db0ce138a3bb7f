"""Genesys Architect: the YAML of Archy, filled in or still a template with `{{ }}`."""

from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.flow.tree import Mapping, grow
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.genesys.blocks import CONTAINERS
from ivrlint.platforms.genesys.reader import Archy
from ivrlint.platforms.genesys.values import parsable


def read(source: Source) -> Reading:
    """Read a flow of Architect. Never raises for what the file holds."""
    given = source.text
    source.text = parsable(given)
    tree = grow(source)
    source.text = given  # what is shown of the file is what its author wrote
    source.__dict__.pop("lines", None)
    draft = Draft("genesys", source)
    draft.problems += tree.problems
    for key, body in tree.root.pairs if isinstance(tree.root, Mapping) else []:
        if isinstance(body, Mapping) and any(body.get(one) is not None for one in (*CONTAINERS, "startUpTaskActions")):
            return Archy(draft, key, body).reading()
    return draft.nothing(
        Place(source, 0, 1),
        say("this is not a flow of Architect: it has neither menus nor tasks"),
        say("a flow that Archy exports begins with its kind, such as `inboundCall:`"),
    )
