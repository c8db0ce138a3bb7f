"""What Asterisk's applications are to a caller. To teach the reader an application is to add a word here."""

from ivrlint.flow.suggest import one_slip

PLAYED = frozenset({"playback", "controlplayback", "playtones", "background"})  # file&file&file
SPOKEN = {  # application -> how its argument is heard
    "saydigits": "{0}",
    "saynumber": "{0}",
    "sayalpha": "{0}",
    "sayalphacase": "{0}",
    "sayphonetic": "{0}",
    "sayunixtime": "{time}",
    "datetime": "{time}",
    "saycountpl": "{0}",
    "saycountedadj": "{0}",
    "saycountednoun": "{0}",
    "festival": "{0}",
    "flite": "{0}",
    "swift": "{0}",
    "espeak": "{0}",
    "picotts": "{0}",
    "mrcpsynth": "{0}",
    "polly": "{0}",
    "sayprice": "{0}",
}
TALKING_SCRIPTS = (
    *("googletts", "picotts", "flite", "espeak", "polly", "propolys", "speech-synth", "azure-tts", "text-to-speech"),
    *("text2speech", "tts", "gtts"),
)

LISTENING = frozenset({"background", "waitexten"})

# Callers notice nothing of these, or nothing that matters.
SILENT = frozenset(
    """
    absolutetimeout addqueuemember amd answer appendcdruserfield bridgewait callcompletioncancel
    callcompletionrequest celgenuserevent changemonitor chanisavail channelredirect clearhash
    dahdisendcallreroutingfacility dbdel dbdeltree digittimeout dumpchan endif endmixmonitor enumlookup forkcdr
    getcpeid hasnewvoicemail iax2provision ices importvar incomplete jabbersend jabberstatus jack keepalive log
    logmessage lookupblacklist lookupcidname math milliwatt minivmaccmess minivmmwi mixmonitor monitor morsecode
    mset nbscat nocdr noop nvfaxdetect odbcfinish originate pausemonitor pausequeuemember pitchshift pjsipnotify
    playdtmf predial proceeding progress queuelog queueupdate readfile realtime realtimeupdate removequeuemember
    resetcdr responsetimeout ringing senddtmf sendimage sendsms sendtext sendurl set setaccount setamaflags
    setcallerid setcalleridname setcallerpres setcdruserfield setcidname setcidnum setglobalvar setlanguage
    setmusiconhold settransfercapability setvar setvarsunset sipaddheader sipdtmfmode sipremoveheader sleep sms
    softhangup speechactivategrammar speechcreate speechdeactivategrammar speechdestroy speechloadgrammar
    speechprocessingsound speechstart speechunloadgrammar stackpop startmusiconhold stopmixmonitor stopmonitor
    stopmusiconhold stopplaytones storeunusedtones system tonezone trysystem txtcidname unpausemonitor
    unpausequeuemember userevent verbose wait waitdigit waitfornoise waitforring waitforsilence waituntil
    zapateller zapras
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

ENDS = frozenset({"hangup", "busy", "congestion", "endsession"})
SCRIPTS = frozenset({"agi", "deadagi", "eagi", "fastagi", "externalivr", "stasis", "lua", "asyncagi", "mrcprecog"})
MACHINES = {  # a machine takes the call over -> what it is
    "voicemailmain": "voicemail",
    "minivmgreet": "voicemail",
    "confbridge": "conference",
    "meetme": "conference",
    "konference": "conference",
    "echo": "echo test",
    "disa": "dial tone",
    "directory": "directory",
    "chanspy": "listening in",
    "extenspy": "listening in",
    "park": "parking",
    "parkandannounce": "parking",
    "parkedcall": "parked call",
    "pickup": "parked call",
    "pickupchan": "parked call",
    "page": "loudspeakers",
    "musiconhold": "music",
    "receivefax": "fax",
    "rxfax": "fax",
    "sendfax": "fax",
    "agentlogin": "agents",
    "dialtone": "dial tone",
    "alarmreceiver": "alarm",
    "dictate": "dictation",
    "festivalserver": "speech",
    "jukebox": "music",
    "mp3player": "music",
    "playlist": "music",
    "videoplayback": "music",
    "adsiprog": "telephone",
    "transfer": "another line",
    "bridge": "another line",
}
DIALS = frozenset({"dial", "retrydial", "followme"})
RECORDS = frozenset({"voicemail", "record", "minivmrecord"})
ROUTINES = frozenset({"gosub", "macro", "gosubif", "macroif", "macroexclusive"})
RETURNS = frozenset({"return", "macroexit"})
BLOCKS = frozenset({"if", "elseif", "else", "exitif", "while", "endwhile", "exitwhile", "continuewhile"})
JUMPS = frozenset({"goto", "gotoif", "gotoiftime", "execif", "execiftime", *RETURNS, *BLOCKS})

DIAL_OUTCOMES = {"busy": "BUSY", "no_answer": "NOANSWER", "failed": "CHANUNAVAIL"}
QUEUE_OUTCOMES = {"timeout": "TIMEOUT", "full": "FULL", "failed": "JOINEMPTY"}

_LONG_ENOUGH = 4  # shorter names are one slip away from others

# Routines that FreePBX writes into every dialplan: those that end a call, those that ring somebody.
FREEPBX_ENDS = frozenset({"hangupcall"})
FREEPBX_RINGS = frozenset(
    {"exten-vm", "dial", "dial-one", "dialout-trunk", "vm", "simple-dial", "dial-ringall-predial-hook"}
)
KNOWN = PLAYED | LISTENING | SILENT | ENDS | SCRIPTS | DIALS | RECORDS | ROUTINES | JUMPS
KNOWN |= frozenset({*SPOKEN, *MACHINES, "queue", "read", "authenticate"})

# Asterisk's own of which this reader does not know what callers notice, those of old versions, and common modules.
OTHERS = frozenset(
    """
    aelsub agentcallbacklogin agentmonitoroutgoing agentrequest attendedtransfer audiosocket backgrounddetect backtick
    blindtransfer bridgeadd broadcast checkgroup  curl cut dahdiacceptr2call dahdibarge dahdiras dahdiscan
    dahdisendkeypadfacility dbget dbput dundilookup  eval exec  flash getgroupcount
    getgroupmatchcount hangupcauseclear hasvoicemail ivrdemo jabberjoin jabberleave jabbersendgroup ldapget
    mailboxexists md5 md5check meetmeadmin meetmechanneladmin meetmecount messagesend minivmdelete minivmnotify mysql
    nvbackgrounddetect odbc_commit odbc_rollback ospauth ospfinish osplookup ospnext pickupold pppd prefix
    privacymanager raiseexception random readexten receivemf receivesf rpt saymoney sayordinal sendmf sendsf
    setcallpickup setgroup setrdnis signal sipcallpickup sipgetheader sipsendcustominfo skel skelguessnumber
    slastation slatrunk sort speechbackground stasisbroadcast storedtmf streamecho striplsd stripmsd substring suffix
    swift testclient testserver tryexec unicall vmauthenticate vmcount vmsayname voicemailplaymsg waitforcond
    waitforcondition waitforsignal waitmusiconhold zapbarge zapscan ztransfer
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
APPLICATIONS = KNOWN | OTHERS


def meant(written: str, bare: bool) -> str | None:
    """The application of a line that calls it so: its own name where it may be one, the one that is misspelt.

    None where there is no such application: it stands bare, without brackets. Others may be of a module that nobody
    here knows.
    """
    name = written.lower()
    if name in APPLICATIONS:
        return name
    near = one_slip(name, APPLICATIONS) if len(name) >= _LONG_ENOUGH else None
    return near or (None if bare else name)


def is_blackhole(context: str, exten: str) -> bool:
    """Where FreePBX sends calls that are to end."""
    return exten == "hangup" or "blackhole" in context
