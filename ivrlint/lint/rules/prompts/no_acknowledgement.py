"""`no-acknowledgement`."""

from ivrlint.flow.model import Branch, Callback, Input, Lookup, Menu, Message, Node, Transfer, Voicemail
from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_TAGS = frozenset({"complaint", "claim", "outage", "fraud", "bereavement"})
_GRAVE = frozenset({"fraud", "bereavement"})


@rule(
    "prompts",
    "info",
    profile="strict",
    sources=("seed001", "seed003", "seed004"),
    on=(Message, Menu, Input, Branch, Lookup, Transfer, Voicemail, Callback),
)
def no_acknowledgement(node: Node, study: Study) -> Faults:
    """Somebody with a complaint, a loss or a fraud to report is received like everybody else.

    ## Why
    These callers are upset before they dial. One sentence that takes note of it changes how they listen to the
    rest; a cheerful one shows them that nobody is there.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: un fallecimiento, to: duelo}}}
      duelo: {type: message, tags: [bereavement], prompt: ¡Genial! Un gestor le atenderá., next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: un fallecimiento, to: duelo}}}
      duelo: {type: message, tags: [bereavement], prompt: Lamentamos su pérdida. Un gestor le atenderá., next: adviser}
    ```

    ## How to mend it
    Begin with a sentence such as “We are sorry to hear that”, once, and without promises. Looked at is what
    callers hear first at a node tagged `complaint`, `claim`, `outage`, `fraud` or `bereavement`, or in the
    message before it. Cheerful words and adverts after a death or a fraud are a warning.
    """
    tags = _TAGS.intersection(node.tags)
    ahead = study.stretches.ahead(node.id) if tags else ()
    first = next((told for other in ahead if (told := getattr(other, "prompt", None))), None)
    if first is None:
        return
    before = [other.prompt for other in study.stretches.behind(node) if isinstance(other, Message)]
    cheer = says("cheerful", first) or says("promo", first)
    if cheer:
        yield Fault(
            first.place,
            say("callers who report {what} hear “{cheer}”", what=min(tags), cheer=cheer),
            say("leave “{cheer}” out, and say that you are sorry", cheer=cheer),
            node.id,
            "warning" if _GRAVE & tags else None,
        )
    elif knows("empathy", first, *before) and not any(
        says(section, first, *before) for section in ("empathy", "apology")
    ):
        yield Fault(
            first.place,
            say("callers who report {what} hear no word about it", what=min(tags)),
            say("begin with a sentence that takes note of it, such as “{phrase}”", phrase=_phrase(study)),
            node.id,
        )


def _phrase(study: Study) -> str:
    return next(iter(study.words(study.flow.language).terms("empathy")), "")
