"""`offer-not-in-own-language`."""

from ivrlint.flow.model import Menu, Text
from ivrlint.flow.place import Place
from ivrlint.language.announced import Announcement, announce
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_VERBS = ("press-verbs", "dial-verbs", "choice-verbs", "speech-verbs")


@rule("languages", "warning", on=Menu, sources=("H11",))
def offer_not_in_own_language(menu: Menu, study: Study) -> Faults:
    """A language is offered in words that its speakers may not understand.

    ## Why
    “For Spanish, press 2” is of use to nobody who needs it. Callers listen for a word of their own
    language, and let the rest of the prompt pass.

    ## Wrong
    ```yaml
    languages: [en, es]
    nodes:
      main:
        type: menu
        prompt: {en: "{options} For Spanish, press 2.", es: "{options}"}
        options:
          1: {label: {en: bills, es: facturas}, to: adviser}
          2: {label: Spanish, to: repeat, language: es, silent: true}
    ```

    ## Right
    ```yaml
    languages: [en, es]
    nodes:
      main:
        type: menu
        prompt: {en: "{options} Para español, pulse 2.", es: "{options}"}
        options:
          1: {label: {en: bills, es: facturas}, to: adviser}
          2: {label: español, to: repeat, language: es, silent: true}
    ```

    ## How to mend it
    Say the whole offer in the language that it offers. `{options}` does so if the label is that language's
    own name. Only languages with word lists are looked at.
    """
    switches = {option.key: option.language for option in menu.options if option.language}
    tellings = study.hearing.prompt(menu) if switches else ()
    for telling in tellings:
        for offer in telling.announced:
            language = switches.get(offer.key)
            if language and offer.label and not _is_in(offer, language, telling.language, study):
                said = telling.text[offer.start : offer.end]
                yield _fault(menu, study, place=telling.place, said=said, language=language, key=offer.key)
    listed = menu.prompt is None or any(telling.generated for telling in tellings)
    for option in menu.options if switches and listed else ():
        if option.language and option.label and not option.silent and not _names(option.label, option.language, study):
            label = study.label(option)
            yield _fault(menu, study, place=option.label.place, said=label, language=option.language, key=option.key)


def _fault(menu: Menu, study: Study, *, place: Place, said: str, language: str, key: str) -> Fault:
    name = next(iter(study.words(language).terms("own-name")), language)
    return Fault(
        place,
        say("callers who speak only {language} may not understand “{said}”", language=language, said=said),
        say("say it in that language, as in “{offer}”", offer=announce(name, key, language)),
        menu.id,
    )


def _is_in(offer: Announcement, language: str, told_in: str, study: Study) -> bool:
    """Is it an offer in that language, as far as its word lists tell?"""
    lists = study.words(language)
    if told_in == language or not lists.terms("own-name"):
        return True
    verb = not offer.verb or any(lists.find(section, offer.verb) for section in _VERBS)
    return verb and lists.find("own-name", offer.label) is not None


def _names(label: Text, language: str, study: Study) -> bool:
    """Does a label call the language by its own name, whatever language it is heard in?"""
    lists = study.words(language)
    return not lists.terms("own-name") or all(lists.find("own-name", text) for text in label.spoken.values())
