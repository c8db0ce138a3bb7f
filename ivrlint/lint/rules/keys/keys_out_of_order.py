"""`keys-out-of-order`."""

from itertools import pairwise

from ivrlint.flow.edits import in_order as edits_in_order
from ivrlint.flow.edits import is_shared
from ivrlint.flow.model import Menu, Option
from ivrlint.flow.tree import Mapping
from ivrlint.language.turning import in_order
from ivrlint.lint.fixes import words_of, written
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "warning", on=Menu, sources=("A1",), fixes="safe")
def keys_out_of_order(menu: Menu, study: Study) -> Faults:
    """A prompt says its keys in another order than that of the numbers.

    ## Why
    Callers half listen and count along. A key that comes out of turn makes them doubt what they heard,
    and whoever missed a number can no longer guess it.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          3: {label: a power cut, to: adviser}
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
    Keep the order of what callers want most and number the options in that order. 0 may come first or
    last; *, #, keys of the whole flow and offers of another language may stand anywhere. A number
    that is left out is `key-gap`.
    """
    for telling in study.hearing.prompt(menu) or (None,):
        if telling is None and study.flow.origin is not None:
            continue  # in which order a recording says the keys is not known
        heard = study.hearing.order(menu, telling)
        keys = [key for key, _ in heard]
        if keys == sorted(keys, key=_number):
            continue
        for before, key, option in _turned(heard, menu, study):
            yield Fault(
                option.place if option else telling.place if telling else menu.name,
                say("callers hear key {key} after key {before}", key=key, before=before),
                say("number the options in the order in which they are said"),
                menu.id,
                fix=_fix(menu, telling, [key for key, _ in _counted(heard, menu, study)], study),
            )
            return


def _late(key: str) -> tuple[bool, int]:
    """In the order of the numbers, 0 last."""
    return key == "0", int(key)


def _number(key: str) -> int:
    return int(key) if key.isdigit() else -1


def _turned(heard: list[tuple[str, Option | None]], menu: Menu, study: Study) -> list[tuple[str, str, Option | None]]:
    """Neighbours that do not rise, with the option of the later one."""
    counted = _counted(heard, menu, study)
    return [(before, key, option) for (before, _), (key, option) in pairwise(counted) if int(key) < int(before)]


def _counted(heard: list[tuple[str, Option | None]], menu: Menu, study: Study) -> list[tuple[str, Option | None]]:
    """The keys that are to rise."""
    exempt = {option.key for option in menu.options if option.language} | {key.key for key in study.flow.keys}
    exempt -= {"0"}
    exempt |= {key for key, _ in heard} - set(study.hearing.keys(menu))  # `announced-key-missing`
    counted = [(key, option) for key, option in heard if key.isdigit() and key not in exempt]
    if counted and counted[0][0] == "0":
        counted = counted[1:]
    if counted and counted[-1][0] == "0":
        counted = counted[:-1]
    return counted


def _fix(menu: Menu, telling: Telling | None, counted: list[str], study: Study) -> Fix | None:
    """The same choices in the order of their keys: in the prompt, or where `{options}` finds them.

    Nothing is certain where shares say which of them callers want most.
    """
    says, safe = say("say the choices in the order of their keys"), not any(option.share for option in menu.options)
    if telling is not None and not telling.generated:
        changes = in_order(telling.text, telling.language, lambda keys: _rising(keys, counted))
        return words_of(telling.place, telling.language, changes, says, study, safe=safe)
    options = written(menu, "options")
    if not isinstance(options, Mapping) or is_shared(options):
        return None
    order = _rising([key.value for key, _ in options.pairs], counted)
    edits = edits_in_order(options, order) if order else None
    return Fix(says, edits, safe) if edits else None


def _rising(keys: list[str], counted: list[str]) -> list[int] | None:
    """For each place the number of the key that stands there once the counted ones rise; None where some are missing."""
    places = [number for number, key in enumerate(keys) if key in counted]
    if sorted(keys[number] for number in places) != sorted(counted):
        return None
    order = list(range(len(keys)))
    for place, number in zip(places, sorted(places, key=lambda number: _late(keys[number])), strict=True):
        order[place] = number
    return order
