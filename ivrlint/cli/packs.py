"""`ivrlint packs`."""


def packs() -> None:
    """List the packs: sets of rules and limits for a law or a house style."""
    from ivrlint.lint.config import packs as all_packs

    for pack in all_packs().values():
        print(f"{pack.name}  ({pack.date})\n  {pack.title}\n  For: {pack.scope}")
        if pack.sources:
            print(f"  Sources: {', '.join(pack.sources)}")
        print()
    print("`ivrlint lint --pack NAME`, or `extends: [NAME]` in .ivrlint.yaml, judges by a pack.")
    print("A pack is a reading aid, not legal advice.")
