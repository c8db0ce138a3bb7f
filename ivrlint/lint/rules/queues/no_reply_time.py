"""`no-reply-time`."""

import re
from collections.abc import Iterator

from ivrlint.flow.model import Callback, Message, Text, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message as Saying
from ivrlint.message import say

_ONLY_FIELDS = re.compile(r"(?:\{\w+\}[\s.]*)+")


@rule("queues", "warning", on=(Callback, Voicemail), sources=("seed001", "ME1"))
def no_reply_time(node: Callback | Voicemail, study: Study) -> Faults:
    """Callers leave a message or ask for a call, and are not told when they will hear from anybody.

    ## Why
    “As soon as possible” may be an hour or a week. Who does not know waits by the phone, calls again the same
    day, or turns to somebody else.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      buzon:
        type: voicemail
        box: clientes
        prompt: Deje su mensaje. Le llamaremos lo antes posible.
        reply_within: 1wd
        next: hangup
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      buzon:
        type: voicemail
        box: clientes
        prompt: Deje su mensaje. Le llamaremos mañana a lo más tardar.
        reply_within: 1wd
        next: hangup
    ```

    ## How to mend it
    Say by when, in the prompt or in a message just before or after it. That it is written in the file as
    `reply_within` or `call_within` tells callers nothing. Whether it is soon enough is `reply-too-late`.
    """
    times = study.texts.holding("time-expressions")
    spoken = node.prompt.spoken if node.prompt else {}
    open_ = [language for language in study.tongues.at(node.id) if spoken.get(language) not in times.get(language, ())]
    if not open_ or not study.reached(node):
        return
    told = list(_told(node, study))
    if any(map(_is_unknown, told)):
        return
    for language in open_:
        heard = [text.spoken[language] for text in told if language in text.spoken]
        if node.prompt is not None and not heard:
            continue  # `missing-translation`
        if study.words(language).terms("time-expressions") and not any(text in times[language] for text in heard):
            yield Fault(
                node.prompt.place if node.prompt else node.name,
                say("callers are not told when they will hear from anybody ({language})", language=language),
                _help(node, study.sentence("say-by-when", language)),
                node.id,
            )
            return


def _is_unknown(text: Text) -> bool:
    """A recording whose words nobody has written down, or nothing but what is filled in on the call?"""
    return (text.audio is not None and not text.spoken) or any(map(_ONLY_FIELDS.fullmatch, text.spoken.values()))


def _told(node: Callback | Voicemail, study: Study) -> Iterator[Text]:
    """What callers hear just before, here and after it."""
    yield from (
        before.prompt for before in study.stretches.behind(node) if isinstance(before, Message) and before.prompt
    )
    if node.prompt is not None:
        yield node.prompt
    for edge in study.exits(node):
        yield from study.endings.texts(edge.target)


def _help(node: Callback | Voicemail, example: str) -> Saying:
    due = node.call_within if isinstance(node, Callback) else node.reply_within
    if due is None:
        return say("say by when, as in “{example}”", example=example)
    return say("say what is written in the file: `{due}`", due=due.text)
