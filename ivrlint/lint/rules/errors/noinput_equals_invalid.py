"""`noinput-equals-invalid`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "info", profile="strict", sources=("A5",))
def noinput_equals_invalid(study: Study) -> Faults:
    """Callers hear the same text whether they said nothing or pressed another key.

    ## Why
    Who stayed silent needs time or another way; who pressed a key that is not there needs the choices. One
    text for both is wrong for one of them: "We did not hear you", after a key was pressed.

    ## Wrong
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, again: ["Para oír las opciones, pulse almohadilla."], then: adviser}
      no_match: {again: ["Para oír las opciones, pulse almohadilla."], then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, again: ["¿Sigue ahí? Para oír las opciones, pulse almohadilla."], then: adviser}
      no_match: {again: ["Esa tecla no está en el menú. Para oír las opciones, pulse almohadilla."], then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## How to mend it
    Give `no_input` and `no_match` texts of their own. Where neither has any, `same-reprompt` says so.
    """
    for listener in study.listeners:
        silent, wrong = listener.ears.no_input.again, listener.ears.no_match.again
        written = [*listener.written.no_match.again, *listener.written.no_input.again]
        if written and [text.spoken for text in silent] == [text.spoken for text in wrong]:
            yield Fault(
                written[0].place,
                say("callers hear the same text whether they said nothing or pressed a wrong key"),
                say("say after a wrong key that it is not on the menu, and after a silence that there is time"),
                listener.id,
            )
