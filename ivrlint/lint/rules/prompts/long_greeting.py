"""`long-greeting`."""

from math import ceil

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("SI1", "CH1", "AN1", "LW1", "D4"))
def long_greeting(study: Study, *, warn: float = 8, error: float = 20) -> Faults:
    """The greeting takes too long before callers may choose.

    ## Why
    Every caller hears the greeting on every call, and none has called for it. Guides give it seven to ten
    seconds; attention is gone after eight. Half a minute is the textbook example of what to avoid.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      bienvenida:
        type: message
        prompt: >-
          Bienvenido a Acme, la empresa que desde hace más de cincuenta años cuida de los hogares de todo el país
          con la misma ilusión del primer día y con los mejores profesionales.
        next: principal
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      bienvenida: {type: message, prompt: Bienvenido a Acme., next: principal}
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## How to mend it
    Say who answers, and go to the options. What some callers must know belongs on their way. Sentences on
    recordings, on privacy and on emergencies do not count here; how late the first option comes with
    them is `late-first-option`. Menus behind the first one are `long-preface`.
    """
    shown = set()
    for greeting in study.greetings.all:
        if not isinstance(greeting.stop, Menu | Input):
            continue
        said = list(greeting.without_notices())
        seconds = [study.seconds(part.text, greeting.language) for part in said]
        total = sum(seconds)
        if total > warn and (longest := said[seconds.index(max(seconds))]).node.id not in shown:
            shown.add(longest.node.id)
            yield Fault(
                longest.place,
                say(
                    "every caller listens to a greeting of {seconds} s before they may choose (at most {limit:g} s)",
                    seconds=ceil(total),
                    limit=error if total > error else warn,
                ),
                say("say who answers and go on to the options; move the rest to where it is needed"),
                longest.node.id,
                "error" if total > error else None,
            )
