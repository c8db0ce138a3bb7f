"""The dialplan of FreeSWITCH, as far as menus lead there: extensions and the applications that they run."""

from ivrlint.flow.model import Target
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.applications import SILENT, Applications, Step, goes_on_after_failure
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.xmltree import Element

_MOST_EXTENSIONS = 500
_MOST_ACTIONS = 50
_ALWAYS = ("", ".*", "^.*$", "^(.*)$")
_TIMES = ("wday", "mday", "yday", "mon", "week", "mweek", "hour", "minute", "minute-of-day", "time-of-day", "date-time")


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
        if step.words[1:2] == ["inline"]:
            return self._inline(step)
        number, context = step.words[0], [*step.words, "", ""][2]
        if (number, context) not in self._extensions and len(self._extensions) < _MOST_EXTENSIONS:
            self._extensions[number, context] = None  # while it is made: a way back to itself is not known
            condition = self._book.extension(number, context) or self._of_another_context(step, number, context)
            if condition is not None:
                self._book.cite(condition)
                self._extensions[number, context] = self._run(self._steps(condition), Target("hangup", condition.head))
        return self._extensions.get((number, context))

    def _inline(self, step: Step) -> Target:
        """What applications do that stand in the argument itself: `set:hangup_after_bridge=true,bridge:user/1004`."""
        after = Target("hangup", step.place) if step.app == "transfer" else step.then
        orders = [(app.strip(), data) for app, _, data in (each.partition(":") for each in step.words[0].split(","))]
        steps = [
            Step(app, data, step.place, after, goes_on_after_failure(orders[:at]))
            for at, (app, data) in enumerate(orders)
        ]
        return self._run(steps, after)

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
        over, rest = Target("hangup", condition.head), steps[at + 1 :]
        behind = self._run(rest, over) if any(step.app not in SILENT for step in rest) else None
        return self._run(steps[: at + 1], over), behind

    def _steps(self, condition: Element) -> list[Step]:
        """The applications of an extension."""
        steps: list[Step] = []
        then, orders = Target("hangup", condition.head), []
        together = self._book.together(condition)
        for other in filter(_may_fail, together):
            message = say("what stands under this condition is taken to happen on every call")
            self._draft.loss("approximated", "condition", message, other.head)
        for action in [action for each in together for action in each.elements("action")][:_MOST_ACTIONS]:
            self._draft.blocks += 1
            orders.append((action.get("application"), self._book.filled(action.get("data"))))
            steps.append(Step(*orders[-1], action.head, then, goes_on_after_failure(orders)))
        return steps

    def _run(self, steps: list[Step], then: Target) -> Target:
        """What comes of applications one after the other; behind them the call is over."""
        for step in reversed(steps):
            then = self._apps.run(step._replace(then=then))
        return then


def _may_fail(condition: Element) -> bool:
    """Does it ask for more than the number that is called: the time, the caller, a variable?"""
    always = condition.get("field") in ("", "destination_number") or condition.get("expression") in _ALWAYS
    return not always or any(name in condition.attributes for name in _TIMES)
