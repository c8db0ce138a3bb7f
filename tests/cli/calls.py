"""A flow for the tests of the commands that make calls, and how they are run."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from ivrlint.cli.main import app

FLOW = """\
ivr: 1
name: Acme
languages: [en, es]
country: GB
timezone: Europe/London
start: welcome
listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {attempts: 3, then: adviser}}
keys: {"0": {label: {en: speak to a person, es: hablar con una persona}, to: adviser}}
hours: {office: {mon-fri: 08:00-20:00, 2026-12-25: closed}}
nodes:
  welcome: {type: message, prompt: {en: Welcome to Acme., es: Bienvenido a Acme.}, next: main}
  main:
    type: menu
    options:
      1: {label: {en: a power cut, es: un corte de luz}, to: pin}
      2: {label: {en: your bill, es: su factura}, to: bill}
  pin:
    type: input
    prompt: {en: "Please enter your PIN.", es: "Introduzca su clave."}
    field: pin
    digits: 4
    sensitive: true
    next: adviser
  bill:
    type: lookup
    service: crm
    on: {ok: adviser, none: gone, error: adviser}
  gone: {type: message, prompt: {en: There is no bill., es: No hay factura.}}
  adviser:
    type: branch
    hours: office
    cases:
      open: {type: transfer, queue: advisers, prompt: {en: One moment., es: Un momento.}, on: {full: call_back}}
      closed: call_back
  call_back: {type: callback, prompt: {en: We will call you., es: Le llamaremos.}, queue: advisers}
"""


def written(folder: Path, calls: str = "") -> Path:
    """The flow as a file in `folder`, with a calls file where one is given."""
    path = folder / "acme.yaml"
    path.write_text(FLOW)
    if calls:
        (folder / "acme.calls.yaml").write_text(calls)
    return path


def ivrlint(*arguments: object, text: str = "") -> Result:
    """Run the command line."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=text, catch_exceptions=False)


def simulated(folder: Path, *arguments: str) -> dict[str, Any]:
    """What `simulate --format json` prints."""
    result = ivrlint("simulate", written(folder), "--format", "json", "--at", "2026-11-04T10:00", *arguments)
    document: dict[str, Any] = json.loads(result.stdout)
    return document
