"""`forced-hangup`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Lookup, Menu, SubFlow, Text, Transfer, Voicemail
from ivrlint.lint.endings import OPEN_QUESTION, knows, says
from ivrlint.lint.people import TALKED
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT
from ivrlint.platforms.formats import cannot_say

_OF_THE_QUEUE = ("closed", "full", "timeout")
_OVER = ("finish", "end-of-call", "goodbye")
_ANSWERS = ("yes", "no")  # as a whole label: what it promises stands in the question


@rule("structure", "error", on=(Lookup, Menu, SubFlow, Transfer), sources=("G1", "W1", "IW1", "H7"))
def forced_hangup(node: Lookup | Menu | SubFlow | Transfer, study: Study) -> Faults:
    """Something does not work out on our side, and the call hangs up on the caller.

    ## Why
    The caller did everything right: entered the number, waited, and is thrown out because a system is
    down or has no answer. They call again and meet the same end. Guidelines ask that no error ends a
    call: go on to a person, take a call back, or let the caller try something else.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      saldo:
        type: lookup
        service: saldos
        on:
          ok: {type: message, prompt: "Su saldo es de {saldo}. Hasta luego.", next: hangup}
          error: {type: message, prompt: Lo sentimos. Ahora no podemos consultar su saldo., next: hangup}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      saldo:
        type: lookup
        service: saldos
        on:
          ok: {type: message, prompt: "Su saldo es de {saldo}. Hasta luego.", next: hangup}
          error: {type: message, prompt: Lo sentimos. Ahora no podemos consultar su saldo., next: adviser}
    ```

    ## How to mend it
    Lead the outcome on: to a person, to a call back, to a menu with another way. Reported are an `error`,
    a transfer that nobody takes, a hang-up without a word, and one after words that say no; and an option
    that promises something and hangs up without a word. An answer that ends the call without a goodbye is
    `no-closing-choice`, as is one that says the same when a system fails; attempts that run out are
    `failure-hangs-up`, a queue that is full or takes too long is `no-overflow`.
    """
    if not study.reached(node) or _is_afterwards(node, study):
        return
    if isinstance(node, Menu):
        yield from _cut_off(node, study)
        return
    told: dict[str, list[Edge]] = {}  # by where they lead: one fault each
    ends_well = {edge.target for edge in study.exits(node) if edge.key == "ok" and study.endings.texts(edge.target)}
    for edge in study.exits(node):
        if edge.target in ends_well or edge.kind != "outcome" or edge.key == TALKED:
            continue
        if _ends(edge, node, study) and _is_refused(edge, node, study):
            told.setdefault(edge.target, []).append(edge)
    for edges in told.values():
        outcome = ", ".join(edge.key for edge in edges)
        yield Fault(
            edges[0].place,
            say("the call hangs up on callers at `{id}` when the outcome is `{outcome}`", id=node.id, outcome=outcome),
            say("lead `{outcome}` to a person, a call back or another choice", outcome=outcome),
            node.id,
        )


def _cut_off(menu: Menu, study: Study) -> Faults:
    """The options that promise something and hang up without a word. What a bot says last is not in the file."""
    if BOT in menu.tags or not OPEN_QUESTION.isdisjoint(menu.tags) or _ends_with_goodbye(menu, study):
        return
    scale = study.hearing.scale(menu)
    for edge in study.exits(menu):
        option = edge.option if edge.kind == "option" and edge.key not in scale else None
        if option is None or option.label is None or _promises_an_end(option.label):
            continue
        if study.endings.hangs_up(edge.target) and not study.endings.texts(edge.target):
            yield Fault(
                edge.place,
                say("callers who choose “{label}” are hung up on without a word", label=study.label(option)),
                say("lead it to what it promises, or say goodbye before the call ends"),
                menu.id,
            )


def _promises_an_end(label: Text) -> bool:
    """Is it an option by which callers end the call, or may it be one, for all that the words tell?"""
    if any(says(section, label) or not knows(section, label) for section in _OVER):
        return True
    return any(says(section, label) in label.spoken.values() for section in _ANSWERS)


def _ends_with_goodbye(menu: Menu, study: Study) -> bool:
    """Is the end of the call the last thing that callers hear at the menu, behind all its keys?"""
    for offer in study.offers(menu):
        last = offer.text[max((told.end for told in offer.announced), default=0) :]
        if any(study.words(offer.language).find(section, last) for section in _OVER):
            return True
    return False


def _ends(edge: Edge, node: Lookup | SubFlow | Transfer, study: Study) -> bool:
    """Is that the end of the call, for whom nobody takes also behind systems that are asked in silence?"""
    if isinstance(node, Transfer) and study.node(edge.target) is not None:
        return study.endings.hangs_up(edge.target) or study.endings.drops(edge.target)
    return study.endings.hangs_up(edge.target)


def _is_afterwards(node: Lookup | Menu | SubFlow | Transfer, study: Study) -> bool:
    """Is a system asked for the record only, when a caller has been handed over and hears nothing more?"""
    if not isinstance(node, Lookup) or not study.endings.drops(node.id):
        return False
    before = study.stretches.behind(node)
    return bool(before) and all(isinstance(each, Transfer | Voicemail) for each in before)


def _is_told_here(study: Study) -> bool:
    """Does the flow come from a platform of whose queues `no-overflow` says nothing?"""
    return study.flow.origin is not None and "wait limits" in cannot_say(study.flow.origin.platform)


def _is_refused(edge: Edge, node: Lookup | SubFlow | Transfer, study: Study) -> bool:
    if isinstance(node, Transfer):
        return not (node.queue and edge.key in _OF_THE_QUEUE) or (edge.key == "full" and _is_told_here(study))
    texts = study.endings.texts(edge.target)
    return (
        edge.key == "error" or not texts or says("negative", *texts) is not None or says("apology", *texts) is not None
    )
