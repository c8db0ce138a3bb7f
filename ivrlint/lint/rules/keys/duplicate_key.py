"""`duplicate-key`."""

from collections.abc import Iterable

from ivrlint.flow.model import Menu, Option, Transfer
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "error", profile="core", sources=("seed002",))
def duplicate_key(study: Study) -> Faults:
    """The same key is given to two options, so that nobody ever gets the second.

    ## Why
    A key can do one thing only. The call follows the option that stands first; callers who press
    the key for the second one land in the wrong place and have no way to get to the right one.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
          2: {label: moving home, to: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: call_back}
    ```

    ## How to mend it
    Give each option a key of its own. This holds for the keys of a menu, for those of the whole flow
    and for those of a waiting queue. A menu may give a key of the flow another meaning: that is no
    duplicate, but see `universal-inconsistent`.
    """
    yield from _repeated(study.flow.keys, study, None)
    for menu in study.all(Menu):
        yield from _repeated(menu.options, study, menu.id)
    for transfer in study.all(Transfer):
        if transfer.wait:
            yield from _repeated(transfer.wait.keys, study, transfer.id)


def _repeated(options: tuple[Option, ...], study: Study, node: str | None) -> Iterable[Fault]:
    if len({option.key for option in options}) == len(options):
        return
    first: dict[str, Option] = {}
    for option in options:
        before = first.setdefault(option.key, option)
        if before is not option:
            told = {
                "key": option.key,
                "first": study.label(before),
                "line": before.place.line,
                "label": study.label(option),
            }
            if not NUMERALS.issuperset(option.key):
                message = say("callers who say {key} get “{first}” (line {line}), never “{label}”", **told)
                help_ = say("give “{label}” a name of its own", **told)
            else:
                message = say("callers who press {key} get “{first}” (line {line}), never “{label}”", **told)
                help_ = say("give “{label}” a key of its own", **told)
            yield Fault(option.place, message, help_, node)
