"""`two-questions`."""

from itertools import pairwise

from ivrlint.flow.model import Input, Menu
from ivrlint.language.words import Words, fold
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_TWO = 2


@rule("prompts", "warning", on=(Menu, Input), sources=("seed002", "K1"))
def two_questions(node: Menu | Input, study: Study) -> Faults:
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
    for telling in study.hearing.prompt(node):
        if telling.text.count("?") >= _TWO and _questions(telling) >= _TWO:
            message = say("callers are asked {count} questions and can answer one", count=_questions(telling))
        elif isinstance(node, Input) and (pair := _joined(telling.text, study.words(telling.language))):
            message = say("callers are asked for “{one}” and “{other}” and can enter one", one=pair[0], other=pair[1])
        else:
            continue
        yield Fault(telling.place, message, say("ask one thing here, and the next one in a node of its own"), node.id)


def _questions(telling: Telling) -> int:
    """The questions of a prompt, without those that a key answers: “Is that right? Press 1.”"""
    marks = [at for at, sign in enumerate(telling.text) if sign == "?"]
    return sum(
        not any(_answered(mark, offer.start, offer.end, telling.text) for offer in telling.announced) for mark in marks
    )


def _answered(mark: int, start: int, end: int, text: str) -> bool:
    return start <= mark < end or (mark < start and not text[mark + 1 : start].strip())


def _joined(text: str, words: Words) -> tuple[str, str] | None:
    """Two numbers of the caller's with nothing but “and” and perhaps “your” between them."""
    spans = words.all("document", text)
    joints = set(map(fold, words.terms("and")))
    little = joints | set(map(fold, words.terms("stop-words")))
    for (start, end), (begin, stop) in pairwise(spans):
        between = fold(text[end:begin]).split()
        if 0 < len(between) <= _TWO and between[0] in joints and little.issuperset(between):
            return text[start:end], text[begin:stop]
    return None
