"""`jargon`."""

import re
from collections.abc import Iterator

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import entries, holds, plain
from ivrlint.message import say

_ACRONYM = re.compile(r"(?<![\w.])[A-ZÁÉÍÓÚÜÑÇ]{2,6}(?![\w.])")


@rule("labels", "warning", on=Menu, sources=("W1", "H13", "seed003", "seed004"))
def jargon(menu: Menu, study: Study) -> Faults:
    """A label uses a word of the trade that callers do not know.

    ## Why
    What is daily bread in the company means nothing to somebody who calls it once a year. They skip the
    option that was meant for them.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: provisión del servicio, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: contratar o darse de alta, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## How to mend it
    Use the words that callers use: what stands under `says:` of an option or an intent counts as theirs.
    An acronym is jargon unless most people know it; the organisation's own name is none. A team adds
    acronyms that its callers know to `words:` in its configuration. Labels that are the name of a
    department are `org-chart-label`.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        for label in labels:
            for term in _unknown(label, language, study):
                if label.option.key not in told and not study.callers_words.issuperset(plain(term)):
                    told.add(label.option.key)
                    yield Fault(
                        label.place,
                        say(
                            "callers may not know what “{term}” means in “{label}” ({key})",
                            term=term,
                            label=label.text,
                            key=label.option.key,
                        ),
                        say("say it in the words that callers use"),
                        menu.id,
                    )


def _unknown(label: Label, language: str, study: Study) -> Iterator[str]:
    """Words of the trade, and acronyms that are not common."""
    words = study.words(language)
    if holds(label.words, "jargon", language) and label.words not in entries("vague", language):
        yield words.find("jargon", label.text) or label.text
    if study.own and study.own.jargon:
        said = f" {' '.join(label.words)} "
        yield from (term for term in study.own.jargon if f" {' '.join(plain(term))} " in said)
    acronyms = _ACRONYM.findall(label.text)
    if acronyms and words.terms("acronyms") and label.text != label.text.upper():
        known = {*words.terms("acronyms"), *(study.own.acronyms if study.own else ()), *(study.flow.name or "").split()}
        common = words.mapping("stop-words")
        yield from (acronym for acronym in acronyms if acronym not in known and acronym.lower() not in common)
