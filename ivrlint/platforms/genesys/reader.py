"""Archy's tree -> a Flow.

Actions stand in lists, and outcomes hold lists again. A list is read from its end: an action is made when it is known
where the call goes on after it. Menus and tasks are entered by reference, so every block has its id before any is made.
"""

import re
from dataclasses import replace
from functools import cached_property

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.read import Reading
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.genesys import actions, names, shapes, values
from ivrlint.platforms.genesys.action import Action, Here
from ivrlint.platforms.genesys.blocks import CALLS, CONTAINERS, JUMPS, SILENT, SPOKEN, WORDS
from ivrlint.platforms.genesys.joining import joined
from ivrlint.platforms.genesys.keyed import with_menus
from ivrlint.platforms.genesys.menus import menu

_REFERENCE = re.compile(r"(?:^|/)(menu|task|state|bot)\[([^\]]*)\]\s*$")
_MAX_CALLS = 4  # tasks that call one another are followed so deep
_MAX_NODES = 5000


class Archy:
    """Reads one flow of Architect."""

    def __init__(self, draft: Draft, kind: Scalar, body: Mapping) -> None:
        self.draft = draft
        self.kind = kind
        self.body = body
        self.ids: dict[tuple[int, tuple[int, ...]], str] = {}
        self.index: dict[str, Action] = {}  # menus, tasks and states by reference
        self.languages = [tag] if (tag := values.language(values.told(body.get("defaultLanguage")))) else []
        self.globals: list[tuple[model.Option, str]] = []
        self.colleague: str | None = None  # where extensions lead that callers dial
        self._complained: set[int | str] = set()
        self._counted: set[int] = set()
        self._read: set[int] = set()  # lists of actions, by identity

    def reading(self) -> Reading:
        """Read all of it."""
        self.draft.call = self.kind.value in CALLS
        shapes.mended(self.body)
        containers = self._collect()
        only_called = self._only_called()
        made = [container for container in containers if id(container.body) not in only_called]
        for container in made:
            self._name(container)
        start = self._start()
        for container in made:
            self._make(container)
        self._tell_of_unread()
        self._share_global_keys()
        start = joined(self.draft, start)
        self.draft.nodes = with_menus(self.draft.nodes, start)
        if not containers and not self.draft.problems:
            self.draft.problem(self.kind, say("this flow of Architect has neither menus nor tasks"))
        elif containers and not self.draft.nodes:
            start = self._nothing(containers[0])
        name = values.told(self.body.get("name"))
        return self.draft.reading(
            {None: start} if start else {},
            place=self.body,
            name=name if name and "{{" not in name else None,
            languages=tuple(self.languages),
        )

    @cached_property
    def by_name(self) -> names.Lists:
        """The actions that outcomes may name."""
        return names.by_name(self)

    # Menus, tasks, states

    def _collect(self) -> list[Action]:
        found = self._unnamed_task()
        for kind in CONTAINERS:
            listed = self.body.get(kind)
            for item in listed.items if isinstance(listed, Sequence) else ():
                pair = values.only_pair(item)
                if pair is None:
                    self.draft.problem(item, say("this is not a menu, a task or a state"))
                    continue
                container = Action(pair[0].value, pair[1], pair[0])
                found.append(container)
                for key in ("refId", "name"):
                    if (word := values.told(container.body.get(key))) is not None:
                        self.index.setdefault(f"{container.type}[{word}]", container)
        return found

    def _unnamed_task(self) -> list[Action]:
        """What in-queue flows do at the start, as a task."""
        listed = next((pair for pair in self.body.pairs if pair[0].value == "startUpTaskActions"), None)
        if listed is None:
            return []
        body = Mapping(self.draft.source, listed[1].start)
        body.end = listed[1].end
        body.pairs = [(Scalar(self.draft.source, listed[0].start, listed[0].end, "actions", True), listed[1])]
        task = Action("task", body, listed[0])
        self.index["task[]"] = task
        return [task]

    def _only_called(self) -> set[int]:
        """The tasks that others call and nothing jumps to. They are read where they are called.

        Keys that stand twice are told on this walk over everything.
        """
        called: set[int] = set()
        jumped = {id(first.body)} if (first := self.referred(self.body.get("startUpRef"))) else set()
        waiting: list[Piece] = [self.body]
        seen: set[int] = set()
        while waiting:
            piece = waiting.pop()
            if id(piece) in seen or isinstance(piece, Scalar):
                continue
            seen.add(id(piece))
            if isinstance(piece, Sequence):
                waiting += piece.items
                continue
            self._complain_of_twice(piece)
            for key, value in piece.pairs:
                waiting.append(value)
                task = self.referred(value.get("targetTaskRef")) if isinstance(value, Mapping) else None
                if task is not None:
                    (called if key.value == "callTask" else jumped).add(id(task.body))
        return called - jumped

    def _complain_of_twice(self, piece: Mapping) -> None:
        keys = [key.value for key, _ in piece.pairs]
        if len(set(keys)) < len(keys):
            first: set[str] = set()
            for key, _ in piece.pairs:
                if key.value in first:
                    self.draft.problem(key, say("`{key}` stands here twice; the first one counts", key=key.value))
                first.add(key.value)

    def _name(self, container: Action) -> None:
        """Give a menu, or all that stands in a task, its id."""
        if container.type == "menu":
            self.id_of(container)
            return
        waiting = self.actions(container.body)[::-1]
        while waiting:
            action = waiting.pop()
            self.id_of(action, (), container.name)
            outputs = action.body.get("outputs")
            pairs = outputs.pairs if isinstance(outputs, Mapping) else []
            inner = [found for _, held in pairs if isinstance(held, Mapping) for found in self.actions(held)]
            waiting += inner[::-1]

    def referred(self, reference: Piece | None) -> Action | None:
        """The menu or task that `/inboundCall/tasks/task[Name_12]` means."""
        if not isinstance(reference, Scalar):
            return None
        match = _REFERENCE.search(reference.value)
        if match:
            return self.index.get(f"{match[1]}[{values.shown(match[2])}]")
        plain = (self.index.get(f"{kind[:-1]}[{values.told(reference)}]") for kind in CONTAINERS)
        return next(filter(None, plain), None)

    def _start(self) -> Target | None:
        reference = self.body.get("startUpRef")
        first = self.referred(reference) or (None if reference else next(iter(self.index.values()), None))
        place = reference or self.kind
        start = self.entry(first, place)
        if reference is not None and first is None:
            start = Target(values.told(reference) or "?", reference)
        if (greeting := values.audio(self.body.get("initialGreeting"))) is None:
            return start
        id_ = self.draft.id("initial greeting")
        self.draft.blocks += 1
        whole = self.body.get("initialGreeting") or greeting.place
        node = model.Message(id=id_, place=whole, name=greeting.place, prompt=self.text(greeting), next=start)
        self.draft.add(node, "initialGreeting")
        return Target(id_, greeting.place)

    def entry(self, container: Action | None, place: Place) -> Target | None:
        """Where a call arrives that is sent to a menu or task: its first action that callers notice."""
        seen: set[int] = set()
        while container is not None and id(container.body) not in seen:
            if container.type == "menu":
                return Target(self.id_of(container), place)
            seen.add(id(container.body))
            first = next((action for action in self.actions(container.body) if not self.passes(action)), None)
            if first is None:
                return None
            if first.type not in JUMPS:
                return Target(WORDS.get(first.type) or self.id_of(first), place)
            container = self.referred(first.body.get(JUMPS[first.type]))
        return None

    def _make(self, container: Action) -> None:
        self.draft.blocks += 1
        if container.type == "menu":
            menu(self, container)
        else:
            self.sequence(container.body, None, Here(container.name))

    # Actions

    def actions(self, body: Mapping | None) -> list[Action]:
        """The actions that stand in `actions:`."""
        listed = body.get("actions") if body is not None else None
        found = []
        for item in listed.items if isinstance(listed, Sequence) else ():
            pair = values.only_pair(item)
            if pair is not None:
                found.append(Action(pair[0].value, pair[1], pair[0]))
            elif id(item) not in self._complained:
                self._complained.add(id(item))
                self.draft.problem(item, say("this is not an action"), say("an action is its type and what it holds"))
        return found

    def choices(self, menu: Action) -> list[Action]:
        """The choices of a menu."""
        listed = menu.body.get("choices")
        found = []
        for item in listed.items if isinstance(listed, Sequence) else ():
            pair = values.only_pair(item)
            if pair is None:
                self.draft.problem(item, say("this is not a choice of a menu"))
            else:
                found.append(Action(pair[0].value, pair[1], pair[0]))
        return found

    def sequence(self, body: Mapping | None, after: Target | None, here: Here) -> Target | None:
        """Make the actions of a list; returns where it begins."""
        found = self.actions(body)
        self._read.add(id(body.get("actions")) if body is not None else 0)
        for action in found:
            self.id_of(action, here.calls, here.owner)
        if body is not None and id(body) not in self._counted:  # a task that is called is read more than once
            self._counted.add(id(body))
            self.draft.blocks += len(found)
        for action in reversed(found):
            after = actions.make(self, action, after, here)
        return after

    def outcome(self, action: Action, name: str, after: Target | None, here: Here) -> Target | None:
        """Where an outcome leads: through the actions that stand under it, then on."""
        held = action.outputs.get(name)
        if isinstance(held, Mapping):
            return self.sequence(held, after, here)
        return names.led_to(self, action, name, here) or after

    def outcomes(self, action: Action) -> list[str]:
        """The outcomes that the file gives."""
        return list(action.outputs)

    def passes(self, action: Action) -> bool:
        """Do callers notice nothing of it, so that no node is needed?"""
        if action.type in SPOKEN:
            return values.audio(action.body.get(SPOKEN[action.type])) is None
        return action.type in SILENT and not self.outcomes(action)

    def called(self, action: Action, after: Target | None, here: Here) -> Target | None:
        """A task that is called: made once more for each place that calls it, since it comes back there."""
        task = self.referred(action.body.get("targetTaskRef") or action.body.get("taskRef"))
        if task is None or id(task.body) in here.calls:
            return None
        if len(here.calls) >= _MAX_CALLS or len(self.draft.nodes) > _MAX_NODES:
            return None
        return self.sequence(task.body, after, Here(task.name, (*here.calls, id(action.body), id(task.body)), after))

    # What all blocks need

    def first(self, mistake: str) -> bool:
        """Is it the first time that this mistake is met? It is told once."""
        met = mistake in self._complained
        self._complained.add(mistake)
        return not met

    def id_of(self, action: Action, calls: tuple[int, ...] = (), owner: str = "") -> str:
        """The id of a block's node, the same whenever it is asked for."""
        key = (id(action.body), calls)
        if key not in self.ids:
            own = values.shown(action.name)
            plain = own.replace(" ", "").lower() == action.type.lower() or own in _DEFAULT_NAMES
            self.ids[key] = self.draft.id(f"{owner} {own}" if plain and owner else own)
        return self.ids[key]

    def text(self, played: values.Audio | None) -> model.Text | None:
        """What is played, as a flow has it."""
        if played is None:
            return None
        language = self.languages[0] if self.languages else None
        return self.draft.text(values.shown(played.words), played.place, played.recording, language)

    def language_of(self, action: Action) -> str | None:
        """The language that `setLanguage` switches to; from then on it is one of the flow's."""
        tag = values.language(values.told(action.body.get("language")))
        if tag and tag not in self.languages:
            self.languages.append(tag)
        return tag

    def _nothing(self, container: Action) -> Target:
        """A flow of which nobody notices anything."""
        id_ = self.draft.id(container.name)
        on = Target("hangup", container.place)
        self.draft.add(model.Message(id=id_, place=container.body, name=container.named, next=on), container.block)
        return Target(id_, container.named)

    def fallen(self, action: Action, here: Here) -> Target:
        """Where a call drops because a list of actions ends: a message that says nothing and leads nowhere."""
        id_ = self.draft.id(f"end of {here.owner}")
        self.draft.add(model.Message(id=id_, place=action.place, name=action.place), f'end of "{here.owner}"')
        return Target(id_, action.place)

    def _tell_of_unread(self) -> None:
        """Actions that stand where none are looked for are counted, and left out."""
        for pairs in shapes.unread(self.body, self._read):
            self.draft.blocks += len(pairs)
            message = say("the actions that stand here are not read: what callers meet in them is left out")
            for key, _ in pairs:
                self.draft.loss("left out", key.value, message, key)

    def _share_global_keys(self) -> None:
        for node in [node for node in self.draft.nodes.values() if isinstance(node, model.Menu)]:
            own = {option.key for option in node.options}
            more = [
                option._replace(silent=True)
                for option, owner in self.globals
                if owner != node.id and option.key not in own
            ]
            if more:
                self.draft.nodes[node.id] = replace(node, options=(*node.options, *more))


_DEFAULT_NAMES = frozenset(
    {"Transfer to ACD", "Call Data Action", "Data Table Lookup", "Transfer to Number", "Transfer to User", "Task"}
)
