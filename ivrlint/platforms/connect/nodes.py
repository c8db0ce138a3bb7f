"""Blocks of Amazon Connect -> nodes of a flow: ids, targets, texts, and what all makers share."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from textwrap import shorten
from typing import Any

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.message import Message, say
from ivrlint.platforms.connect.asking import STORED, compared_right_behind
from ivrlint.platforms.connect.block import RECORDINGS, WORDS, Block, Exit, field_of, is_pause, spoken_with_fields
from ivrlint.platforms.connect.heard import settings, voice
from ivrlint.platforms.connect.loops import Unrolled
from ivrlint.platforms.connect.mishaps import mishap
from ivrlint.platforms.draft import MISHAP, Draft, spoken
from ivrlint.platforms.jsontree import Value
from ivrlint.platforms.passing import ends

SETS = ("UpdateContactAttributes", "UpdateFlowAttributes", "SetContactAttributes")
_FILLED_IN = re.compile(r"(?:<[^<>]*>|[\s.,;:!?])*\{\w+\}(?:<[^<>]*>|[\s.,;:!?]|\{\w+\})*")
# What callers cannot notice: such a block is passed by, unless it leads somewhere else when it fails.
UNHEARD = frozenset(
    {
        "AssociateContactToCustomerProfile",
        "CompleteOutboundCall",
        "CreatePersistentContactAssociation",
        "CreateWisdomSession",
        "GetMetricData",
        "Loop",  # of which every round leads on to the same place
        "SetDisconnectFlow",
        "SetHoldFlow",
        "SetWhisperFlow",
        "StartMediaStreaming",
        "StartVoiceIdStream",
        "StopMediaStreaming",
        "TagContact",
        "UnTagContact",
        "UpdateContactData",
        "UpdateContactEventHooks",
        "UpdateContactMediaProcessing",
        "UpdateContactMediaStreamingBehavior",
        "UpdateContactRecordingAndAnalyticsBehavior",
        "UpdateContactRecordingBehavior",
        "UpdateContactRoutingBehavior",
        "UpdateContactRoutingCriteria",
        "UpdateContactTargetQueue",
        "UpdateContactTextToSpeechVoice",
        "UpdateFlowLoggingBehavior",
        "UpdatePreviousContactParticipantState",
        "UpdateRoutingCriteria",
    }
)
_HEARD = ("Message", "GetParticipant", "Connect", "Transfer", "Invoke", "CreateCallback")  # types begin like this
_WHOLE_CALL = ("", "CONTACT_FLOW")
_UNREADABLE_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9a-f-]{20,}|\d+", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_ARN_END = re.compile(r"[:/]")
_LONGEST_TITLE = 40
_MANY = 50  # blocks that callers do not notice, between a key and the first words
_WORDS_IN_AN_ID = 4
_SHORT_WORD = 3
_OUTCOMES = {
    "CallFailed": "failed",
    "ConnectionTimeLimitExceeded": "no_answer",
    "InputTimeLimitExceeded": "timeout",
    "MultipleFound": "several",
    "MultipleFoundError": "several",
    "NoMatchingError": "error",
    "NoneFound": "not_found",
    "NoneFoundError": "not_found",
    "QueueAtCapacity": "full",
    "TimeLimitExceeded": "timeout",
}
# Parameters by which a designer knows a block, where its identifier tells nothing.
_TITLES = (
    "Text",
    "SSML",
    "Messages.0.Text",
    "PromptId",
    "QueueId",
    "HoursOfOperationId",
    "ContactFlowId",
    "FlowModuleId",
    "LambdaFunctionARN",
    "FunctionArn",
    "ComparisonValue",
    "ThirdPartyPhoneNumber",
    "ViewResource.Id",
    "LexV2Bot.AliasArn",
)


class Nodes:
    """The nodes of one flow in the making."""

    def __init__(self, draft: Draft, flow: Unrolled, kind: str) -> None:
        self.draft = draft
        self.flow = flow
        blocks = self.blocks = flow.blocks
        heard = any(block.type.startswith(_HEARD) for block in blocks.values())
        waits = any(block.type == "MessageParticipantIteratively" for block in blocks.values())  # in a queue, on hold
        self.part = kind not in _WHOLE_CALL or waits or not heard  # of a call that other flows begin or end
        queues = {key: queue for key, block in blocks.items() if (queue := self._queue_set_by(block))}
        self._settings = settings(blocks, flow.start, queues)
        self._joined = self._comparisons_in_menus()
        self._skipped = ends({block.key: next(block.exits()).to for block in blocks.values() if _unheard(block)})
        self.ids = {key: draft.id(self._title(blocks[key])) for key in blocks if self._is_node(key)}
        self.mishaps = {key: exit_ for key in self.ids if (exit_ := mishap(blocks[key]))}
        self._checks = {key: draft.id(f"{self.ids[key]}_works") for key in self.mishaps}
        self._said: set[str] = set()  # the languages of texts
        self.recorded = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that voices speak a text in, in the order of the blocks that set them."""
        return tuple(dict.fromkeys(language for language in map(voice, self.blocks.values()) if language in self._said))

    def make(self, node_type: Callable[..., model.Node], block: Block, **values: Any) -> None:
        """Make a node of a block, and keep it."""
        self.add(block, node_type(id=self.ids[block.key], place=block.place, name=block.name, **values))

    def add(self, block: Block, node: model.Node) -> None:
        """Keep a node made of a block."""
        title = self.title(block, *_TITLES)
        self.draft.add(
            node, f"{block.type} “{shorten(title, _LONGEST_TITLE, placeholder='…')}”" if title else block.type
        )

    def check(self, block: Block) -> None:
        """Make the branch before a block at which it works, or Connect fails and the call goes elsewhere."""
        id_ = self._checks[block.key]
        branch = model.Branch(
            id=id_,
            place=block.place,
            name=block.name,
            field=id_.replace("-", "_"),
            cases={"no": self.target(self.mishaps[block.key].to, self.mishaps[block.key].place)},
            otherwise=Target(self.ids[block.key], block.name),
            asks=block.name,
            tags=(MISHAP,),
        )
        self.add(block, branch)

    # Ways

    def target(self, key: str, place: Place) -> Target:
        """The target for a block's identifier, behind blocks that nobody notices."""
        key = self._skipped.get(key, key)
        return Target(self._checks.get(key) or self.ids.get(key, key), place)

    def to(self, exit_: Exit | None) -> Target | None:
        """The target of an exit; None where there is none, so that the call drops."""
        return self.target(exit_.to, exit_.place) if exit_ else None

    def outcomes(self, block: Block, ok: str = "ok") -> dict[str, Target]:
        """All exits of a block by what happened; the way on is called `ok`."""
        ways = {ok: block.next, **{plain(way.value.text): way.exit for way in block.conditions}}
        ways |= {_OUTCOMES.get(error) or plain(error): exit_ for error, exit_ in block.errors.items()}
        return {name: target for name, exit_ in ways.items() if (target := self.to(exit_))}

    def language_behind(self, exit_: Exit) -> str | None:
        """The language to which blocks switch that nobody notices, right behind an exit."""
        key, found = exit_.to, None
        for _ in range(_MANY):
            block = self.blocks.get(key)
            if block is None or block.next is None or key not in self._skipped:
                break
            found = voice(block) or found
            key = block.next.to
        return found

    def _is_node(self, key: str) -> bool:
        return key not in self._skipped and key not in self._joined

    def _comparisons_in_menus(self) -> set[str]:
        """The comparisons that do nothing but sort the keys that one block has stored."""
        joined = {
            behind.key: block for block in self.blocks.values() if (behind := compared_right_behind(self.blocks, block))
        }
        lead_to = Counter(
            exit_.to for block in self.blocks.values() for exit_ in {way.to: way for way in block.exits()}.values()
        )
        return {key for key in joined if lead_to[key] == 1}

    # Words

    def prompt(self, block: Block, *prefixes: str) -> model.Text | None:
        """What a block speaks, with `{field}` for what is filled in."""
        language = self._language(block)
        for prefix in prefixes or ("",):
            for name in WORDS:
                value = block.parameters.get(prefix + name)
                if value and value.text.strip():
                    return self._text(block, value, language)
            for name in RECORDINGS:
                value = block.parameters.get(prefix + name)
                if value and value.text:
                    audio = block.titles.get(prefix + name) or resource(spoken_with_fields(value.text))
                    return self.draft.text(None, value.place, audio=audio)
        return None

    def _text(self, block: Block, value: Value, language: str | None) -> model.Text | None:
        """Words, or a recording of unknown words where all of them are filled in on the call."""
        words = spoken_with_fields(value.text)
        if _FILLED_IN.fullmatch(words):
            self.to_add(block, say("what callers hear here is filled in on the call: it is not known"))
            return self.draft.text(None, value.place, audio=words.strip())
        self._said |= {language} if language else set()
        return self.draft.text(words, value.place, language=language)

    def field(self, block: Block, path: str) -> str:
        """The field that a path stands for at a block."""
        known = self._settings.get(block.key)
        if field_of(path) == STORED and known and len(known.entries) == 1:
            return self.entry(next(iter(known.entries)))
        return field_of(path)

    def entry(self, key: str) -> str:
        """The field of an entry of digits: as the block behind calls it, else after the entry itself."""
        block = self.blocks.get(key)
        if block is None:
            return STORED
        after = self.blocks.get(block.next.to) if block.next else None
        for name, value in after.parameters.items() if after and after.type in SETS else ():
            if field_of(value.text) == STORED and value.text.startswith("$"):
                return field_of(name)
        return f"{self.ids.get(key, key)}_entry".replace("-", "_")

    def said_again(self, block: Block, messages: Iterable[str]) -> model.Text | None:
        """What callers hear when a loop puts a question again: the messages on the way, then the question."""
        known = {**self.blocks, **{folded.key: folded for folded in self.flow.folded}}
        prompts = [self.prompt(known[key]) for key in (*messages, block.key) if key in known]
        return joined([prompt for prompt in prompts if prompt])

    def title(self, block: Block, *names: str) -> str:
        """The first of these parameters as a designer knows it: by the name shown, else by the end of its ARN."""
        for name in names:
            shown = block.titles.get(name)
            if shown or block.text(name):
                return shown or spoken(resource(spoken_with_fields(block.text(name))))
        return next(
            (block.titles[name] for name in ("friendlyName", "name", "lexV2BotName") if name in block.titles), ""
        )

    def queue(self, block: Block) -> str:
        """The name of the queue to which a block hands the call."""
        own = self.title(block, "QueueId", "AgentId")
        known = self._settings.get(block.key)
        set_before = sorted(filter(None, known.queues)) if known else []
        return own or " / ".join(set_before) or "queue"

    def _queue_set_by(self, block: Block) -> str:
        return self.title(block, "QueueId", "AgentId") if block.type == "UpdateContactTargetQueue" else ""

    def _language(self, block: Block) -> str | None:
        known = self._settings.get(block.key)
        if known is None or len(known.languages) != 1:
            return None
        return next(iter(known.languages)) or None

    def _title(self, block: Block) -> str:
        """Words to make a node's id of: its identifier, or what it is about where that is a number."""
        shown = block.titles.get("friendlyName") or block.titles.get("name") or ""
        if shown or not _UNREADABLE_ID.fullmatch(block.key):
            return shown or block.key
        kind = _SHORT.get(block.type, plain(block.type))
        about = " ".join(fields(block, "Attributes.")) if block.type in SETS else self.title(block, *_TITLES)
        words = re.findall(r"[^\W_]+", _INNER_CAPITAL.sub(" ", about))[:_WORDS_IN_AN_ID]
        while len(words) > 1 and len(words[-1]) <= _SHORT_WORD:  # "You selected referrals to"
            words.pop()
        return " ".join([kind, *words] if kind else words or ["message"])

    def approximated(self, block: Block, why: Message, place: Place | None = None, **values: object) -> None:
        """Note that a block becomes only nearly what it is."""
        self.draft.loss("approximated", block.type, say(why, **values), place or block.name, self.ids.get(block.key))

    def to_add(self, block: Block, why: Message, **values: object) -> None:
        """Note what the file does not say, and nobody can know who only reads it."""
        self.draft.loss("not in the file", block.type, say(why, **values), block.name, self.ids.get(block.key))

    def left_out(self, block: Block, why: Message, **values: object) -> None:
        """Note that callers would notice something that the flow does not say."""
        self.draft.loss("left out", block.type, say(why, **values), block.name, self.ids.get(block.key))


