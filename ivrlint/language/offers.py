"""Where a prompt names a key for the caller to press: the first half of reading announcements, labels left aside."""

from collections.abc import Sequence

from ivrlint.language.grammar import CHOICE, DIAL, OTHER, PRESS, SPEECH, Grammar, Phrases, is_key
from ivrlint.language.prompt import Prompt

# How far back a sentence is read for words like "hang up": keeps long texts linear.
_NEAR = 30
_LONGEST_RANGE = 20
_SAID = 8  # words that callers may say instead, the first one not counted
_TELEPHONE = 3

NOT_SAID, DIRECTLY, AFTER_COMMA, AFTER_COLON = range(4)
# A key and the number of the word behind it.
Key = tuple[str, int]


class Offer:
    """A verb and the keys it asks for, by the numbers of their words."""

    asked: Sequence[int] = ()
    """Verbs since the offer before that ask for an entry."""
    said: Sequence[int] = ()
    """Verbs since the offer before that tell what to say or do instead."""

    def __init__(self, first: int, verb: str, seen: bool) -> None:
        self.first = first
        """The verb, or where a key without one is set off."""
        self.verb = verb
        """As written, '' where it is left out."""
        self.seen = seen
        """Whether a verb came before in the text."""
        self.keys: list[Key] = []
        self.end = first
        """The first word behind the keys and words like "now"."""
        self.purpose = NOT_SAID
        """How what follows says what the keys are for."""


