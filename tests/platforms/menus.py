"""Small menus of other platforms, written for these tests."""

import json

CLINIC = {  # Twilio Studio
    "description": "Clinic",
    "states": [
        {
            "name": "Trigger",
            "type": "trigger",
            "transitions": [{"event": "incomingCall", "next": "main_menu"}],
            "properties": {},
        },
        {
            "name": "main_menu",
            "type": "gather-input-on-call",
            "transitions": [
                {"event": "keypress", "next": "split"},
                {"event": "speech"},
                {"event": "timeout"},
            ],
            "properties": {
                "say": "Welcome to the clinic. For appointments, press 1. For results, press 2. For billing, press 3.",
                "timeout": 5,
                "number_of_digits": 1,
                "stop_gather": True,
                "gather_language": "en",
                "language": "en-GB",
                "loop": 1,
            },
        },
        {
            "name": "split",
            "type": "split-based-on",
            "transitions": [
                {"event": "noMatch", "next": "main_menu"},
                {
                    "event": "match",
                    "next": "appointments",
                    "conditions": [
                        {
                            "friendly_name": "1",
                            "arguments": ["{{widgets.main_menu.Digits}}"],
                            "type": "equal_to",
                            "value": "1",
                        }
                    ],
                },
                {
                    "event": "match",
                    "next": "results",
                    "conditions": [
                        {
                            "friendly_name": "2",
                            "arguments": ["{{widgets.main_menu.Digits}}"],
                            "type": "equal_to",
                            "value": "2",
                        }
                    ],
                },
            ],
            "properties": {"input": "{{widgets.main_menu.Digits}}"},
        },
        {
            "name": "appointments",
            "type": "connect-call-to",
            "transitions": [{"event": "callCompleted"}, {"event": "hangup"}],
            "properties": {"noun": "number", "to": "+441632960001", "timeout": 30},
        },
        {
            "name": "results",
            "type": "say-play",
            "transitions": [{"event": "audioComplete"}],
            "properties": {"say": "Results are ready after two days.", "loop": 1},
        },
    ],
    "initial_state": "Trigger",
    "flags": {"allow_concurrent_calls": True},
}
TWILIO = json.dumps(CLINIC, indent=1)

ASTERISK = """\
[office]
exten => s,1,Answer()
 same => n,Background(office/menu)
 same => n,WaitExten(6)
exten => 1,1,Queue(sales,,,,120)
 same => n,Voicemail(100@default,u)
exten => 2,1,Dial(PJSIP/reception,25)
exten => i,1,Playback(office/wrong)
 same => n,Goto(s,2)
exten => t,1,Hangup()
"""

FREESWITCH = """\
<include>
  <menu name="shop" greet-long="say:For orders, press 1. For returns, press 2." invalid-sound="say:That is no option."
        timeout="5000" max-failures="3" max-timeouts="3">
    <entry action="menu-exec-app" digits="1" param="transfer 1000 XML default"/>
    <entry action="menu-exec-app" digits="2" param="voicemail default shop.example 2000"/>
  </menu>
</include>
"""

VOICEXML = """\
<?xml version="1.0" encoding="UTF-8"?>
<vxml xmlns="http://www.w3.org/2001/vxml" version="2.1" xml:lang="es-ES">
  <menu id="inicio" dtmf="true">
    <prompt>Para averías, pulse 1. Para facturas, pulse 2.</prompt>
    <choice dtmf="1" next="#averias">averías</choice>
    <choice dtmf="2" next="#facturas">facturas</choice>
  </menu>
  <form id="averias"><block><prompt>Estamos trabajando en ello.</prompt><disconnect/></block></form>
  <form id="facturas"><block><prompt>Su factura va por correo.</prompt><disconnect/></block></form>
</vxml>
"""

GENESYS = """\
inboundCall:
  name: Library
  defaultLanguage: en-us
  startUpRef: "/inboundCall/menus/menu[main]"
  menus:
    - menu:
        name: Main
        refId: main
        audio:
          tts: "For renewals, press 1. To speak to a person, press 0."
        choices:
          - menuTransferToAcd:
              name: Renewals
              dtmf: digit_1
              targetQueue: {lit: {name: renewals}}
"""

CONNECT = json.dumps(
    {
        "Version": "2019-10-30",
        "StartAction": "hello",
        "Metadata": {"name": "Water works"},
        "Actions": [
            {
                "Identifier": "hello",
                "Type": "GetParticipantInput",
                "Parameters": {
                    "Text": "For leaks, press 1. For bills, press 2.",
                    "StoreInput": "False",
                    "InputTimeLimitSeconds": "5",
                },
                "Transitions": {
                    "NextAction": "bye",
                    "Conditions": [{"NextAction": "bye", "Condition": {"Operator": "Equals", "Operands": ["1"]}}],
                    "Errors": [{"NextAction": "bye", "ErrorType": "NoMatchingError"}],
                },
            },
            {"Identifier": "bye", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
        ],
    },
    indent=1,
)

ALL = {
    "amazon-connect": ("leaks.json", CONNECT),
    "asterisk": ("extensions.conf", ASTERISK),
    "freeswitch": ("shop.xml", FREESWITCH),
    "genesys": ("library.yaml", GENESYS),
    "twilio-studio": ("clinic.json", TWILIO),
    "voicexml": ("averias.vxml", VOICEXML),
}
