"""The parts of a form at which callers choose nothing: recordings, transfers, other dialogs, what platforms bring."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.message import say
from ivrlint.platforms.draft import Draft, seconds
from ivrlint.platforms.voicexml.content import Content
from ivrlint.platforms.voicexml.context import OVER, Context
from ivrlint.platforms.voicexml.documents import duration
from ivrlint.platforms.voicexml.speech import prompts, said_by, speech
from ivrlint.platforms.xmltree import Element

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs


class Others:
    """Makes their nodes."""

    def __init__(self, dialogs: "Dialogs", content: Content, draft: Draft) -> None:
        self._dialogs = dialogs
        self._content = content
        self._draft = draft

    def record(self, item: Element, context: Context, next_: Target) -> None:
        """What callers say is kept."""
        longest = duration(item.get("maxtime"))
        filled = context.form.filled(item)
        node = model.Voicemail(
            id=context.here,
            place=item,
            name=item.head,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
            max=seconds(longest, item.at("maxtime")) if longest else None,
            next=self._heard(item, context, self._content.run(filled, context, next_) if filled else next_),
        )
        self._draft.add(node, item.called)

    def _heard(self, item: Element, context: Context, next_: Target) -> Target:
        """Where a call goes behind a recording: elsewhere where nothing was heard and the document says what then."""
        if not context.scope.handlers("noinput"):
            return next_
        id_ = self._draft.id(f"{context.here} heard")
        silent = self._content.event("noinput", item, replace(context, waits=True))
        node = model.Branch(
            id=id_, place=item, name=item.head, field=f"{context.here} heard", cases={"no": silent}, otherwise=next_
        )
        self._draft.add(node, item.called)
        return Target(id_, item.head)

    def transfer(self, item: Element, context: Context, next_: Target) -> None:
        """Somebody else takes the call."""
        goal = said_by(item.get("destexpr"), {}) if item.get("destexpr") else item.get("dest")
        node = model.Transfer(
            id=context.here,
            place=item,
            name=item.head,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
            on=self._outcomes(item, context, next_),
            **_goal(goal),  # type: ignore[arg-type]
        )
        self._draft.add(node, item.called)

    def _outcomes(self, item: Element, context: Context, next_: Target) -> dict[str, Target]:
        """Where a caller goes whom nobody takes. Where the document says nothing the call is over."""
        name, filled = item.get("name"), context.form.filled(item)
        on: dict[str, Target] = {}
        bridged = item.get("bridge") == "true" or item.get("type") in ("bridge", "consultation")
        for outcome, value in (("busy", "busy"), ("no_answer", "noanswer")) if bridged else ():
            on[outcome] = self._content.run(filled, context.knowing(**{name: value}), next_) if filled else next_
        handler = context.scope.handler("error.connection")
        if handler is not None:
            on["failed"] = self._content.event("error.connection", item, context)
        silent = next_ if next_.to == OVER else None  # the end of the form, which nobody wrote
        return {outcome: to for outcome, to in on.items() if to != silent}

    def subdialog(self, item: Element, context: Context, next_: Target) -> None:
        """A dialog that comes back."""
        filled = context.form.filled(item)
        back = self._content.run(filled, context, next_) if filled else next_
        address = item.get("src") or said_by(item.get("srcexpr"), {}).strip()
        there = self._dialogs.call(address, item, context, back)
        if there is not None:
            self._dialogs.also(context.here, there.to)
            return
        message = say("what `{goal}` asks is not here: callers are taken to come back from it", goal=address)
        self._draft.loss("not in the file", "subdialog", message, item.head, context.here)
        node = model.SubFlow(id=context.here, place=item, name=item.head, file=address or "subdialog", next=back)
        self._draft.add(node, item.called)

    def object(self, item: Element, context: Context, next_: Target) -> None:
        """Something of the platform's own."""
        filled = context.form.filled(item)
        service = item.get("classid") or item.get("data") or item.get("name") or "object"
        on = {
            "ok": self._content.run(filled, context, next_) if filled else next_,
            "error": self._content.event("error.unsupported.object", item, context),
        }
        node = model.Lookup(
            id=context.here,
            place=item,
            name=item.head,
            service=service,
            on=on,
            prompt=speech(prompts(item, 1), self._dialogs.language).text(self._draft, item.head),
        )
        self._draft.add(node, item.called)


def _goal(dest: str) -> dict[str, str]:
    """Whom a transfer calls: `tel:+34900`, `sip:help@example.org`, `{number}`."""
    plain = dest.removeprefix("tel:").partition(";")[0].replace("-", "").replace(" ", "").strip()
    if plain.lstrip("+").isdigit() or (plain.startswith("{") and plain.endswith("}") and plain.count("{") == 1):
        return {"number": plain}
    return {"queue": dest.strip() or "transfer"}
