"""`blaming-words`."""

from collections.abc import Iterator

from ivrlint.flow.model import Text
from ivrlint.language.milder import blameless
from ivrlint.language.words import fold
from ivrlint.lint.fixes import words_of
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "warning", sources=("A5", "IW1", "seed001", "seed002", "seed003"), fixes="unsafe")
def blaming_words(study: Study) -> Faults:
    """An error text puts the mistake on the caller.

    ## Why
    "Invalid", "wrong", "you did not press": the caller hears that they are to blame, for a menu that did not
    understand them. They feel foolish, and learn nothing about what would have been right.

    ## Wrong
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, attempts: 3, again: ["Para hablar con una persona, pulse 0."], then: adviser}
      no_match: {attempts: 3, again: [Opción inválida. Inténtelo de nuevo.], then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    listening:
      no_input: {after: 6s, attempts: 3, again: ["Para hablar con una persona, pulse 0."], then: adviser}
      no_match: {attempts: 3, again: [Esa tecla no está en este menú. Inténtelo de nuevo.], then: adviser}
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## How to mend it
    Take the mistake on yourself and say what to do now: "That number is not on this menu. For bills, press
    1." Looked at are the texts of `again`, and messages after attempts have run out or a look-up has
    answered. Whether they say what to do is `error-no-instruction`.
    """
    for text, node in _error_texts(study):
        for language, spoken in text.spoken.items():
            changes = blameless(spoken, language)
            for start, end in _blaming(spoken, language, study):
                phrase = spoken[start:end]
                milder = _milder(phrase, language, study)
                yield Fault(
                    text.place,
                    say("callers hear “{phrase}”: that it is their mistake", phrase=phrase),
                    say("say it without blame, such as “{milder}”", milder=milder)
                    if milder
                    else say("say what to do now instead"),
                    node,
                    fix=words_of(text.place, language, changes, say("say it without blame"), study, safe=False),
                )


def _error_texts(study: Study) -> Iterator[tuple[Text, str | None]]:
    for listener in study.listeners:
        for written, _ in listener.retries:
            yield from ((text, listener.id) for text in written.again)
    chains = [*study.endings.failures, *study.endings.answers]
    messages = {message.id: message for chain in chains for message in chain}
    yield from ((message.prompt, message.id) for message in messages.values() if message.prompt is not None)


def _blaming(spoken: str, language: str, study: Study) -> list[tuple[int, int]]:
    words = study.words(language)
    found = words.all("blame", spoken)
    excused = words.all("no-blame", spoken) if found else []
    return [(start, end) for start, end in found if not any(begin < end and start < stop for begin, stop in excused)]


def _milder(phrase: str, language: str, study: Study) -> str | None:
    table = study.words(language).mapping("blame")
    return next((milder[0] for entry, milder in table.items() if milder and fold(entry) == fold(phrase)), None)
