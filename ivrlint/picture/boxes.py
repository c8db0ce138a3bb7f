"""A node as a box: its kind in words, the first words that a caller hears, seconds, what it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ivrlint.flow import model
from ivrlint.flow.calendar import Hours
from ivrlint.flow.graph import HANGUP, LOST, START, FlowGraph
from ivrlint.lint.hearing import OPTIONS
from ivrlint.lint.rule import SEVERITIES, Finding
from ivrlint.lint.study import Study
from ivrlint.picture.scene import ANYWHERE, Badge, Box
from ivrlint.picture.wording import clean, lines, short

WIDTH = 30  # characters a line
PROMPT_LINES = 3
DAYS = 3  # lines of opening hours
_OWN = {START: "start", HANGUP: "end", LOST: "lost", ANYWHERE: "anywhere"}
_MINUTES = 60


class Boxes:
    """Makes the boxes of a flow in one language."""

    def __init__(self, graph: FlowGraph, language: str, words: Mapping[str, str], findings: Sequence[Finding]) -> None:
        self._flow = graph.flow
        self._graph = graph
        self._study = Study(graph.flow, graph)
        self._language = language
        self._words = words
        self._badges = by_node(findings)

    def box(self, id_: str, stands: tuple[int, int], cut: Mapping[str, int]) -> Box:
        """The box of a node, or of one that only pictures have."""
        if id_ in cut:
            text = self._words["more"].format(count=cut[id_])
            return Box(id_, "more", text, "", stands=stands, tooltip=text)
        node = self._flow.nodes.get(id_)
        if node is None:
            return self._own(id_, stands)
        kind = "machine" if isinstance(node, model.Transfer) and not node.person else node.type
        heard = self._heard(node)
        length = self._study.seconds(heard, self._language) if heard else 0.0
        reached = id_ in self._graph.reachable
        facts = [*self._facts(node), *([] if reached else [self._words["unreached"]])]
        badges = self._badges.get(id_, ())
        return Box(
            id_,
            kind,
            self._words[kind],
            short(id_, WIDTH + 8),
            lines(_opening(self._prompt(node)), WIDTH, PROMPT_LINES),
            tuple(short(fact, WIDTH + 8) for fact in facts),
            self._words["seconds"].format(count=max(1, round(length))) if length else "",
            stands,
            badges,
            _tooltip(id_, heard, badges, node.note),
            reached,
        )

    def _own(self, id_: str, stands: tuple[int, int]) -> Box:
        kind = _OWN.get(id_, "end")
        facts = tuple(self._everywhere()) if id_ == ANYWHERE else ()
        return Box(id_, kind, self._words[kind], "", (), facts, "", stands, tooltip=self._words[kind])

    def _everywhere(self) -> Iterator[str]:
        """The flow's keys that lead to no place of their own."""
        for option in self._flow.keys:
            if option.to and option.to.to in ("repeat", "back"):
                label = self.label(option)
                yield f"{option.key}  {label}" if label else f"{option.key}  {self._words[option.to.to]}"

    # Texts

    def spoken(self, text: model.Text | None) -> str:
        """A text in the picture's language, else in the first that it is written in."""
        if text is None:
            return ""
        return text.spoken.get(self._language) or next(iter(text.spoken.values()), "")

    def label(self, option: model.Option) -> str:
        """An option's label, '' where it has none."""
        return clean(self.spoken(option.label))

    def _prompt(self, node: model.Node) -> str:
        return self.spoken(getattr(node, "prompt", None))

    def _heard(self, node: model.Node) -> str:
        """All of a node's prompt, the options of a menu as callers hear them."""
        if isinstance(node, model.Menu):
            offers = self._study.offers(node)
            return next((offer.text for offer in offers if offer.language == self._language), "") or next(
                (offer.text for offer in offers), ""
            )
        return self._prompt(node)

    # Facts

    def _facts(self, node: model.Node) -> Iterable[str]:
        """What the node does, apart from what it says."""
        match node:
            case model.Menu():
                facts = self._own_keys(node)
            case model.Input():
                facts = chain(self._input(node), self._own_keys(node))
            case model.Branch():
                facts = self._branch(node)
            case model.Transfer():
                facts = self._transfer(node)
            case model.Voicemail():
                facts = self._promise(node.box, node.reply_within, node.max)
            case model.Callback():
                facts = self._promise(node.queue, node.call_within, None)
            case _:  # a lookup, another flow, a goodbye
                named = (getattr(node, name, None) for name in ("service", "file", "outcome"))
                facts = filter(None, named)
        return facts

    def _own_keys(self, node: model.Menu | model.Input) -> Iterator[str]:
        if self._flow.keys and not node.keys:
            yield self._words["no_shared"]

    def _input(self, node: model.Input) -> Iterator[str]:
        if node.digits:
            count = "–".join(str(digits) for digits in dict.fromkeys(node.digits))
            field = f" → {node.field}" if node.field else ""
            yield self._words["digits"].format(count=count) + field
        elif node.field:
            yield f"→ {node.field}"
        if node.sensitive:
            yield self._words["sensitive"]
        elif node.confirm:
            yield self._words["confirmed"]

    def _branch(self, node: model.Branch) -> Iterator[str]:
        if node.hours is not None:
            yield node.hours
            if node.hours in self._flow.hours:
                yield from self._week(self._flow.hours[node.hours])
        elif node.split:
            yield self._words["split"]
        else:
            yield self._words["by_field"].format(name=node.field or "?")

    def _week(self, hours: Hours) -> Iterator[str]:
        weekly = [days for days in hours.written if days.weekdays]
        for days in weekly[:DAYS]:
            yield f"{days.text}  {', '.join(map(_span, days.spans)) or '—'}"
        if len(weekly) > DAYS:
            yield "…"
        if hours.dates:
            yield self._words["dates"].format(count=len(hours.dates))

    def _transfer(self, node: model.Transfer) -> Iterator[str]:
        if node.goal:
            yield node.goal
        if node.wait and node.wait.max:
            yield self._words["at_most"].format(time=node.wait.max.text)

    def _promise(self, where: str | None, within: model.Duration | None, most: model.Duration | None) -> Iterator[str]:
        if where:
            yield where
        if within:
            yield self._words["within"].format(time=within.text)
        if most:
            yield self._words["at_most"].format(time=most.text)


