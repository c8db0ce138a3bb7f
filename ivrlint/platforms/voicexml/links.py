"""Where choices lead, and the keys that work in a whole dialog or document: the links of VoiceXML."""

from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.voicexml.content import Content
from ivrlint.platforms.voicexml.context import Context
from ivrlint.platforms.voicexml.documents import Scope
from ivrlint.platforms.voicexml.grammars import grammar_of
from ivrlint.platforms.voicexml.speech import said_by
from ivrlint.platforms.xmltree import Element

if TYPE_CHECKING:
    from ivrlint.platforms.voicexml.dialogs import Dialogs

_DOCUMENT = "vxml"
_ANYWHERE = "back"  # the question that was left for what an event says


class Links:
    """Makes the options of links."""

    def __init__(self, dialogs: "Dialogs", content: Content, draft: Draft) -> None:
        self._dialogs = dialogs
        self._content = content
        self._draft = draft
        self._told: set[int] = set()  # links, by identity

    def chosen(self, choice: Element, context: Context) -> Target:
        """Where a choice or a link leads: to a dialog, or to what is done at an event."""
        if choice.get("event"):
            return self._content.event(choice.get("event"), choice, context)._replace(place=choice.at("event"))
        address = choice.get("next") or said_by(choice.get("expr"), context.known)
        place = choice.at("next" if choice.get("next") else "expr")
        return self._dialogs.way(address, choice, context)._replace(place=place)

    def everywhere(self, context: Context) -> list[model.Option]:
        """The keys of a document and of its root, at whatever question a caller is."""
        options = []
        for level in context.scope.levels:
            for link in level.elements("link"):
                self._tell_of_words(link, context)
                options += self._options(link, Context(context.form, context.scope, here=_ANYWHERE))
        again = Target("repeat", context.form.element.head)
        return [
            option._replace(to=again._replace(place=option.to.place))
            if option.to and option.to.to == _ANYWHERE
            else option
            for option in options
        ]

    def at(self, context: Context) -> list[model.Option]:
        """The keys that work at a question, but for those that do the same everywhere."""
        outer = Scope(tuple(level for level in context.scope.levels if level.tag == _DOCUMENT))
        own = context.form.document != self._dialogs.first  # its links are not those of all
        options = []
        for level in context.scope.levels:
            for link in level.elements("link"):
                if level.tag != _DOCUMENT:
                    self._tell_of_words(link, context)
                event = link.get("event")
                nearer = bool(event) and context.scope.handler(event) is not outer.handler(event)
                if level.tag != _DOCUMENT or own or nearer:
                    options += self._options(link, context)
        return options

    def _options(self, link: Element, context: Context) -> list[model.Option]:
        keys = self._keys(link, context)
        if not keys:
            return []
        to = self.chosen(link, context)
        name = link.get("event").rpartition(".")[2] or to.to
        label = self._draft.text(" ".join(name.replace("_", " ").split()), link.head)
        return [model.Option(key, link.head, label, to, silent=True) for key in keys]

    def _keys(self, link: Element, context: Context) -> list[str]:
        if link.get("dtmf"):
            return [link.get("dtmf")]
        return [*grammar_of(link, self._dialogs.grammars(context.form.document)).keys]

    def _tell_of_words(self, link: Element, context: Context) -> None:
        """Note a way that no key leads."""
        if id(link) in self._told or self._keys(link, context):
            return
        self._told.add(id(link))
        if grammar_of(link, self._dialogs.grammars(context.form.document)).elsewhere:
            message = say("what callers may say here to come elsewhere stands in another file")
            self._draft.loss("not in the file", "link", message, link.head)
        else:
            message = say("callers may say words here that lead elsewhere: this way is left out")
            self._draft.loss("left out", "link", message, link.head)
