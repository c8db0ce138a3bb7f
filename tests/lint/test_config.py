"""Configuration files: what they may say, what wins, and all their mistakes at once."""

from pathlib import Path

import pytest

from ivrlint.flow.read import read_flow
from ivrlint.lint import config, engine
from ivrlint.lint.config import Arguments, ConfigError, settings_for
from ivrlint.lint.rule import Faults
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import Settings, chosen
from tests.cli.run import ROOT


@pytest.fixture(autouse=True)
def _fresh() -> None:
    config._nearest.cache_clear()
    config._stated.cache_clear()


def settings(folder: Path, text: str, file: str = "menu.yaml", **typed: object) -> Settings:
    (folder / ".ivrlint.yaml").write_text(text, "utf-8")
    return settings_for(Arguments(**typed))(folder / file)  # type: ignore[arg-type]


def names(found: Settings) -> set[str]:
    return {rule.name for rule in found.rules}


def test_without_a_file_the_recommended_rules_run(tmp_path: Path) -> None:
    found = settings_for(Arguments())(tmp_path / "menu.yaml")
    assert names(found) == {rule.name for rule in all_rules().values() if rule.profile != "strict"}


def test_a_rule_s_severity_and_limits(tmp_path: Path) -> None:
    found = settings(tmp_path, "rules:\n  too-many-options: {severity: error, warn: 4}\n  dead-end: off\n")
    assert found.severities["too-many-options"] == "error"
    assert found.limits["too-many-options"] == {"warn": 4}
    assert "dead-end" not in names(found)


def test_who_switched_a_rule_off(tmp_path: Path) -> None:
    found = settings(tmp_path, "ignore: [keys]\nrules: {dead-end: off, key-gap: info}\n")
    assert found.off["dead-end"] == found.off["duplicate-key"] == str(tmp_path / ".ivrlint.yaml")
    assert "key-gap" not in found.off
    assert not found.off.keys() & names(found)


def test_naming_a_strict_rule_switches_it_on(tmp_path: Path) -> None:
    strict = next(rule.name for rule in all_rules().values() if rule.profile == "strict")
    assert strict in names(settings(tmp_path, f"rules: {{{strict}: warning}}\n"))


def test_select_and_ignore_take_rules_and_families(tmp_path: Path) -> None:
    found = settings(tmp_path, "select: [structure]\nignore: [dead-end]\n")
    families = {rule.family for rule in found.rules}
    assert families == {"structure", "file"}
    assert "dead-end" not in names(found)
    assert "invalid-file" in names(found), "what cannot be read is always told"


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    assert names(settings(tmp_path, "select: [keys]\n", "deep/er/menu.yaml")) == names(
        settings(tmp_path, "select: [keys]\n")
    )
    (tmp_path / "deep/.ivrlint.yaml").write_text("select: [structure]\n")
    config._nearest.cache_clear()
    found = settings_for(Arguments())(tmp_path / "deep/er/menu.yaml")
    assert {rule.family for rule in found.rules} == {"structure", "file"}


def test_extends_a_file_relative_to_the_one_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house/style.yaml").write_text("rules: {too-many-options: {warn: 3, error: 4}}\n")
    found = settings(tmp_path, "extends: house/style.yaml\nrules: {too-many-options: {warn: 6}}\n")
    assert found.limits["too-many-options"] == {"warn": 6, "error": 4}


def test_overrides_hold_for_some_files(tmp_path: Path) -> None:
    text = "overrides: [{paths: [legacy/*], ignore: [structure]}]\n"
    assert "dead-end" in names(settings(tmp_path, text))
    assert "dead-end" not in names(settings(tmp_path, text, "legacy/menu.yaml"))


def test_the_command_line_wins(tmp_path: Path) -> None:
    found = settings(tmp_path, "profile: strict\nselect: [keys]\n", select=("structure",))
    assert {rule.family for rule in found.rules} == {"structure", "file"}


def test_every_value_tells_where_it_comes_from(tmp_path: Path) -> None:
    found = settings(tmp_path, "rules: {too-many-options: {warn: 4}}\n")
    assert found.origins["too-many-options.warn"] == str(tmp_path / ".ivrlint.yaml")
    assert str(found.origins["dead-end"]) == "default"


def test_all_mistakes_are_told_at_once_with_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        settings(
            tmp_path,
            "profil: strict\nselect: [structur]\nrules:\n  ded-end: off\n  too-deep: {wran: 2}\n"
            "  too-many-options: {warn: few}\n  dead-end: fatal\n",
        )
    told = [(problem.place.line, str(problem.message), str(problem.help)) for problem in raised.value.problems]
    assert told == [
        (1, "unknown key `profil` in a configuration", "did you mean `profile`?"),
        (2, "`structur` is not a rule or a family", "did you mean `structure`?"),
        (4, "`ded-end` is not a rule", "did you mean `dead-end`?"),
        (5, "`wran` is not a limit of this rule", "did you mean `warn`?"),
        (6, "`few` is not a number", "write digits, as in `5`"),
        (7, "`fatal` is not one of off, error, warning, info", "None"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extends: es-ley-10-2052\n", "`es-ley-10-2052` is neither a pack nor a file"),
        ("extends: .ivrlint.yaml\n", "`.ivrlint.yaml` extends itself"),
        ("- a\n", "expected a mapping, not a list"),
    ],
)
def test_what_cannot_be_extended(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        settings(tmp_path, text)
    assert str(raised.value.problems[0].message) == said


def test_own_words_add_up(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("words: {acronyms: [TAE], synonyms: [[parte, siniestro]]}\n")
    found = settings(tmp_path, "extends: house.yaml\nwords: {acronyms: [IVA], jargon: [churn]}\n")
    assert found.words.acronyms == ("TAE", "IVA")
    assert found.words.synonyms == (("parte", "siniestro"),)
    assert found.words.jargon == ("churn",)


def test_every_pack_can_be_read_and_says_what_it_is() -> None:
    assert set(config.packs()) >= {
        "es-ley-10-2025",
        "pt-dl-134-2009",
        "br-dec-11034-2022",
        "it-agcom-255-24",
        "ar-caba-ley-2475",
        "us-508",
        "accessibility",
        "broad-menus",
    }
    for name, pack in config.packs().items():
        assert config.pack_layers(name)
        assert pack.title
        assert pack.scope
        assert pack.date >= "2026-01-01"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("rules: {dead-end: off}\n", {}),
        ("ignore: [dead-end]\n", {}),
        ("", {"ignore": ("structure",)}),
        ("select: [keys]\n", {}),
    ],
)
def test_a_rule_that_is_switched_off_does_no_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, typed: dict[str, object]
) -> None:
    called: list[str] = []

    def counted(name: str) -> None:
        rule = all_rules()[name]

        def check(*seen: object, **limits: object) -> Faults:
            called.append(name)
            yield from rule.check(*seen, **limits)

        monkeypatch.setitem(all_rules(), name, rule._replace(check=check))

    counted("dead-end")
    counted("duplicate-key")
    flow = read_flow(ROOT / "menus/shop.yaml")
    engine.lint([flow], settings(tmp_path, text, "menu.yaml", **typed))
    assert "duplicate-key" in called
    assert "dead-end" not in called
    engine.lint([flow], chosen())
    assert "dead-end" in called
