"""`no-input-too-short`."""

from collections.abc import Iterator

from ivrlint.flow.model import Duration, Input, Menu, Node
from ivrlint.flow.place import Place
from ivrlint.lint.fixes import value_of
from ivrlint.lint.listeners import needs_papers
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", sources=("T1", "T2", "T4", "W1", "W2", "seed001"), fixes="unsafe")
def no_input_too_short(study: Study, *, warn: float = 5, error: float = 3, papers: float = 8) -> Faults:
    """Callers have too little time to answer before the call takes them for silent.

    ## Why
    Between the end of the prompt and the key lie deciding, taking the phone from the ear and finding the
    keypad; who is old, driving or not at home in the language takes longer. Whoever is still on the way
    hears the question again and starts anew.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 3s, attempts: 3, then: adviser}, no_match: {then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Give `after` at least `warn` seconds (platforms come with 5 to 7), and `papers` seconds where callers
    must fetch a card, a bill or a document first. Below `error` seconds hardly anybody makes it. Callers
    whose silence leads to a menu with the same keys, which waits long enough, lose nothing: that is not too short.
    """
    for place, after, node in _waits(study):
        if after < warn and not (isinstance(node, Menu) and _goes_on_listening(node, warn, study)):
            enough = papers if needs_papers(node) else warn + 1
            yield Fault(
                place,
                say(
                    "callers have {after:g} s to find the key (at least {limit:g} s)",
                    after=after,
                    limit=error if after < error else warn,
                ),
                say("write `after: {limit:g}s` or more", limit=warn + 1),
                node.id if node else None,
                "error" if after < error else None,
                value_of(place, f"{enough:g}s", say("wait for {value:g} s", value=enough)),
            )
    for entry in study.all(Input):
        after = study.ears(entry).no_input.after
        if warn <= after < papers and study.reached(entry) and needs_papers(entry):
            own = entry.listening and entry.listening.no_input.after
            if study.flow.origin and not own:
                continue  # how long that platform waits is not in the file
            yield Fault(
                own.place if own else entry.name,
                say(
                    "callers have {after:g} s to fetch what `{id}` asks for (at least {limit:g} s)",
                    after=after,
                    id=entry.id,
                    limit=papers,
                ),
                say("give it time of its own: `listening: {{no_input: {{after: {limit:g}s}}}}`", limit=papers),
                entry.id,
                fix=value_of(own.place, f"{papers:g}s", say("wait for {value:g} s", value=papers)) if own else None,
            )


def _goes_on_listening(menu: Menu, enough: float, study: Study) -> bool:
    """Do all keys of a menu work on where a silence leads: is the list only said then, or once more?"""
    silence = study.ears(menu).no_input
    other = study.node(study.after_words(silence.then.to)) if silence.attempts == 1 and silence.then else None
    if not isinstance(other, Menu) or other is menu or study.ears(other).no_input.after < enough:
        return False
    return _led(menu).items() <= _led(other).items()


def _led(menu: Menu) -> dict[str, str | None]:
    return {option.key: option.to.to if option.to else None for option in menu.options}


_NO_WAIT = 0.001  # another platform only takes what has been pressed already


def _waits(study: Study) -> Iterator[tuple[Place, float, Node | None]]:
    for listener in study.listeners:
        after: Duration | None = listener.written.no_input.after
        if after is not None and not (study.flow.origin and after.seconds <= _NO_WAIT):
            yield after.place, after.seconds, listener.node
