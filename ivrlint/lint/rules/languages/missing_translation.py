"""`missing-translation`."""

from collections.abc import Iterator

from ivrlint.flow.model import Callback, Hangup, Input, Lookup, Menu, Message, Node, Option, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.tongues import Written, again_of, options_of, texts_of
from ivrlint.message import say


@rule("languages", "error", profile="core", sources=("ES-L",), needs=("translations",))
def missing_translation(study: Study) -> Faults:
    """A text is missing in a language that callers can be in.

    ## Why
    The caller has chosen English and hears silence, or Spanish again, in the middle of the call. What
    was said there is lost, and with it the way on.

    ## Wrong
    ```yaml
    languages: [es, en]
    nodes:
      main:
        type: menu
        prompt: "{options} For English, press 9."
        options:
          1: {label: {es: facturas, en: bills}, to: adviser}
          9: {label: English, to: main, language: en}
    ```

    ## Right
    ```yaml
    languages: [es, en]
    nodes:
      main:
        type: menu
        prompt: {es: "{options} For English, press 9.", en: "{options}"}
        options:
          1: {label: {es: facturas, en: bills}, to: adviser}
          9: {label: English, to: main, language: en, silent: true}
    ```

    ## How to mend it
    Write the text in each language: `{es: …, en: …}`. A node that callers reach in one language only needs
    that one. Labels of options that switch the language are said in their own language and need no other.
    A label that is missing where the labels beside it are there is `structure-drift`.
    """
    if len(study.flow.languages) == 1:
        return
    texts = list(_texts(study))
    absent = _absent(texts, study)
    if absent:
        told = {"languages": ", ".join(absent), "first": study.flow.language, "language": absent[0]}
        yield Fault(
            study.written("languages"),
            say("callers in {languages} hear nothing at all: no text is written for them", **told),
            say("write each text as in `{{{first}: …, {language}: …}}`, or take {languages} out", **told),
        )
    for node, written, languages in texts:
        missing = [language for language in languages if language not in (*written.text.spoken, *absent)]
        if missing:
            yield Fault(
                written.text.place,
                say(
                    "callers in {languages} hear nothing here: `{key}` has no text for them",
                    languages=", ".join(missing),
                    key=written.key,
                ),
                say(
                    "add {languages}, as in `{{{first}: …, {language}: …}}`",
                    languages=", ".join(missing),
                    first=next(iter(written.text.spoken), study.flow.language),
                    language=missing[0],
                ),
                node.id if node else None,
            )


def _absent(texts: list[tuple[Node | None, Written, tuple[str, ...]]], study: Study) -> list[str]:
    """The languages in which nothing is written yet, where there is more than a text or two."""
    spoken = {language for _, written, _ in texts for language in written.text.spoken}
    return [language for language in study.flow.languages if language not in spoken] if len(texts) > _FEW else []


_FEW = 3


def _texts(study: Study) -> Iterator[tuple[Node | None, Written, tuple[str, ...]]]:
    """The texts of the flow, and the languages that each of them needs."""
    everywhere = study.flow.languages
    yield from ((None, written, everywhere) for written in again_of(study.flow.listening))
    yield from ((None, written, everywhere) for written in _labels(study.flow.keys, everywhere))
    for node in study.flow.nodes.values():
        if isinstance(node, _SPEAKS):
            languages = study.tongues.at(node.id)
            yield from ((node, written, languages) for written in texts_of(node))
            yield from ((node, written, languages) for written in _labels(options_of(node), languages))


_SPEAKS = (Message, Menu, Input, Lookup, Transfer, Voicemail, Callback, Hangup)


def _labels(options: tuple[Option, ...], languages: tuple[str, ...]) -> Iterator[Written]:
    """The labels, where no label beside them has a language that they miss."""
    labels = [option.label for option in options if option.label and not option.language]
    spoken = {language for label in labels for language in label.spoken}
    for label in labels:
        if not any(language in spoken and language not in label.spoken for language in languages):
            yield Written("label", label)
