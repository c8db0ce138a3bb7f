"""`same-reprompt`."""

import re
from itertools import pairwise

from ivrlint.flow.model import Input, Retries, Text
from ivrlint.flow.place import Place
from ivrlint.language.words import fold
from ivrlint.lint.listeners import Listener
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_WORD = re.compile(r"\w+")


@rule("errors", "warning", sources=("A5", "H13", "W1"))
def same_reprompt(study: Study) -> Faults:
    """Callers who did not answer hear the same words again.

    ## Why
    Whoever could not answer the first time did not hear, did not understand or did not find a choice that
    fits. The same words leave them where they were; other words, with what to do now, help them on.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {attempts: 3, then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening:
      no_input:
        after: 6s
        attempts: 3
        again: [To hear the choices again, press hash., "To speak to a person, press 0."]
        then: adviser
      no_match:
        attempts: 3
        again: [That number is not on this menu. To hear the choices again, press hash.]
        then: adviser
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Write `again:` with one text or two: the first shorter than the prompt, the second with more help or a way
    out. Silence and wrong keys need different words; the same for both is `noinput-equals-invalid`. A question
    that is put for ever is `trap-loop` or `counter-reset-loop`.
    """
    for listener in study.listeners:
        plain = [
            (written, held)
            for written, held in listener.retries
            if _says_nothing_new(held) and written.place and not _never_ends(held, listener)
        ]
        if plain and not _is_mute(listener) and (listener.node is None or not _is_told_above(study)):
            yield Fault(
                plain[0][0].place or study.flow.place,
                say(
                    "callers who could not answer hear the same text again, {count} times in all",
                    count=max(held.attempts for _, held in plain),
                ),
                say("write `again:` with what helps them now: a shorter text, then a way out"),
                listener.id,
            )
        for written, held in listener.retries:
            place = _repeated(listener, written.again) if held.attempts > 1 else None
            if place is not None:
                yield Fault(
                    place,
                    say("callers hear these words a second time"),
                    say("say it in other words, or leave it out"),
                    listener.id,
                )


def _says_nothing_new(held: Retries) -> bool:
    return held.attempts > 1 and not held.again


def _never_ends(held: Retries, listener: Listener) -> bool:
    """Does the question begin anew when the attempts have run out?"""
    return held.then is not None and listener.node is not None and held.then.to in ("repeat", listener.node.id)


def _is_mute(listener: Listener) -> bool:
    """Is nothing said at all, neither the first time nor the second?"""
    node = listener.node
    if node is None or (node.prompt is None and not isinstance(node, Input)):
        return False
    return node.prompt is None or not (node.prompt.audio or any(node.prompt.spoken.values()))


def _is_told_above(study: Study) -> bool:
    above = study.flow.listening
    return any(kind.place and not kind.again for kind in (above.no_input, above.no_match))


def _repeated(listener: Listener, again: tuple[Text, ...]) -> Place | None:
    """Where a text says what the one before it says, the node's prompt being the first."""
    texts = [listener.node.prompt, *again] if listener.node and listener.node.prompt else list(again)
    return next((other.place for one, other in pairwise(texts) if one and other and _same(one, other)), None)


def _same(one: Text, other: Text) -> bool:
    return any(_plain(text) == _plain(other.spoken.get(language, "")) for language, text in one.spoken.items())


def _plain(text: str) -> list[str]:
    return _WORD.findall(fold(text))
