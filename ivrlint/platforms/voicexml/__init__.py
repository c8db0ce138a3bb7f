"""VoiceXML 2.0 and 2.1: forms and menus, as the form interpretation algorithm goes through them."""

from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.voicexml.dialogs import Dialogs
from ivrlint.platforms.voicexml.documents import Documents


def read(source: Source) -> Reading:
    """Read a document and those that it leads to, as far as they stand beside it."""
    draft = Draft("voicexml", source)
    documents = Documents(source, draft)
    if documents.first is None:
        return draft.nothing(Place(source, 0, 1), say("this is not a VoiceXML document: it has no `<vxml>`"))
    dialogs = Dialogs(documents, draft)
    start = dialogs.build(documents.first)
    languages = (dialogs.language,) if dialogs.language else ()
    return draft.reading(start, languages=languages, keys=dialogs.keys, place=documents.first.root)
