"""Which signs may stand in XML."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without the control characters that XML does not allow."""
    return _FORBIDDEN.sub("�", text)
