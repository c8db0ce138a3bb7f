"""Check the plain files and compile the index: `python -m ivrlint.language.vocabulary`."""

import sys

from ivrlint.language.vocabulary.build import write
from ivrlint.language.vocabulary.check import contradictions
from ivrlint.language.vocabulary.source import read


def main() -> int:
    """Tell every contradiction; compile all the same, so that a maker can try things out."""
    source = read()
    found = contradictions(source)
    write(source)
    terms = sum(len(terms) for concept in source.concepts.values() for terms in concept.terms.values())
    counted = f"{len(source.concepts)} concepts, {terms} terms, {len(source.sayings)} sayings"
    sys.stdout.write("\n".join([*found, f"{counted}, {len(found)} contradictions\n"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
