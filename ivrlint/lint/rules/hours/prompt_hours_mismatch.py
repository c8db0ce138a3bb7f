"""`prompt-hours-mismatch`."""

from ivrlint.flow.calendar import Hours
from ivrlint.flow.model import Callback, Hangup, Message, Node, Transfer, Voicemail
from ivrlint.language.times import Said, times_said
from ivrlint.lint.opening import week_told
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SPEAKS = (Message, Transfer, Voicemail, Callback, Hangup)


@rule("hours", "error", on=_SPEAKS, sources=("seed002", "seed000"))
def prompt_hours_mismatch(node: Message | Transfer | Voicemail | Callback | Hangup, study: Study) -> Faults:
    """The hours that callers are told are not the hours in the file.

    ## Why
    The caller rings again when the voice said, and finds the office closed. Texts and `hours:` are
    often changed by different people; one of the two is a promise that is not kept.

    ## Wrong
    ```yaml
    languages: [es]
    hours: {office: {mon-fri: 08:00-18:00}}
    nodes:
      abierto: {type: branch, hours: office, cases: {open: advisers, closed: cerrado}}
      cerrado: {type: hangup, prompt: "Atendemos de lunes a viernes, de nueve de la mañana a seis de la tarde."}
    ```

    ## Right
    ```yaml
    languages: [es]
    hours: {office: {mon-fri: 08:00-18:00}}
    nodes:
      abierto: {type: branch, hours: office, cases: {open: advisers, closed: cerrado}}
      cerrado: {type: hangup, prompt: "Atendemos de lunes a viernes, de ocho de la mañana a seis de la tarde."}
    ```

    ## How to mend it
    Bring the text or the hours up to date. What is said on the closed side of a `branch` must agree with
    its hours; elsewhere a sentence that says when you are open must agree with some hours of the file.
    Times in Spanish and English are understood, with digits and in words; “8” may be morning or evening.
    """
    prompt = node.prompt
    if prompt is None or not study.flow.hours:
        return
    for language, text in prompt.spoken.items():
        meant = _meant(node, text, language, study)
        for said in times_said(text, language) if meant else ():
            if not any(_fits(said, hours) for hours in meant):
                yield Fault(
                    prompt.place,
                    say(
                        "callers are told “{said}”, but `{name}` is open {week}",
                        said=text[said.start : said.end],
                        name=meant[0].name,
                        week=week_told(meant[0]),
                    ),
                    say("change the text, or the hours"),
                    node.id,
                )


def _meant(node: Node, text: str, language: str, study: Study) -> list[Hours]:
    """The hours of which a text may speak: those that are closed there; else all, if it says when you open."""
    names = study.stretches.closed_hours.get(node.id)
    if names is None and not study.words(language).find("opening", text):
        return []
    return [hours for name, hours in study.flow.hours.items() if names is None or name in names]


def _fits(said: Said, hours: Hours) -> bool:
    """Do they agree, with the week or with a day that has a date?"""
    return said.fits(hours.week) or (not said.days and said.fits([*hours.dates.values()]))
