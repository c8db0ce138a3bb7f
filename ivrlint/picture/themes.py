"""How boxes and arrows look. Kinds differ in shape and in lightness as well as in colour, so that they can be told
apart by those who do not see colours, and on paper without any. The hues are those of Okabe and Ito.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ivrlint.picture.scene import Manner, Mark


class Look(NamedTuple):
    """Colours of a box: its surface, its outline, its words."""

    fill: str
    line: str
    ink: str
    width: float = 1.0

    @property
    def paper(self) -> bool:
        """Is it as pale (or, in the dark, as dark) as paper, so that text can have the colour of all text?"""
        return self.ink not in _REVERSED


class Stroke(NamedTuple):
    """How an arrow is drawn."""

    line: str
    width: float
    style: str
    ink: str


_MARKS: Mapping[Mark, Stroke] = {
    "+": Stroke("#00795a", 3.2, "solid", "#00573f"),
    "-": Stroke("#c23b00", 2.4, "dashed", "#a82f00"),
    "~": Stroke("#8a5a00", 3.0, "dotted", "#6b4600"),
}


class Theme(NamedTuple):
    """The colours of a picture."""

    paper: str
    band: str  # every other lane
    ink: str
    faint: str
    cap: Look  # of a key
    kinds: Mapping[str, Look]
    manners: Mapping[Manner, Stroke]
    severities: Mapping[str, Look]
    marks: Mapping[Mark, Stroke] = _MARKS  # of what is new, gone or changed


_REVERSED = frozenset({"#ffffff", "#12171e", "#04382a", "#3b1000"})


class Name(StrEnum):
    """The themes that there are."""

    light = "light"
    dark = "dark"
    print = "print"


SHAPES: Mapping[str, Mapping[str, str]] = {
    "start": {"shape": "oval"},
    "anywhere": {"shape": "box", "style": "rounded,filled,dashed", "margin": "0.1,0.06"},
    "message": {"shape": "box", "style": "rounded,filled", "margin": "0.1,0.06"},
    "menu": {"shape": "box", "style": "filled", "margin": "0.13,0.08"},
    "input": {"shape": "polygon", "sides": "4", "skew": "0.22"},
    "branch": {"shape": "hexagon"},
    "lookup": {"shape": "cylinder"},
    "transfer": {"shape": "box", "peripheries": "2", "margin": "0.13,0.08"},
    "machine": {"shape": "box", "peripheries": "2", "margin": "0.13,0.08"},
    "voicemail": {"shape": "tab", "margin": "0.1,0.06"},
    "callback": {"shape": "note", "margin": "0.12,0.06"},
    "flow": {"shape": "box3d", "margin": "0.12,0.08"},
    "hangup": {"shape": "octagon"},
    "end": {"shape": "octagon"},
    "lost": {"shape": "doubleoctagon"},
    "broken": {"shape": "box", "style": "filled,dotted", "margin": "0.1,0.06"},
    "more": {"shape": "box", "style": "rounded,filled,dotted", "margin": "0.08,0.04"},
}

_LIGHT = Theme(
    paper="#ffffff",
    band="#f4f6f8",
    ink="#1b2430",
    faint="#5d6875",
    cap=Look("#ffffff", "#0b5a8f", "#0b3d61"),
    kinds={
        "start": Look("#1b2430", "#1b2430", "#ffffff"),
        "anywhere": Look("#ffffff", "#0b6aa8", "#0b4a75", 1.2),
        "message": Look("#ffffff", "#8b97a5", "#46525f"),
        "menu": Look("#d6eaf8", "#0072b2", "#00496f", 2.0),
        "input": Look("#fff4cc", "#a88600", "#6b5500", 1.3),
        "branch": Look("#f8e4f0", "#b0578d", "#7a2f5d", 1.3),
        "lookup": Look("#e8ebef", "#66717e", "#46525f"),
        "transfer": Look("#00795a", "#00573f", "#ffffff", 1.3),
        "machine": Look("#d8f0e7", "#00795a", "#00573f", 1.3),
        "voicemail": Look("#fde6d2", "#c25a00", "#853d00", 1.3),
        "callback": Look("#fbd3b0", "#c25a00", "#6e3300", 1.3),
        "flow": Look("#eef0f3", "#1b2430", "#46525f", 1.3),
        "hangup": Look("#46525f", "#1b2430", "#ffffff"),
        "end": Look("#46525f", "#1b2430", "#ffffff"),
        "lost": Look("#a82f00", "#6e1f00", "#ffffff", 1.5),
        "broken": Look("#ffffff", "#a82f00", "#a82f00", 1.5),
        "more": Look("#ffffff", "#8b97a5", "#46525f"),
    },
    manners={
        "caller": Stroke("#0072b2", 1.4, "solid", "#1b2430"),
        "system": Stroke("#66717e", 1.0, "solid", "#46525f"),
        "failure": Stroke("#b5746a", 0.7, "dashed", "#8a4a40"),
    },
    severities={
        "error": Look("#a82f00", "#a82f00", "#ffffff"),
        "warning": Look("#ffd97a", "#a88600", "#4a3b00"),
        "info": Look("#ffffff", "#66717e", "#46525f"),
    },
)

_DARK = Theme(
    paper="#12171e",
    band="#1a212a",
    ink="#f1f4f7",
    faint="#a3b0bd",
    cap=Look("#f1f4f7", "#56b4e9", "#0b3d61"),
    kinds={
        "start": Look("#f1f4f7", "#f1f4f7", "#12171e"),
        "anywhere": Look("#12171e", "#56b4e9", "#9ad4f5", 1.2),
        "message": Look("#232c37", "#8b97a5", "#c3ccd6"),
        "menu": Look("#0d3c5c", "#56b4e9", "#b9e1f9", 2.0),
        "input": Look("#453a0c", "#e3c33c", "#f5e39a", 1.3),
        "branch": Look("#472338", "#d98ab9", "#f3c6df", 1.3),
        "lookup": Look("#2e3844", "#a3b0bd", "#c3ccd6"),
        "transfer": Look("#8be0c4", "#c9f5e6", "#04382a", 1.3),
        "machine": Look("#0c4435", "#56c9a5", "#aeeed9", 1.3),
        "voicemail": Look("#4a2a10", "#f0a35e", "#f9cfa6", 1.3),
        "callback": Look("#6b3a12", "#f0a35e", "#fbdcbd", 1.3),
        "flow": Look("#232c37", "#f1f4f7", "#c3ccd6", 1.3),
        "hangup": Look("#c3ccd6", "#f1f4f7", "#12171e"),
        "end": Look("#c3ccd6", "#f1f4f7", "#12171e"),
        "lost": Look("#ff9a73", "#ffd0bd", "#3b1000", 1.5),
        "broken": Look("#12171e", "#ff9a73", "#ff9a73", 1.5),
        "more": Look("#12171e", "#8b97a5", "#c3ccd6"),
    },
    manners={
        "caller": Stroke("#56b4e9", 1.4, "solid", "#f1f4f7"),
        "system": Stroke("#8b97a5", 1.0, "solid", "#c3ccd6"),
        "failure": Stroke("#c98a7d", 0.7, "dashed", "#e3b5ab"),
    },
    severities={
        "error": Look("#ff9a73", "#ff9a73", "#3b1000"),
        "warning": Look("#e3c33c", "#e3c33c", "#2b2400"),
        "info": Look("#2e3844", "#a3b0bd", "#f1f4f7"),
    },
    marks={
        "+": Stroke("#56c9a5", 3.2, "solid", "#aeeed9"),
        "-": Stroke("#ff9a73", 2.4, "dashed", "#ffd0bd"),
        "~": Stroke("#e3c33c", 3.0, "dotted", "#f5e39a"),
    },
)

_BLACK, _GREY, _WHITE = "#000000", "#4d4d4d", "#ffffff"
_PRINT = Theme(
    paper=_WHITE,
    band="#f5f5f5",
    ink=_BLACK,
    faint=_GREY,
    cap=Look(_WHITE, _BLACK, _BLACK),
    kinds={
        **{kind: Look(_WHITE, _BLACK, _BLACK) for kind in SHAPES},
        "menu": Look(_WHITE, _BLACK, _BLACK, 2.2),
        "transfer": Look("#d9d9d9", _BLACK, _BLACK, 1.6),
        "hangup": Look("#bfbfbf", _BLACK, _BLACK),
        "end": Look("#bfbfbf", _BLACK, _BLACK),
        "start": Look(_BLACK, _BLACK, _WHITE),
        "lost": Look(_BLACK, _BLACK, _WHITE, 1.5),
    },
    manners={
        "caller": Stroke(_BLACK, 1.4, "solid", _BLACK),
        "system": Stroke(_GREY, 0.8, "solid", _BLACK),
        "failure": Stroke(_GREY, 0.6, "dashed", _GREY),
    },
    severities={
        "error": Look(_BLACK, _BLACK, _WHITE),
        "warning": Look("#d9d9d9", _BLACK, _BLACK),
        "info": Look(_WHITE, _BLACK, _BLACK),
    },
    marks={
        "+": Stroke(_BLACK, 3.2, "solid", _BLACK),
        "-": Stroke(_GREY, 1.2, "dashed", _GREY),
        "~": Stroke(_BLACK, 2.4, "dotted", _BLACK),
    },
)

THEMES: Mapping[Name, Theme] = {Name.light: _LIGHT, Name.dark: _DARK, Name.print: _PRINT}


def stroke_of(theme: Theme, manner: Manner, mark: Mark) -> Stroke:
    """How an arrow is drawn: by its mark where it has one."""
    return theme.marks[mark] if mark else theme.manners[manner]


def theme_of(wanted: Name | Theme) -> Theme:
    """A theme by its name; one that is given is taken as it is."""
    return wanted if isinstance(wanted, Theme) else THEMES[wanted]
