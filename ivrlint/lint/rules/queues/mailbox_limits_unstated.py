"""`mailbox-limits-unstated`."""

from ivrlint.flow.model import Voicemail
from ivrlint.language.promised import promised
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "info", on=Voicemail, profile="strict", sources=("ST2",))
def mailbox_limits_unstated(node: Voicemail, study: Study, *, seconds: int = 60) -> Faults:
    """A voicemail stops recording early, and callers do not know.

    ## Why
    The tone comes in the middle of the sentence, before the number to call. Callers who know that they have half
    a minute begin with what matters.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      buzon:
        type: voicemail
        prompt: Deje su mensaje. Le llamaremos mañana.
        max: 30s
        reply_within: 1wd
        next: hangup
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      buzon:
        type: voicemail
        prompt: Deje su mensaje de hasta 30 segundos. Le llamaremos mañana.
        max: 30s
        reply_within: 1wd
        next: hangup
    ```

    ## How to mend it
    Say how long the message may be, or give it more than `seconds` seconds.
    """
    if node.max is None or node.max.seconds >= seconds or not study.reached(node):
        return
    spoken = node.prompt.spoken.items() if node.prompt else ()
    if not spoken or any(
        study.words(language).terms("numbers")
        and all(time.seconds != node.max.seconds for time in promised(text, language))
        for language, text in spoken
    ):
        yield Fault(
            node.max.place,
            say("callers are cut off after {max} and have not been told", max=node.max.text),
            say("say in the prompt how long the message may be, or record longer"),
            node.id,
        )
