"""`closed-without-info`."""

from ivrlint.flow.model import Broken, Callback, Input, Menu, Transfer, Voicemail
from ivrlint.language.times import times_said
from ivrlint.lint.opening import week_told
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import ClosedSide
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "warning", sources=("AH1", "seed000", "seed004", "H7", "H10"))
def closed_without_info(study: Study) -> Faults:
    """Outside opening hours callers learn neither when somebody is there nor what they can do instead.

    ## Why
    “We are closed” leaves the caller with nothing: no time to try again, nobody to leave word with. They
    call again and again until somebody answers. A sentence with the hours, or one with another way,
    spares all of these calls.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      abierto: {type: branch, hours: office, cases: {open: advisers, closed: cerrado}}
      cerrado: {type: hangup, prompt: Nuestras oficinas están cerradas. Gracias por llamar.}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      abierto: {type: branch, hours: office, cases: {open: advisers, closed: cerrado}}
      cerrado:
        type: message
        prompt: Le atendemos de lunes a viernes, de 8 a 18 horas. Si lo prefiere, deje su mensaje.
        next: {type: voicemail, box: clientes, prompt: Hable después de la señal., reply_within: 1wd, next: hangup}
    ```

    ## How to mend it
    Say when you open, and offer something: a message, a call back, what works without people. Looked at
    is all that callers hear on the closed side, up to the next question; a menu, a voicemail or a call
    back there is a way on by itself. Hours that do not agree with `hours:` are `prompt-hours-mismatch`;
    a queue that nobody serves at night is `closed-person-offered`.
    """
    for side in study.stretches.closed_sides:
        if any(isinstance(node, Menu | Transfer | Broken) for node in side.nodes):
            continue
        silent = [language for language in study.tongues.at(side.edge.source) if not _tells(side, language, study)]
        if silent:
            hours = study.flow.hours.get(side.hours or "")
            told = side.prompts()
            yield Fault(
                told[-1][1].place if told else side.edge.place,
                say(
                    "outside opening hours callers learn neither when you open nor what they can do ({languages})",
                    languages=", ".join(silent),
                ),
                say(
                    "say when you open ({hours}) and offer a message or a call back",
                    hours=week_told(hours) if hours else "`hours:`",
                ),
                told[-1][0].id if told else side.edge.source,
            )


def _tells(side: ClosedSide, language: str, study: Study) -> bool:
    """Do they hear when it opens, or what else they can do? Nobody can tell in a language without word lists."""
    words = study.words(language)
    texts = side.texts(language)
    if not words.terms("opening") or (not texts and side.prompts()):
        return True
    if texts and any(isinstance(node, Voicemail | Callback | Input) for node in side.nodes):
        return True
    return any(
        words.find("opening", text) or words.find("alternative", text) or times_said(text, language) for text in texts
    )
