"""What Architect's actions are to a caller. To teach the reader an action is to add a line here."""

# Kinds of flow that answer calls. The others work behind the scenes, answer messages, or are part of a call elsewhere.
CALLS = frozenset({"inboundCall", "outboundCall", "secureCall"})
CONTAINERS = ("menus", "tasks", "states", "bots")  # where actions stand

# Action -> the outcomes that it has when the file leaves them out; they go on to the next action.
LOOKUPS: dict[str, tuple[str, ...]] = {
    "callData": ("success", "failure", "timeout"),
    "callBridge": ("success", "failure", "timeout"),
    "callBridgeAction": ("success", "failure", "timeout"),
    "callSecureData": ("success", "failure", "timeout"),
    "callGuide": ("success", "failure", "timeout"),
    "dataTableLookup": ("found", "notFound", "failure"),
    "findEmergencyGroup": ("found", "notFound"),
    "findFlow": ("found", "notFound"),
    "findFlowOutcome": ("found", "notFound"),
    "findGroup": ("found", "notFound"),
    "findLanguageSkill": ("found", "notFound"),
    "findQueue": ("found", "notFound"),
    "findQueueById": ("found", "notFound"),
    "findSchedule": ("found", "notFound"),
    "findScheduleGroup": ("found", "notFound"),
    "findSkill": ("found", "notFound"),
    "findSystemPrompt": ("found", "notFound"),
    "findUser": ("found", "notFound"),
    "findUserById": ("found", "notFound"),
    "findUserPrompt": ("found", "notFound"),
    "findUsersById": ("found", "notFound"),
    "getConversationData": ("success", "failure"),
    "getExternalContact": ("found", "notFound", "failure"),
    "getExternalOrganization": ("found", "notFound", "failure"),
    "getJourneySession": ("success", "failure"),
    "getKnowledgeArticle": ("success", "failure"),
    "getResponse": ("success", "failure"),
    "searchExternalContacts": ("found", "notFound", "failure"),
    "sendNotification": ("success", "failure"),
    "createExternalContact": ("success", "failure"),
    "updateExternalContact": ("success", "failure"),
}

# A machine that talks with callers, and whose talk is not in the file.
BOTS = frozenset(
    {
        "callBotFlow",
        "callDigitalBotFlow",
        "callDialogflowBot",
        "callDialogflowCxBot",
        "callLexBot",
        "callLexV2Bot",
        "callBot",
        "callAudioConnector",
        "callNuanceMixBot",
        "callBotConnector",
    }
)

# Callers notice nothing of these.
SILENT = frozenset(
    {
        "addFlowMilestone",
        "addUtilizationLabel",
        "changeState",
        "clearPostFlow",
        "clearUtilizationLabel",
        "clearVoicemailSnippet",
        "decrypt",
        "detectSilence",
        "enableParticipantRecord",
        "encodeData",
        "encrypt",
        "flushAudio",
        "getAttributes",
        "getParticipantData",
        "getSipHeaders",
        "getRawSipHeaders",
        "initializeFlowOutcome",
        "logMessage",
        "setAttributes",
        "setExternalTag",
        "setFlowOutcome",
        "setParticipantData",
        "setPostFlow",
        "setScreenPop",
        "setSpeechRecognition",
        "setUtilizationLabel",
        "setUUIData",
        "setUuiData",
        "setWhisperAudio",
        "setWrapupCode",
        "setLanguage",
        "updateData",
        "wait",
    }
)

SPOKEN = {  # and where the words stand
    "playAudio": "audio",
    "playAudioOnSilence": "audio",
    "holdMusic": "prompt",
    "sendResponse": "messageBody",
    "sendAutoReply": "messageBody",
}
QUESTIONS = {"askForSlot": "slot", "askForBoolean": "booleanResult", "askForIntent": "intentResult"}  # and their fields
WAITING = {"playEstimatedWaitTime": "estimate", "playPositionInQueue": "position"}  # and the field that they say

# Action -> what takes the call: where its goal stands, and as what.
TRANSFERS: dict[str, tuple[str, str]] = {
    "transferToAcd": ("targetQueue", "queue"),
    "transferToNumber": ("targetNumber", "number"),
    "transferToUser": ("targetUser", "queue"),
    "transferToGroup": ("targetGroup", "queue"),
    "dialByExtension": ("targetUser", "extension"),
}
MAILBOXES = frozenset({"transferToVoicemail", "transferToGroupVoicemail", "transferToUserVoicemail"})
OTHER_FLOWS = {"transferToFlow": "targetFlow", "transferToFlowSecure": "targetFlow", "callCommonModule": "commonModule"}

DECISIONS: dict[str, tuple[str, ...]] = {
    "decision": ("yes", "no"),
    "evaluateSchedule": ("active", "inactive"),
    "evaluateScheduleGroup": ("open", "closed", "holiday"),
}
JUMPS = {"jumpToMenu": "targetMenuRef", "jumpToTask": "targetTaskRef"}

_ENDS = (
    "abortSurveyInvite",
    "completeSurveyInvite",
    "disconnect",
    "endFlow",
    "endProgram",
    "endState",
    "endTask",
    "endWorkflow",
    "exitBotFlow",
)

# Actions that are no place of their own -> where they lead, in the words of a flow file.
WORDS = {
    **dict.fromkeys(_ENDS, "hangup"),
    **dict.fromkeys(("previousMenu", "repeatMenu", "replayMenu", "repeat", "replay"), "back"),
}

OUTCOMES = {"failure": "error", "notFound": "not_found"}  # as a flow file calls them
KEYS = {**{f"digit_{digit}": str(digit) for digit in range(10)}, "star": "*", "pound": "#", "digit_star": "*"}
KEYS |= {"digit_pound": "#", "digit_*": "*", "digit_#": "#", "asterisk": "*", "hash": "#"}

# All that may stand in a list of actions.
_OTHERS = ("callTask", "collectInput", "createCallback", "loop", "loopExit", "loopNext", "switch")
_TABLES = (LOOKUPS, BOTS, SILENT, SPOKEN, QUESTIONS, WAITING, TRANSFERS, MAILBOXES, OTHER_FLOWS, DECISIONS, JUMPS)
ACTIONS = frozenset(action for table in (*_TABLES, WORDS, _OTHERS) for action in table)
