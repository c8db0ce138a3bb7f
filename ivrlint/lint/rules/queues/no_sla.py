"""`no-sla`."""

from ivrlint.flow.model import Duration, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule(
    "queues", "warning", on=Transfer, profile="strict", sources=("ES-L", "PT-L", "IT-L", "IN-L", "seed002", "seed004")
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
    packs of countries set `answer` (seconds) and `share` (per cent); 0 leaves them open. A target for a shorter
    time is taken on: where 80 of 100 are answered within 20 seconds, 95 are within three minutes.
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
    elif answer and (wait.answer.seconds > answer or _within(wait.answer, wait.share, answer) < share):
        message = say(
            "{promised} of those who wait for `{queue}` are to be answered within {answer}: not soon enough",
            promised=_per_cent(wait.share),
            queue=node.queue,
            answer=wait.answer.text,
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


def _within(target: Duration, share: float | None, seconds: float) -> float:
    """How many of a hundred are answered by then if the target is met and waits thin out evenly from there."""
    unanswered = 1 - (share or 1)
    return round(100 * (1 - unanswered ** (seconds / max(target.seconds, 1))), 1)


def _per_cent(share: float | None) -> str:
    return f"{round((share or 1) * 100)} %"


def _seconds(answer: Duration | None) -> int:
    return round(answer.seconds) if answer else 20
