"""By what a finding is known again when lines have moved: its file, rule, node and words."""

from hashlib import sha256

from ivrlint.lint.rule import Finding


def mark(finding: Finding) -> str:
    """The same for the same fault of the same node, wherever it stands in the file."""
    known = (finding.place.source.path.replace("\\", "/"), finding.rule, finding.node or "", finding.message.english)
    return sha256("\0".join(known).encode()).hexdigest()[:32]
