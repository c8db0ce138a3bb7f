"""`go-call-elsewhere`."""

from ivrlint.language.phones import costs_more, numbers_to_call
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SAME = 9  # the last digits of a number, without codes of countries


@rule("people", "warning", sources=("W2", "PT-L", "EU-L", "UK-L"))
def go_call_elsewhere(study: Study) -> Faults:
    """Callers are told to hang up and ring another number.

    ## Why
    The caller has found this number, waited and chosen, and must now find a pen, write down nine digits
    and start over. Many do not call again. In the European Union a helpline for what was bought may not
    cost more than a usual call.

    ## Wrong
    ```yaml
    languages: [es]
    country: ES
    nodes:
      main: {type: menu, prompt: "{options}", options: {1: {label: averías, to: averias}}}
      averias: {type: message, prompt: Para averías llame al 910 555 666., next: hangup}
    ```

    ## Right
    ```yaml
    languages: [es]
    country: ES
    nodes:
      main: {type: menu, prompt: "{options}", options: {1: {label: averías, to: averias}}}
      averias: {type: transfer, number: "910555666", prompt: Le paso con averías., on: {failed: call_back}}
    ```

    ## How to mend it
    Put the call through with a `transfer` to that `number`. Numbers in a sentence about an emergency may
    be said, and so may the numbers under `start:`.
    """
    own = tuple(number[-_SAME:] for number in study.flow.start if number)
    for said, phones in study.texts.where(numbers_to_call):
        for phone in phones:
            if phone.digits.endswith(own):
                continue
            dear = costs_more(phone, study.flow.country)
            if dear:
                message = say(
                    "callers are sent to {number}, which costs them more than a usual call", number=phone.written
                )
            else:
                message = say("callers are told to hang up and ring {number} themselves", number=phone.written)
            help_ = say("put them through: a `transfer` with `number: {digits}`", digits=f'"{phone.digits}"')
            yield Fault(said.place, message, help_, said.id, "error" if dear else None)
