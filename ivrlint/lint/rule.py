"""What a rule is, and what it finds.

A rule is a function. Its docstring is its page, its keyword-only parameters are its limits with
their defaults, and its file's name is its name:

    @rule("structure", "warning", on=Menu, sources=("H1", "A1"))
    def too_many_options(menu: Menu, study: Study, *, warn: int = 5) -> Faults:
        \"\"\"A menu has more options than callers can hold in mind. …\"\"\"
        if len(menu.options) > warn:
            yield Fault(menu.name, say("{count} options …", count=len(menu.options)), node=menu.id)

The page's first line says the fault in a sentence; then come the sections `## Why`, `## Wrong`,
`## Right` (each of the two with a flow in a yaml block, run as a test) and `## How to mend it`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from ivrlint.flow.edits import Edits
from ivrlint.flow.place import Place
from ivrlint.message import Message

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # worst first
Profile = Literal["core", "recommended", "strict"]
PROFILES: tuple[Profile, ...] = ("core", "recommended", "strict")  # each holds the ones before it
FAMILIES = (
    "file",
    "structure",
    "keys",
    "labels",
    "prompts",
    "timing",
    "errors",
    "people",
    "data",
    "queues",
    "hours",
    "languages",
    "demand",
)


Fixes = Literal["never", "unsafe", "safe"]
Touches = Literal["words", "ways", "shape"]


class Fix(NamedTuple):
    """What can be edited so that a fault is gone, and what that does.

    `safe`: what callers experience is only better in the way that the rule names, and nothing is guessed.
    `touches`: only the words that are spoken; the ways that calls take, too; or what of the file can be read.
    """

    says: Message
    edits: Edits
    safe: bool = True
    touches: Touches = "words"


class Fault(NamedTuple):
    """What a rule yields: where, what a caller will experience, and what to write instead.

    `severity` is given only where it differs from the rule's own.
    """

    place: Place
    message: Message
    help: Message | None = None
    node: str | None = None
    severity: Severity | None = None
    fix: Fix | None = None


Faults = Iterator[Fault]


class Finding(NamedTuple):
    """A fault with the rule that found it."""

    rule: str
    severity: Severity
    message: Message
    place: Place
    node: str | None = None
    help: Message | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Findings are shown by file, place, rule."""
        return self.place.source.path, self.place.start, self.rule, self.message.english


class Rule(NamedTuple):
    """A registered rule. `on` is what its function is called with, once for each of them; `fixes` tells
    whether it knows fixes, and whether some of them are safe.
    """

    name: str
    family: str
    severity: Severity
    check: Callable[..., Faults]
    on: tuple[type, ...]
    profile: Profile
    sources: tuple[str, ...]
    needs: tuple[str, ...] = ()
    fixes: Fixes = "never"

    @property
    def limits(self) -> Mapping[str, Any]:
        """Its declared limits with their defaults."""
        return self.check.__kwdefaults__ or {}

    @property
    def page(self) -> str:
        """Its documentation, Markdown."""
        from inspect import cleandoc

        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first sentence."""
        return (self.check.__doc__ or "").strip().partition("\n")[0]


_REGISTERED: dict[str, Rule] = {}
_Check = TypeVar("_Check", bound=Callable[..., Faults])


def rule(
    family: str,
    severity: Severity,
    *,
    on: type | tuple[type, ...] | None = None,
    profile: Profile = "recommended",
    sources: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    fixes: Fixes = "never",
) -> Callable[[_Check], _Check]:
    """Register a function as the rule of its name.

    `on` says what the function wants to see: None for the whole study, a type of node (or several)
    to be called with each such node and the study. `profile` is the quietest one that runs it: `core`
    where the call breaks, `recommended` for documented harm to callers with few false alarms, `strict`
    for style and contested evidence. `sources` are ids of `lint/sources.txt`. `needs` names what a file must
    be able to say for the rule to make sense (see `platforms/formats.py`); flow files can say everything.
    `fixes` says whether its faults may carry a fix, and whether a safe one.
    """

    def register(check: _Check) -> _Check:
        name = check.__name__.replace("_", "-")
        wants = on if isinstance(on, tuple) else (on,) if on else ()
        _REGISTERED[name] = Rule(name, family, severity, check, wants, profile, sources, needs, fixes)
        return check

    return register


def registered() -> dict[str, Rule]:
    """The rules that have been registered so far, by name."""
    return _REGISTERED
