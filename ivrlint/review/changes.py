"""What changed for callers since an older version, as plain data for the page."""

from typing import Any

from ivrlint.call.compare.change import Change
from ivrlint.report.difference import TITLES, Compared, by_group, ways
from ivrlint.review.content import findings_of

Json = dict[str, Any]


def changes(compared: Compared) -> Json:
    """The changes under their headings, and the findings that came and went."""
    return {
        "against": compared.old,
        "groups": [
            {"title": str(TITLES[group]), "changes": [_change(change) for change in found]}
            for group, found in by_group(compared.difference).items()
        ],
        "gained": findings_of(compared.difference.gained),
        "resolved": findings_of(compared.difference.resolved),
    }


def _change(change: Change) -> Json:
    return {
        "sign": change.sign,
        "message": str(change.message),
        "node": change.new or "",
        "ways": str(ways(change) or ""),
        "language": change.language or "",
        "words": [piece._asdict() for piece in change.words],
    }
