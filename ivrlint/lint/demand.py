"""What callers want and what it costs them: shares of the calls, times to hear options, the ways to intents."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from ivrlint.flow.graph import FAILURE_KINDS, Edge
from ivrlint.flow.model import Intent, Menu, Option
from ivrlint.language.announced import announce

if TYPE_CHECKING:
    from ivrlint.lint.study import Study

_REACTION = 1.74  # seconds to decide and press, as models of people at a telephone have it
_PINNED = ("person", "other", "emergency", "repeat", "back")


class Heard(NamedTuple):
    """An option of a menu as demand sees it: the share of the menu's callers, the seconds to hear it."""

    option: Option
    share: float
    seconds: float
    pinned: bool  # stands where it stands for a reason: a person, anything else, an emergency


class Leaf(NamedTuple):
    """What an option leads to behind all menus: its share of the calls, the menus before it."""

    option: Option
    menu: Menu
    share: float
    depth: int
    position: int


class Demand:
    """Demand on a flow's menus; empty where no shares are written."""

    def __init__(self, study: "Study") -> None:
        self._study = study
        self._menus: dict[str, tuple[Heard, ...]] = {}

    def heard(self, menu: Menu) -> tuple[Heard, ...]:
        """The announced options in spoken order; empty unless every one of them has a share."""
        found = self._menus.get(menu.id)
        if found is None:
            options = [option for option in menu.options if not option.silent]
            complete = bool(options) and all(option.share is not None for option in options)
            language = self._study.flow.language
            found = tuple(self._heard(option, language) for option in options) if complete else ()
            self._menus[menu.id] = found
        return found

    def _heard(self, option: Option, language: str) -> Heard:
        text = self._study.label(option, language)
        lists = self._study.words(language)
        pinned = option.language is not None or any(lists.find(section, text) for section in _PINNED)
        return Heard(
            option,
            option.share or 0.0,
            self._study.seconds(announce(text, option.key, language) or text, language),
            pinned,
        )

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """What the main menus lead to, as far as shares are written on the way."""
        found: list[Leaf] = []
        queue = [(menu, 1.0, 1, frozenset({menu.id})) for menu in self._study.stretches.main_menus]
        for menu, share, depth, seen in queue:  # grows while it is walked
            for position, heard in enumerate(self.heard(menu), 1):
                target = self._study.after_words(heard.option.to.to) if heard.option.to else ""
                below = self._study.node(target)
                part = share * heard.share
                if isinstance(below, Menu) and below.id not in seen and self.heard(below):
                    queue.append((below, part, depth + 1, seen | {below.id}))
                elif not isinstance(below, Menu) or below.id not in seen:
                    found.append(Leaf(heard.option, menu, part, depth, position))
        return tuple(found)

    def expected_seconds(self) -> float:
        """The mean time from the main menu until a caller has pressed the last key."""
        total = 0.0
        queue = [(menu, 1.0, frozenset({menu.id})) for menu in self._study.stretches.main_menus[:1]]
        for menu, share, seen in queue:  # grows while it is walked
            heard = self.heard(menu)
            total += share * (waiting(heard) + _REACTION)
            for one in heard:
                below = self._study.node(self._study.after_words(one.option.to.to)) if one.option.to else None
                if isinstance(below, Menu) and below.id not in seen and self.heard(below):
                    queue.append((below, share * one.share, seen | {below.id}))
        return total

    def bound(self) -> float:
        """The least mean time that any arrangement of the same destinations could have, in seconds.

        Source coding with unequal letter costs: entropy of the shares by the capacity of a menu.
        """
        shares = [leaf.share for leaf in self.leaves if leaf.share > 0]
        menu = self._study.stretches.main_menus[0]
        times = [one.seconds for one in self.heard(menu)]
        mean = sum(times) / len(times)
        costs = [_REACTION + mean * (number + 1) for number in range(9)]
        entropy = -sum(share * log2(share) for share in shares)
        return entropy / _capacity(costs)

    # Intents

    def menus_on_the_way(self, intent: Intent) -> list[tuple[Menu, list[Option]]]:
        """The menus on a shortest way to what serves an intent, each with the options that lead there."""
        goals = {target.to for target in intent.at if target.to in self._study.graph.reachable}
        steps = self._steps_to(goals)
        way: list[tuple[Menu, list[Option]]] = []
        menus = [menu for menu in self._study.stretches.main_menus if menu.id in steps]
        here: Menu | None = min(menus, key=lambda menu: steps[menu.id], default=None)
        while here is not None and here.id not in goals and len(way) <= len(self._study.flow.nodes):
            edges = [
                edge
                for edge in self._study.exits(here)
                if edge.option in here.options
                and edge.target in steps
                and not self._study.goes_back(edge)
                and edge.target != here.id
            ]
            nearest = min((steps[edge.target] for edge in edges), default=None)
            if not edges:
                break
            way.append((here, [edge.option for edge in edges if edge.option]))
            here = self._next_menu([edge for edge in edges if steps[edge.target] == nearest], steps)
        return way

    def topics(self, menu: Menu, language: str) -> list[Option]:
        """The options that stand for a matter of their own: no person, no way back, nothing like "anything else"."""
        lists = self._study.words(language)
        edges = {edge.key: edge for edge in self._study.exits(menu) if edge.kind == "option"}
        return [
            option
            for option in menu.options
            if option.language is None
            and not self._study.goes_back(edges[option.key])
            and not any(lists.find(section, self._study.label(option, language)) for section in ("person", "other"))
        ]

    def _next_menu(self, edges: Sequence[Edge], steps: Mapping[str, int]) -> Menu | None:
        ahead = [node for edge in edges[:1] for node in self._study.stretches.ahead(edge.target)]
        menus = [
            node
            for node in ahead
            if isinstance(node, Menu) and node.id in steps and steps[node.id] <= steps[edges[0].target]
        ]
        return min(menus, key=lambda menu: steps[menu.id], default=None)

    def _steps_to(self, goals: Iterable[str]) -> dict[str, int]:
        """For each node that leads to a goal by choice: how many steps away it is."""
        steps = dict.fromkeys(goals, 0)
        queue = list(steps)
        for id_ in queue:  # grows while it is walked
            for edge in self._study.stretches.arrivals.get(id_, ()):
                if edge.source not in steps and edge.kind not in FAILURE_KINDS and edge.kind != "key":
                    steps[edge.source] = steps[id_] + 1
                    queue.append(edge.source)
        return steps


def waiting(heard: Iterable[Heard]) -> float:
    """The mean time until callers have heard the option that they want."""
    total = at = 0.0
    for one in heard:
        at += one.seconds
        total += one.share * at
    return total


def best_order(heard: Sequence[Heard]) -> tuple[Heard, ...]:
    """The order with the least mean waiting: by share per second, what is pinned staying in its place."""
    if not all(one.seconds for one in heard):
        return tuple(heard)  # a label without words takes no time
    free = iter(sorted((one for one in heard if not one.pinned), key=lambda one: -one.share / one.seconds))
    return tuple(one if one.pinned else next(free) for one in heard)


def _capacity(costs: Sequence[float]) -> float:
    """The root C of `sum(2 ** (-C * cost)) = 1`: bits a second that choices of those costs can carry."""
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        if sum(2 ** (-middle * cost) for cost in costs) > 1:
            low = middle
        else:
            high = middle
    return low
