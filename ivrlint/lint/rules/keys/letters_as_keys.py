"""`letters-as-keys`."""

from collections.abc import Iterator

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_QUOTES = "\"'“”«»‘’.,;:!?()"


@rule("keys", "warning", on=(Menu, Input), sources=("HF91", "ST7"))
def letters_as_keys(node: Menu | Input, study: Study) -> Faults:
    """A prompt asks callers to press letters.

    ## Why
    Three or four letters share a key, many phones no longer show them, and whoever holds the phone to
    the ear sees none. In experiments callers disliked entries of letters and digits strongly.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      documento:
        type: input
        prompt: Introduzca los ocho números y la letra de su documento.
        field: documento
        digits: 9
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      documento:
        type: input
        prompt: Introduzca los ocho números de su documento, sin la letra.
        field: documento
        digits: 8
        next: adviser
    ```

    ## How to mend it
    Ask for numbers only, or let callers say it. Offer keys by their number: "press 7", not "press S".
    """
    for telling in study.hearing.prompt(node):
        asked = next(_letters(telling, study), None)
        if asked and not study.ears(node).speech:
            yield Fault(
                telling.place,
                say("callers must find letters on their keys (“{asked}”)", asked=asked),
                say("ask for numbers only"),
                node.id,
            )
            return


def _letters(telling: Telling, study: Study) -> Iterator[str]:
    """What the text asks for: "the first letters", "press S". What an option is for is asked for later, if at all."""
    words = study.words(telling.language)
    for start, end in words.all("letters", telling.text):
        if not any(offer.start <= start < offer.end for offer in telling.announced):
            yield telling.text[start:end]
    fillers = words.mapping("before-key")
    for start, end in words.all("press-verbs", telling.text):
        for word in telling.text[end:].split()[:3]:
            bare = word.strip(_QUOTES)
            if len(bare) == 1 and bare.isalpha() and bare.isupper():
                yield telling.text[start : telling.text.index(word, end)] + bare
            if bare.lower() not in fillers or bare != word:
                break
