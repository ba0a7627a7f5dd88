"""Which engine is found for a pair, and what people are told where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bilingual import engines
from bilingual.engines.packages import install_file
from bilingual.errors import EngineError

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the micro package, and nothing of Apertium's anywhere."""
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path / "no-apertium"))
    install_file(MICRO, packages=tmp_path / "packages")
    return tmp_path / "packages"


def test_an_installed_package_is_found_without_loading_its_model(packages: Path) -> None:
    (packages / "translate-fr_en-1_0" / "model" / "model.bin").write_bytes(b"broken")
    engine = engines.find("fr", "en", packages=packages)
    assert (engine.name, engine.source, engine.target) == ("argos", "fr", "en")
    assert engine.label == "Argos fr→en 1.0"
    assert not engine.draft


def test_an_unknown_name_lists_the_known_ones(packages: Path) -> None:
    with pytest.raises(EngineError, match=r"'deepl'.*auto, argos, apertium"):
        engines.find("fr", "en", "deepl", packages=packages)


def test_no_engine_says_which_pair_and_the_commands_that_give_one(packages: Path) -> None:
    with pytest.raises(EngineError) as caught:
        engines.find("en", "fr", packages=packages)
    assert "en→fr" in str(caught.value)
    assert "`bilingual models install en fr`" in str(caught.value)
    assert "`apt-get install apertium-fr-es apertium-eng-spa`" in str(caught.value)


def test_a_named_engine_that_is_not_there_names_its_own_command_only(packages: Path) -> None:
    with pytest.raises(EngineError) as caught:
        engines.find("fr", "en", "apertium", packages=packages)
    assert "apt-get install" in str(caught.value)
    assert "models install" not in str(caught.value)


def test_the_same_language_on_both_sides_has_no_engine(packages: Path) -> None:
    with pytest.raises(EngineError, match="en→en"):
        engines.find("en", "en", packages=packages)
    for name in ("auto", "argos", "apertium"):
        with pytest.raises(
            EngineError, match=r"en→en\. The text is in the target language already"
        ):
            engines.find("en", "en", name, packages=packages)


def test_a_missing_folder_of_packages_is_not_created_by_looking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    engines.installed("fr", "en")
    assert list(tmp_path.iterdir()) == []


def test_each_engine_has_a_line_that_says_why_it_is_used_or_not(packages: Path) -> None:
    first, second = engines.installed("fr", "en", packages=packages)
    assert (first.name, first.label, first.used) == ("argos", "Argos fr→en 1.0", True)
    assert (second.name, second.label, second.used) == ("apertium", "", False)
    assert "apt-get install" in second.detail


def test_apertium_is_second_to_argos_and_said_to_be_a_gist(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("APERTIUM_DATADIR")
    _, second = engines.installed("fr", "en", packages=packages)
    if not second.label:
        pytest.skip("Apertium's apertium-fr-es and apertium-eng-spa are not installed")
    assert not second.used
    assert "Argos fr→en 1.0 is better" in second.why
    assert "gist" in second.why


def test_a_broken_package_is_passed_over_and_its_place_named_by_listing(packages: Path) -> None:
    broken = packages / "translate-de_en-1_0"
    broken.mkdir()
    (broken / "metadata.json").write_text("{", "utf-8")
    assert engines.find("fr", "en", packages=packages).label == "Argos fr→en 1.0"
    with pytest.raises(EngineError, match="de→en"):
        engines.find("de", "en", packages=packages)


def test_two_packages_lead_through_english(packages: Path) -> None:
    second = packages / "translate-en_de-1_0"
    shutil.copytree(packages / "translate-fr_en-1_0", second)
    (second / "metadata.json").write_text(
        '{"from_code": "en", "to_code": "de", "package_version": "2.0"}', "utf-8"
    )
    engine = engines.find("fr", "de", packages=packages)
    assert engine.label == "Argos fr→en→de"
    there = engines.find("fr", "en", packages=packages).translate(["Le chat dort."])[0]
    back = engines.find("en", "de", packages=packages).translate([there.text])[0]
    found, blank = engine.translate(["Le chat dort.", " "])
    assert found.text == back.text
    assert found.score == pytest.approx((there.score or 0) + (back.score or 0))
    assert found.alignment == ()
    assert blank.text == ""
