"""The older format of Amazon Connect's exports (`modules`, `branches`), told in the words of today's."""

import re
from collections.abc import Iterator

from ivrlint.flow.tree import Mapping as Tree
from ivrlint.platforms.connect.block import Block, Condition, Exit
from ivrlint.platforms.jsontree import Value, down, mappings, word

TYPES = {
    "CheckAttribute": "Compare",
    "CheckHoursOfOperation": "CheckHoursOfOperation",
    "CheckQueueStatus": "CheckMetricData",
    "CheckStaffing": "CheckMetricData",
    "CreateCallback": "CreateCallbackContact",
    "Disconnect": "DisconnectParticipant",
    "EndFlow": "EndFlowExecution",
    "GetQueueMetrics": "GetMetricData",
    "GetUserInput": "GetParticipantInput",
    "InvokeExternalResource": "InvokeLambdaFunction",
    "Loop": "Loop",
    "LoopPrompts": "MessageParticipantIteratively",
    "PlayPrompt": "MessageParticipant",
    "Resume": "EndFlowExecution",
    "ResumeContact": "EndFlowExecution",
    "SetAttributes": "UpdateContactAttributes",
    "SetCallBackNumber": "UpdateContactCallbackNumber",
    "SetCallbackNumber": "UpdateContactCallbackNumber",
    "SetContactFlow": "UpdateContactEventHooks",
    "SetEventHook": "UpdateContactEventHooks",
    "SetLoggingBehavior": "UpdateFlowLoggingBehavior",
    "SetQueue": "UpdateContactTargetQueue",
    "SetRecordingBehavior": "UpdateContactRecordingBehavior",
    "SetRoutingCriteria": "UpdateContactRoutingBehavior",
    "SetVoice": "UpdateContactTextToSpeechVoice",
    "SplitByPercentage": "DistributeByPercentage",
    "StoreUserInput": "GetParticipantInput",
    "TransferParticipantToThirdParty": "TransferParticipantToThirdParty",
    "Wait": "Wait",
}
_TRANSFERS = {
    "Flow": "TransferToFlow",
    "ContactFlow": "TransferToFlow",
    "PhoneNumber": "TransferParticipantToThirdParty",
    "Agent": "TransferContactToAgent",
    "Callback": "CreateCallbackContact",
}
_NAMES = {
    "AudioPrompt": "PromptId",
    "ContactFlow": "ContactFlowId",
    "FunctionArn": "LambdaFunctionARN",
    "GlobalVoice": "TextToSpeechVoice",
    "Hours": "HoursOfOperationId",
    "InterruptSeconds": "InterruptFrequencySeconds",
    "MaxDigits": "InputValidation.CustomValidation.MaximumLength",
    "PhoneNumber": "ThirdPartyPhoneNumber",
    "Prompt": "PromptId",
    "Queue": "QueueId",
    "Agent": "AgentId",
    "TerminatorDigits": "DTMFConfiguration.InputTerminationSequence",
    "Timeout": "InputTimeLimitSeconds",
}
_ERRORS = {
    "AtCapacity": "QueueAtCapacity",
    "CallFailure": "CallFailed",
    "Error": "NoMatchingError",
    "InvalidNumber": "InvalidPhoneNumber",
    "NoMatch": "NoMatchingCondition",
}
_RESULTS = {"Looping": "ContinueLooping", "Complete": "DoneLooping"}
_SHOWN = {"queue": "QueueId", "contactFlow": "ContactFlowId", "hoursOfOperation": "HoursOfOperationId"}
_LOOPS = "LoopPrompts"
_WAITS_FOR_KEYS = ("GetUserInput", "StoreUserInput")
_ROOTS = {"External": "External", "User Defined": "Attributes", "System": "System", "Lex Slots": "Lex"}


