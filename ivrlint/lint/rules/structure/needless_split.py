"""`needless-split`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Menu
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_WAYS_BACK = ("back", "repeat", "start")


@rule("structure", "warning", on=Menu, profile="strict", sources=("H1", "H2", "H4"))
def needless_split(menu: Menu, study: Study, *, most: int = 5) -> Faults:
    """A submenu could be part of the menu before it.

    ## Why
    Callers choose faster and better from one menu than from two narrow ones in a row. "More options"
    is the worst of splits: whoever picks it has learnt nothing about what comes.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: more options, to: more}
      more:
        type: menu
        options:
          1: {label: moving home, to: adviser}
          2: {label: a new contract, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: a new contract, to: adviser}
    ```

    ## How to mend it
    Put the options of the submenu in the place of the option that leads to it. Reported is a label that
    only says "more options", and a submenu that is reached from this one alone, has nothing to say of
    its own, and would not make this menu longer than `most` options. Studies favour broad menus,
    guides short ones; so this is for whoever asks for it, and `too-many-options` keeps the other end.
    """
    if not study.reached(menu):
        return
    heard = sum(not option.silent for option in menu.options)
    for edge in study.exits(menu):
        child = study.node(edge.target)
        if edge.kind != "option" or edge.option is None or not isinstance(child, Menu) or child is menu:
            continue
        together = heard - 1 + sum(not option.silent for option in child.options)
        if says("more-options", edge.option.label) or (together <= most and _is_only_a_part(child, edge, study)):
            yield Fault(
                edge.option.place,
                say("“{label}” makes callers choose twice where one menu would do", label=study.label(edge.option)),
                say("put the options of `{id}` in its place: {count} options in all", id=child.id, count=together),
                menu.id,
            )


def _is_only_a_part(child: Menu, edge: Edge, study: Study) -> bool:
    """Is it reached from that option alone, without words, times or languages of its own?"""
    arrivals = [other for other in study.stretches.arrivals[child.id] if other.to and other.to.to not in _WAYS_BACK]
    if arrivals != [edge] or child.listening or child.dial or child.tags or len(child.options) < 2:  # noqa: PLR2004
        return False
    if any(option.language or option.sets for option in (edge.option, *child.options) if option):
        return False
    return not any(offer.announced and offer.text[: offer.announced[0].start].strip() for offer in study.offers(child))
