"""What a team begins with: a first menu and its calls, a configuration, schemas for editors, a CI file.

The first menus are templates beside this file; `--from` takes one of the menus that ship with ivrlint.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Template
from typing import NamedTuple

from ivrlint.flow.model import SubFlow
from ivrlint.flow.read import read_flow
from ivrlint.lint.config import FILE, packs
from ivrlint.lint.config_keys import CONFIG
from ivrlint.lint.engine import flow_files
from ivrlint.locale import translated
from ivrlint.message import say

_HERE = Path(__file__).parent
_SCHEMAS = Path(".ivrlint")  # a folder, so that editors find the schemas and people do not stumble over them
CI_FILES = {"github": Path(".github/workflows/ivrlint.yml"), "gitlab": Path(".gitlab-ci.yml")}
LANGUAGES = ("en", "es")
HOMES = {"en": ("GB", "Europe/London"), "es": ("ES", "Europe/Madrid")}  # what is likely before anybody says
_WELCOME = {"en": "Welcome to {name}.", "es": "Bienvenido a {name}."}


class First(NamedTuple):
    """What the first menu is to say; `country` in two letters, `timezone` as in the tz database."""

    name: str
    language: str
    country: str
    timezone: str


def shipped() -> dict[str, Path]:
    """The menus that ship with ivrlint, by name."""
    return {file.stem: file for file in flow_files([_shipped("menus")])}


def first_menu(flow: Path, first: First) -> dict[Path, str]:
    """A small menu, ready to grow, and the calls that test it."""
    name = " ".join(first.name.split())
    welcome = _WELCOME[first.language].format(name=name).replace("..", ".")
    words = {
        "name": name,
        "quoted_name": json.dumps(name, ensure_ascii=False),
        "welcome": json.dumps(welcome, ensure_ascii=False),
        "country": json.dumps(first.country),
        "timezone": first.timezone,
        "today": date.today().isoformat(),  # noqa: DTZ011 - the designer's day
    }
    menu, calls = ((_HERE / f"{part}.{first.language}.yaml").read_text("utf-8") for part in ("menu", "calls"))
    return {flow: _for_editors(Template(menu).substitute(words), flow), _calls_of(flow): calls}


def copied_menu(flow: Path, name: str) -> dict[Path, str]:
    """The menu of that name that ships with ivrlint, what it is made of, and its calls."""
    file = shipped()[name]
    parts = {part: flow.with_name(part.name) for part in _parts(file)}
    copies = {**parts, file: flow, _calls_of(file): _calls_of(flow)}
    return {
        copy: _for_editors(text, copy) if "\nivr:" in text else text
        for part, copy in sorted(copies.items(), key=lambda pair: pair[0] != file)
        if part.exists() and (text := part.read_text("utf-8"))
    }


def _parts(file: Path) -> Iterator[Path]:
    """The files that a flow file includes, and those that run as sub-flows, with theirs."""
    flow = read_flow(file).flow
    assert flow is not None  # noqa: S101 - it ships with ivrlint, and tests read it
    yield from (source.file for source in flow.sources if source.file and source.file != file)
    for node in flow.nodes.values():
        if isinstance(node, SubFlow) and node.file:
            yield (part := file.parent / node.file)
            yield from _parts(part)


def surroundings(menu: str, ci: str | None) -> dict[Path, str]:
    """What stands around a menu: the configuration, the schemas for editors, the CI file."""
    from ivrlint.flow.reference import json_schema

    flow = read_flow(Path("menu.yaml"), text=menu).flow
    found = {
        Path(FILE): _config(flow.country if flow else None),
        _SCHEMAS / "flow.schema.json": json_schema() + "\n",
        _SCHEMAS / "config.schema.json": json.dumps(CONFIG.schema(), ensure_ascii=False, indent=2) + "\n",
    }
    return found | ({CI_FILES[ci]: (_shipped("ci") / f"{ci}.yml").read_text("utf-8")} if ci else {})


def _config(country: str | None) -> str:
    lines = [
        f"# yaml-language-server: $schema={_SCHEMAS.as_posix()}/config.schema.json",
        f"# {say('How ivrlint judges the menus beside and below this file; `ivrlint config` shows what holds.')}",
        "profile: recommended",
        *(
            f"# extends: [{pack.name}]  # {translated(pack.title)}. {translated(pack.scope)}"
            for pack in packs().values()
            if country and pack.name.startswith(f"{country.lower()}-")
        ),
    ]
    return "\n".join(lines) + "\n"


def _for_editors(menu: str, flow: Path) -> str:
    up = "../" * len(flow.parent.parts) if not flow.is_absolute() else ""
    return f"# yaml-language-server: $schema={up}{_SCHEMAS.as_posix()}/flow.schema.json\n{menu}"


def _calls_of(flow: Path) -> Path:
    return flow.with_name(f"{flow.stem}.calls{flow.suffix}")


def _shipped(name: str) -> Path:
    """A folder that the wheel carries; in a checkout it stands beside the package."""
    inside = _HERE / name
    if inside.exists():
        return inside
    beside: Mapping[str, str] = {"menus": "menus", "ci": "examples/ci"}
    return _HERE.parents[1] / beside[name]
