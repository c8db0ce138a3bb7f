"""`structure-drift`."""

from itertools import pairwise

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "warning", on=Menu, sources=("ES1",), needs=("translations",))
def structure_drift(menu: Menu, study: Study) -> Faults:
    """Callers in one language are offered something that those in another are not.

    ## Why
    A change was made in one language and forgotten in the other. Whoever chose the other language never
    hears of the new option, or hears the keys in another order than the colleagues who explain them.

    ## Wrong
    ```yaml
    languages: [es, en]
    nodes:
      main:
        type: menu
        prompt:
          es: Para facturas, pulse 1. Para averías, pulse 2.
          en: For bills, press 1.
        options:
          1: {label: {es: facturas, en: bills}, to: adviser}
          2: {label: {es: averías, en: faults}, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es, en]
    nodes:
      main:
        type: menu
        prompt:
          es: Para facturas, pulse 1. Para averías, pulse 2.
          en: For bills, press 1. For faults, press 2.
        options:
          1: {label: {es: facturas, en: bills}, to: adviser}
          2: {label: {es: averías, en: faults}, to: adviser}
    ```

    ## How to mend it
    Offer the same keys in the same order in every language; `{options}` does. Compared is what the prompt
    announces, and which options have a label. Keys that switch the language may differ. A text that is
    missing altogether is `missing-translation`; an option that no language announces is
    `option-not-announced`.
    """
    if len(study.flow.languages) == 1:
        return
    yield from _labels(menu, study)
    told = _told(menu, study)
    for telling, keys in told:
        theirs, other = max(
            ((set(others) - set(keys), other.language) for other, others in told), key=lambda pair: len(pair[0])
        )
        if theirs:
            yield Fault(
                telling.place,
                say(
                    "callers in {language} are not told of {keys}, as those in {other} are",
                    language=telling.language,
                    keys=", ".join(sorted(theirs)),
                    other=other,
                ),
                say("announce the same keys in every language, or write `{{options}}`"),
                menu.id,
            )
    yield from _order(told, menu)


def _order(told: list[tuple[Telling, list[str]]], menu: Menu) -> Faults:
    """The same keys in another order."""
    for (first, keys), (telling, others) in pairwise(told):
        if keys != others and set(keys) == set(others):
            yield Fault(
                telling.place,
                say(
                    "callers in {language} hear the keys in another order ({keys}) than those in {other} ({others})",
                    language=telling.language,
                    keys=", ".join(others),
                    other=first.language,
                    others=", ".join(keys),
                ),
                say("keep one order in every language, or write `{{options}}`"),
                menu.id,
            )


def _told(menu: Menu, study: Study) -> list[tuple[Telling, list[str]]]:
    """The keys that each language announces, but for those that switch the language."""
    switches = {option.key for option in menu.options if option.language}
    return [
        (telling, [key for key, _ in study.hearing.order(menu, telling) if key not in switches])
        for telling in study.hearing.prompt(menu)
        if study.words(telling.language).terms("press-verbs")
    ]


def _labels(menu: Menu, study: Study) -> Faults:
    """The options without a label in a language in which others have one."""
    options = [option for option in menu.options if option.label and not option.language and not option.silent]
    labels = [option.label.spoken for option in options if option.label]
    for language in study.tongues.at(menu.id):
        if any(language in spoken for spoken in labels):
            for option, spoken in zip(options, labels, strict=True):
                if language not in spoken:
                    yield Fault(
                        option.place,
                        say(
                            "callers in {language} have no words for “{label}”, as they have for the other options",
                            language=language,
                            label=study.label(option),
                        ),
                        say("add the label in {language}", language=language),
                        menu.id,
                    )
