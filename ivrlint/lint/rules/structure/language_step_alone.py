"""`language-step-alone`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import only_languages
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", on=Menu, sources=("H11",))
def language_step_alone(menu: Menu, study: Study) -> Faults:
    """A menu asks for the language and for nothing else, and callers of the main language must press a key too.

    ## Why
    Most callers speak the main language, and each of them pays with a menu for those who do not. A short
    offer in the other language just before the main menu does the same without a step of its own.

    ## Wrong
    ```yaml
    languages: [es, ca]
    nodes:
      idioma:
        type: menu
        prompt: {es: "Para castellano, pulse 1.", ca: "Per a català, premi 2."}
        options:
          1: {label: {es: castellano, ca: castellà}, to: principal, language: es}
          2: {label: {es: català, ca: català}, to: principal, language: ca}
      principal:
        type: menu
        options:
          1: {label: {es: facturas, ca: factures}, to: adviser}
          2: {label: {es: averías, ca: avaries}, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es, ca]
    nodes:
      principal:
        type: menu
        options:
          9: {label: {es: català, ca: català}, to: repeat, language: ca}
          1: {label: {es: facturas, ca: factures}, to: adviser}
          2: {label: {es: averías, ca: avaries}, to: adviser}
    ```

    ## How to mend it
    Make the other language an option of the first menu, announced first and in that language. Where a law
    or a region asks for a step of its own, say so beside the menu: `# ivrlint: ignore[...] why`.
    A language that is offered too late is `language-late`.
    """
    main = study.flow.language
    if only_languages(menu) and study.reached(menu) and _asks_for(main, menu, study):
        yield Fault(
            menu.name,
            say("callers who speak `{language}` must press a key before anything else", language=main),
            say("make the other languages options of the menu that comes after `{id}`", id=menu.id),
            menu.id,
        )


def _asks_for(language: str, menu: Menu, study: Study) -> bool:
    """Must callers of a language press a key, because silence does not lead where that key does?"""
    silence = study.failure(menu, "no_input")
    keys = [option for option in menu.options if option.language == language and option.to]
    return bool(keys) and not any(silence and option.to and silence.target == option.to.to for option in keys)
