"""`ivrlint packs`."""

from ivrlint.locale import translated
from ivrlint.message import say

_NEXT = "\n    "


def packs() -> None:
    """List the packs: sets of rules and limits for a law or a house style."""
    from ivrlint.lint.config import packs as all_packs
    from ivrlint.lint.sources import citations

    for pack in all_packs().values():
        print(f"{pack.name}  ({pack.date})\n  {translated(pack.title)}")
        print(f"  {say('For: {scope}', scope=translated(pack.scope))}")
        if pack.sources:
            addresses = (source.address or source.citation for source in citations(pack.sources))
            print(f"  {say('Sources: {sources}', sources=_NEXT.join(addresses))}")
        print()
    print(say("`ivrlint lint --pack NAME`, or `extends: [NAME]` in .ivrlint.yaml, judges by a pack."))
    print(say("A pack is a reading aid, not legal advice."))
