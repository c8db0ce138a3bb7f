"""`trap-loop`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message, say


@rule("structure", "error", profile="core", sources=("G1", "W2", "IW1"))
def trap_loop(study: Study) -> Faults:
    """A call goes round in circles, and the caller cannot get out.

    ## Why
    Either no key leads out of the circle, so that the only way to end it is to hang up; or the circle
    turns by itself, and who has no hand free, an old phone or nothing to say hears the same again and
    again. Guidelines call the first a jail. A menu that the caller leaves by some key is no trap.

    ## Wrong
    ```yaml
    languages: [es]
    keys: ~
    nodes:
      informacion:
        type: menu
        options:
          1: {label: horarios, to: {type: message, prompt: Abrimos de 9 a 18 horas., next: informacion}}
          2: {label: direcciones, to: {type: message, prompt: Estamos en la calle Mayor., next: informacion}}
    ```

    ## Right
    ```yaml
    languages: [es]
    keys: ~
    nodes:
      informacion:
        type: menu
        options:
          1: {label: horarios, to: {type: message, prompt: Abrimos de 9 a 18 horas., next: informacion}}
          2: {label: direcciones, to: {type: message, prompt: Estamos en la calle Mayor., next: informacion}}
          3: {label: hablar con una persona, to: adviser}
    ```

    ## How to mend it
    Give the circle a key that leads to a person or to the end of the call, or let silence lead
    somewhere new after a few attempts. Not counted as ways out: attempts that run out and systems that
    do not answer, since nobody chooses them. Waiting in a queue that may be answered is no circle.
    Circles of wrong keys are a matter for `counter-reset-loop`.
    """
    for round_ in study.rounds.traps:
        message = say("callers cannot get out, whatever they press: {round}", round=_shown(round_))
        help_ = say("give `{id}` a key that leads out: to a person, or to `hangup`", id=_asking(round_, study))
        yield _fault(round_, study, message, help_)
    for round_ in study.rounds.silent:
        message = say("callers who do nothing go round for ever: {round}", round=_shown(round_))
        yield _fault(round_, study, message, say("let one of these lead on: to a person, or to `hangup`"))


def _fault(round_: list[str], study: Study, message: Message, help_: Message) -> Fault:
    return Fault(study.flow.nodes[round_[0]].name, message, help_, round_[0])


def _asking(round_: list[str], study: Study) -> str:
    return next(id_ for id_ in round_ if study.graph.listens(study.flow.nodes[id_]))


def _shown(round_: list[str]) -> str:
    return " -> ".join([*round_, round_[0]])
