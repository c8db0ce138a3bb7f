"""`failure-hangs-up`."""

from ivrlint.lint.listeners import takes_anything
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT

_SILENT = say("callers who stay silent are thrown out of the call")
_WRONG = say("callers whose keys are not understood are thrown out of the call")
_MISHEARD = say("callers who are not understood are thrown out of the call")


@rule("errors", "error", sources=("G1", "W1", "A4", "IW1"))
def failure_hangs_up(study: Study) -> Faults:
    """Callers who could not answer are hung up on.

    ## Why
    They did not hear, have a phone without tones, or found nothing that fits: the very people who need a
    person. They have waited, failed, and must call again to fail once more. Standards of caller rights say
    it plainly: never disconnect for an error of the user.

    ## Wrong
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, attempts: 3, then: hangup}
      no_match: {attempts: 3, then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, attempts: 3, then: adviser}
      no_match: {attempts: 3, then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## How to mend it
    Lead `then` to a person while somebody is there, and to a voicemail or a call back otherwise. Questions
    tagged `survey` or `optional`, and one that is only asked whether there is anything else, may end the call
    with a goodbye. A system that fails is `forced-hangup`; no `then` at all is `missing-handler`.
    """
    for listener in study.listeners:
        for written, held in listener.retries:
            if written.then is None or not study.endings.hangs_up(written.then.to):
                continue
            if takes_anything(listener.node, held):
                continue  # taken as an entry, and told so
            if listener.node is None or not study.endings.closes(listener.node):
                wrong = _MISHEARD if listener.node and BOT in listener.node.tags else _WRONG
                yield Fault(
                    written.then.place,
                    _SILENT if written is listener.written.no_input else wrong,
                    say("lead `then:` to a person, a voicemail or a call back"),
                    listener.id,
                )
