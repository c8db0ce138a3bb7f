"""`stale-review`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", profile="strict", sources=("seed002",), needs=("reviewed",))
def stale_review(study: Study, *, days: int = 180) -> Faults:
    """Nobody has gone through the texts for a long time.

    ## Why
    Opening hours, prices and teams change, menus do not. Callers hear of an office that has moved or
    an offer that has ended, and choose an option that nobody answers any more.

    ## Wrong
    ```yaml
    reviewed: 2020-02-01
    nodes:
      main: {type: message, prompt: Welcome to Acme., next: adviser}
    ```

    ## Right
    ```yaml
    reviewed: 2026-11-01
    nodes:
      main: {type: message, prompt: Welcome to Acme., next: adviser}
    ```

    ## How to mend it
    Read all texts aloud with somebody who answers calls, then write the day under `reviewed:`. The rule
    looks at the calendar, so a flow that passes today may not pass next month: it runs for whoever
    asks for it. A flow without `reviewed:` says nothing about it, and nor does the rule.
    """
    reviewed = study.flow.reviewed
    if reviewed is not None and (age := (study.today - reviewed).days) > days:
        yield Fault(
            study.written("reviewed"),
            say("nobody has gone through these texts for {age} days (at most {limit})", age=age, limit=days),
            say("read them through, then write the day as `reviewed: {today}`", today=study.today.isoformat()),
        )