class Reader:
    """Reads a prompt from left to right, once."""

    def __init__(self, prompt: Prompt, grammar: Grammar) -> None:
        self._prompt = prompt
        self._grammar = grammar
        self._stems = prompt.stems
        self._closes = prompt.closes
        self._offers: list[Offer] = []
        self._asked: list[int] = []
        self._said: list[int] = []
        self._seen = False

    def offers(self) -> list[Offer]:
        """The offers in the order of the text."""
        free = 0
        verbs = self._grammar.verbs
        for number in self._prompt.turning:
            if number >= free:
                length, kind = verbs.at(self._stems, number)
                free = self._verb(number, number + length, kind) if length else self._bare(number)
        return self._offers

    def _verb(self, number: int, end: int, kind: str) -> int:
        """Reads on from a verb; returns the number of the first word not read."""
        counts = number
        if self._stems[end] in self._grammar.both and not self._closes[end - 1]:
            more, other = self._grammar.verbs.at(self._stems, end + 1)
            if more:  # "press or say 1", "say or press 1"
                counts, kind = (end + 1, other) if kind in (SPEECH, OTHER) else (number, kind)
                end += 1 + more
        if self._stems[number - 1] in self._grammar.nots and self._is_forbidden(number):
            return end
        keys = self._keys_after(end, kind) if kind not in (SPEECH, OTHER) else []
        if keys:
            return self._add(Offer(number, self._prompt.word(counts), self._seen), keys)
        self._note(number, kind)
        return end

    def _note(self, number: int, kind: str) -> None:
        """Keeps in mind a verb without a key, for the label of the next offer."""
        if kind == OTHER:
            if self._closes[number - 1] == ",":
                self._said.append(number)
            return
        if self._begins_clause(number):
            (self._said if kind == SPEECH else self._asked).append(number)
        self._seen = True

    def _is_forbidden(self, number: int) -> bool:
        """Whether the caller is told not to: "do not press 1", but not "para no pulse 2"."""
        if self._closes[number - 1]:
            return False
        return self._stems[number - 2] not in self._grammar.starters

    def _keys_after(self, start: int, kind: str) -> list[Key]:
        """The keys a verb asks for; none if it asks for something else."""
        at = start
        between = False
        while self._closes[at - 1] in ("", ":"):
            length, key = self._key(at, self._grammar.names)
            if length:
                if kind == PRESS and self._closes[at + length - 1]:  # nothing behind it can change what it is
                    return [(key, at + length)]
                keys = self._range(key, at + length, between)
                return [] if self._is_something_else(keys[-1], at, at == start, kind) else keys
            length = self._grammar.before_key.length(self._stems, at)
            if not length:
                break
            between = between or self._stems[at] in self._grammar.between
            at += length
        return []

    def _key(self, at: int, names: Phrases) -> tuple[int, str]:
        """How many words name a key here, and the key; (0, '') where none is named."""
        stem = self._stems[at]
        return names.at(self._stems, at) if stem in names or not is_key(stem) else (1, stem)

    def _range(self, key: str, end: int, between: bool) -> list[Key]:
        """The key, or all from this one to another: "1 to 5", "between 1 and 5"."""
        joint = self._stems[end]
        if (joint in self._grammar.ranges or (between and joint in self._grammar.both)) and not self._closes[end - 1]:
            at = self._grammar.before_key.skip(self._stems, end + 1)
            length, last = self._key(at, self._grammar.own_names)  # "2 to set up": "set" is seven elsewhere
            if length and key.isdigit() and last.isdigit() and 0 < int(last[:4]) - int(key[:4]) <= _LONGEST_RANGE:
                return [(str(each), at + length) for each in range(int(key), int(last) + 1)]
        return [(key, end)]

    def _is_something_else(self, last: Key, at: int, first: bool, kind: str) -> bool:
        """Whether what looks like a key counts something ("8 digits") or is a number to call."""
        key, end = last
        if kind == CHOICE and first and not is_key(self._stems[at]):
            return True  # "please choose one"
        if kind == DIAL and len(key) >= _TELEPHONE and (len(key) > _TELEPHONE or self._is_emergency(key, at)):
            return True
        return self._counts(key, end) or (not first and self._counts_such(end))

    def _counts_such(self, end: int) -> bool:
        """Whether the number before this place counts digits of a kind: "the 4 last digits", "the 3 CVV digits"."""
        if self._closes[end - 1] or self._closes[end] or self._grammar.purposes.length(self._stems, end):
            return False
        return self._grammar.units.length(self._stems, end + 1) > 0

    def _counts(self, key: str, end: int) -> bool:
        """Whether a number before this place belongs to what follows: "8 digits", "1 800"."""
        if self._closes[end - 1] or not key.isdigit():
            return False
        after = self._stems[end]
        return self._grammar.units.length(self._stems, end) > 0 or after.isdigit() or after in self._grammar.names

    def _is_emergency(self, key: str, at: int) -> bool:
        if key in self._grammar.emergencies:
            return True
        near = range(max(0, at - _NEAR), at)
        return any(self._grammar.hang_up.length(self._stems, number) for number in near)

    def _bare(self, number: int) -> int:
        """Reads a key without a verb: ", 2 for support", "para averías, el 2"."""
        length, key = self._key(number, self._grammar.own_names)
        if not length:
            return number + 1
        end = number + length
        first, joined = self._set_off(number)
        closing = self._closes[first - 1]
        if first == 0 or not (joined or closing):
            return end
        if self._offers and self._offers[-1].end == first and closing in ("", ","):
            return self._also(key, end)
        if len(key) >= _TELEPHONE or self._counts(key, end) or not self._stands_alone(end):
            return end
        return self._add(Offer(first, "", self._seen), [(key, end)])

    def _set_off(self, number: int) -> tuple[int, bool]:
        """Where a key without a verb begins, with its "or the", and whether "or" or "and" joins it."""
        while not self._closes[number - 1] and self._stems[number - 1] in self._grammar.before_key:
            number -= 1
        joined = not self._closes[number - 1] and self._stems[number - 1] in self._grammar.both
        return number - joined, joined

    def _stands_alone(self, end: int) -> bool:
        """Whether a key without a verb is followed by a sign, the end, another key or what it is for."""
        if self._closes[end - 1] or end == len(self._stems) - 1 or self._stems[end] in self._grammar.both:
            return True
        return self._purpose(self._after(end))[0] == DIRECTLY

    def _also(self, key: str, end: int) -> int:
        """Adds a key to those of the offer before: "press 1 or 2"."""
        offer = self._offers[-1]
        if self._counts(key, end):  # "1 or 2 digits"
            self._offers.pop()
            self._asked.append(offer.first)
            return end
        offer.keys.append((key, end))
        return self._finish(offer)

    def _add(self, offer: Offer, keys: list[Key]) -> int:
        if self._asked:
            offer.asked, self._asked = self._asked, []
        if self._said:
            offer.said, self._said = self._said, []
        self._seen = self._seen or bool(offer.verb)
        self._offers.append(offer)
        offer.keys = keys
        return self._finish(offer)

    def _finish(self, offer: Offer) -> int:
        offer.end = offer.keys[-1][1]
        if self._closes[offer.end - 1] != ".":
            offer.purpose, offer.end = self._purpose(self._behind_words(self._after(offer.end)))
        return offer.end

    def _behind_words(self, end: int) -> int:
        """The number behind "or say taxi" where this is followed by what both are for: "to hire a taxi"."""
        length, kind = (
            self._grammar.verbs.at(self._stems, end + 1) if self._stems[end] in self._grammar.ors else (0, "")
        )
        if kind != SPEECH:
            return end
        for at in range(end + 2 + length, min(end + 2 + length + _SAID, len(self._stems))):
            if self._closes[at - 1] not in ("", ","):
                return end
            if self._purpose(at)[0] == DIRECTLY:
                return at
        return end

    def _after(self, end: int) -> int:
        """The number behind words like "now" or "key" that follow a key."""
        while self._closes[end - 1] in ("", ",") and (length := self._grammar.after_key.length(self._stems, end)):
            end += length
        return end

    def _purpose(self, end: int) -> tuple[int, int]:
        """How the words from here on say what a key is for, and where these words begin."""
        closing = self._closes[end - 1]
        if closing in (":", "-"):
            return AFTER_COLON, end
        if self._stems[end] == "" and self._closes[end] == "-":
            return AFTER_COLON, end + 1
        length = self._grammar.purposes.length(self._stems, end) if closing in ("", ",") else 0
        if not length or is_key(self._stems[end + length]):  # "9 to 5" tells no purpose
            return NOT_SAID, end
        return (AFTER_COMMA if closing else DIRECTLY), end

    def _begins_clause(self, number: int) -> bool:
        """Whether a verb gives an order: "please enter", but not "to enter"."""
        if self._closes[number - 1]:
            return True
        return self._grammar.clause_begins.length(self._stems, number) > 0
