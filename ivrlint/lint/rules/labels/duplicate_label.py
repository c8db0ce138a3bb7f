"""`duplicate-label`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("labels", "error", on=Menu, sources=("H5", "seed002"))
def duplicate_label(menu: Menu, study: Study) -> Faults:
    """Two options of a menu have the same label.

    ## Why
    The caller hears the same choice twice, with two keys, and can only toss a coin. Half of them land
    in the wrong place.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: Facturas, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: pagar una factura, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: un error en su factura, to: call_back}
    ```

    ## How to mend it
    Say in each label what only this option does, or take one out. Case, accents, punctuation and
    articles make no difference. Where both options do the same it is a warning. Labels that mean the
    same in other words are `ambiguous-labels`; the same label in two menus is `label-means-two-things`.
    """
    for pair in study.alike.pairs(menu):
        if pair.repeated:
            first, second = pair.first.option, pair.second.option
            yield Fault(
                pair.second.place,
                say(
                    "callers hear “{label}” on {first} and again on {second}",
                    label=pair.second.text,
                    first=first.key,
                    second=second.key,
                ),
                say("take one of them out") if pair.same_place else say("say in each label what only that option does"),
                menu.id,
                "warning" if pair.same_place else None,
            )
