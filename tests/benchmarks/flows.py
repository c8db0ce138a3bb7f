"""Large flows without findings: many shallow trees, one entry each, as a holding's numbers would be."""

_LABELS = ("pay a bill", "report a fault", "move home", "change your tariff")
_TREE = 10  # nodes a tree


def large_flow(nodes: int) -> str:
    """A flow of `nodes` nodes with nothing to complain of, about 340 bytes a node."""
    trees = range(max(1, nodes // _TREE))
    entries = "\n".join(f'  "+4420{tree:08}": t{tree}' for tree in trees)
    return _HEAD + "start:\n" + entries + "\nnodes:\n" + "".join(_tree(f"t{tree}") for tree in trees)


_HEAD = """\
ivr: 1
name: Acme
languages: [en]
country: GB
timezone: Europe/London
reviewed: 2026-11-01
hours:
  office: {mon-fri: 08:00-20:00}
"""


def _tree(name: str) -> str:
    """Ten nodes: a greeting, a menu with three menus below it, a person, a call back and answers."""
    menus = "".join(
        _MENU.format(id=f"{name}_{number}", name=name, what=label)
        for number, label in enumerate(("your bill", "a fault", "moving home"), 1)
    )
    return _GREETING.format(name=name) + menus + _ENDS.format(name=name)


_GREETING = """\
  # how this number answers
  {name}:
    type: message
    prompt: Welcome to Acme.
    next: {name}_main

  {name}_main:
    type: menu
    prompt: "{{options}} To speak to an adviser, press 0. To go back, press star. To repeat, press hash."
    options:
      1: {{label: your bill, to: {name}_1, share: 50%}}
      2: {{label: a fault, to: {name}_2, share: 30%}}
      3: {{label: moving home, to: {name}_3, share: 20%}}
      "0": {{label: an adviser, to: {name}_adviser, silent: true}}
      "*": {{label: go back, to: back, silent: true}}
      "#": {{label: repeat, to: repeat, silent: true}}
    listening:
      no_input: {{attempts: 3, again: [Which of these may I help with?], then: {name}_adviser}}
      no_match: {{attempts: 3, again: [Please choose one of these.], then: {name}_adviser}}

"""
_MENU = """\
  {id}:
    type: menu
    prompt: "About {what}: {{options}} To speak to an adviser, press 0. To go back, press star. To repeat, press hash."
    options:
      1: {{label: hear what we know about {what}, to: {name}_news, share: 60%}}
      2: {{label: ask us to call you, to: {name}_call, share: 40%}}
      "0": {{label: an adviser, to: {name}_adviser, silent: true}}
      "*": {{label: go back, to: back, silent: true}}
      "#": {{label: repeat, to: repeat, silent: true}}
    listening:
      no_input: {{attempts: 3, again: [Which of the two may I help with?], then: {name}_adviser}}
      no_match: {{attempts: 3, again: [Please choose one of the two.], then: {name}_adviser}}

"""
_ENDS = """\
  {name}_adviser:
    type: branch
    hours: office
    cases: {{open: {name}_queue, closed: {name}_call}}
  {name}_queue:
    type: transfer
    queue: advisers
    prompt: I am putting you through to an adviser.
    wait: {{announces: [position], every: 45s, max: 3m, target: {{answer: 20s, share: 80%}}}}
    on: {{full: {name}_call, timeout: {name}_call}}
  {name}_call:
    type: callback
    prompt: We are open from 8 to 8, Monday to Friday. We will call you back within four working hours and text you.
    confirm_number: true
    call_within: 4wh
    confirms_by: sms
    attempts: 3
    queue: advisers
    next: hangup
  {name}_news:
    type: message
    prompt: There is no news today.
    next: {name}_bye
  {name}_bye:
    type: hangup
    prompt: Thank you for calling. Goodbye.

"""
