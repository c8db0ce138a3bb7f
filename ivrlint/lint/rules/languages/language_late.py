"""`language-late`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "warning", sources=("H11", "IN-L"))
def language_late(study: Study) -> Faults:
    """A language is offered only after callers had to get through a menu in another one.

    ## Why
    Those who need it do not understand the menu that comes before, choose at random or hang up. India
    wants the language to be the first thing that television companies ask.

    ## Wrong
    ```yaml
    languages: [es, en]
    nodes:
      principal: {type: menu, options: {1: {label: {es: facturas, en: bills}, to: facturas}}}
      facturas:
        type: menu
        options:
          1: {label: {es: pagar, en: pay}, to: adviser}
          9: {label: English, to: repeat, language: en}
    ```

    ## Right
    ```yaml
    languages: [es, en]
    nodes:
      principal:
        type: menu
        options:
          1: {label: {es: facturas, en: bills}, to: adviser}
          9: {label: English, to: repeat, language: en}
    ```

    ## How to mend it
    Offer it at the first menu, best by a short sentence in that language before the options. A key of the
    flow under `keys:` works everywhere. A menu that asks for nothing but the language is
    `language-step-alone`; a language that nothing offers is `language-assumed`.
    """
    depth = study.graph.depth
    first = min((depth[menu.id] for menu in study.stretches.main_menus), default=0)
    for language, switches in study.tongues.switches.items():
        menus = [(depth[menu.id], menu, option) for menu, option in switches if menu and menu.id in depth]
        if language == study.flow.language or len(menus) < len(switches) or not menus:
            continue
        at, menu, option = min(menus, key=lambda switch: switch[0])
        if at > first:
            yield Fault(
                option.place,
                say(
                    "callers who need {language} must get through {count} menus in another language first",
                    language=language,
                    count=at,
                ),
                say("offer it at the first menu, or with a key under `keys:` at the top"),
                menu.id,
            )
