"""The dialplan of FreeSWITCH, as far as menus lead there: extensions and the applications that they run."""

from ivrlint.flow.model import Target
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.applications import SILENT, Applications, Step
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.xmltree import Element

_MOST_EXTENSIONS = 500
_MOST_ACTIONS = 50


class Dialplan:
    """The extensions that stand in the configuration or beside it, made to nodes when a call comes there."""

    def __init__(self, book: Book, draft: Draft, apps: Applications) -> None:
        self._book = book
        self._draft = draft
        self._apps = apps
        self._extensions: dict[tuple[str, str], Target | None] = {}

    def goal(self, step: Step) -> Target | None:
        """The first thing that happens to a call which this application sends there; None where nothing tells it."""
        if step.app not in ("transfer", "execute_extension") or not step.words:
            return None
        number, context = step.words[0], [*step.words, "", ""][2]
        if (number, context) not in self._extensions and len(self._extensions) < _MOST_EXTENSIONS:
            self._extensions[number, context] = None  # while it is made: a way back to itself is not known
            condition = self._book.extension(number, context) or self._of_another_context(step, number, context)
            if condition is not None:
                self._book.cite(condition)
                self._extensions[number, context] = self._run(self._steps(condition))
        return self._extensions.get((number, context))

    def _of_another_context(self, step: Step, number: str, context: str) -> Element | None:
        """The only extension of that number, where the context (often a domain's) is not here."""
        found = self._book.only(number, context) if context else None
        if found is not None:
            message = say(
                "the context `{context}` is not here: the call is taken to go to the only extension {number} that is",
                context=context,
                number=number,
            )
            self._draft.loss("approximated", step.app, message, step.place)
        return found

    def way_to(self, menu: str) -> tuple[Target, Target | None] | None:
        """How the dialplan brings calls to a menu, and what it does with those that come out of it.

        None where no dialplan is known that has the menu; None for what comes out where nothing stands behind it.
        """
        condition = self._book.way_to(menu)
        if condition is None:
            return None
        self._book.cite(condition)
        steps = self._steps(condition)
        at = next(number for number, step in enumerate(steps) if step.app == "ivr" and step.data == menu)
        behind = self._run(steps[at + 1 :]) if any(step.app not in SILENT for step in steps[at + 1 :]) else None
        return self._run(steps[: at + 1]), behind

    def _steps(self, condition: Element) -> list[Step]:
        """The applications of an extension."""
        steps: list[Step] = []
        then, goes_on = Target("hangup", condition.head), False
        for action in condition.elements("action")[:_MOST_ACTIONS]:
            self._draft.blocks += 1
            app, data = action.get("application"), self._book.filled(action.get("data"))
            if app == "set" and data.startswith("continue_on_fail="):
                goes_on = data != "continue_on_fail=false"
            steps.append(Step(app, data, action.head, then, goes_on))
        return steps

    def _run(self, steps: list[Step]) -> Target:
        """What comes of applications one after the other; at the end the call is over."""
        then = steps[-1].then
        for step in reversed(steps):
            then = self._apps.run(step._replace(then=then))
        return then
