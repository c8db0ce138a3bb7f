"""`expansion`."""

from ivrlint.flow.model import Callback, Hangup, Input, Lookup, Menu, Message, Node, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.tongues import texts_of
from ivrlint.message import say

_SPEAKS = (Message, Menu, Input, Lookup, Transfer, Voicemail, Callback, Hangup)


@rule("languages", "info", on=_SPEAKS, profile="strict", sources=("ES1",), needs=("translations",))
def expansion(node: Node, study: Study, *, ratio: float = 1.35, seconds: float = 4) -> Faults:
    """A text takes much longer in one language than in another.

    ## Why
    Word for word, a translation is often longer than what it translates. Callers of that language wait
    longer at each step, and hear a menu that was written for somebody else.

    ## Wrong
    ```yaml
    languages: [en, es]
    nodes:
      hello:
        type: message
        prompt:
          en: Acme. Your call is recorded.
          es: >-
            Gracias por llamar a Acme. Le informamos de que esta llamada será grabada para garantizar la calidad del
            servicio que le prestamos.
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [en, es]
    nodes:
      hello:
        type: message
        prompt: {en: Acme. Your call is recorded., es: Acme. Grabamos esta llamada.}
        next: adviser
    ```

    ## How to mend it
    Write the text anew in that language, as short as its callers would say it. Compared are texts of which
    one takes four seconds or more.
    """
    for written in texts_of(node) if len(study.flow.languages) > 1 else ():
        lengths = {language: study.seconds(text, language) for language, text in written.text.spoken.items()}
        longest = max(lengths, key=lambda language: lengths[language], default="")
        shortest = min(lengths, key=lambda language: lengths[language], default="")
        if longest and lengths[longest] >= seconds and lengths[longest] > ratio * lengths[shortest]:
            yield Fault(
                written.text.place,
                say(
                    "callers in {language} listen for {long} seconds, those in {other} for {short}",
                    language=longest,
                    long=round(lengths[longest], 1),
                    other=shortest,
                    short=round(lengths[shortest], 1),
                ),
                say("say it in {language} as shortly as in {other}", language=longest, other=shortest),
                node.id,
            )
