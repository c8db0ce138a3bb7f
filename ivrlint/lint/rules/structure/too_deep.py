"""`too-deep`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", on=Menu, sources=("SA1", "H1", "H2", "H3"))
def too_deep(menu: Menu, study: Study, *, warn: int = 3, error: int = 5) -> Faults:
    """Callers pass too many menus in a row before they get to what they called for.

    ## Why
    At each menu some callers choose wrongly, give up or forget what they heard. Experiments show that
    one broader menu serves callers better than two narrow ones in a row, those with little memory
    most of all.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: at home, to: home}, 2: {label: at work, to: adviser}}}
      home: {type: menu, options: {1: {label: the phone line, to: line}, 2: {label: television, to: adviser}}}
      line: {type: menu, options: {1: {label: faults, to: fault}, 2: {label: moving, to: adviser}}}
      fault: {type: menu, options: {1: {label: no dialling tone, to: engineers}, 2: {label: noise, to: adviser}}}
      engineers: {type: transfer, queue: engineers, prompt: I am putting you through to an engineer.}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: the phone line, to: line}, 2: {label: television, to: adviser}}}
      line: {type: menu, options: {1: {label: faults, to: fault}, 2: {label: moving, to: adviser}}}
      fault: {type: menu, options: {1: {label: no dialling tone, to: engineers}, 2: {label: noise, to: adviser}}}
      engineers: {type: transfer, queue: engineers, prompt: I am putting you through to an engineer.}
    ```

    ## How to mend it
    Offer it in an earlier menu, or join two menus in a row into one. What counts is the shortest way
    from the start; ways back do not count, nor do goodbyes; a question of yes or no is no menu, nor is one that
    confirms what was chosen. How far a *person* is from each menu is a matter for `person-too-deep`.
    """
    count = study.graph.depth.get(menu.id, -1) + 1
    if count <= warn or study.hearing.asks_yes_or_no(menu) or _asks_to_confirm(menu, study):
        return
    for edge in study.exits(menu):
        if (
            edge.kind == "option"
            and edge.option
            and study.graph.depth[edge.target] == count
            and study.endings.is_goal(edge.target)
        ):
            yield Fault(
                menu.name,
                say(
                    "callers choose {count} times in a row to get to “{label}” (at most {limit})",
                    count=count,
                    label=study.label(edge.option),
                    limit=error if count > error else warn,
                ),
                say("offer it in an earlier menu, or join `{id}` with the menu before it", id=menu.id),
                menu.id,
                "error" if count > error else None,
            )
            return


def _asks_to_confirm(menu: Menu, study: Study) -> bool:
    """Does one of the options confirm what was keyed in or chosen before?"""
    heard = study.hearing.labels(menu).items()
    return any(study.words(language).find("confirm", label.text) for language, labels in heard for label in labels)
