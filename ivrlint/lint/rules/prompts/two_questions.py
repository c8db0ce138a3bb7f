"""`two-questions`."""

from itertools import pairwise

from ivrlint.flow.model import Input, Menu
from ivrlint.language.announced import announced
from ivrlint.language.words import Words, fold
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message, say

_TWO = 2


@rule("prompts", "warning", sources=("seed002", "K1"))
def two_questions(study: Study) -> Faults:
    """One prompt asks for two things at once.

    ## Why
    There is one answer for it: callers press a key for the first question, or enter the second number, and
    are told that it was wrong. Nobody has told them in which order to answer.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      datos:
        type: input
        prompt: Introduzca los ocho dígitos de su número de cliente y su número de contrato.
        field: cliente
        digits: 8
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      datos:
        type: input
        prompt: Introduzca los ocho dígitos de su número de cliente.
        field: cliente
        digits: 8
        next: adviser
    ```

    ## How to mend it
    Ask one thing, and the next one in a node of its own. Reported are two questions in one prompt that no
    key follows at once, and two numbers joined by “and” in one input.
    """
    for said, count in study.texts.where(_questions):
        if said.key == "prompt" and isinstance(said.node, Menu | Input):
            message = say("callers are asked {count} questions and can answer one", count=count)
            yield Fault(said.place, message, _help(), said.id)
    for said, (one, other) in study.texts.where(lambda text, language: _joined(text, study.words(language))):
        if said.key == "prompt" and isinstance(said.node, Input) and not _questions(said.text, said.language):
            message = say("callers are asked for “{one}” and “{other}” and can enter one", one=one, other=other)
            yield Fault(said.place, message, _help(), said.id)


def _help() -> Message:
    return say("ask one thing here, and the next one in a node of its own")


def _questions(text: str, language: str) -> int:
    """The questions of a prompt if there are several, without those that a key answers: “Is that right? Press 1.”"""
    marks = [at for at, sign in enumerate(text) if sign == "?"]
    if len(marks) < _TWO:
        return 0
    offers = announced(text, language)
    open_ = [mark for mark in marks if not any(_answered(mark, offer.start, offer.end, text) for offer in offers)]
    return len(open_) if len(open_) >= _TWO else 0


def _answered(mark: int, start: int, end: int, text: str) -> bool:
    return start <= mark < end or (mark < start and not text[mark + 1 : start].strip())


def _joined(text: str, words: Words) -> tuple[str, str] | None:
    """Two numbers of the caller's with nothing but “and” and perhaps “your” between them."""
    joints = set(map(fold, words.terms("and")))
    little = joints | set(map(fold, words.terms("stop-words")))
    for (start, end), (begin, stop) in pairwise(words.all("document", text)):
        between = fold(text[end:begin]).split()
        if 0 < len(between) <= _TWO and between[0] in joints and little.issuperset(between):
            return text[start:end], text[begin:stop]
    return None
