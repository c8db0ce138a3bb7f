"""What rules build their fixes from: other words for a text, one more pair, another value."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ivrlint.flow.edits import Edit, at, is_shared, reworded, with_pair
from ivrlint.flow.model import Input, Menu, Node
from ivrlint.flow.place import Place
from ivrlint.flow.spelling import Change, quoted
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.language.words import words
from ivrlint.lint.rule import Fix, Touches
from ivrlint.lint.study import Study
from ivrlint.message import Message, say

_HEAD = ("keys", "listening", "start", "timezone", "languages", "name", "ivr")  # a new key goes behind one of these


def scalar_of(place: Place, language: str, study: Study) -> Scalar | None:
    """What spells a text in a language, by the place of the text; None where a recording speaks it."""
    if place in study.texts.recorded_places:
        return None  # other words in the file would only hide what callers hear
    if isinstance(place, Scalar):
        return place if language == study.flow.language else None
    found = place.get(language) if isinstance(place, Mapping) else None
    return found if isinstance(found, Scalar) else None


def words_of(
    place: Place, language: str, changes: Sequence[Change], says: Message, study: Study, *, safe: bool = True
) -> Fix | None:
    """Changes to a text in one language, in order. Where aliases repeat the text elsewhere, it is never safe."""
    scalar = scalar_of(place, language, study)
    edits = reworded(scalar, changes) if scalar is not None and changes else None
    return Fix(says, edits, safe and not is_shared(place)) if edits else None


def value_of(
    place: Place | None, value: str, says: Message, *, safe: bool = False, touches: Touches = "words"
) -> Fix | None:
    """Another value in the place of one that is a single word."""
    if not isinstance(place, Scalar):
        return None
    edits = reworded(place, [Change(0, len(place.value), value)])
    return Fix(says, edits, safe and not is_shared(place), touches) if edits else None


def written(node: Node, key: str) -> Piece | None:
    """What the file says under that key of a node."""
    return node.written.get(key) if isinstance(node.written, Mapping) else None


def value_at(
    mapping: Place | None, key: str, value: str, says: Message, *, safe: bool = False, touches: Touches = "words"
) -> Fix | None:
    """A pair with that value: in the place of the one that the mapping has, else as one more."""
    if not isinstance(mapping, Mapping):
        return None
    known = mapping.get(key)
    if known is not None:
        return value_of(known, value, says, safe=safe, touches=touches)
    return pair(mapping, f"{key}: {value}", says, safe=safe, touches=touches)


def key_of(mapping: Piece | None, key: str, name: str | None, says: Message) -> Fix | None:
    """Another name for a key of a mapping, where only that name can be meant."""
    pairs = mapping.pairs if isinstance(mapping, Mapping) else []
    found = next((known for known, _ in pairs if known.value == key), None)
    return value_of(found, name, says, touches="ways") if name else None


def pair(
    mapping: Place | None, line: str, says: Message, *, safe: bool = False, touches: Touches = "words"
) -> Fix | None:
    """One more pair in a mapping. None where aliases repeat the mapping elsewhere."""
    if not isinstance(mapping, Mapping) or is_shared(mapping):
        return None
    edit = with_pair(mapping, line)
    return Fix(says, (edit,), safe, touches) if edit else None


def instead(place: Place, text: str, says: Message, *, safe: bool = True, touches: Touches = "shape") -> Fix | None:
    """Another text in the very place: in the scalar that stands there, with its quotes, else of its characters."""
    if isinstance(place, Scalar):
        return value_of(place, text, says, safe=safe, touches=touches)
    source = place.source
    return Fix(says, (at(source, source.offset(place.start), source.offset(place.end), text),), safe, touches)


def at_top(lines: Iterable[tuple[str, str]], study: Study) -> Edit | None:
    """One more pair at the flow's top, before its nodes: keys with what is written behind them."""
    root = study.flow.place
    if not isinstance(root, Mapping):
        return None
    written = {key.value for key, _ in root.pairs}
    behind = next((key for key in _HEAD if key in written), None)
    return with_pair(root, f"{study.flow.source.line_end}".join(f"{key}: {value}" for key, value in lines), behind)


@lru_cache(maxsize=8)  # every menu that lacks the key asks for the same
def key_for_all(key: str, label: str, to: str, study: Study) -> Fix | None:
    """A key that holds everywhere, called what the word lists say under `label`. None where it means something."""
    flow, says = study.flow, say("let `{key}` lead to `{to}` everywhere", key=key, to=to)
    spoken = {language: words(language).sentence(label) for language in flow.languages}
    if not all(spoken.values()) or any(_uses(key, node) for node in flow.nodes.values()):
        return None
    if any(option.key == key for option in flow.keys):
        return None
    text = quoted(spoken[flow.language]) if len(spoken) == 1 else _by_language(spoken)
    line = f'"{key}": {{label: {text}, to: {to}}}'
    root = flow.place
    keys = root.get("keys") if isinstance(root, Mapping) else None
    if keys is not None:
        return pair(keys, line, says, touches="ways")
    edit = at_top([("keys", f"{{{line}}}")], study)
    return Fix(says, (edit,), False, "ways") if edit else None


def _by_language(spoken: dict[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {quoted(text)}" for language, text in spoken.items()) + "}"


def _uses(key: str, node: Node) -> bool:
    return (isinstance(node, Menu) and any(key in option.key for option in node.options)) or (
        isinstance(node, Input) and node.terminator == key
    )
