"""`placeholder-text`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=())
def placeholder_text(study: Study) -> Faults:
    """A text still holds a placeholder.

    ## Why
    The voice reads it out: "T O D O, ask legal". Callers hear that nobody has looked.

    ## Wrong
    ```yaml
    nodes:
      main: {type: message, prompt: "TODO: text from legal.", next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: message, prompt: One moment please., next: adviser}
    ```

    ## How to mend it
    Write the text. A field of the call stands in single braces, as in `{balance}`.
    """
    for said, phrase in study.texts.saying("placeholder"):
        yield Fault(said.place, say("callers hear “{phrase}” read out", phrase=phrase), say("write the text"), said.id)
    for said, _ in study.texts.where(
        lambda text, _: "{{" in text or "${" in text or text.count("{") != text.count("}")
    ):
        yield Fault(
            said.place,
            say("callers hear the signs of a template read out"),
            say("write a field in single braces, as in `{{balance}}`"),
            said.id,
        )
