"""The dialplan of FreeSWITCH, as far as menus lead there: extensions and the applications that they run."""

from ivrlint.flow.model import Target
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.applications import Applications, Step
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
            condition = self._book.extension(number, context)
            if condition is not None:
                self._book.cite(condition)
                self._extensions[number, context] = self._actions(condition)
        return self._extensions.get((number, context))

    def _actions(self, condition: Element) -> Target:
        """The applications of an extension, one after the other; at the end the call is over."""
        steps: list[Step] = []
        then, goes_on = Target("hangup", condition.head), False
        for action in condition.elements("action")[:_MOST_ACTIONS]:
            self._draft.blocks += 1
            app, data = action.get("application"), self._book.filled(action.get("data"))
            if app == "set" and data.startswith("continue_on_fail="):
                goes_on = data != "continue_on_fail=false"
            steps.append(Step(app, data, action.head, then, goes_on))
        for step in reversed(steps):
            then = self._apps.run(step._replace(then=then))
        return then
