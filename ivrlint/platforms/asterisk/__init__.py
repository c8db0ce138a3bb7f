"""Asterisk: the dialplan of extensions.conf, written by hand or by FreePBX."""

from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.message import say
from ivrlint.platforms.asterisk.lines import dialplan
from ivrlint.platforms.asterisk.reader import Reader
from ivrlint.platforms.draft import Draft


def read(source: Source) -> Reading:
    """Read a dialplan, and the files beside it that it includes. Never raises for what they hold."""
    draft = Draft("asterisk", source)
    plan = dialplan(draft)
    if next(plan.steps(), None) is None and not draft.problems:
        draft.problem(
            Place(source, 0, 1),
            say("this is not a dialplan: it has no extension"),
            say("a dialplan has contexts such as `[incoming]` with lines such as `exten => s,1,Answer()`"),
        )
    return Reader(draft, plan).reading()