def _opening(prompt: str) -> str:
    """What of a prompt is drawn: not the options, which stand on the arrows."""
    return prompt.replace(OPTIONS, " ") if prompt.strip() != OPTIONS else ""


def _span(span: tuple[int, int]) -> str:
    start, end = (f"{minute // _MINUTES:02}:{minute % _MINUTES:02}" for minute in span)
    return f"{start}–{end}"


def by_node(findings: Iterable[Finding]) -> dict[str | None, tuple[Badge, ...]]:
    """For each node (None: the whole flow) a badge for each of its rules, the worst first."""
    grouped: dict[str | None, dict[tuple[int, str], list[str]]] = {}
    for finding in findings:
        rules = grouped.setdefault(finding.node, {})
        order = SEVERITIES.index(finding.severity), finding.rule
        rules.setdefault(order, []).append(clean(str(finding.message)))
    return {
        node: tuple(
            Badge(SEVERITIES[severity], rule, len(messages), tuple(messages))
            for (severity, rule), messages in sorted(rules.items())
        )
        for node, rules in grouped.items()
    }


def _tooltip(id_: str, heard: str, badges: Iterable[Badge], note: str | None) -> str:
    told = [id_, clean(heard), clean(note or "")]
    told += [f"{badge.severity} {badge.rule}: {message}" for badge in badges for message in badge.messages]
    return "\n".join(filter(None, told))
