"""The platforms whose files can be read: how each is recognised, what reads it, what it cannot say.

A reader is a function `read(source: Source) -> Reading`. It is imported when a file of its platform turns up.
"""

import codecs
import os
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.place import Place, Problem, Source
from ivrlint.flow.read import Reading, read_flow
from ivrlint.message import say

OWN = "ivrlint"  # the name of the flow file's own format
HEAD = 1 << 18  # bytes in which a platform shows itself
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_YAML = frozenset({".yaml", ".yml", ".json"})  # what may hold a flow file
_ASKS_ITSELF = re.compile(r"""<action\b[^>]*\bapplication\s*=\s*["'](?:play_and_get_digits|read)["']""")
_OWN = re.compile(rb"""(?m)^(?:ivr|"ivr"|'ivr')[ \t]*:|\A\s*\{\s*"ivr"\s*:""")

# What rules need of a file (`needs`), and no file of another platform says.
_NOWHERE = frozenset(
    {
        "callback promises",  # whether a number is confirmed, how often it is tried, what callers get in writing
        "fields",  # what is known of a call from before, and what an agent sees of it
        "intents",
        "name",  # of the organisation, as a caller would say it
        "recordings",  # stand on the platform, not beside the file
        "reviewed",
        "service levels",
        "shares",
        "speakers",  # which languages those who answer speak
        "waiting",  # what a queue tells those who wait
        "{options}",
    }
)
_WAITS = frozenset({"wait limits"})  # how long a queue holds callers
_HANDS_OVER = frozenset({"handing over"})  # whether a queue tells callers that they are put through
_HOURS = frozenset({"hours"})  # whether somebody else has looked at the clock before
_ONE_LANGUAGE = frozenset({"translations"})  # a text is written in one language
_FLOWS = frozenset({"flow files"})  # other flows are not beside the file
_WHOLE = frozenset({"whole service"})  # whether anything else belongs to it
_DIGIT_TIMES = frozenset({"digit times"})  # one time for the first digit, another for the next


class Platform(NamedTuple):
    """A platform: `marks` are patterns of which all of one group stand in the head of each of its files."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    reader: str  # a module's name; its `read` reads a source
    cannot_say: frozenset[str] = _NOWHERE


# The kinds of flow that Architect knows.
_ARCHY = (
    "inboundCall|outboundCall|secureCall|in[qQ]ueueCall|voicemail|voiceSurvey|commonModule|workflow|workitem|botFlow|"
    "digitalBotFlow|inboundShortMessage|inboundMessage|inboundEmail|inboundChat|surveyInvite"
)

PLATFORMS = {
    platform.name: platform
    for platform in (
        Platform(
            "amazon-connect",
            "Amazon Connect",
            (".json",),
            (
                (r'"StartAction\\?"\s*:', r'"Actions\\?"\s*:'),  # with \": the API hands flows out as a string
                (r'"modules\\?"\s*:\s*\[', r'"branches\\?"\s*:', r'"type\\?"\s*:\s*\\?"\w+'),
            ),
            "ivrlint.platforms.connect",
            _NOWHERE | _WAITS | _HANDS_OVER | _HOURS | _ONE_LANGUAGE | _FLOWS,
        ),
        Platform(
            "twilio-studio",
            "Twilio Studio",
            (".json",),
            (
                (r'"states\\?"\s*:\s*\[', r'"initial_state\\?"\s*:'),
                (r'"states\\?"\s*:\s*\[', r'"type\\?"\s*:\s*\\?"(?:trigger|InitialState)'),
            ),
            "ivrlint.platforms.twilio",
            _NOWHERE | _WAITS | _HOURS | _ONE_LANGUAGE | _FLOWS,
        ),
        Platform(
            "genesys",
            "Genesys Architect",
            (".yaml", ".yml"),
            ((rf"(?m)^(?:{_ARCHY})\s*:",),),
            "ivrlint.platforms.genesys",
            _NOWHERE | _WAITS | _HOURS | _ONE_LANGUAGE | _FLOWS | _WHOLE,
        ),
        Platform(
            "asterisk",
            "Asterisk",
            (".conf",),
            ((r"(?m)^[ \t]*(?:exten|same)[ \t]*=>?[ \t]*\S",),),
            "ivrlint.platforms.asterisk",
            _NOWHERE | _HOURS | _ONE_LANGUAGE | _FLOWS | _WHOLE | _DIGIT_TIMES,
        ),
        Platform(
            "freeswitch",
            "FreeSWITCH",
            (".xml", ".tpl", ".conf"),
            (
                (r"<menu\b[^>]*\bname\s*=", r"<(?:entry|key)\b[^>]*\baction\s*="),
                (r"""<configuration\b[^>]*\bname\s*=\s*["']ivr\.conf["']""",),
                (r"<macro\b[^>]*\bname\s*=", r"<action\b[^>]*\bfunction\s*="),
            ),
            "ivrlint.platforms.freeswitch",
            _NOWHERE | _WAITS | _HOURS | _ONE_LANGUAGE | _FLOWS | _WHOLE,
        ),
        Platform(
            "voicexml",
            "VoiceXML",
            (".vxml", ".vxm", ".xml", ".jsp"),
            ((r"<vxml\b",),),
            "ivrlint.platforms.voicexml",
            _NOWHERE | _WAITS | _HOURS | _ONE_LANGUAGE | _FLOWS | _WHOLE,
        ),
    )
}
SUFFIXES = frozenset(suffix for platform in PLATFORMS.values() for suffix in platform.suffixes)


