"""`complaint-buried`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu
from ivrlint.flow.place import Place
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_KINDS = ("complaint", "cancel")  # sections of the word lists, and tags


@rule("people", "warning", sources=("BR-L", "IT-L", "PT-L", "seed000"))
def complaint_buried(study: Study, *, depth: int = 2) -> Faults:
    """Complaining, or leaving, takes more menus than anything else should.

    ## Why
    Somebody who calls to complain is angry already, and each further menu adds to it. Brazil and Italy
    want the complaint in the first menu, Brazil and Portugal the cancellation too.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: your account, to: account}}}
      account: {type: menu, options: {1: {label: your contract, to: contract}}}
      contract: {type: menu, options: {1: {label: make a complaint, to: adviser}}}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: your account, to: account}, 2: {label: make a complaint, to: adviser}}}
      account: {type: menu, options: {1: {label: your contract, to: contract}}}
      contract: {type: menu, options: {1: {label: change your contract, to: adviser}}}
    ```

    ## How to mend it
    Offer it in the first menu or in one right below. The shortest way counts; options are known by
    their words, nodes by the tags `complaint` and `cancel`.
    """
    for kind in _KINDS:
        found = min(_ways(kind, study, depth), default=None, key=lambda way: way[0])
        if found and found[0] > depth:
            menus, place, id_, label = found
            yield Fault(
                place,
                say(
                    "callers go through {count} menus before they can choose “{label}” (at most {limit})",
                    count=menus,
                    label=label,
                    limit=depth,
                ),
                say("offer it in the main menu, or one menu below"),
                id_,
            )


def _ways(kind: str, study: Study, limit: int) -> Iterator[tuple[int, Place, str, str]]:
    """What is of that kind, with the menus that lead there. Where nothing stands deep, nothing is looked up."""
    depth = study.graph.depth
    deep = [menu for menu in study.all(Menu) if depth.get(menu.id, 0) >= limit]
    for node in study.flow.nodes.values() if deep else ():
        if kind in node.tags and node.id in depth:
            yield depth[node.id], node.name, node.id, node.id
    for menu in study.all(Menu) if deep else ():
        for option in menu.options if menu.id in depth else ():
            for language, text in option.label.spoken.items() if option.label else ():
                if study.words(language).find(kind, text):
                    yield depth[menu.id] + 1, option.place, menu.id, text
