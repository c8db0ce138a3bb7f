"""`stuck-time`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", on=(Menu, Input), profile="strict", sources=("H6", "T1"))
def stuck_time(node: Menu | Input, study: Study, *, warn: float = 60, error: float = 90) -> Faults:
    """A caller who cannot answer is kept in one place for too long before the call moves on.

    ## Why
    Who has an old phone, no hand free or no idea what to choose hears the same list again and again until
    the attempts run out. Three times a menu of twelve seconds with five of silence is 51 seconds already.

    ## Wrong
    ```yaml
    languages: [es]
    listening: {no_input: {after: 8s, attempts: 3, then: adviser}, no_match: {then: adviser}}
    nodes:
      principal:
        type: menu
        options:
          1: {label: consultar el importe de su última factura, to: adviser}
          2: {label: comunicar una avería en su línea de teléfono, to: adviser}
          3: {label: conocer el estado de una solicitud anterior, to: adviser}
          4: {label: contratar un nuevo servicio para su casa, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    listening:
      no_input:
        after: 6s
        attempts: 3
        again: [¿Qué necesita? Para repetir las opciones pulse almohadilla.]
        then: adviser
      no_match: {then: adviser}
    nodes:
      principal:
        type: menu
        options:
          1: {label: consultar el importe de su última factura, to: adviser}
          2: {label: comunicar una avería en su línea de teléfono, to: adviser}
          3: {label: conocer el estado de una solicitud anterior, to: adviser}
          4: {label: contratar un nuevo servicio para su casa, to: adviser}
    ```

    ## How to mend it
    Say less from the second time on (`again:`), ask fewer times, or shorten the menu. Counted are all
    prompts and silences of a caller who never answers.
    """
    if not study.reached(node):
        return
    seconds = study.times.kept(node)
    if seconds > warn:
        yield Fault(
            node.name,
            say(
                "a caller who cannot answer is kept here for {seconds:.0f} s (at most {limit:g} s)",
                seconds=seconds,
                limit=error if seconds > error else warn,
            ),
            say("shorten what is said from the second time on with `again:`, or lower `attempts`"),
            node.id,
            "error" if seconds > error else None,
        )
