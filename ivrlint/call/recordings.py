"""What has to be recorded: every text of a flow once, by language, with its file, its length and where it is heard."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ivrlint.call.lines import SLOT, Line, recording_file
from ivrlint.call.near import near
from ivrlint.call.phone import Phone, Station
from ivrlint.flow import model
from ivrlint.language.words import words

SOUNDS = frozenset(
    {
        ".aif",
        ".aiff",
        ".alaw",
        ".au",
        ".flac",
        ".g711",
        ".g722",
        ".g729",
        ".gsm",
        ".m4a",
        ".mp3",
        ".ogg",
        ".opus",
        ".pcm",
        ".raw",
        ".sln",
        ".ul",
        ".ulaw",
        ".vox",
        ".wav",
    }
)  # endings of sound files
_FOLDER = "audio"
_KINDS = {"prompt": "", "return": "return", "wait": "wait", "no_input": "silence", "no_match": "wrong"}
_OWN = ("say-read-back", "say-callback-number", "say-other-number")


class Use(NamedTuple):
    """Where a text is heard: at which node, as what (see `Station.line`)."""

    node: str
    kind: str


class Recording(NamedTuple):
    """One text to be recorded in one language.

    `text` has its slots for fields of the call as `{name}`; where it has any, the words between them are recordings
    of their own, which the platform joins with the values: then there are several `files`.
    """

    id: str  # the same in every language
    language: str
    text: str
    seconds: float
    files: tuple[str, ...]  # paths as seen from the flow file
    named: bool  # by the flow; else they are proposed
    there: bool  # all files exist
    uses: tuple[Use, ...]
    slots: tuple[str, ...]
    heard: bool  # False: no call comes to any of the places
    like: tuple[str, ...] = ()  # ids of texts in this language that differ in a word or two


class Script(NamedTuple):
    """The recordings of a flow, and the sound files beside them that it does not use."""

    recordings: tuple[Recording, ...]
    unused: tuple[str, ...]  # paths as seen from the flow file
    missing: tuple[str, ...]


def script(phone: Phone) -> Script:
    """Everything that a flow says. Flows that it runs have scripts of their own; their files count as used."""
    from ivrlint.call.given import phones

    gathered = _Gathered(phone)
    recordings = tuple(_compared(list(gathered.recordings())))
    named = [file for each in recordings if each.named for file in each.files]
    folder = _home(phone)
    used = {file.resolve() for part in phones(phone) for file in _files(part)}
    beside = sorted({file for known in used for file in _sounds(known.parent)} - used) if named else []
    missing = dict.fromkeys(file for file in named if not (folder / file).is_file())
    return Script(recordings, tuple(_seen_from(folder, file) for file in beside), tuple(missing))


def _compared(recordings: Sequence[Recording]) -> Iterator[Recording]:
    """The recordings, each with those that it may be taken for."""
    by_language: dict[str, list[Recording]] = {}
    for each in recordings:
        by_language.setdefault(each.language, []).append(each)
    for language, group in by_language.items():
        like: dict[int, list[str]] = {}
        for one, other in near([each.text for each in group], language):
            like.setdefault(one, []).append(group[other].id)
            like.setdefault(other, []).append(group[one].id)
        yield from (each._replace(like=tuple(like.get(number, ()))) for number, each in enumerate(group))


def _home(phone: Phone) -> Path:
    file = phone.flow.source.file
    return file.parent if file is not None else Path()


def _files(phone: Phone) -> Iterator[Path]:
    """The recordings that a flow names, in all of its languages."""
    for station in phone.stations.values():
        for kind in station.kinds:
            text = station.text(kind)
            for language in phone.flow.languages if text is not None else ():
                file = recording_file(text, language) if text is not None else None
                if file is not None:
                    yield file


def _sounds(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.suffix.lower() in SOUNDS and file.is_file())


def _seen_from(folder: Path, file: Path) -> str:
    home = folder.resolve()
    return file.relative_to(home).as_posix() if file.is_relative_to(home) else file.as_posix()


class _Said(NamedTuple):
    use: Use
    line: Line
    file: Path | None
    heard: bool
    shared: bool  # it belongs to no node


class _Gathered:
    """The texts of a flow, each with everything that is known of it."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        listening = phone.flow.listening
        self._shared = (*listening.no_input.again, *listening.no_match.again)
        self._said: dict[tuple[str, str], list[_Said]] = {}
        for station in phone.stations.values():
            for language in phone.flow.languages:
                self._gather(station, language)
        self._ids: dict[str, str] = {}

    def _gather(self, station: Station, language: str) -> None:
        heard = station.id in self._phone.graph.reachable
        for kind in station.kinds:
            text = station.text(kind)
            if text is not None and language not in text.spoken:
                continue
            line = station.line(kind, language, {})
            file = recording_file(text, language) if text is not None else None
            self._add(_Said(Use(station.id, kind), line, file, heard, text in self._shared))
        for section in _own_sentences(station):
            line = station.sentence(section, language, "")
            line = Line(station.id, words(language).sentence(section), language, line.seconds)  # its slot unfilled
            self._add(_Said(Use(station.id, section), line, None, heard, shared=True))

    def _add(self, said: _Said) -> None:
        words = " ".join(said.line.text.split())
        if words:
            self._said.setdefault((said.line.language, words), []).append(said)

    def recordings(self) -> Iterator[Recording]:
        """The texts, language by language, in the order of the file."""
        order = {language: number for number, language in enumerate(self._phone.flow.languages)}
        for (language, text), said in sorted(self._said.items(), key=lambda item: order.get(item[0][0], len(order))):
            yield self._recording(language, text, said)

    def _recording(self, language: str, text: str, said: Sequence[_Said]) -> Recording:
        id_ = self._id(said[0], language)
        slots = tuple(dict.fromkeys(SLOT.findall(text)))
        folder = _home(self._phone)
        named = tuple(dict.fromkeys(_relative(folder, each.file) for each in said if each.file is not None))
        files = named or tuple(_proposed(id_, language, text))
        there = all((folder / file).is_file() for file in files)
        uses = tuple(dict.fromkeys(each.use for each in said))
        heard = any(each.heard for each in said)
        return Recording(id_, language, text, said[0].line.seconds, files, bool(named), there, uses, slots, heard)

    def _id(self, said: _Said, language: str) -> str:
        """A name that fits a file, made of the node's: the same in all languages, and no other text's."""
        kind, _, number = said.use.kind.partition(" ")
        what = _KINDS.get(kind, kind.removeprefix("say-").replace("-", "_"))
        base = "_".join(filter(None, ("" if said.shared else _plain(said.use.node), what, number)))
        owner = said.use.kind if said.shared else f"{said.use.node} {said.use.kind}"
        wanted, count = base, 2
        while self._ids.setdefault(f"{language} {wanted}", owner) != owner:
            wanted, count = f"{base}_{count}", count + 1
        return wanted


def _own_sentences(station: Station) -> Iterator[str]:
    """What the call says by itself to have an entry confirmed."""
    node = station.node
    if isinstance(node, model.Input) and node.confirm and not node.sensitive:
        yield _OWN[0]
    if isinstance(node, model.Callback) and node.confirm_number:
        yield from _OWN[1:]


def _relative(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.as_posix()


def _proposed(id_: str, language: str, text: str) -> Iterator[str]:
    """A file for each stretch of words between slots."""
    stretches = [part for part in SLOT.split(text)[::2] if any(sign.isalnum() for sign in part)]
    for number in range(1, len(stretches) + 1):
        part = f"-{number}" if len(stretches) > 1 else ""  # no id has a hyphen
        yield f"{_FOLDER}/{language}/{id_}{part}.wav"


def _plain(name: str) -> str:
    """A name in letters that every file system and platform takes."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", folded).strip("_").lower() or "text"
