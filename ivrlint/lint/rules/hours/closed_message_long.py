"""`closed-message-long`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "warning", sources=("AH1",))
def closed_message_long(study: Study, *, seconds: float = 30) -> Faults:
    """The message outside opening hours takes too long.

    ## Why
    Whoever calls an office that is closed wants three things: that it is closed, when it opens, what to
    do now. The one that matters comes last, behind half a minute of everything else.

    ## Wrong
    ```yaml
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      sorry:
        type: message
        prompt: >-
          Thank you for calling Acme, your partner for everything around the home since nineteen
          seventy-four. Our offices in London, Leeds, Cardiff, Belfast and Aberdeen are closed at the moment.
          We open again from eight in the morning to six in the evening, Monday to Friday. On our website you
          will find answers to many of your questions, our new brochure, and all the news about our company.
          You can also write to us at any time, and we will answer as soon as we can, usually on the same
          day and always within a week. We can also call you back.
        next: call_back
    ```

    ## Right
    ```yaml
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      sorry:
        type: message
        prompt: We are open from 8 to 6, Monday to Friday. We can also call you back.
        next: call_back
    ```

    ## How to mend it
    Leave the three things and drop the rest. Measured is all that is spoken on the closed side before the
    next question; 15 to 30 seconds are advised. How long menus are is `long-menu-prompt`.
    """
    for side in study.stretches.closed_sides:
        prompts = side.prompts()
        for language in study.flow.languages if prompts else ():
            lengths = [study.seconds(text, language) for text in side.texts(language)]
            length = max(lengths, default=0) if side.forks else sum(lengths)
            if length > seconds:
                yield Fault(
                    prompts[0][1].place,
                    say(
                        "callers outside opening hours listen for {length} seconds (at most {limit})",
                        length=round(length),
                        limit=round(seconds),
                    ),
                    say("say that you are closed, when you open and what to do now"),
                    prompts[0][0].id,
                )
                break
