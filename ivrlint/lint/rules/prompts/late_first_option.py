"""`late-first-option`."""

from math import ceil

from ivrlint.lint.greetings import EMERGENCY
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("CH1", "AN1", "D3"))
def late_first_option(study: Study, *, warn: float = 10, error: float = 30, greeting: float = 8) -> Faults:
    """It takes too long from the answer until the first choice has been heard.

    ## Why
    Greeting, notice on recordings, a word on the office: each is short, and together they keep the caller
    waiting for the first thing to do. What comes after ten seconds of talk is hardly listened to. A notice
    on recordings takes four to six of them.

    ## Wrong
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme., next: notice}
      notice:
        type: message
        prompt: >-
          This call may be recorded for training and to improve the quality of our service to you. Recordings are
          kept for ninety days in a safe place. To hear more about these recordings, ask the adviser who will help you.
        next: main
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme., next: notice}
      notice:
        type: message
        prompt: We record calls to improve our service. Ask us for our privacy policy.
        next: main
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Shorten the notices, and begin the menu with its first option. What to do in an emergency does not
    count. What a greeting takes beyond its own limit is `long-greeting`; here it counts no more than
    `greeting` seconds.
    """
    shown = set()
    for way in study.greetings.all:
        if not way.first or way.stop.id in shown:
            continue
        said = [*(part.text for part in way.without(EMERGENCY)), way.first]
        seconds = sum(study.seconds(text, way.language) for text in said)
        greeted = sum(study.seconds(part.text, way.language) for part in way.without_notices())
        counted = seconds - max(0.0, greeted - greeting)
        if counted > warn:
            shown.add(way.stop.id)
            yield Fault(
                way.before[-1].place if len(way.before) == 1 else way.stop.name,
                say(
                    "the first choice is heard after {seconds} s (at most {limit:g} s)",
                    seconds=ceil(seconds),
                    limit=error if counted > error else warn,
                ),
                say("shorten what is said before “{first}”", first=way.first),
                way.stop.id,
                "error" if counted > error else None,
            )
