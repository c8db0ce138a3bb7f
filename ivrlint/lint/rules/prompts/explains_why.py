"""`explains-why`."""

import re

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_STOP = re.compile(r"[.!?;](?:\s|$)")


@rule("prompts", "info", profile="strict", sources=("seed001", "A3"))
def explains_why(study: Study, *, most: int = 8) -> Faults:
    """A question gives reasons at length instead of asking.

    ## Why
    Reasons are for us: the new system, the regulation, the many calls. The caller has something to answer,
    and a long explanation makes them doubt whether they are right here.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      numero:
        type: input
        prompt: >-
          Debido a los cambios que hemos hecho estos meses en nuestros sistemas, marque su número de cliente.
        field: cliente
        digits: 8
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      numero: {type: input, prompt: Marque su número de cliente., field: cliente, digits: 8, next: adviser}
    ```

    ## How to mend it
    Leave the reason out. Where callers need it, one short sentence in the message before the question will do.
    Looked at are menus, inputs and what is said to those who did not answer.
    """
    for said, phrase in study.texts.saying("cause"):
        if said.key == "wait" or not (said.node is None or isinstance(said.node, Menu | Input)):
            continue
        reason = said.text[said.text.index(phrase) :]
        stop = _STOP.search(reason)
        count = len(reason[: stop.start() if stop else None].split())
        if count > most:
            yield Fault(
                said.place,
                say(
                    "callers must listen to a reason of {count} words before they can answer (at most {limit})",
                    count=count,
                    limit=most,
                ),
                say("leave out what begins with “{phrase}”", phrase=phrase),
                said.id,
            )
