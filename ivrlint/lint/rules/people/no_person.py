"""`no-person`."""

from ivrlint.flow.graph import START
from ivrlint.flow.model import Menu, SubFlow
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "error", sources=("ES-L", "PT-L", "BR-L", "AR-L", "W1", "G1"), needs=("whole service",))
def no_person(study: Study) -> Faults:
    """However callers choose, no person ever answers.

    ## Why
    There is always a caller whose question no menu foresaw. With nobody to ask, that caller goes round
    in circles, hangs up and calls again. Several countries oblige firms to offer a person on the phone,
    and guides for accessible menus ask for one at any time.

    ## Wrong
    ```yaml
    languages: [es]
    keys: ~
    listening: {no_input: {after: 6s, then: gracias}, no_match: {then: gracias}}
    nodes:
      principal:
        type: menu
        options:
          1: {label: el saldo de su cuenta, to: saldo}
          2: {label: los últimos movimientos, to: gracias}
      saldo: {type: message, prompt: "Su saldo es de {saldo} euros.", next: gracias}
      gracias: {type: hangup, prompt: Gracias por llamar.}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "{options} Para hablar con una persona, pulse 0."
        options:
          1: {label: el saldo de su cuenta, to: saldo}
      saldo: {type: message, prompt: "Su saldo es de {saldo} euros.", next: hangup}
    ```

    ## How to mend it
    Lead a key, best `0` for the whole flow, to a `transfer` that a person answers. Only what callers
    choose counts: a person for those who fail to answer is none for the others. A flow that another
    one runs, and one that runs others, is not looked at: the person may be there. Nor is one that leads
    to a node that is missing or cannot be read, until that is mended.
    """
    if study.stretches.runs_inside_another or any(study.reached(node) for node in study.all(SubFlow)):
        return
    if study.flow.origin and all(study.hearing.scale(menu) for menu in study.all(Menu) if study.reached(menu)):
        return  # an announcement or a survey, not a service
    if any(study.people.may_lead(edge) for edge in study.graph.edges() if edge.source in study.graph.reachable):
        return
    from networkx import descendants

    for entry in study.graph.exits[START]:
        if study.node(entry.target) and entry.target not in study.menus_to_person:
            if any(study.is_person(study.node(id_)) for id_ in descendants(study.graph.digraph, entry.target)):
                message = say(
                    "callers who answer never come to a person from `{id}`, only those who fail to answer",
                    id=entry.target,
                )
            else:
                message = say("from `{id}` on, no key and no silence ever leads to a person", id=entry.target)
            help_ = say('lead a key to a `transfer`, such as `"0": {{label: …, to: …}}` under `keys:` at the top')
            yield Fault(entry.place, message, help_, entry.target)
