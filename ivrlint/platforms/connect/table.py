"""Which node each type of block becomes. To add a type, add a line."""

from collections.abc import Callable, Mapping

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.message import Message, say
from ivrlint.platforms.connect.asking import ask, listen_to_bot
from ivrlint.platforms.connect.block import Block, Condition, field_of
from ivrlint.platforms.connect.heard import records_callers
from ivrlint.platforms.connect.nodes import SETS, UNHEARD, Nodes, fields, joined, plain
from ivrlint.platforms.deciding import YES, Test, branches
from ivrlint.platforms.draft import MISHAP, seconds

Maker = Callable[[Nodes, Block], None]


def say_it(nodes: Nodes, block: Block) -> None:
    """A prompt."""
    nodes.make(model.Message, block, prompt=nodes.prompt(block), next=nodes.to(block.next))


def pass_on(nodes: Nodes, block: Block) -> None:
    """What callers do not notice: it sets fields, or goes another way when it fails."""
    on = nodes.to(block.next)
    other = {name: to for name, to in nodes.outcomes(block).items() if name != "ok" and to.to != (on and on.to)}
    if other:
        _branch(nodes, block, f"{plain(block.type)}_result", (other, on), MISHAP)
        return
    sets = fields(block, "Attributes.") if block.type in SETS else {}
    nodes.make(model.Message, block, next=on, sets=sets)


def _branch(
    nodes: Nodes, block: Block, field: str, ways: tuple[Mapping[str, Target], Target | None], *tags: str
) -> None:
    cases, otherwise = ways
    nodes.make(model.Branch, block, field=field, cases=cases, otherwise=otherwise, asks=block.name, tags=tags)


def compare(nodes: Nodes, block: Block) -> None:
    """A field's value decides: the comparisons are made from the first to the last."""
    path = next((said for name in ("ComparisonValue", "Attribute") if (said := block.text(name)).startswith("$")), "")
    path = path or block.text("Attribute", "ComparisonValue")
    field = nodes.field(block, path)
    tests = [Test(*_asked(condition, field), to) for condition in block.conditions if (to := nodes.to(condition.exit))]
    rest = nodes.to(block.error("NoMatchingCondition") or block.next)
    of_block = {"place": block.place, "name": block.name, "asks": block.name}
    for branch in branches(nodes.draft, nodes.ids[block.key], field, tests, rest, **of_block):
        nodes.add(block, branch)


def _asked(condition: Condition, field: str) -> tuple[str, str]:
    """What a comparison asks for, and the answer by which its way is taken."""
    value = condition.value.text
    if condition.operator == "Equals":
        return field, value
    sign = _SIGNS.get(condition.operator) or plain(condition.operator.removeprefix("Text")).replace("_", " ")
    return f"{field} {sign} {value}", YES


_SIGNS = {
    "NumberGreaterThan": ">",
    "NumberGreaterOrEqualTo": ">=",
    "NumberLessThan": "<",
    "NumberLessOrEqualTo": "<=",
    "GreaterThan": ">",
    "LessThan": "<",
    "GreaterThanOrEqualTo": ">=",
    "LessThanOrEqualTo": "<=",
}


def hours(nodes: Nodes, block: Block) -> None:
    """Opening hours, which are kept outside of the flow."""
    name = nodes.title(block, "HoursOfOperationId") or "the queue"
    words = {"true": "open", "false": "closed"}
    cases = {
        words.get(condition.value.text.lower(), condition.value.text): nodes.to(condition.exit)
        for condition in block.conditions
    }
    known = {case: target for case, target in cases.items() if target}
    rest = nodes.to(block.errors.get("NoMatchingCondition") or block.next or block.error())
    _branch(nodes, block, f"hours of {name}", (known, rest))
    nodes.to_add(block, _HOURS, name=name)


def decides(field: str, why: Message | None = None) -> Maker:
    """Something that the platform knows decides, without asking the caller."""

    def make(nodes: Nodes, block: Block) -> None:
        ways = nodes.outcomes(block)
        otherwise = (
            ways.pop("ok", None) or ways.get("error") or ways.get("no_matching_condition") or ways.pop(_OUT, None)
        )
        _branch(nodes, block, field, (ways, otherwise))
        if why:
            nodes.approximated(block, why)

    return make


def count(nodes: Nodes, block: Block) -> None:
    """Rounds are counted; where every one leads on to the same place, callers do not notice."""
    maker = decides("rounds", _COUNTED) if block.conditions else pass_on
    maker(nodes, block)


