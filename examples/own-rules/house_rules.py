"""Rules of one house, written as ivrlint's own are; `.ivrlint.yaml` names this file under `rules_from`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "error")
def old_brand(study: Study, *, names: tuple[str, ...] = ()) -> Faults:
    """Callers still hear a name that the company no longer has.

    ## Why
    Callers who hear another name than the one they dialled believe that they have the wrong number.

    ## How to mend it
    Use today's name, or leave it out.
    """
    for said in (said for language in study.flow.languages for said in study.texts.heard_in(language)):
        for name in names:
            if name.casefold() in said.text.casefold():
                yield Fault(
                    said.place,
                    say("callers still hear “{name}” ({language})", name=name, language=said.language),
                    say("use today's name, or leave it out"),
                    node=said.id,
                )
