"""`unpronounceable`."""

import re
import unicodedata

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SIGNS = re.compile(
    r"https?:\S+|www\.\S+|\S+@\S+|\w+\.(?:com|net|org|es|uk|mx)\b"  # addresses
    r"|(?<!\d)/|/(?!\d)|[&()\[\]<>|_~^=\\]"  # but 24/7
    r"|\d{5,}|(?<!\d)(?!(?:19|20)\d\d)\d{4}(?!\d)"
)
_ROMAN = re.compile(r"(?<!\w)(?:I{2,3}|I[VX]|VI{1,3}|XI{1,3}|XI?V)(?!\w)")


@rule("labels", "warning", on=Menu)
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
    for labels in study.hearing.labels(menu).values():
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
                )


def _picture(text: str) -> str | None:
    """The first emoji or other picture in the text."""
    if text.isascii():
        return None
    return next((char for char in text if unicodedata.category(char) == "So"), None)
