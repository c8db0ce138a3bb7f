"""A flow file as it was at a revision of git, with what it includes and runs, and its recordings."""

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ivrlint.call.given import phones
from ivrlint.call.lines import recording_file
from ivrlint.call.phone import Phone
from ivrlint.flow.model import Flow
from ivrlint.message import Message, say

_FLOWS = frozenset({".yaml", ".yml"})


class RevisionError(Exception):
    """There is no such revision, or no such file at it; carries what to say, and what to do instead."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


class Revision:
    """The files of a repository at a revision, in a folder of their own while somebody looks at them."""

    def __init__(self, file: Path, revision: str, folder: Path) -> None:
        self._folder = folder
        root = _git(file.parent, "rev-parse", "--show-toplevel")
        if root is None:
            raise RevisionError(say("{file} is in no repository of git", file=file))
        self._root = Path(root.decode().removesuffix("\n"))
        commit = _git(self._root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if commit is None:
            raise RevisionError(
                say("{revision} is no revision of this repository", revision=revision),
                say("name a commit, a branch or a tag, such as HEAD~1 or main; CI may have to fetch it first"),
            )
        self._commit = commit.decode().strip()
        listed = _git(self._root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit) or b""
        self._names = frozenset(listed.decode("utf-8", "surrogateescape").split("\0")) - {""}
        self.name = file.resolve().relative_to(self._root.resolve()).as_posix()
        if self.name not in self._names:
            raise RevisionError(
                say("{file} does not exist at {revision}", file=self.name, revision=revision),
                say(
                    "if it had another name then, write that file out first: git show {revision}:OLD.yaml > old.yaml",
                    revision=revision,
                ),
            )

    @property
    def file(self) -> Path:
        """The file as it was."""
        return self._folder / self.name

    def fetch_flows(self) -> None:
        """Write the file, and all that it may include or run."""
        here = PurePosixPath(self.name)
        self._fetch(
            name
            for name in self._names
            if (path := PurePosixPath(name)).suffix in _FLOWS
            or (path.suffix == here.suffix and path.is_relative_to(here.parent))
        )

    def fetch_recordings(self, flow: Flow) -> None:
        """Write the recordings that a flow that has been read from here names."""
        files = (
            recording_file(text, language)
            for part in phones(Phone(flow))
            for station in part.stations.values()
            for kind in station.kinds
            if (text := station.text(kind)) is not None
            for language in part.flow.languages
        )  # fmt: skip
        home = self._folder.resolve()
        named = {file.resolve() for file in files if file is not None}
        self._fetch({file.relative_to(home).as_posix() for file in named if file.is_relative_to(home)} & self._names)

    def _fetch(self, names: Iterable[str]) -> None:
        wanted = [name for name in sorted(set(names)) if "\n" not in name]
        asked = "".join(f"{self._commit}:{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        answer = _git(self._root, "cat-file", "--batch", asked=asked) or b""
        at = 0
        for name in wanted:
            end = answer.index(b"\n", at)
            head = answer[at:end].split()
            if head[-1] == b"missing":
                at = end + 1
                continue
            size = int(head[-1])
            file = self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer[end + 1 : end + 1 + size])
            at = end + size + 2


@contextmanager
def at_revision(file: Path, revision: str) -> Iterator[Revision]:
    """The repository of `file` as it was at a revision, for a while. Raises RevisionError."""
    with TemporaryDirectory(prefix="ivrlint-") as folder:
        yield Revision(file, revision, Path(folder))


def _git(folder: Path, *arguments: str, asked: bytes | None = None) -> bytes | None:
    """What git prints; None where it fails. Raises RevisionError where there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours; names and revisions are never options
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is where the user has it
            input=asked,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError(
            say("git is not installed"), say("compare two files instead: ivrlint diff OLD NEW")
        ) from None
    return done.stdout if done.returncode == 0 else None
