"""`zero-not-everywhere`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.listeners import asks_openly
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT, GOES_ON

_CHOSEN = frozenset({"option", "key", "dial"})
_FAR = 2  # questions; farther from a person than that, the first question is `person-too-deep`


@rule("people", "warning", on=(Menu, Input), sources=("H14", "W1", "W2", "G1"))
def zero_not_everywhere(node: Menu | Input, study: Study) -> Faults:
    """At this menu or entry no key leads to a person.

    ## Why
    Callers who are stuck press 0. Where it does nothing they hear that it was no choice, at the very
    moment when they need help. Callers with little memory or patience count on one key that always works.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: pay a bill, to: amount}}}
      amount:
        type: input
        keys: none
        prompt: Please enter the amount in pounds.
        field: amount
        digits: 1-4
        next: adviser
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: pay a bill, to: amount}}}
      amount:
        type: input
        prompt: Please enter the amount in pounds.
        field: amount
        digits: 1-4
        next: adviser
    ```

    ## How to mend it
    Write the key once for the whole flow, `"0"` under `keys:` at the top, and take out `keys: none`
    where it stands. Any key that leads straight to a person will do. A flow without any person is
    `no-person`; the long way to the first person is `person-too-deep`; an entry that stands before
    every person is `data-before-person`.
    """
    chosen = [edge for edge in study.exits(node) if edge.kind in _CHOSEN]
    if any(edge.target in study.leads_to_person or study.people.may_lead(edge) for edge in chosen):
        return
    if {BOT, GOES_ON} & {*node.tags} or _promises_a_person(node, study):
        return  # callers ask it for a person, or are dialling; a key that is told and does not work is `announced-key-missing`
    steps = study.menus_to_person.get(node.id, 0)
    if not study.reached(node) or not study.people.offered or node.id in study.people.asked_before:
        return
    if node.id in study.people.talked_before or (steps and asks_openly(node, study.ears(node))):
        return  # or callers may ask for one in their own words
    if study.flow.origin and study.stretches.runs_inside_another:
        return  # perhaps while callers wait for a person
    if node.id in study.stretches.first_questions and steps > _FAR:
        return
    if not node.keys and any(option.to and option.to.to in study.leads_to_person for option in study.flow.keys):
        help_ = say("take out `keys: none`, so that the flow's keys work at `{id}`", id=node.id)
    else:
        help_ = say('let `0` lead to a person at every menu: `"0": {{label: …, to: …}}` under `keys:` at the top')
    yield Fault(
        node.name, say("callers who are stuck at `{id}` find no key that leads to a person", id=node.id), help_, node.id
    )


def _promises_a_person(node: Menu | Input, study: Study) -> bool:
    """Does an entry tell callers which key leads to a person, whether it does or not?"""
    return isinstance(node, Input) and any(
        study.words(telling.language).find("person", offer.label)
        for telling in study.hearing.prompt(node)
        for offer in telling.announced
    )
