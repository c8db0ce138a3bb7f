"""`reply-too-late`."""

from ivrlint.flow.model import Callback, Duration, Voicemail
from ivrlint.language.promised import Promised, promised
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_HOUR, _WORKING_DAY, _DAY = 3600, 8 * 3600, 24 * 3600


@rule("queues", "warning", on=(Callback, Voicemail), sources=("seed004", "seed002"))
def reply_too_late(node: Callback | Voicemail, study: Study, *, hours: int = 24) -> Faults:
    """The reply comes later than callers are told, or too late for anybody who has a problem today.

    ## Why
    A promise that is not kept is worse than none: the caller has stayed at home for it. And after more than
    a day or so of working time people have called again, or gone elsewhere.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de dos horas.
        confirm_number: true
        call_within: 1wd
        queue: agentes
        next: hangup
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de dos horas.
        confirm_number: true
        call_within: 2h
        queue: agentes
        next: hangup
    ```

    ## How to mend it
    Say what you can keep, and keep it: `call_within` and `reply_within` are no later than the prompt says, and at
    most `hours` hours of working time, eight to a day. Whether a time is said at all is `no-reply-time`.
    """
    due = node.call_within if isinstance(node, Callback) else node.reply_within
    if (due is None and node.prompt is None) or not study.reached(node):
        return
    spoken = node.prompt.spoken.items() if node.prompt else ()
    told = [time for language, text in spoken for time in promised(text, language)]
    soonest = min(told, key=_worked, default=None)
    if due is not None and soonest is not None and _worked(due) > max(map(_worked, told)):
        yield Fault(
            due.place,
            say("callers are told “{told}”, and the reply comes within {due}", told=soonest.text, due=due.text),
            say("say in the prompt what is written here, or reply sooner"),
            node.id,
        )
    elif due is not None and _worked(due) > hours * _HOUR:
        yield Fault(
            due.place,
            say("callers wait {due} for a reply (at most {limit} working hours)", due=due.text, limit=hours),
            say("reply within {limit} working hours: `{limit}wh`", limit=hours),
            node.id,
        )
    elif soonest is not None and node.prompt and _worked(soonest) > hours * _HOUR:
        yield Fault(
            node.prompt.place,
            say(
                "callers are told to wait “{told}” for a reply (at most {limit} working hours)",
                told=soonest.text,
                limit=hours,
            ),
            say("reply within {limit} working hours, and say so", limit=hours),
            node.id,
        )


def _worked(time: Duration | Promised) -> float:
    """How much opening time passes meanwhile: eight hours of each day."""
    if time.working:
        return time.seconds
    days, rest = divmod(time.seconds, _DAY)
    return days * _WORKING_DAY + min(rest, _WORKING_DAY)
