"""`zero-reused`."""

from ivrlint.flow.graph import LOST, Edge
from ivrlint.flow.model import Callback, Input, Menu, Message, SubFlow, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "error", on=(Menu, Input), sources=("W2", "H9", "ST3"))
def zero_reused(node: Menu | Input, study: Study, *, elsewhere: tuple[str, ...] = ("IN",)) -> Faults:
    """The key 0 does something else than lead to a person.

    ## Why
    0 is the one key that callers press without being told, when they are lost, upset or in a hurry.
    They expect a person; anything else feels like a trap.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          0: {label: repetir, to: repeat}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          0: {label: hablar con una persona, to: adviser}
    ```

    ## How to mend it
    Keep 0 for a person and give the other thing another key: # to repeat, * to go back. A branch of
    hours may stand between, and when nobody is there a voicemail or a call back does. Where the
    country is not known, or callers there expect another key (`elsewhere`), this is a warning. Whether
    0 works everywhere is told by `zero-not-everywhere`.
    """
    if not study.reached(node) or "0" in study.hearing.scale(node):
        return
    for edge in study.exits(node):
        if (
            edge.key == "0"
            and edge.kind in ("option", "key")
            and edge.target not in study.leads_to_person
            and not _drops(edge, study)
            and not study.people.may_lead(edge)
            and edge.option
            and not _leads_to_people(edge, study)
        ):
            customary = study.flow.country is not None and study.flow.country not in elsewhere
            yield Fault(
                edge.option.place,
                say("callers who press 0 for a person get “{label}”", label=study.label(edge.option))
                if edge.option.label
                else say("callers who press 0 for a person come to `{target}`", target=edge.target),
                say("lead 0 to a person, and give “{label}” another key", label=study.label(edge.option))
                if edge.option.label
                else say("lead 0 to a person, and give `{target}` another key", target=edge.target),
                node.id if edge.kind == "option" else None,
                None if customary else "warning",
            )


def _drops(edge: Edge, study: Study) -> bool:
    """Does the call drop there without a word? That is a `dead-end`."""
    target = study.node(edge.target)
    if isinstance(target, Message) and target.prompt is None:
        return study.exits(target)[0].target == LOST
    return edge.target == LOST


def _leads_to_people(edge: Edge, study: Study) -> bool:
    """Does the call come to people: by message, by call back, or after a question that the label is honest about?"""
    target = study.node(edge.target)
    honest = (
        edge.option
        and edge.option.label
        and any(study.words(language).find("person", text) for language, text in edge.option.label.spoken.items())
    )
    return (
        target is not None
        and edge.target != edge.source
        and any(
            isinstance(stop, Voicemail | Callback | SubFlow)
            or (isinstance(stop, Transfer) and stop.person)
            or bool(honest and isinstance(stop, Menu | Input))
            for stop in study.hearing.stops(target)
        )
    )
