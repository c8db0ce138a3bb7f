"""The language of messages: help, findings, pages, calls in Spanish through the real command."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivrlint.lint.rules import all_rules
from tests.cli.run import ROOT, Ran, ivrlint

# Words that no Spanish sentence holds; names of rules, keys and commands are taken out before.
ENGLISH = re.compile(
    r"\b(the|and|of|or|is|are|was|with|without|which|what|when|where|there|this|that|from|for|to|it|callers?)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"caller hung up|`[^`]*`|“[^”]*”|\w+[-_][\w-]+|--\w[\w-]*|<https?://\S+>|https?://\S+|/\S+")
FLAWED = "examples/first-call.yaml"
MENU = "menus/luz-y-gas.yaml"


def spanish(*arguments: str) -> Ran:
    """What ivrlint prints on a Spanish machine."""
    return ivrlint(*arguments, LC_ALL="", LANG="es_ES.UTF-8")


def english_in(text: str) -> list[str]:
    """Lines that hold English; excerpts of a menu, with their line numbers and carets, are left out."""
    whole = re.sub(r"(`[^`\n]+)\n([^`\n]+`)", r"\1 \2", text)  # code that goes on in the next line
    own = [line for line in whole.splitlines() if not re.match(r"\s*\d*\s*\|", line)]
    return [line for line in own if ENGLISH.search(CODE.sub("", line))]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["lint", "--help"],
        ["simulate", "--help"],
        ["test", "--help"],
        ["paths", "--help"],
        ["fuzz", "--help"],
        ["diagram", "--help"],
        ["score", "--help"],
        ["explain", "--help"],
        ["config", "--help"],
        ["packs", "--help"],
        ["schema", "--help"],
        ["init", "--help"],
        ["diff", "--help"],
        ["review", "--help"],
        ["prompts", "--help"],
        ["import", "--help"],
        ["packs"],
        ["rules"],
        ["config", MENU],
        ["schema", "config"],
        ["prompts", MENU],
        ["diagram", MENU],
        ["lint", "menus/", "-f", "statistics", "--profile", "strict"],
        ["lint", "menus/"],
        ["lint", FLAWED],
        ["lint", FLAWED, "-f", "github"],
        ["score", FLAWED],
        ["simulate", MENU, "--press", "2,wait,0,1,1", "--at", "2026-12-25T10:00"],
        ["paths", MENU],
        ["test", "menus/luz-y-gas.calls.yaml", "--coverage"],
        ["fuzz", MENU, "-n", "20"],
        ["explain", "dead-end"],
        ["schema", "--format", "markdown"],
    ],
    ids=" ".join,
)
def test_all_of_it_is_spanish(arguments: list[str]) -> None:
    ran = spanish(*arguments)
    assert ran.status in (0, 1), ran.err
    said = ran.out
    if arguments[0] == "explain":  # the examples are in English, the sources are cited as they are
        said = re.sub(r"```yaml[\s\S]*?```", "", said).partition("## Fuentes")[0]
    assert not english_in(said)
    assert not english_in(ran.err)


def test_nothing_but_the_language_differs() -> None:
    """The same findings in the same order; places, rules and numbers are the same."""

    def without_words(text: str) -> list[tuple[str, ...]]:
        return re.findall(r"^(\S+:\d+:\d+) \S+ (\S+)", text, re.MULTILINE)

    english, spanish = ivrlint("lint", FLAWED), ivrlint("--messages", "es", "lint", FLAWED)
    assert without_words(english.out) == without_words(spanish.out) != []
    assert english.status == spanish.status == 1


def test_the_option_goes_before_the_locale() -> None:
    assert "Uso: " in ivrlint("--messages", "es", "--help").out
    assert "Uso: " in ivrlint("--messages=es", "--help").out
    assert "Uso: " in ivrlint("--messages", "es-MX", "--help").out
    assert "Usage: " in spanish("--messages", "en", "--help").out
    assert "Found 3 errors" in spanish("--messages", "en", "lint", FLAWED).out


@pytest.mark.parametrize(("lang", "begins"), [("es_MX.UTF-8", "Uso: "), ("fr_FR.UTF-8", "Usage: "), ("C", "Usage: ")])
def test_other_locales(lang: str, begins: str) -> None:
    assert ivrlint("--help", LC_ALL="", LANG=lang).out.startswith(begins)


@pytest.mark.parametrize("ivrlint_there", [ivrlint, spanish], ids=["en", "es"])
def test_a_language_without_messages_is_wrong_usage_and_told_which_there_are(ivrlint_there: Callable[..., Ran]) -> None:
    ran = ivrlint_there("--messages", "fr", "lint", FLAWED)
    assert ran.status == 2
    assert ran.out == ""
    assert "en, es" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lnt"], "No existe la orden 'lnt'. ¿Quería decir 'lint'?"),
        (["lint", "--messages", "es"], "va antes de la orden: `ivrlint --messages es lint`"),
        (["lint", "--messages", "es"], "Uso: "),
        (["lint", FLAWED, "--baseline", "none.json"], "none.json: no existe ese archivo ni esa carpeta"),
        (["explain", "--hlp"], "No existe la opción --hlp (opciones posibles: --help)"),
        (["lint", "--format", "z"], "Valor no válido para '--format' / '-f': 'z' no es ninguno de estos: 'text',"),
        (["lint", "--format"], "La opción '--format' necesita un valor."),
        (["simulate"], "Falta el argumento 'FLUJO'."),
        (["packs", "x", "y"], "Sobran argumentos (x y)"),
        (["fuzz", MENU, "-n", "x"], "'x' no es un número entero."),
        (["fuzz", MENU, "-n", "0"], "0 no está en el intervalo x>=1."),
        (["lint", "no-such.yaml"], "ivrlint: no-such.yaml: no existe ese archivo ni esa carpeta"),
        (["lint", "--select", "ded-end", FLAWED], "¿quería decir `dead-end`?"),
        (["simulate", MENU, "--press", "nada"], "`nada` no es algo que pueda hacer quien llama"),
        (["fuzz", MENU, "--within", "x"], "--within x: no es una duración"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_is_told_in_spanish(arguments: list[str], said: str) -> None:
    ran = spanish(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert not english_in(ran.err)


def test_without_a_command_it_helps() -> None:
    ran = spanish()
    assert ran.status == 2
    assert ran.err.startswith("Uso: ")


def test_json_keeps_its_keys_and_says_its_messages_in_spanish() -> None:
    english = json.loads(ivrlint("lint", FLAWED, "-f", "json").out)
    translated = json.loads(spanish("lint", FLAWED, "-f", "json").out)
    words = ("message", "help", "fix")

    def facts(document: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
        return [{key: value for key, value in found.items() if key not in words} for found in document["findings"]]

    assert facts(english) == facts(translated)
    assert [list(found) for found in english["findings"]] == [list(found) for found in translated["findings"]]
    assert not [found["message"] for found in translated["findings"] if english_in(found["message"])]


def test_fingerprints_do_not_depend_on_the_language() -> None:
    for format_ in ("sarif", "gitlab"):
        prints = [
            re.findall(r'"(?:ivrlint/v1|fingerprint)": "(\w+)"', run("lint", FLAWED, "-f", format_).out)
            for run in (ivrlint, spanish)
        ]
        assert prints[0] == prints[1] != []


def test_a_baseline_holds_whatever_language_the_next_one_reads(tmp_path: Path) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text((ROOT / FLAWED).read_text("utf-8"), "utf-8")
    baselines: list[Path] = []
    for run in (ivrlint, spanish):
        baseline = tmp_path / f"{len(baselines)}.json"
        baselines.append(baseline)
        assert run("lint", str(flow), "--baseline", str(baseline), "--write-baseline").status == 0
    assert baselines[0].read_bytes() == baselines[1].read_bytes()
    ran = spanish("lint", str(flow), "--baseline", str(baselines[0]), "--fail-on", "info")
    assert ran.status == 0
    assert "conocidos por la línea base" in ran.out


def test_every_rule_at_work_speaks_spanish() -> None:
    """All findings and helps on the flawed menus, in the words of their templates."""
    flawed = [str(file.relative_to(ROOT)) for file in sorted((ROOT / "examples").glob("*.yaml"))]
    ran = spanish("lint", *flawed, "--profile", "strict", "--fail-on", "never")
    assert len(re.findall(r"(?m)^\S+:\d+:\d+ (?:error|aviso|nota) ", ran.out)) > 80
    assert not english_in(ran.out)


def test_every_page_is_spanish() -> None:
    """Every rule has its sentence, and every page its headings, in Spanish."""
    for name, rule in list(all_rules().items())[::10]:
        page = spanish("explain", name).out
        assert rule.summary not in page
        assert re.findall(r"(?m)^## (.*)", page)[:4] == ["Por qué", "Mal", "Bien", "Cómo arreglarlo"]
