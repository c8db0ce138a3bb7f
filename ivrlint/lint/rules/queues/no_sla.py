"""`no-sla`."""

from math import ceil, exp, log

from ivrlint.flow.model import Duration, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_HARDLY_ANY = 1e-6


@rule(
    "queues",
    "warning",
    on=Transfer,
    profile="strict",
    sources=("ES-L", "PT-L", "IT-L", "IN-L", "seed002", "seed004"),
    needs=("service levels",),
)
def no_sla(node: Transfer, study: Study, *, answer: int = 0, share: int = 0) -> Faults:
    """Nobody has written down how soon calls to a queue are to be answered, or it is later than it must be.

    ## Why
    Without a target nobody sees when a queue gets slow, except those who wait in it. Laws set one: in Spain 95 of
    100 calls within three minutes, in Italy 150 seconds, in Portugal one minute.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [position], every: 45s, max: 5m}
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
        wait: {announces: [position], every: 45s, max: 5m, target: {answer: 60s, share: 95%}}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Write `target: {answer: 20s, share: 80%}` under `wait:`, with the figures that your team is measured by. The
    packs of countries set `answer` (seconds) and `share` (per cent); 0 leaves them open, and `answer` without
    `share` is a mean. A target for another time is carried over as if waits thinned out evenly: where 80 of 100 are
    answered within 20 seconds, 95 are within three minutes.
    """
    if not node.queue or not node.person or not study.reached(node):
        return
    wait = node.wait
    if wait is None or wait.answer is None:
        message = say("nothing says how soon callers who wait for `{queue}` are to be answered", queue=node.queue)
    elif share and wait.share is None:
        message = say(
            "nothing says how many of those who wait for `{queue}` are to be answered within {answer}",
            queue=node.queue,
            answer=wait.answer.text,
        )
    elif share and answer and round(_within(wait.answer, wait.share, answer), 1) < share:
        message = say(
            "{promised} of those who wait for `{queue}` are to be answered within {answer}, not {share} % within {limit} s",
            promised=_per_cent(wait.share),
            queue=node.queue,
            answer=wait.answer.text,
            share=share,
            limit=answer,
        )
    elif answer and not share and _mean(wait.answer, wait.share) > answer:
        message = say(
            "those who wait for `{queue}` are to be answered after {mean} s on average (at most {limit} s)",
            queue=node.queue,
            mean=ceil(_mean(wait.answer, wait.share)),
            limit=answer,
        )
    else:
        return
    yield Fault(
        wait.place if wait else node.name,
        message,
        say(
            "write `target: {{answer: {answer}s, share: {share}%}}` under `wait:`",
            answer=answer or _seconds(wait.answer if wait else None),
            share=share or 80,
        ),
        node.id,
    )


def _unanswered(share: float | None) -> float:
    """The part of the calls that may wait longer than the target's time; never quite none, never quite all."""
    return min(max(1 - (1 if share is None else share), _HARDLY_ANY), 1 - _HARDLY_ANY)


def _within(target: Duration, share: float | None, seconds: float) -> float:
    """How many of a hundred are answered by then if the target is met and waits thin out evenly."""
    if seconds < target.seconds and share is None:
        return 0.0
    return 100 - 100 * exp(log(_unanswered(share)) * seconds / max(target.seconds, 1))


def _mean(target: Duration, share: float | None) -> float:
    """How long callers wait on average if the target is met and waits thin out evenly."""
    return target.seconds if share is None else target.seconds / -log(_unanswered(share))


def _per_cent(share: float | None) -> str:
    return f"{round((1 if share is None else share) * 100)} %"


def _seconds(answer: Duration | None) -> int:
    return round(answer.seconds) if answer else 20