def lookup(*service: str) -> Maker:
    """Another system is asked; the parameters that name it."""

    def make(nodes: Nodes, block: Block) -> None:
        ways = nodes.outcomes(block)
        ways.setdefault("error", Target("hangup", block.name))  # nothing is defined: the flow ends, and the call
        nodes.make(
            model.Lookup,
            block,
            service=nodes.title(block, *service) or plain(block.type),
            on=ways,
            sends=tuple(fields(block, "LambdaInvocationAttributes.")),
        )

    return make


def share(nodes: Nodes, block: Block) -> None:
    """Shares of the calls: each condition holds all shares up to its own."""
    split: dict[str, float] = {}
    cases: dict[str, Target] = {}
    before = 1.0
    for number, condition in enumerate(block.conditions):
        upto = _number(condition.value.text)
        target = nodes.to(condition.exit)
        if upto is None or target is None or condition.operator not in ("NumberLessThan", "LessThan"):
            decides("share", say("which calls go which way is not read: a call is taken to go each way"))(nodes, block)
            return
        name = chr(ord("a") + number) if number < 25 else f"share_{number}"  # noqa: PLR2004 - letters but the last
        split[name], cases[name], before = round(max(0.0, upto - before) / 100, 4), target, max(before, upto)
    rest = nodes.to(block.error("NoMatchingCondition") or block.next)
    if rest:
        split["rest"], cases["rest"] = round(1 - sum(split.values()), 4), rest
    nodes.ids[block.key]
    nodes.make(model.Branch, block, split=split, cases=cases, asks=block.name)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def queue(nodes: Nodes, block: Block) -> None:
    """A queue of agents, or one agent."""
    on = nodes.outcomes(block)
    on.pop("ok", None)  # a call that is queued does not come back
    if "error" in on:
        on["failed"] = on.pop("error")
    nodes.make(model.Transfer, block, queue=nodes.queue(block), on=on)


def wait(nodes: Nodes, block: Block) -> None:
    """What callers hear while they wait in a queue or on hold, until somebody takes the call or they are let go on."""
    nodes.ids[block.key]
    prompts = [nodes.prompt(block, f"Messages.{number}.") for number in range(_messages(block))] or [
        nodes.prompt(block)
    ]
    prompt = joined([text for text in prompts if text])
    on = nodes.outcomes(block, "timeout")
    if "messages_interrupted" in on:
        on["timeout"] = on.pop("messages_interrupted")
    if not on:
        nodes.make(model.Hangup, block, prompt=prompt, outcome="answered")
        nodes.approximated(block, say("callers hear this until somebody takes the call; it is taken to be said once"))
        return
    every = _number(block.text("InterruptFrequencySeconds"))
    wait_ = model.Wait(block.place, prompt=prompt, every=seconds(every, block.name) if every else None)
    nodes.make(model.Transfer, block, queue=nodes.queue(block), wait=wait_, on=on)


def _messages(block: Block) -> int:
    numbers = [name.split(".")[1] for name in block.parameters if name.startswith("Messages.")]
    return max((int(number) + 1 for number in numbers if number.isdigit()), default=0)


def number(nodes: Nodes, block: Block) -> None:
    """A number outside, with or without coming back."""
    dialled = block.text("ThirdPartyPhoneNumber")
    on = nodes.outcomes(block, "done")
    if block.text("ContinueFlowExecution").lower() != "true":
        on.pop("done", None)
    if "error" in on:
        on.setdefault("failed", on.pop("error"))
    if dialled.startswith("$"):
        dialled = "{" + field_of(dialled) + "}"
    is_number = dialled.startswith("{") or dialled.lstrip("+").replace(" ", "").isdigit()
    nodes.make(
        model.Transfer,
        block,
        number=dialled.replace(" ", "") if is_number else None,
        queue=None if is_number else dialled or "number",
        on=on,
    )


def call_back(nodes: Nodes, block: Block) -> None:
    """A call back is promised."""
    attempts = _number(block.text("MaximumConnectionAttempts", "MaxCallbackAttempts"))
    nodes.make(
        model.Callback,
        block,
        attempts=int(attempts) if attempts else None,
        queue=nodes.queue(block),
        next=nodes.to(block.next),
    )


def other_flow(nodes: Nodes, block: Block) -> None:
    """Another flow takes over and does not come back."""
    on = nodes.outcomes(block)
    on.pop("ok", None)
    name = nodes.title(block, "ContactFlowId") or "flow"
    _runs(nodes, block, name, on, Target("hangup", block.name))
    nodes.to_add(block, say("the flow {name} takes over: what callers hear there is not in this file"), name=name)


def module(nodes: Nodes, block: Block) -> None:
    """A module runs and comes back."""
    on = nodes.outcomes(block)
    next_ = on.pop("ok", None)
    name = nodes.title(block, "FlowModuleId", "ContactFlowModuleId") or "module"
    _runs(nodes, block, name, on, next_)
    nodes.to_add(block, say("what callers hear in the module {name} is not in this file"), name=name)


