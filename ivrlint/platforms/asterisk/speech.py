"""What a dialplan plays: files, digits, texts for a voice."""

import re
from typing import NamedTuple

from ivrlint.language.announced import announced
from ivrlint.language.tongue import likely_language
from ivrlint.platforms.asterisk import sounds
from ivrlint.platforms.asterisk.apps import PLAYED, SPOKEN, TALKING_SCRIPTS
from ivrlint.platforms.asterisk.dialplan import Dialplan, Step
from ivrlint.platforms.asterisk.expressions import arguments
from ivrlint.platforms.asterisk.variables import Known

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_SENTENCE = re.compile(r"""\s*(['"])(\S+\s.*)\1\s*(?:,|$)""", re.DOTALL)  # no name of a recording: what it is to say


class Spoken(NamedTuple):
    """Words with `{fields}`, and the names of recordings."""

    words: tuple[str, ...]
    files: tuple[str, ...]
    mixed: tuple[str, ...] = ()  # both, in the order in which they are said, where several follow one another

    @property
    def in_order(self) -> tuple[str, ...]:
        """Words and recordings as they are said."""
        return self.mixed or (*self.words, *self.files)


def with_fields(text: str, known: Known) -> str:
    """`${NAME}` as {name}, or as what it is known to be."""
    for _ in range(4):
        text, changed = _VARIABLE.subn(lambda match: _field(match[1], known), text)
        if not changed:
            return text
    return text


def _field(name: str, known: Known) -> str:
    return known.get(name) or f"{{{field(name)}}}"


def field(name: str) -> str:
    """A variable's name as a flow has it: `CALLERID(num)` -> callerid_num; `EXTEN` -> extension, what was dialled."""
    plain = re.sub(r"\W+", "_", name).strip("_").lower()
    return "extension" if plain == "exten" else plain or "value"


def is_talk(step: Step) -> bool:
    """Does this step speak, and do nothing else?"""
    if step.app in ("agi", "deadagi"):
        return _script(step).startswith(TALKING_SCRIPTS)
    return step.app in PLAYED or step.app in SPOKEN


def _script(step: Step) -> str:
    return arguments(step.args)[0].rpartition("/")[2].lower()


def language(step: Step) -> str | None:
    """The language that a script is told to speak: `AGI(googletts.agi,"words",es)`."""
    words = arguments(step.args)
    tag = words[2].strip('"') if step.app in ("agi", "deadagi") and len(words) > 2 else ""  # noqa: PLR2004
    return tag if is_talk(step) and _LANGUAGE.fullmatch(tag) else None


def is_interrupted(step: Step) -> bool:
    """Does a key end what this step says, and lead on: `Background`, and `AGI(googletts.agi,"words",es,any)`?"""
    if step.app in ("agi", "deadagi"):
        _, _, _, keys, *_ = [*arguments(step.args), *[""] * 4]
        return is_talk(step) and bool(keys.strip('" '))
    return step.app == "background"


def spoken(step: Step, known: Known) -> Spoken:
    """What a step says."""
    words = arguments(step.args)
    if step.app in PLAYED and (sentence := _SENTENCE.match(step.args)):
        return Spoken((with_fields(sentence[2], known),), ())
    if step.app in PLAYED:
        files = [with_fields(name.strip(), known) for name in words[0].split("&") if name.strip()]
        return Spoken((), tuple(files))
    if step.app in ("agi", "deadagi"):
        return Spoken((with_fields(words[1].strip('"'), known),) if len(words) > 1 else (), ())
    if step.app == "playtones":
        return Spoken((), ())
    first = with_fields(words[0].strip('"'), known)
    return Spoken((SPOKEN[step.app].replace("{0}", first),) if first or "{0}" not in SPOKEN[step.app] else (), ())


def offers_keys(plan: Dialplan, step: Step) -> bool:
    """Do the words up to the next WaitExten offer keys, though no context of another file may have them?"""
    if any(name not in plan.contexts for one in plan.around(step.context) for name in one.includes):
        return False
    steps = sorted(plan.contexts[step.context].extensions[step.exten].steps.values(), key=lambda one: one.priority)
    waits = [0, *(one.priority for one in steps if one.app == "waitexten")]
    until = next((number for number in waits if number >= step.priority), 0)
    since = max(number for number in waits if number < step.priority)
    said = joined([spoken(one, {}) for one in steps if since < one.priority < until and is_talk(one)])
    text = " ".join(said.words) or sounds.words(said.files)
    return bool(announced(text, likely_language(text) or "en"))


def joined(said: list[Spoken]) -> Spoken:
    """Several in a row."""
    words = tuple(word for one in said for word in one.words)
    files = tuple(name for one in said for name in one.files)
    both = tuple(each for one in said for each in one.in_order) if words and files else ()
    return Spoken(words, files, both)
