"""`person-not-in-main-menu`."""

from ivrlint.flow.graph import HANGUP
from ivrlint.flow.model import Hangup, Option
from ivrlint.lint.endings import knows
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "warning", sources=("ES-L", "PT-L", "AR-L", "W1", "H8"))
def person_not_in_main_menu(study: Study) -> Faults:
    """The main menu does not tell callers how to reach a person.

    ## Why
    A key that nobody is told of helps only those who guess it. In Spain, Portugal and Buenos Aires the law
    wants the person among the options of the first menu. Some practitioners tell callers of the key later
    on and save a few calls; where no law says otherwise, that is a choice to make on purpose.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2.
        options:
          1: {label: facturas, to: call_back}
          2: {label: averías, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1. Para averías, pulse 2. Para hablar con una persona, pulse 0.
        options:
          1: {label: facturas, to: call_back}
          2: {label: averías, to: call_back}
    ```

    ## How to mend it
    Say it in the prompt, in every language. A menu all of whose options lead straight to people needs
    no such sentence. An option for a person that stands in the menu and is not in its prompt is
    `option-not-announced`; a key that leads nowhere is `announced-key-missing`. A key that is said to lead to
    a person must do so.
    """
    for menu in study.stretches.main_menus if study.people.offered else ():
        people = {edge.key for edge in study.exits(menu) if edge.option and study.people.is_asked_for(edge)}
        own = [option for option in menu.options if not option.silent and not option.language]
        goes_on = [option for option in own if not _ends(option, study)] or own
        if all(option.to and option.to.to in study.leads_to_person for option in goes_on):
            continue
        if any(option.key in people for option in own) or people & study.hearing.told_before.get(menu.id, set()):
            continue
        working = {edge.key: study.people.may_lead(edge) for edge in study.exits(menu) if edge.option}
        silent, broken = [], ""
        for telling in study.hearing.prompt(menu):
            worded = study.words(telling.language).terms("person")
            if not worded or any(offer.key in people for offer in telling.announced):
                continue
            promised = [offer for offer in telling.announced if _is_person(offer.label, telling.language, study)]
            if any(working.get(offer.key, True) for offer in promised):
                continue  # `announced-key-missing` or `unknown-target`
            silent.append(telling.language)
            broken = broken or next((offer.key for offer in promised), "")
        unheard = menu.prompt is None and knows("person", *(option.label for option in menu.options))
        if silent or unheard:
            key = min(people, default="0")
            sentence = study.sentence("say-person", silent[0] if silent else None)
            told = {"id": menu.id, "languages": ", ".join(silent or study.flow.languages)}
            yield Fault(
                menu.prompt.place if menu.prompt else menu.name,
                say("callers of the main menu `{id}` press {key} for a person, and get none", key=broken, **told)
                if broken
                else say("callers of the main menu `{id}` are not told how to reach a person ({languages})", **told),
                say("lead {key} to a person", key=broken)
                if broken
                else say("say it in the prompt, as in “{sentence}”", sentence=sentence.replace("{key}", key)),
                menu.id,
            )


def _ends(option: Option, study: Study) -> bool:
    """Does it do no more than hang up?"""
    to = option.to.to if option.to else ""
    return to == HANGUP or isinstance(study.node(to), Hangup)


def _is_person(label: str, language: str, study: Study) -> bool:
    return bool(label and study.words(language).find("person", label))
