"""What several tests share: options, a workspace, and a real small engine to build it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bilingual.engines import Engine, find
from bilingual.engines.packages import install_file
from bilingual.pipeline import build
from bilingual.workspace import Workspace, create, open_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("untimed", deadline=None)  # no test fails because a machine is slow
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"

SIMPLE = """Le chat dort

Le chat dort sur la table. Elle habite à Paris. Il ne pleut pas.

Mon père travaille dans une grande ville. Où est la gare ?
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write what is expected anew from what comes out"
    )


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether expected outcomes are to be written anew: read the difference before keeping it."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the tests' own: importing argostranslate makes folders in it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name))
        for name in ("ARGOS_PACKAGES_DIR", "BILINGUAL_PACKAGE_INDEX", "SOURCE_DATE_EPOCH"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def packages(home: Path) -> Path:
    """A folder with the micro package."""
    install_file(MICRO, packages=home / "packages")
    return home / "packages"


@pytest.fixture(scope="session")
def argos(packages: Path) -> Engine:
    """The micro package as an engine."""
    return find("fr", "en", "argos", packages=packages)


@pytest.fixture(scope="session")
def apertium() -> Engine:
    """Apertium, where it is installed."""
    if not shutil.which("apertium"):
        pytest.skip("apertium is not installed")
    return find("fr", "en", "apertium")


@pytest.fixture
def workspace(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A new workspace with one simple article, and the micro package as its engine."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    folder = tmp_path / "demo"
    create(folder, source="fr", target="en")
    (folder / "corpus" / "chat.txt").write_text(SIMPLE, "utf-8")
    return open_workspace(folder)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample workspace of this repository, built with Apertium."""
    if not shutil.which("apertium"):
        pytest.skip("apertium is not installed")
    folder = tmp_path_factory.mktemp("sample")
    for part in ("corpus", "glossary"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "bilingual.toml", folder)
    opened = open_workspace(folder)
    opened = replace(opened, config=replace(opened.config, engine="apertium"))
    assert build(opened).failed == ()
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests that need one: Playwright can only be started once."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("needs Chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=arguments)
        yield started
        started.close()
