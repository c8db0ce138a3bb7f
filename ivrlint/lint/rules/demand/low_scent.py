"""`low-scent`."""

from collections.abc import Sequence

from ivrlint.flow.model import Option
from ivrlint.language.likeness import best_match
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "warning", profile="strict", sources=("M1", "M4", "W2"), needs=("intents",))
def low_scent(study: Study, *, margin: float = 0.3) -> Faults:
    """What callers say fits another option better than the right one.

    ## Why
    Callers take the option that sounds most like what they have in mind. Where that is another one, they
    go astray and do not know why: models of how people search predict it, from web pages to menus.

    ## Wrong
    ```yaml
    intents:
      payment: {says: [pay my bill], at: cashier}
    nodes:
      main: {type: menu, options: {1: {label: pay your bill, to: adviser}, 2: {label: card services, to: cashier}}}
      cashier: {type: message, prompt: Here you can pay., next: hangup}
    ```

    ## Right
    ```yaml
    intents:
      payment: {says: [pay my bill], at: cashier}
    nodes:
      main: {type: menu, options: {1: {label: pay your bill, to: cashier}, 2: {label: card services, to: adviser}}}
      cashier: {type: message, prompt: Here you can pay., next: hangup}
    ```

    ## How to mend it
    Call the right option what callers call it, or let both options lead there. `margin` (of 1) is how much
    better the other one must fit.
    """
    for intent in study.flow.intents.values():
        for language, phrases in intent.says.spoken.items() if intent.says else ():
            for menu, right in study.demand.menus_on_the_way(intent):
                wrong = _astray(phrases, study.demand.topics(menu, language), right, language, margin)
                if wrong is not None:
                    phrase, option = wrong
                    yield Fault(
                        option.place,
                        say(
                            "those who call to “{phrase}” will take “{wrong}” ({key}) at `{id}`, and need “{right}”",
                            phrase=phrase,
                            wrong=study.label(option, language),
                            key=option.key,
                            id=menu.id,
                            right=", ".join(study.label(one, language) for one in right),
                        ),
                        say(
                            "call the right option what callers call it, or let “{wrong}” lead there, too",
                            wrong=study.label(option, language),
                        ),
                        menu.id,
                    )
                    break


def _astray(
    phrases: Sequence[str],
    options: Sequence[Option],
    right: Sequence[Option],
    language: str,
    margin: float,
) -> tuple[str, Option] | None:
    """The first phrase that fits a wrong option better than all right ones, and that option."""
    labelled = [option for option in options if option.label and language in option.label.spoken]
    labels = [option.label.spoken[language] for option in labelled if option.label]
    for phrase in phrases:
        scents = dict(zip([option.key for option in labelled], best_match(phrase, labels, language), strict=True))
        best_right = max((scents.get(option.key, 0.0) for option in right), default=0.0)
        for option in labelled:
            if option not in right and scents[option.key] > best_right + margin:
                return phrase, option
    return None