def _runs(nodes: Nodes, block: Block, file: str, on: Mapping[str, Target], next_: Target | None) -> None:
    nodes.ids[block.key]
    nodes.make(model.SubFlow, block, file=file, on=on, next=next_)


def hang_up(nodes: Nodes, block: Block) -> None:
    """The end of the call, or of this part of it."""
    comes_back = nodes.part or block.type == "EndFlowModuleExecution"  # else it disconnects whom nobody has taken
    outcome = "done" if comes_back else None
    nodes.make(model.Hangup, block, outcome=outcome)


def unknown(nodes: Nodes, block: Block) -> None:
    """A type of block that is not in the table: every way out is kept."""
    if block.type in UNHEARD:
        pass_on(nodes, block)
        return
    if not any(block.exits()):
        hang_up(nodes, block)
    else:
        decides(f"{plain(block.type)}_result")(nodes, block)
    nodes.left_out(block, say("what this block does is not known: every way out of it is kept"))


def view(nodes: Nodes, block: Block) -> None:
    """A page on a screen: nothing for somebody on the phone. What stands on it becomes the node's note."""
    ways = nodes.outcomes(block)
    said = [value.text for name, value in block.parameters.items() if name.startswith("ViewData") and value.text]
    nodes.make(
        model.Branch,
        block,
        field=f"{plain(block.type)}_result",
        cases=ways,
        otherwise=ways.pop("ok", None) or ways.get("error"),
        asks=block.name,
        note=" | ".join([nodes.title(block, "ViewResource.Id") or "page", *said]),
    )


def assistant(nodes: Nodes, block: Block) -> None:
    """A machine talks with callers until it comes back, or has no answer."""
    on = nodes.outcomes(block)
    next_ = on.pop("ok", None)
    name = nodes.title(block, "AgentConfiguration.Alias", "AgentConfiguration.ApplicationId") or "assistant"
    _runs(nodes, block, name, on, next_)
    nodes.to_add(block, say("an assistant talks with callers here: what they hear is not in this file"))


_HOURS = say("the hours of {name} are not in this file: calls are taken to come when it is open and when not")
_WAITED = say("how long the flow pauses here is not known: every way out of the pause is kept")
_OUT = "done_looping"  # a loop has two ways, and no other
_COUNTED = say("rounds are not counted here: a call is taken to go round again, and to go on")

MAKERS: Mapping[str, Maker] = {
    "AssociateContactToCustomerProfile": lookup(),
    "AuthenticateParticipant": lookup(),
    "CheckAttribute": compare,
    "CheckHoursOfOperation": hours,
    "CheckMetricData": lookup("MetricType"),
    "CheckOutboundCallStatus": decides("call_status"),
    "CheckVoiceId": decides("voice_id"),
    "Compare": compare,
    "ConnectParticipantWithAgenticCX": assistant,
    "ConnectParticipantWithLexBot": listen_to_bot,
    "CreateCallbackContact": call_back,
    "CreateCase": lookup(),
    "CreateCustomerProfile": lookup(),
    "CreateTask": lookup(),
    "DequeueContactAndTransferToQueue": queue,
    "DisconnectParticipant": hang_up,
    "DistributeByPercentage": share,
    "EndFlowExecution": hang_up,
    "EndFlowModuleExecution": hang_up,
    "EvaluateDataTableValues": lookup("DataTableId"),
    "GetCase": lookup(),
    "GetCustomerProfile": lookup(),
    "GetCustomerProfileObject": lookup(),
    "GetParticipantInput": ask,
    "InvokeFlowModule": module,
    "InvokeLambdaFunction": lookup("LambdaFunctionARN", "FunctionArn"),
    "Loop": count,
    "MessageParticipant": say_it,
    "MessageParticipantIteratively": wait,
    "SendMessage": lookup(),
    "SetContactAttributes": pass_on,
    "ShowView": view,
    "StartOutboundChatContact": lookup(),
    "TransferContactToAgent": queue,
    "TransferContactToQueue": queue,
    "TransferParticipantToThirdParty": number,
    "TransferToFlow": other_flow,
    "UpdateCase": lookup(),
    "UpdateContactAttributes": pass_on,
    "UpdateContactCallbackNumber": decides("callback_number"),
    "UpdateCustomerProfile": lookup(),
    "UpdateFlowAttributes": pass_on,
    "Wait": decides("pause", _WAITED),
}


def add_all(nodes: Nodes) -> None:
    """Make a node of each block that callers can notice."""
    for block in nodes.blocks.values():
        nodes.recorded = nodes.recorded or records_callers(block)
        if block.key in nodes.mishaps:
            nodes.check(block)
        if block.key in nodes.ids:
            MAKERS.get(block.type, unknown)(nodes, block)
