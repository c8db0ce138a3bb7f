"""`unbalanced-split`."""

from ivrlint.flow.model import Menu, Option
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "info", on=Menu, profile="strict", sources=("N1", "N2"), needs=("shares",))
def unbalanced_split(menu: Menu, study: Study, *, times: int = 2) -> Faults:
    """What most callers want takes another menu, and what few want is there at once.

    ## Why
    Every caller of the busiest option pays for the second menu, while a rare wish is served first. Studies
    of real menus advise to match short ways with popular services.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: bills, share: 70%}
          2: {label: faults, to: adviser, share: 20%}
          3: {label: moving home, to: adviser, share: 10%}
      bills: {type: menu, options: {1: {label: pay a bill, to: adviser}, 2: {label: a copy, to: adviser}}}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: pay a bill, to: adviser, share: 50%}
          2: {label: a copy of a bill, to: adviser, share: 20%}
          3: {label: faults, to: adviser, share: 20%}
          4: {label: moving home, to: adviser, share: 10%}
    ```

    ## How to mend it
    Lift what most callers want into this menu, and move what few want behind it. Looked at are menus
    whose options say their `share`; the busiest must be wanted `times` times as often as the rarest.
    The order within one menu is `not-by-frequency`, a busy goal far down is `hot-leaf-deep`.
    """
    shared = [option for option in menu.options if option.share and option.to]
    if len(shared) < 2 or not study.reached(menu):  # noqa: PLR2004 - a split has two sides
        return
    most, least = max(shared, key=_share), min(shared, key=_share)
    if _share(most) >= times * _share(least) and _asks_again(most, menu, study) and not _asks_again(least, menu, study):
        yield Fault(
            most.place,
            say(
                "{share} of the callers here want “{label}” and must choose again; {few} are served at once",
                share=f"{_share(most):.0%}",
                label=study.label(most),
                few=f"{_share(least):.0%}",
            ),
            say("lift what most of them want into this menu"),
            menu.id,
        )


def _share(option: Option) -> float:
    return option.share or 0.0


def _asks_again(option: Option, menu: Menu, study: Study) -> bool:
    edges = (edge for edge in study.exits(menu) if edge.option is option)
    return any(
        isinstance(study.node(study.after_words(edge.target)), Menu) and not study.goes_back(edge) for edge in edges
    )
