"""Which keys a prompt offers, and for what: "For billing, press 1", "marque 2 si desea hablar con ventas"."""

from functools import lru_cache
from typing import NamedTuple

from ivrlint.language.grammar import SIGNS, Grammar, grammar
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
            found += _of_each_key(prompt, offer, label, phrases)
    return tuple(found)


def _of_each_key(prompt: Prompt, offer: Offer, label: Label, phrases: Grammar) -> list[Announcement]:
    """One announcement a key: in "for sales, press 1 or 2" they share their label; "sales or help, 1 or 2" has two."""
    start = prompt.starts[offer.first if label.first == label.end else label.begin]
    parts = _listed(prompt, label, phrases) if len(offer.keys) > 1 and label.before else []
    if len(parts) != len(offer.keys):
        # Which of several words stands for which key nobody is told.
        unclear = label.first == label.end or (len(parts) > 1 and len(offer.said) > 0)
        parts = ["" if unclear else prompt.slice(label.first, label.end)] * len(offer.keys)
    return [
        Announcement(key, text, start, prompt.end(max(behind, label.heard)), label.before, offer.verb)
        for text, (key, behind) in zip(parts, offer.keys, strict=True)
    ]


def _listed(prompt: Prompt, label: Label, phrases: Grammar) -> list[str]:
    """The parts of a label that is a list: "sales, support or billing"."""
    parts, first = [], label.first
    for number in range(label.first, label.end):
        if prompt.stems[number] in phrases.ors:
            parts += [prompt.slice(first, number)] if first < number else []
            first = number + 1
        elif prompt.closes[number] == ",":
            parts.append(prompt.slice(first, number + 1))
            first = number + 1
    return [*parts, prompt.slice(first, label.end)] if first < label.end else parts


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
