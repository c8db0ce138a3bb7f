"""Files beside a flow: the flows that it runs, the recordings that speak its texts."""

from functools import cached_property
from pathlib import Path

from ivrlint.call.lines import recording, recording_file
from ivrlint.flow.model import Flow, SubFlow, Text
from ivrlint.flow.place import Place
from ivrlint.lint.tongues import texts_of
from ivrlint.platforms.formats import read_any


class Beside:
    """What stands beside a flow; each file is read once, and only when a rule asks for it."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._flows: dict[Path, Flow | None] = {}

    def flow(self, node: SubFlow) -> Flow | None:
        """The flow that a node runs; None where its file cannot be read as one."""
        path = _path(node)
        return self._read(path) if path else None

    def circle(self, node: SubFlow) -> list[str]:
        """The names of the files through which a node comes back to its own flow; empty if it does not."""
        own = node.place.source.file
        path = _path(node)
        if own is None or path is None:
            return []
        home = own.resolve()
        seen = {path}
        queue = [(path, [own.name, path.name])]
        for file, names in queue:  # grows while it is walked
            if file == home:
                return names
            flow = self._read(file)
            for inner in flow.nodes.values() if flow else ():
                below = _path(inner) if isinstance(inner, SubFlow) else None
                if below is not None and below not in seen:
                    seen.add(below)
                    queue.append((below, [*names, below.name]))
        return []

    @cached_property
    def recordings(self) -> tuple[tuple[tuple[Place, str], ...], tuple[tuple[Place, str], ...]]:
        """The recordings that the texts name: those that are there, and those that are not (place, name)."""
        there: list[tuple[Place, str]] = []
        missing: list[tuple[Place, str]] = []
        for text in self._recorded:
            for language in text.spoken or (self._flow.language,):
                path = recording_file(text, language)
                if path is not None:
                    (there if path.is_file() else missing).append((text.place, path.name))
        return tuple(there), tuple(missing)

    @cached_property
    def seconds(self) -> dict[tuple[str, str], float]:
        """How long the recorded texts last, by language and text, where a WAV file is there."""
        lengths: dict[tuple[str, str], float] = {}
        for text in self._recorded:
            for language, words in text.spoken.items():
                length = recording(text, language)
                if length is not None:
                    lengths[language, words] = length
        return lengths

    @cached_property
    def _recorded(self) -> list[Text]:
        return [written.text for node in self._flow.nodes.values() for written in texts_of(node) if written.text.audio]

    def _read(self, path: Path) -> Flow | None:
        if path not in self._flows:
            try:
                self._flows[path] = read_any(path).flow
            except OSError:
                self._flows[path] = None
        return self._flows[path]


def _path(node: SubFlow) -> Path | None:
    home = node.place.source.file
    return (home.parent / node.file).resolve() if home is not None and node.file else None
