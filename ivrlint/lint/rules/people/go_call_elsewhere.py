"""`go-call-elsewhere`."""

from ivrlint.flow.model import Callback, Hangup, Input, Menu, Message, Node, Transfer, Voicemail
from ivrlint.language.phones import costs_more, numbers_to_call
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.tongues import texts_of
from ivrlint.message import say

_SPEAKS = (Message, Menu, Input, Transfer, Voicemail, Callback, Hangup)


@rule("people", "warning", on=_SPEAKS, sources=("W2", "PT-L", "EU-L", "UK-L"))
def go_call_elsewhere(node: Node, study: Study) -> Faults:
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
    for written in texts_of(node):
        for language, text in written.text.spoken.items():
            for phone in numbers_to_call(text, language):
                if phone.digits.endswith(study.own_numbers):
                    continue
                if costs_more(phone, study.flow.country):
                    yield Fault(
                        written.text.place,
                        say(
                            "callers are sent to {number}, a number that costs them more than a usual call",
                            number=phone.written,
                        ),
                        say("put them through with a `transfer`"),
                        node.id,
                        "error",
                    )
                else:
                    yield Fault(
                        written.text.place,
                        say("callers are told to hang up and ring {number} themselves", number=phone.written),
                        say('put them through: a `transfer` with `number: "{digits}"`', digits=phone.digits),
                        node.id,
                    )
