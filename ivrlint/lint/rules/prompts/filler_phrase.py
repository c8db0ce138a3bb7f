"""`filler-phrase`."""

from ivrlint.flow.model import Hangup
from ivrlint.language.milder import without_filler
from ivrlint.lint.fixes import words_of
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("G1", "CR1", "H10", "W2"), fixes="unsafe")
def filler_phrase(study: Study) -> Faults:
    """A phrase costs every caller time and tells them nothing.

    ## Why
    “Your call is important to us” is what people remember of a bad call. “Our options have changed” asks
    them to pay attention for something that most never knew. Guides name these phrases one by one.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: "Please listen carefully, as our menu options have changed. {options}"
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: "{options}"
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
    ```

    ## How to mend it
    Leave the phrase out and read the rest aloud: nothing is missing. The phrases stand in the word lists
    under `filler`. Hints at a website are `promo-before-service` and `ads-on-hold`; what is said when
    the call is over is not looked at.
    """
    for said, phrase in study.texts.saying("filler"):
        if not isinstance(said.node, Hangup):
            changes = without_filler(said.text, said.language)
            yield Fault(
                said.place,
                say("callers hear “{phrase}”, which tells them nothing", phrase=phrase),
                say("leave “{phrase}” out", phrase=phrase),
                said.id,
                fix=words_of(said.place, said.language, changes, say("leave the sentence out"), study, safe=False),
            )
