"""`missing-recording`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "info", profile="strict", needs=("recordings",))
def missing_recording(study: Study) -> Faults:
    """A text names a recording that is not there, while others are.

    ## Why
    Callers hear the synthetic voice, or nothing at all, in the middle of recorded ones: engines play a
    missing file as silence.

    ## Wrong
    ```yaml
    nodes:
      main: {type: message, prompt: {text: One moment., audio: audio/missing.wav}, next: other}
      other: {type: message, prompt: {text: Please hold., audio: spoken.wav}, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: message, prompt: {text: One moment., audio: spoken.wav}, next: other}
      other: {type: message, prompt: {text: Please hold., audio: spoken.wav}, next: adviser}
    ```

    ## How to mend it
    Record it, or correct the name; `{lang}` in it stands for the language. Where none of the recordings is
    beside the flow they are kept elsewhere, and nothing is said.
    """
    there, missing = study.beside.recordings
    for place, path in missing if there else ():
        yield Fault(place, say("the recording {path} is not there", path=path), say("record it, or correct its name"))
