"""`long-sentence`."""

from ivrlint.language.announced import announced
from ivrlint.language.plainness import Sentence, long_sentences
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", profile="strict", sources=("seed001", "W1"))
def long_sentence(study: Study, *, warn: int = 20, error: int = 30) -> Faults:
    """A sentence is too long to keep in mind while listening.

    ## Why
    A listener holds on to the beginning of a sentence until its end makes sense of it. After twenty words the
    beginning is gone, and on the phone there is no going back.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      aviso:
        type: message
        prompt: >-
          Por las obras que se están haciendo en la red de su barrio es posible que durante los próximos días note
          cortes breves del suministro que no tienen nada que ver con su contrato.
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      aviso:
        type: message
        prompt: Estamos haciendo obras en su barrio. Puede haber cortes breves en los próximos días.
        next: adviser
    ```

    ## How to mend it
    One thing a sentence. The limits are a rule of thumb of plain-language guides. Sentences that offer a
    key are left to `long-label` and `no-pause`.
    """

    def look(text: str, language: str) -> list[Sentence]:
        long = long_sentences(text, language, warn) if text.count(" ") > warn // 2 else ()
        return [sentence for sentence in long if not announced(text[sentence.start : sentence.end], language)]

    for said, found in study.texts.where(look):
        for sentence in found:
            yield Fault(
                said.place,
                say(
                    "callers hear {count} words in one sentence, “{beginning}…” (at most {limit})",
                    count=sentence.words,
                    beginning=" ".join(said.text[sentence.start : sentence.end].split()[:4]),
                    limit=error if sentence.words > error else warn,
                ),
                say("make two sentences of it, or leave a part out"),
                said.id,
                "error" if sentence.words > error else None,
            )
