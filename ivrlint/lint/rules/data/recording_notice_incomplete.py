"""`recording-notice-incomplete`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_GDPR = frozenset(  # the European Economic Area and the United Kingdom
    "AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905 - easier to read
)


@rule("data", "warning", sources=("D2",))
def recording_notice_incomplete(study: Study) -> Faults:
    """Callers are told that the call is recorded, but not what for, or not where to learn more.

    ## Why
    Data protection in Spain and the rest of the European Union wants the purpose told, and a place where the
    rest can be read or heard.

    ## Wrong
    ```yaml
    languages: [es]
    country: ES
    recorded: true
    nodes:
      hola: {type: message, prompt: Le atiende Acme. Esta llamada será grabada., next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    country: ES
    recorded: true
    nodes:
      hola: {type: message, prompt: "Le atiende Acme. Grabamos la llamada para mejorar la calidad; más información en acme.example.", next: adviser}
    ```

    ## How to mend it
    Add the purpose ("to train our staff") and a pointer ("see acme.example"). It holds for flows whose
    `country` is in the European Union or the United Kingdom.
    """
    if study.flow.country not in _GDPR:
        return
    for said, _ in study.texts.saying("recording"):
        told = study.heard_with(said)
        lists = study.words(said.language)
        missing = [section for section in ("recording-purpose", "recording-more") if not lists.find(section, told)]
        if missing and said.key == "prompt":
            message = (
                say("callers hear that they are recorded, but not what for")
                if missing[0] == "recording-purpose"
                else say("callers hear that they are recorded, but not where to learn more")
            )
            yield Fault(
                said.place,
                message,
                say("say what for and where to learn more, as in “{notice}”", notice=study.sentence("say-recording")),
                said.id,
            )
