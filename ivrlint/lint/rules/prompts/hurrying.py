"""`hurrying`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("W2", "seed001"))
def hurrying(study: Study) -> Faults:
    """The menu presses its callers to be quick.

    ## Why
    Whoever needs time, because they are old, because it is not their language, because the card is in the other
    room, gives up or presses something. Being told to hurry is also the surest way to a wrong key.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      numero:
        type: input
        prompt: Marque su número de cliente. Tiene diez segundos.
        field: cliente
        digits: 8
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      numero:
        type: input
        prompt: Marque su número de cliente. Está en la primera página de su factura.
        field: cliente
        digits: 8
        next: adviser
    ```

    ## How to mend it
    Leave it out, and give more time where callers run out of it (`no-input-too-short`).
    """
    for said, phrase in study.texts.saying("hurry"):
        yield Fault(
            said.place,
            say("callers are pressed for time: “{phrase}”", phrase=phrase),
            say("leave it out, and wait longer instead"),
            said.id,
        )