def older_block(module: Tree) -> Block | None:
    """A module of the older format as a block of today's; None for what is no module."""
    name, kind = module.get("id"), word(module.get("type"))
    key = word(name)
    if name is None or key is None or kind is None:
        return None
    parameters = dict(_parameters(module, kind))
    conditions: list[Condition] = []
    ways: dict[str, Exit] = {}
    for branch in mappings(module.get("branches")):
        _sort(branch, kind, conditions, ways)
    return Block(
        key,
        _type(module, kind),
        module,
        name,
        parameters,
        ways.pop("Success", None),
        tuple(conditions),
        ways,
        dict(_titles(module, kind)),
    )


def _type(module: Tree, kind: str) -> str:
    target = word(module.get("target")) or ""
    if kind == "Transfer":
        return _TRANSFERS.get(target, "TransferContactToQueue")
    if kind == "GetUserInput" and target == "Lex":
        return "ConnectParticipantWithLexBot"
    return TYPES.get(kind, kind)


def _sort(branch: Tree, kind: str, conditions: list[Condition], ways: dict[str, Exit]) -> None:
    """Put a branch where today's format has it: a comparison, an error, or the way on."""
    result, target = branch.get("condition"), branch.get("transition")
    said, to = word(result), word(target)
    if result is None or said is None or target is None or not to:
        return
    exit_ = Exit(to, target)
    if said == "Evaluate":
        compared = branch.get("conditionValue")
        if compared is not None:
            operator = word(branch.get("conditionType")) or "Equals"
            conditions.append(Condition(operator, Value(word(compared) or "", compared), exit_))
    elif said == "Timeout" and kind in _WAITS_FOR_KEYS:
        ways["InputTimeLimitExceeded"] = exit_
    elif said == "Success" or said in _ERRORS:
        ways[_ERRORS.get(said, said)] = exit_
    else:
        conditions.append(Condition("Equals", Value(_RESULTS.get(said, said), result), exit_))


def _parameters(module: Tree, kind: str) -> Iterator[tuple[str, Value]]:
    written = list(mappings(module.get("parameters")))
    by_name = {word(parameter.get("name")): parameter for parameter in written}
    marked_up = word(down(by_name.get("TextToSpeechType"), "value")) == "ssml"
    for parameter in written:
        name, value = word(parameter.get("name")), parameter.get("value")
        if name is None or value is None:
            continue
        place = value
        text = _with_root(word(value) or "", word(parameter.get("namespace")))
        if kind == _LOOPS:
            name = _in_a_row(name, written.index(parameter))
        if name == "Attribute" and kind == "SetAttributes":
            yield f"Attributes.{word(parameter.get('key')) or ''}", Value(text, place)
        elif name == "Attribute":
            yield "ComparisonValue", Value(_with_root(text, word(down(by_name.get("Namespace"), "value"))), place)
        else:
            yield ("SSML" if name == "Text" and marked_up else _NAMES.get(name, name)), Value(text, place)
    if kind == "StoreUserInput":
        yield "StoreInput", Value("True", module)


def _in_a_row(name: str, number: int) -> str:
    """What a block that says several things after one another calls each of them."""
    return f"Messages.{number}.{_NAMES.get(name, name)}" if name in ("Text", "AudioPrompt", "Prompt") else name


def _with_root(text: str, namespace: str | None) -> str:
    """A value that stands in a namespace as a path."""
    if not namespace or not text or text.startswith("$"):
        return text
    return f"$.{_ROOTS.get(namespace, 'System')}.{re.sub(r'[^A-Za-z0-9_]+', '_', text)}"


def _titles(module: Tree, kind: str) -> Iterator[tuple[str, str]]:
    for number, parameter in enumerate(mappings(module.get("parameters"))):
        name, title = word(parameter.get("name")), word(parameter.get("resourceName"))
        if name and title:
            yield (_in_a_row(name, number) if kind == _LOOPS else _NAMES.get(name, name)), title
    for key, name in _SHOWN.items():
        if title := word(down(module, "metadata", key, "text")):
            yield name, title
