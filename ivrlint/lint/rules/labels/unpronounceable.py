"""`unpronounceable`."""

import re
import unicodedata

from ivrlint.flow.model import Menu
from ivrlint.flow.spelling import Change
from ivrlint.lint.fixes import words_of
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SIGNS = re.compile(
    r"https?:\S+|www\.\S+|\S+@\S+|\w+\.(?:com|net|org|es|uk|mx)\b"  # addresses
    r"|(?<!\d)/|/(?!\d)|[&()\[\]<>|_~^=\\]"  # but 24/7
    r"|\d{5,}|(?<!\d)(?!(?:19|20)\d\d)\d{4}(?!\d)"
)
_ROMAN = re.compile(r"(?<!\w)(?:I{2,3}|I[VX]|VI{1,3}|XI{1,3}|XI?V)(?!\w)")


@rule("labels", "warning", on=Menu, fixes="unsafe")
def unpronounceable(menu: Menu, study: Study) -> Faults:
    """A label holds signs that are read, not spoken.

    ## Why
    A speech synthesiser reads a slash, brackets or an address sign by sign, or drops them, and a person
    who records the text has to guess. Callers hear something nobody meant.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills/payments, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills and payments, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Write it as it is to be spoken: words for signs, "the second" for II, groups for long numbers, a name
    for an address.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        for label in labels:
            if label.text.replace(" ", "").isalpha() and not _ROMAN.search(label.text):
                continue
            match = _SIGNS.search(label.text) or _ROMAN.search(label.text)
            sign = match[0] if match else _picture(label.text)
            if sign and label.option.key not in told:
                told.add(label.option.key)
                yield Fault(
                    label.place,
                    say(
                        "nobody can tell how “{sign}” is spoken in “{label}” ({key})",
                        sign=sign,
                        label=label.text,
                        key=label.option.key,
                    ),
                    say("write it as it is to be spoken"),
                    menu.id,
                    fix=_fix(label, language, sign, study),
                )


def _fix(label: Label, language: str, sign: str, study: Study) -> Fix | None:
    """A sign that stands alone by its name; a picture left out. In the option's label only."""
    written = label.option.label
    if written is None or written.spoken.get(language) != label.text or written.audio:
        return None
    name = study.words(language).mapping("signs").get(sign, ("",))[0]
    if not name and sign != _picture(label.text):
        return None
    found = re.search(
        rf"(?<=\s){re.escape(sign)}(?=\s)" if name else rf"\s*{re.escape(sign)}\ufe0f?$|{re.escape(sign)}\ufe0f?\s*",
        label.text,
    )
    if found is None or found[0] == label.text:
        return None
    says = say("say “{name}”", name=name) if name else say("leave “{sign}” out", sign=sign)
    changes = [Change(*found.span(), name)]
    return words_of(written.place, language, changes, says, study, safe=False)


def _picture(text: str) -> str | None:
    """The first emoji or other picture in the text."""
    if text.isascii():
        return None
    return next((char for char in text if unicodedata.category(char) == "So"), None)
