"""`ads-on-hold`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.texts import quoted
from ivrlint.message import say


@rule("queues", "warning", sources=("PT-L", "BR-L", "W1", "H10"))
def ads_on_hold(study: Study) -> Faults:
    """Those who wait for a person hear adverts, or are sent to the website.

    ## Why
    They have a problem and cannot get away: no moment is worse for an offer. Portugal forbids it by law, Brazil
    unless the caller agrees.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [position], every: 45s, max: 3m, prompt: Descubra nuestra nueva tarifa plana.}
        on: {full: call_back, timeout: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [position], every: 45s, max: 3m, prompt: Tenga a mano su número de cliente.}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Say what helps with this call: what to have at hand, that a call back is possible. Adverts before the first
    choice are `promo-before-service`.
    """
    for said, phrase in study.texts.saying("promo", "elsewhere"):
        if isinstance(said.node, Transfer):
            yield Fault(
                said.place,
                say("those who wait for a person hear “{phrase}”", phrase=quoted(said.text, phrase)),
                say("leave it out, and say what helps with this call"),
                said.id,
            )