def cannot_say(platform: str) -> frozenset[str]:
    """What files of a platform have no words for, as `needs` of rules name it."""
    return PLATFORMS[platform].cannot_say if platform in PLATFORMS else frozenset()


def recognised(data: bytes) -> str | None:
    """The name of the platform whose file this is; OWN for a flow file, None for neither."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = data.removeprefix(mark)
    if _OWN.search(data):
        return OWN
    head = data[:HEAD].replace(b"\0", b"")  # UTF-16 shows its ASCII letters without them
    return next((name for name in PLATFORMS if _holds(name, head)), None)


def _holds(name: str, head: bytes) -> bool:
    return any(all(mark.search(head) for mark in group) for group in _marks(name))


@cache
def _marks(name: str) -> tuple[tuple[re.Pattern[bytes], ...], ...]:
    return tuple(tuple(re.compile(mark.encode()) for mark in group) for group in PLATFORMS[name].marks)


def read_any(
    path: Path,
    shown_as: str | None = None,
    text: str | bytes | None = None,
    platform: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read a flow file or a file of another platform, told by its content, or as `platform` says.

    Messages call the file `shown_as`; `text` replaces the file's content (standard input). `language` is that of
    another platform's texts, where the file's own word or their look is not to be trusted.
    Never raises for what a file holds; raises OSError when `path` itself cannot be opened.
    """
    data = path.read_bytes() if text is None else text
    if platform is None:
        platform = recognised(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    if platform == OWN or (platform is None and not _is_of_others(path, data)):
        return read_flow(path, shown_as, data)
    from ivrlint.platforms.finish import finished

    source = Source(shown_as or str(path), data if isinstance(data, str) else _decoded(data), path)
    if platform is None:
        return _unknown(source)
    reading: Reading = import_module(PLATFORMS[platform].reader).read(source)
    return finished(reading, language)


def _is_of_others(path: Path, data: str | bytes) -> bool:
    """Is it no YAML, by its name or its first sign?"""
    first = data.lstrip()[:1] if isinstance(data, str) else data.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    return path.suffix.lower() in SUFFIXES - _YAML or first in ("<", b"<")


def _unknown(source: Source) -> Reading:
    """What to tell of a file in which nothing is recognised, and which is no YAML."""
    message = say("nothing in this file is a menu of a platform that ivrlint reads")
    if _ASKS_ITSELF.search(source.text):
        message = say("what a dialplan of FreeSWITCH asks by itself is not read here, only its `<menu>` elements")
    help_ = say(
        "{platforms} are read, and flow files of YAML: give the file with its menus; `--from` says what a file is",
        platforms=", ".join(platform.title for platform in PLATFORMS.values()),
    )
    return Reading(None, (Problem(Place(source, 0, 1), message, help_),), source)


def beside(path: Path, source: Source) -> Source:
    """Another file that `source` speaks of, called as messages call `source`. Raises OSError where it is not there."""
    folder = source.file.parent if source.file else Path()
    shown = os.path.normpath(Path(source.path).parent / os.path.relpath(path, folder))
    return Source(shown, _decoded(path.read_bytes()), path)


def _decoded(data: bytes) -> str:
    """The text of a file that may be in the encoding it declares, in UTF-8, UTF-16, or as Windows once wrote."""
    declared = _DECLARED.match(data)
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    tries = ("utf-16" if marked else "utf-8-sig", declared[1].decode() if declared else "utf-8")
    for encoding in tries:
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
