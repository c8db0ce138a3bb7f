"""`failure-without-apology`."""

from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "warning", profile="strict", sources=("seed000", "seed004", "A5", "CR1"))
def failure_without_apology(study: Study) -> Faults:
    """Something fails for good, and the caller hears no word of regret.

    ## Why
    Three attempts were in vain, or our system is down: the caller has lost time through us. A short apology
    with the next step keeps them on the line. On each reprompt it only costs time, so that is not asked for.

    ## Wrong
    ```yaml
    nodes:
      balance:
        type: lookup
        service: balances
        on: {ok: adviser, error: no_answer}
      no_answer: {type: message, prompt: We cannot see your balance at the moment., next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      balance:
        type: lookup
        service: balances
        on: {ok: adviser, error: no_answer}
      no_answer: {type: message, prompt: "Sorry, we cannot see your balance at the moment.", next: adviser}
    ```

    ## How to mend it
    Begin with "sorry", once, and say what happens next. Looked at are messages after attempts have run out
    and after a look-up's `error`. Regret admits no fault: it is courtesy.
    """
    for chain in study.endings.failures:
        texts = [message.prompt for message in chain]
        spoken = next((text for text in texts if text is not None), None)
        known = any(study.words(language).terms("apology") for language in (spoken.spoken if spoken else ()))
        if spoken is not None and known and says("apology", *texts) is None:
            yield Fault(
                spoken.place,
                say("callers hear that it did not work, and no word of regret"),
                say("begin with an apology, then say what happens next"),
                chain[0].id,
            )
