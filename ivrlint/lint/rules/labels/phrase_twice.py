"""`phrase-twice`."""

from collections.abc import Iterable

from ivrlint.flow.model import Menu, Phrases
from ivrlint.language.words import fold
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("labels", "warning", sources=("ST1",))
def phrase_twice(study: Study) -> Faults:
    """The same words stand for two things: two options of a speech menu, or two intents.

    ## Why
    The caller says what both claim, and the system takes one of them by chance.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        listening: {speech: true}
        options:
          1: {label: your bill, says: [an invoice, my account], to: adviser}
          2: {label: your contract, says: [my account], to: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        listening: {speech: true}
        options:
          1: {label: your bill, says: [an invoice], to: adviser}
          2: {label: your contract, says: [my account], to: call_back}
    ```

    ## How to mend it
    Leave the phrase to the one that callers mean by it.
    """
    for menu in study.all(Menu):
        speakers = [(option.key, option.says, option.to and option.to.to) for option in menu.options]
        yield from _claims(speakers, menu.id)
    intents = study.flow.intents.values()
    yield from _claims([(one.name, one.says, ",".join(sorted(at.to for at in one.at))) for one in intents], None)


def _claims(speakers: Iterable[tuple[str, Phrases | None, str | None]], node: str | None) -> Faults:
    """Phrases that two of these (name, phrases, where they lead) claim although they lead apart."""
    claimed: dict[tuple[str, str], tuple[str, str | None]] = {}
    for name, says, leads in speakers:
        for language, phrases in says.spoken.items() if says else ():
            for phrase in phrases:
                first, first_leads = claimed.setdefault((language, fold(phrase)), (name, leads))
                if says is not None and first != name and first_leads != leads:
                    yield Fault(
                        says.place,
                        say(
                            "callers who say “{phrase}” may mean {first} or {second}",
                            phrase=phrase,
                            first=first,
                            second=name,
                        ),
                        say("leave “{phrase}” to one of them", phrase=phrase),
                        node,
                    )
