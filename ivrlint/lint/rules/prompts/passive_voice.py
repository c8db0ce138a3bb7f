"""`passive-voice`."""

from math import ceil

from ivrlint.language.plainness import sentences
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_ENOUGH = 300  # texts that are read; more of them do not move the share


@rule("prompts", "info", profile="strict", sources=("H13",))
def passive_voice(study: Study, *, share: int = 20, sentences_at_least: int = 5) -> Faults:
    """Many sentences hide who does what.

    ## Why
    “Your call will be transferred” is longer than “I am putting you through”, and leaves open who acts. Listeners
    follow the active form faster.

    ## Wrong
    ```yaml
    nodes:
      welcome:
        type: message
        prompt: >-
          Welcome to Acme. Your call will be answered soon. Calls will be recorded. Your request will be processed.
          Your account will be charged next week.
        next: adviser
    ```

    ## Right
    ```yaml
    nodes:
      welcome:
        type: message
        prompt: >-
          Welcome to Acme. We answer your call soon. We record calls. We look at your request today. We charge your
          account next week.
        next: adviser
    ```

    ## How to mend it
    Say who acts: we, you, an adviser. Counted is the share of sentences with a passive form that the word lists
    know, over all prompts of a language.
    """
    for language in study.flow.languages:
        words = study.words(language)
        if not words.terms("passive"):
            continue
        read = [
            text[sentence.start : sentence.end]
            for text in study.texts.sample(language, _ENOUGH)
            for sentence in sentences(text, language)
        ]
        hidden = [phrase for sentence in read if (phrase := words.find("passive", sentence))]
        if len(read) >= sentences_at_least and len(hidden) * 100 > share * len(read):
            yield Fault(
                study.written("languages"),
                say(
                    "{share} % of the sentences ({language}) hide who acts, as in “{example}” (at most {limit} %)",
                    share=ceil(100 * len(hidden) / len(read)),
                    language=language,
                    example=hidden[0],
                    limit=share,
                ),
                say("say who does it: we, you, an adviser"),
            )
