"""What callers are asked for in confidence: platforms have no word for it, so the question itself tells."""

from ivrlint.flow.model import Text
from ivrlint.language.plainness import sentences
from ivrlint.language.tongue import likely_language
from ivrlint.language.words import words

_USUAL = "en"  # where nothing tells a language
_KINDS = {"secret": "pin", "card": "card"}  # sections of the word lists, and what a flow file calls their entries


def kind_of(prompt: Text | None) -> str | None:
    """What a question asks for: "card", the numbers of a card that pays; "pin", a secret; None for anything else.

    Where a sentence asks for an entry, the others do not count: "Forgot your PIN? Press 0. Please enter your account."
    """
    for language, text in prompt.spoken.items() if prompt else ():
        known = words(language or likely_language(text) or _USUAL)
        told = [text[each.start : each.end] for each in sentences(text, language)]
        asking = " ".join(each for each in told if known.find("collect", each)) or text
        for section, kind in _KINDS.items():
            if known.find(section, asking):
                return kind
    return None
