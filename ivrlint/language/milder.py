"""What a text says to callers in milder words: sentences that blame them, sentences that tell them nothing."""

import re
from functools import cache

from ivrlint.flow.spelling import Change, changed
from ivrlint.language.words import fold, words

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*\s*")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_WORD = re.compile(r"\w+(?:'\w+)*")
_LONG = 3  # words; shorter phrases read well only in some sentences
_EMPTY = ("filler", "please", "and", "stop-words", "label-noise", "thanks")


def blameless(text: str, language: str) -> list[Change]:
    """The changes by which no sentence of an error text blames the caller. [] where no wording fits."""
    lists = words(language)
    found: list[Change] = []
    for start, end in lists.all("blame", text):
        if any(change.start <= start < change.end for change in found):
            continue
        change = _whole(text, start, language) or _phrase(text, start, end, language)
        if change is None:
            return []
        found.append(change)
    good = found and not _blames(changed(text, found), language)
    return found if good else []


def without_filler(text: str, language: str) -> list[Change]:
    """The changes by which sentences are left out that say nothing but filler. [] where nothing would be left."""
    lists = words(language)
    empty = [Change(*match.span(), "") for match in _SENTENCE.finditer(text) if _is_empty(match[0], language)]
    kept = changed(text, empty)
    if not empty or not _WORD.search(kept) or lists.all("filler", kept):
        return []
    if empty[-1].end == len(text):  # no space is left before what was the last sentence
        start = len(text[: empty[-1].start].rstrip())
        empty[-1] = empty[-1]._replace(start=start)
    return empty


def _blames(text: str, language: str) -> bool:
    lists = words(language)
    excused = lists.all("no-blame", text)
    return any(
        not any(begin < end and start < stop for begin, stop in excused) for start, end in lists.all("blame", text)
    )


def _whole(text: str, at: int, language: str) -> Change | None:
    """The sentence around `at` in milder words, an apology before it kept."""
    sentence = next(match for match in _SENTENCE.finditer(text) if match.start() <= at < match.end())
    core = _CORE.search(sentence[0])
    if core is None:
        return None
    start, said = sentence.start() + core.start(), core[0]
    head = said.partition(",")[0]
    if head != said and words(language).find("apology", head):
        behind = len(head) + 1
        behind += len(said[behind:]) - len(said[behind:].lstrip())
        start, said = start + behind, said[behind:]
    milder = _sentences(language).get(_plain(said))
    if milder is None:
        return None
    return Change(start, start + len(said), milder[:1].upper() + milder[1:] if said[:1].isupper() else milder)


def _phrase(text: str, start: int, end: int, language: str) -> Change | None:
    """A longer phrase in the words that fit in its place."""
    said = text[start:end]
    milder = _phrases(language).get(_plain(said))
    if milder is None or len(_plain(said)) < _LONG:
        return None
    return Change(start, end, milder[:1].upper() + milder[1:] if said[:1].isupper() else milder)


def _is_empty(sentence: str, language: str) -> bool:
    lists = words(language)
    if not lists.all("filler", sentence):
        return False
    covered = [span for section in _EMPTY for span in lists.all(section, sentence)]
    return all(any(start <= word.start() < end for start, end in covered) for word in _WORD.finditer(sentence))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


@cache
def _sentences(language: str) -> dict[tuple[str, ...], str]:
    return {_plain(entry): milder[0] for entry, milder in words(language).mapping("blameless").items() if milder}


@cache
def _phrases(language: str) -> dict[tuple[str, ...], str]:
    return {_plain(entry): milder[0] for entry, milder in words(language).mapping("blame").items() if milder}