_SHORT = {
    "CheckHoursOfOperation": "hours",
    "CheckMetricData": "check",
    "Compare": "check",
    "ConnectParticipantWithLexBot": "ask",
    "CreateCallbackContact": "call_back",
    "DisconnectParticipant": "goodbye",
    "DistributeByPercentage": "split",
    "EndFlowExecution": "end",
    "EndFlowModuleExecution": "end",
    "GetParticipantInput": "ask",
    "InvokeFlowModule": "run",
    "InvokeLambdaFunction": "",
    "MessageParticipant": "",
    "MessageParticipantIteratively": "wait",
    "TransferContactToQueue": "queue",
    "TransferParticipantToThirdParty": "call",
    "TransferToFlow": "flow",
    "UpdateContactAttributes": "set",
    "UpdateContactEventHooks": "set",
    "UpdateContactTargetQueue": "set_queue",
    "UpdateContactTextToSpeechVoice": "set_voice",
}


def _unheard(block: Block) -> bool:
    """Is this passed by, because callers notice nothing of it and there is one way on?"""
    silent = block.type in UNHEARD or is_pause(block)
    return silent and not block.conditions and len({exit_.to for exit_ in block.exits()}) == 1


def plain(name: str) -> str:
    """A name as a word of a flow file: NoneFoundError -> none_found_error."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"\W+", "_", words).strip("_").lower() or "value"


def resource(name: str) -> str:
    """The last part of an ARN; any other name as it is."""
    return _ARN_END.split(name.rstrip("/"))[-1] if name.startswith("arn:") else name


def fields(block: Block, prefix: str) -> dict[str, str]:
    """What a block puts into fields."""
    return {
        field_of(name.removeprefix(prefix)): spoken_with_fields(value.text)
        for name, value in block.parameters.items()
        if name.startswith(prefix)
    }


def joined(texts: list[model.Text]) -> model.Text | None:
    """Several texts said one after the other."""
    if not texts:
        return None
    languages = dict.fromkeys(language for text in texts for language in text.spoken)
    spoken = {language: " ".join(filter(None, (text.spoken.get(language) for text in texts))) for language in languages}
    return model.Text(spoken, next((text.audio for text in texts if text.audio), None), texts[0].place)
