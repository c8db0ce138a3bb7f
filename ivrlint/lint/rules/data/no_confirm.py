"""`no-confirm`."""

from ivrlint.flow.model import Input, Lookup, Message
from ivrlint.lint.collected import is_secret
from ivrlint.lint.endings import says
from ivrlint.lint.fixes import value_at
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", on=Input, sources=("K1", "ST1", "seed001", "seed004"), fixes="unsafe")
def no_confirm(node: Input, study: Study, *, digits: int = 6) -> Faults:
    """A long number, an amount or a date is taken without being read back.

    ## Why
    One digit in a dozen goes wrong, and the caller learns of it from somebody else's bill. Guides and the
    standard ask for a read-back with a way to correct it.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the eight digits of your customer number., field: customer, digits: 8, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the eight digits of your customer number., field: customer, digits: 8, confirm: true, next: adviser}
    ```

    ## How to mend it
    Write `confirm: true`. Entries that a system checks at once, before anything comes of them, need none,
    and secrets must not be read back.
    """
    long = node.digits is not None and node.digits[1] >= digits
    if (
        node.confirm
        or is_secret(node)
        or says("secret", node.prompt)
        or not (long or node.kind in ("amount", "date", "phone"))
    ):
        return
    if _is_looked_up(node, study) or _is_read_back(node, study) or _is_asked_by_a_recording(node):
        return
    yield Fault(
        node.name,
        say("a slip in “{field}” goes unnoticed: it is not read back", field=node.field or node.id),
        say("write `confirm: true`"),
        node.id,
        fix=value_at(node.written, "confirm", "true", say("read the entry back"), touches="ways"),
    )


def _is_looked_up(node: Input, study: Study) -> bool:
    """Does a system check the entry before anything else happens, and say when it is not known?"""
    after = study.node(study.comes_to(study.exits(node)[0]))
    return isinstance(after, Lookup) and node.field in after.sends and len(after.on) > len(("ok", "error"))


def _is_read_back(node: Input, study: Study) -> bool:
    """Do the messages right after it, or the question behind them, say what was entered?"""
    slots = {f"{{{node.field}}}"}
    for each in study.stretches.ahead(study.exits(node)[0].target):
        prompt = getattr(each, "prompt", None)
        if prompt and any(slot in text for slot in slots for text in (*prompt.spoken.values(), prompt.audio or "")):
            return True
        if isinstance(each, Message):  # under another name
            slots |= {f"{{{name}}}" for name, value in each.sets.items() if any(slot in value for slot in slots)}
    return False


def _is_asked_by_a_recording(node: Input) -> bool:
    """Are its words unknown, and so perhaps those that read it back?"""
    return node.prompt is not None and not any(node.prompt.spoken.values())
