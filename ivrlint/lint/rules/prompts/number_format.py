"""`number-format`."""

import re

from ivrlint.flow.spelling import Change
from ivrlint.lint.fixes import words_of
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_DIGITS = re.compile(r"(?<![\w{.,+-])\+?\d{4,}(?![\w}]|[.,]\d)")
_GROUP = 3


@rule("prompts", "warning", sources=("SR3", "K1", "ME1"), fixes="safe")
def number_format(study: Study, *, digits: int = 5) -> Faults:
    """A long number is spoken without a pause in it.

    ## Why
    People write down, and remember, numbers in groups of two to four. Nine digits in one breath are lost at the
    fifth, and there is no second time.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      aviso: {type: message, prompt: Si huele a gas llame al 900123456., next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      aviso: {type: message, prompt: Si huele a gas llame al 900 123 456., next: adviser}
    ```

    ## How to mend it
    Write the number in groups, as people say it, and say it slowly. Fields are not looked at, nor is what a
    recording speaks.
    """
    recorded = {text for _, _, written in study.texts.recorded for text in written.spoken.values()}

    def look(text: str, _language: str) -> list[re.Match[str]]:
        found = [match for match in _DIGITS.finditer(text) if len(match[0].lstrip("+")) >= digits]
        return found if text not in recorded else []

    for said, numbers in study.texts.where(look):
        number = numbers[0][0]
        changes = [Change(*match.span(), _groups(match[0])) for match in numbers]
        yield Fault(
            said.place,
            say("callers hear {number} in one breath: nobody can write it down", number=number),
            say("write it in groups: {groups}", groups=_groups(number)),
            said.id,
            fix=words_of(said.place, said.language, changes, say("write the number in groups"), study),
        )


def _groups(number: str) -> str:
    """The number in groups of three, the first a little longer or shorter."""
    first = len(number) % _GROUP or _GROUP
    first += _GROUP if first == 1 else 0
    return " ".join([number[:first], *(number[at : at + _GROUP] for at in range(first, len(number), _GROUP))])
