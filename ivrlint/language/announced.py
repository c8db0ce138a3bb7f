"""Which keys a prompt offers, and for what: "For billing, press 1", "marque 2 si desea hablar con ventas"."""

from functools import lru_cache
from typing import NamedTuple

from ivrlint.language.grammar import SIGNS, grammar
from ivrlint.language.labels import Label, Labels
from ivrlint.language.offers import Offer, Reader
from ivrlint.language.prompt import Prompt
from ivrlint.language.words import fold, words


class Announcement(NamedTuple):
    """One key that a prompt offers.

    key: as pressed ("1", "12", "*"); label: what it is for, without "for" or "if you want to", '' where the prompt
    does not say; start, end: offsets in the text of the whole announcement, so that at `end` both label and key have
    been heard; label_first: whether the label comes before the key; verb: as written ("press"), '' where left out.
    """

    key: str
    label: str
    start: int
    end: int
    label_first: bool
    verb: str


@lru_cache(maxsize=4096)
def announced(text: str, language: str) -> tuple[Announcement, ...]:
    """The keys that the text offers, in the order in which they are said.

    language: a BCP 47 tag; announcements in the words of other known languages are found as well. Never raises.
    """
    phrases = grammar(language)
    prompt = Prompt(text, phrases)
    if not prompt.turning:
        return ()
    found: list[Announcement] = []
    offers = Reader(prompt, phrases).offers()
    labels = Labels(prompt, phrases)
    for offer, after in zip(offers, [*offers[1:], None], strict=False):
        label = labels.of(offer, after)
        if label:
            found += _of_each_key(prompt, offer, label)
    return tuple(found)


def _of_each_key(prompt: Prompt, offer: Offer, label: Label) -> list[Announcement]:
    """One announcement a key: "press 1 or 2" has two that share their label."""
    if label.first == label.end:
        text, start = "", prompt.starts[offer.first]
    else:
        text, start = prompt.slice(label.first, label.end), prompt.starts[label.begin]
    return [
        Announcement(key, text, start, prompt.end(max(behind, label.heard)), label.before, offer.verb)
        for key, behind in offer.keys
    ]


def announce(label: str, key: str, language: str) -> str:
    """The sentence by which the product itself offers a key: "For billing, press 1." '' in an unknown language."""
    lists = words(language)
    name = lists.mapping("spoken-keys").get(key, (key,))[0]
    label = _without_starter(label.strip(SIGNS), language)
    first = fold(label.split(maxsplit=1)[0]) if label else ""
    pattern = lists.sentence("say-option-action") if first in lists.mapping("action-verbs") else ""
    pattern = pattern or lists.sentence("say-option")
    return pattern.replace("{key}", name).replace("{label}", inside_sentence(label, language))


def _without_starter(label: str, language: str) -> str:
    """A label without "for" or "if you want to"."""
    stems = (*fold(label).split(), "")
    length = grammar(language).starters.length(stems, 0)
    return label.split(maxsplit=length)[-1] if 0 < length < len(stems) - 1 else label


def inside_sentence(label: str, language: str) -> str:
    """A label as it reads in the middle of a sentence: "Billing" -> "billing", but "PIN", "English"."""
    first = label.split(maxsplit=1)[0] if label else ""
    if fold(first) in words(language).mapping("proper") or (first[1:] != first[1:].lower()):
        return label
    return label[:1].lower() + label[1:]
