"""`no-repeat`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Menu, Option
from ivrlint.lint.fixes import key_for_all
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_HELP = say("let a key repeat the menu, such as `#` under `keys:` at the top")


@rule("keys", "warning", on=Menu, sources=("B2", "W1", "FO1"), fixes="unsafe")
def no_repeat(menu: Menu, study: Study, *, options: int = 3, seconds: float = 10) -> Faults:
    """A menu that is long to hear cannot be heard again.

    ## Why
    A door bell, a child, a passing bus: whoever misses the middle of a menu must guess, or stay silent
    until the system complains. Older callers and callers in a second language need it most.

    ## Wrong
    ```yaml
    languages: [es]
    keys: {"0": {label: un gestor, to: adviser}, "*": {label: volver, to: back}}
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    keys: {"0": {label: un gestor, to: adviser}, "#": {label: repetir, to: repeat}, "*": {label: volver, to: back}}
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: call_back}
    ```

    ## How to mend it
    Write a key with `to: repeat` under the flow's `keys:`, usually #, or an option of the menu. Menus
    are long from three options (`options`) or ten `seconds` on.
    """
    if not study.reached(menu) or any(_repeats(edge, menu, study) for edge in study.exits(menu)):
        return
    aside = {*study.hearing.scale(menu), "*", "#"}  # and keys that lead back: no choice that callers listen for
    count = len(
        {
            _choice(option)
            for option in menu.options
            if not option.silent and option.key not in aside and study.hearing.is_told(option, menu)
        }
    )
    if count >= options:
        yield Fault(
            menu.name,
            say(
                "callers who miss one of the {count} options of `{id}` find no key that says them again",
                count=count,
                id=menu.id,
            ),
            _HELP,
            menu.id,
            fix=_fix(menu, study),
        )
        return
    longest = max((study.seconds(offer.text, offer.language) for offer in study.offers(menu)), default=0)
    if longest > seconds:
        yield Fault(
            menu.name,
            say(
                "callers who miss something of the {seconds} s of `{id}` find no key that says it again",
                seconds=round(longest),
                id=menu.id,
            ),
            _HELP,
            menu.id,
            fix=_fix(menu, study),
        )


def _choice(option: Option) -> tuple[object, ...]:
    """What an option is to callers: keys that are called alike and lead to one place are one choice."""
    return option.to and option.to.to, *(option.label.spoken.items() if option.label else ())


def _fix(menu: Menu, study: Study) -> Fix | None:
    return key_for_all("#", "label-repeat", "repeat", study) if menu.keys else None


def _repeats(edge: Edge, menu: Menu, study: Study) -> bool:
    """Does a key play the menu again, in the same language, with or without what is said before it?

    One that the words leave out, though they announce others, is found by nobody.
    """
    told = {offer.key for telling in study.hearing.prompt(menu) for offer in telling.announced}
    return (
        (study.if_it_works(edge.target) == edge.source or _is_before(edge.target, edge.source, study))
        and edge.kind in ("option", "key")
        and edge.to is not None
        and edge.to.to not in ("back", "start")
        and edge.option is not None
        and not edge.option.language
        and (edge.option.label is not None or not told or edge.option.key in told)
    )


def _is_before(message: str, menu: str, study: Study) -> bool:
    """Do callers hear these words on their way to the menu, and not only once they have been there?"""
    arrivals = study.stretches.arrivals.get(message, ())
    return study.after_words(message) == menu and any(edge.source != menu for edge in arrivals)
