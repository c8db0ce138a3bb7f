"""How the questions of VoiceXML listen: time limits, and what happens at the first, second, third silence."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.platforms.draft import Draft, seconds
from ivrlint.platforms.voicexml.content import Content, leads_away
from ivrlint.platforms.voicexml.context import Context
from ivrlint.platforms.voicexml.documents import duration
from ivrlint.platforms.voicexml.speech import SPEECH, most_prompts, prompts, speech
from ivrlint.platforms.xmltree import Element, Words

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs

_MOST_ATTEMPTS = 10


class Listeners:
    """Works out the listening of fields and menus."""

    def __init__(self, dialogs: "Dialogs", content: Content, draft: Draft) -> None:
        self._dialogs = dialogs
        self._content = content
        self._draft = draft

    def speaks(self, context: Context) -> bool:
        """May callers speak? They may unless a property says otherwise."""
        return "voice" in (context.scope.property("inputmodes") or "dtmf voice").split()

    def terminator(self, context: Context) -> str | None:
        """The key that ends an entry."""
        key = context.scope.property("termchar")
        return "#" if key is None else key if key in ("#", "*") else None

    def of(self, item: Element, context: Context, *, speaks: bool) -> model.Listening:
        """How an item listens. What is left to the platform is what flow files take where nothing is written."""
        place = item.head
        wait = next(
            (duration(prompt.get("timeout")) for prompt in item.elements("prompt") if prompt.get("timeout")), None
        )
        after = wait or duration(context.scope.property("timeout"))
        between = duration(context.scope.property("interdigittimeout"))
        silent = self._retries("noinput", item, context)
        return model.Listening(
            place=place,
            barge_in=self._barge_in(item, context),
            between_digits=seconds(between, place) if between else None,
            speech=speaks,
            no_input=replace(silent, after=seconds(after, place) if after else None),
            no_match=self._retries("nomatch", item, context),
        )

    def leading(self, listening: model.Listening, to: Target) -> model.Listening:
        """The listening of a question where keys that are not offered lead on."""
        return replace(listening, no_match=model.Unanswered(place=listening.no_match.place, attempts=1, then=to))

    def _barge_in(self, item: Element, context: Context) -> bool:
        told = [prompt.get("bargein") for prompt in item.elements("prompt")]
        if told and all(word == "false" for word in told):
            return False
        return context.scope.property("bargein") != "false"

    def _retries(self, event: str, item: Element, context: Context) -> model.Unanswered:
        """Attempts up to the handler that leads elsewhere; without one the question is put for ever.

        For ever is: so many times, and then the same question from the start.
        """
        own = Target(context.here, item.head)
        again: list[model.Text] = []
        handled = context.scope.most(event) if context.scope.handlers(event) else 0
        most = min(max(handled, most_prompts(item) - 1), _MOST_ATTEMPTS)
        place = item.head
        for count in range(1, most + 1):
            handler = context.scope.handler(event, count)
            if handler is not None:
                place = handler.head
            if handler is not None and (leads_away(handler.pieces) or any(map(context.answers, handler.walk()))):
                then = self._content.run(handler.pieces, context, Target(context.here, handler.head))
                again = self._but_the_question(again, item)
                return model.Unanswered(place=place, attempts=count, again=tuple(again), then=then)
            text = self._asked_again(handler, item, count)
            if text is not None:
                again.append(text)
        attempts = max(len(again) + 1, model.DEFAULT_ATTEMPTS)
        again = self._but_the_question(again, item)
        return model.Unanswered(place=place, attempts=attempts, again=tuple(again), then=own._replace(place=place))

    def _but_the_question(self, again: list[model.Text], item: Element) -> list[model.Text]:
        """What is said again; nothing where it is just the question, as it is where nothing is written."""
        question = speech(prompts(item, 1), self._dialogs.language)
        if not again or question.chosen or question.listed or question.mute:
            return again
        asked = question.text(self._draft, item.head, whole=True)
        same = asked is not None and all((text.spoken, text.audio) == (asked.spoken, asked.audio) for text in again)
        return [] if same else again

    def _asked_again(self, handler: Element | None, item: Element, count: int) -> model.Text | None:
        """What is heard after a silence: what the handler says, and the question where it has it asked again."""
        said: list[Element | Words] = []
        if handler is not None:
            said += [piece for piece in handler.pieces if isinstance(piece, Words) or piece.tag in SPEECH]
        if handler is None or handler.elements("reprompt"):
            said += prompts(item, count + 1)
        gathered = speech(said, self._dialogs.language)
        return gathered.text(self._draft, handler.head if handler is not None else item.head, whole=True)
