"""Which option a caller's words mean: a recogniser that knows the labels, the keys and `says`."""

from ivrlint.call.phone import Station, Way
from ivrlint.language.words import fold


def understood(text: str, station: Station, language: str) -> Way | None:
    """The way whose phrase the caller says, or whose phrase stands inside what they say.

    The longest phrase counts; where two options have the same one, the first.
    """
    heard = _plain(text)
    if not heard:
        return None
    padded = f" {heard} "
    best: tuple[int, Way | None] = (0, None)
    for key, way in station.keys.items():
        for phrase in phrases(key, way, station, language):
            if phrase == heard:
                return way
            if len(phrase) > best[0] and f" {phrase} " in padded:
                best = len(phrase), way
    return best[1]


def phrases(key: str, way: Way, station: Station, language: str) -> list[str]:
    """What a caller may say for a way, words only."""
    option = way.edge.option
    if option is None:
        return [_plain(key)]
    said = option.says.spoken.get(language, ()) if option.says else ()
    return [_plain(phrase) for phrase in (key, station.phone.speaker.label(option, language), *said)]


def _plain(text: str) -> str:
    """Words only, in lower case, without accents and signs."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
