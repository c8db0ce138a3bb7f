"""What each offered key is for: the second half of reading announcements."""

from ivrlint.language.grammar import Grammar
from ivrlint.language.offers import DIRECTLY, NOT_SAID, Offer
from ivrlint.language.prompt import Prompt

# The longest label, in words, before a key that has neither a verb nor "for": "Sales, 2."
_SHORT = 6
# The longest label at all, and how far a sentence is read for "when you have finished": keeps long texts linear.
_LONGEST = 100


class Label:
    """The words that say what an offer is for: from `first` up to `end`, the announcement as a whole from `begin`."""

    __slots__ = ("before", "begin", "end", "first")

    def __init__(self, begin: int, first: int, end: int, before: bool) -> None:
        self.begin = begin
        self.first = first
        self.end = end
        self.before = before

    @property
    def started(self) -> bool:
        """Whether "for" or the like opens it."""
        return self.begin < self.first

    @property
    def heard(self) -> int:
        """Where it ends if it comes behind its key."""
        return 0 if self.before else self.end


class Labels:
    """Goes through the offers of a prompt once, in order, and gives every word to one label at most."""

    def __init__(self, prompt: Prompt, grammar: Grammar) -> None:
        self._grammar = grammar
        self._stems = prompt.stems
        self._closes = prompt.closes
        self._free = 0
        self._opens = 0
        self._read = 0
        self._last: Label | None = None

    def of(self, offer: Offer, after: Offer | None) -> Label | None:
        """The label of an offer, given the next one in the text; None if it is no option after all."""
        opens = self._sentence_start(offer.first)
        label = self._before(offer, opens)
        if self._ends_entry(offer, label, opens, after):
            self._last = Label(offer.first, offer.end, offer.end, False)
            return None
        if offer.purpose != NOT_SAID and self._comes_behind(offer, label, after):
            label = self._behind(offer, after)
            if not offer.verb and not self._continues(offer):
                return None
        elif not offer.verb and not self._is_plausible(offer, label, after):
            return None
        self._free = label.end if not label.before else offer.keys[-1][1]
        self._last = label
        return label

    def _sentence_start(self, number: int) -> int:
        at = number
        while at > self._read and self._closes[at - 1] != ".":
            at -= 1
        if at > self._read:
            self._opens = at
        self._read = number
        return max(self._opens, self._free, number - _LONGEST)

    def _before(self, offer: Offer, opens: int) -> Label:
        """The label that stands between the beginning of the sentence and the offer, perhaps an empty one."""
        end = offer.first
        if offer.asked and (asked := [number for number in offer.asked if number >= opens]):
            # "Enter your number, or for help, press 0": what is left of the clause says what to enter.
            return self._restarted(asked[-1] + 1, end) or Label(end, end, end, True)
        if offer.said and (said := [number for number in offer.said if number >= opens]):
            if self._trimmed(opens, said[0]) == opens:  # "Say sales or press 1"
                return self._label(said[0] + 1, said[0] + 1, end)
            end = said[0]  # "For sales, say sales or press 1"
        first = self._meaning(opens, end) if self._stems[opens] in self._grammar.empty else opens
        length = self._grammar.starters.length(self._stems, first)
        if not length and (label := self._restarted(first + 1, end)):
            return label
        return self._label(first, first + length, end)

    def _meaning(self, number: int, end: int) -> int:
        """Where words begin that may be a label, behind "please" or "otherwise,"."""
        number = self._grammar.noise.skip(self._stems, number)
        length = self._grammar.otherwise.length(self._stems, number)
        if length and (self._closes[number + length - 1] or number + length >= end):
            number = self._grammar.noise.skip(self._stems, number + length)
        return min(number, end)

    def _restarted(self, start: int, end: int) -> Label | None:
        """A label that begins in the middle of a sentence: "Thank you for calling, for sales ..."."""
        for number in range(start, end):
            if self._closes[number - 1] in (",", ":", "-"):
                first = self._grammar.noise.skip(self._stems, number)
                length = self._grammar.starters.length(self._stems, first)
                if length:
                    return self._label(first, first + length, end)
        return None

    def _label(self, begin: int, first: int, end: int) -> Label:
        """A label before its key; a word behind "for" is one even where it looks like "or"."""
        if first >= end:  # "Sí, pulse 1"
            first = begin
        least = first + 1 if begin < first else first
        if self._stems[end - 1] in self._grammar.tails or not self._stems[end - 1]:
            end = max(least, self._trimmed(first, end))
        return Label(begin, first, end, True)

    def _trimmed(self, first: int, end: int) -> int:
        """The end of a label without "or", "please" and the like."""
        while end > first:
            length = self._grammar.tails.length(self._stems, end) or (not self._stems[end - 1])
            if not length:
                return end
            end -= length
        return first

    def _comes_behind(self, offer: Offer, label: Label, after: Offer | None) -> bool:
        """Whether the label follows the key: "press 1 for sales"."""
        if offer.purpose != DIRECTLY:
            return label.first == label.end
        return not label.started or label.first == label.end or (after is not None and self._chained(offer, after))

    def _chained(self, offer: Offer, after: Offer) -> bool:
        """Whether the next one shows how to read this: "If you are a customer, press 1 for bills or 2 for support"."""
        if after.purpose != DIRECTLY or self._stops(offer, after):
            return False
        set_off = self._closes[after.first - 1] != "" or self._stems[after.first - 1] in self._grammar.both
        return set_off or not after.verb

    def _stops(self, offer: Offer, after: Offer) -> bool:
        """Whether a sentence ends between two offers."""
        return "." in self._closes[offer.end - 1 : after.first]

    def _behind(self, offer: Offer, after: Offer | None) -> Label:
        limit = after.first if after else len(self._stems) - 1
        starter = self._grammar.starters.length(self._stems, offer.end)
        first = offer.end + starter
        end = first
        while end < limit and (end == first or self._closes[end - 1] != "."):
            if end > first and self._is_over(end, after):
                break
            end += 1
        return Label(offer.first, first, self._trimmed(first, end), False)

    def _is_over(self, number: int, after: Offer | None) -> bool:
        """Whether a label behind its key ends before this word: ", or stay on the line", ", for support press 2"."""
        if self._grammar.label_ends.length(self._stems, number):
            return True
        if after is None or after.purpose != NOT_SAID or self._closes[number - 1] != ",":
            return False
        return self._grammar.starters.length(self._stems, self._grammar.noise.skip(self._stems, number)) > 0

    def _continues(self, offer: Offer) -> bool:
        """Whether a key without a verb, before its label, is one: "press 1 for sales, 2 for support"."""
        behind_another = self._last is not None and not self._last.before
        return behind_another or (self._last is None and self._closes[offer.first - 1] == ":")

    def _is_plausible(self, offer: Offer, label: Label, after: Offer | None) -> bool:
        """Whether a key without a verb, behind its label, is one: "For billing, 1; for sales, 2", "Sales, 2"."""
        if label.first == label.end or not self._closes[offer.first - 1]:
            return False
        if after is not None and after.verb and not self._stops(offer, after):
            # "For groups of 5, 10 or 20, press 2"
            return self._restarted(offer.end, after.first) is not None
        if label.started:
            return True
        return offer.seen and self._last is not None and not self._last.started and label.end - label.first <= _SHORT

    def _ends_entry(self, offer: Offer, label: Label, opens: int, after: Offer | None) -> bool:
        """Whether the key ends an entry: "enter your number, then press pound", "when you are done, press #"."""
        if offer.purpose == DIRECTLY or offer.keys[0][0] not in ("*", "#"):
            return False
        joined_by_or = self._stems[offer.first - 1] in self._grammar.ors
        if offer.asked and not joined_by_or and label.first == label.end:
            return offer.asked[-1] >= opens or self._grammar.then.length(self._stems, offer.first) > 0
        limit = min(after.first if after else len(self._stems) - 1, offer.end + _LONGEST)
        near = range(max(opens, offer.first - _LONGEST), limit)
        return any(self._grammar.terminators.length(self._stems, number) for number in near)
