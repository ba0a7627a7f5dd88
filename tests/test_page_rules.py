"""Every page keeps to the rules: HTML by vnu, accessibility by axe-core, in all views and themes.

Both come by npm into tests/browser/node_modules (`make test` sees to it).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checkers import vnu
from hostile import hostile
from sample_bitext import bare, bitext, linked, shown
from screen import AXE, Screen, violations

from bilingual.formats.html import write_index, write_page
from bilingual.formats.search import write_search
from bilingual.view import library

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HINT = "npm install --no-package-lock in tests/browser"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    pages = [shown(one) for one in (bare(), bitext(), linked(), hostile())]
    shelf = library("Lectures", pages, version="1")
    for page in shelf.pages:
        write_page(page, folder)
    write_search(shelf.pages, folder)
    write_index(shelf, folder)
    return folder


def test_vnu_finds_no_error(site: Path) -> None:
    broken = site / "broken.htm"
    broken.write_text("<!DOCTYPE html><title>x</title><p><div></p>", "utf-8")
    found = vnu(sorted(site.glob("*.htm*")))
    assert any("broken.htm" in line for line in found)
    assert [line for line in found if ".html" in line] == []


@pytest.fixture
def axe() -> None:
    if not AXE.is_file():
        pytest.skip(f"needs axe-core: {HINT}")


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(browser: Browser, site: Path, scheme: str) -> None:
    screen = Screen(browser, color_scheme=scheme)
    page = screen.open(site / "2024-tachkent.html")
    found = {}
    for key in "12345":
        page.keyboard.press(key)
        found[f"view {key}"] = violations(page)
    page.keyboard.press("1")
    page.locator(".s > a").first.click()
    found["term"] = violations(page)
    page.keyboard.press("Escape")
    page.locator(".d").first.click()
    found["doubt"] = violations(page)
    page.keyboard.press("?")
    found["help"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}
    screen.context.close()


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_index_and_search(browser: Browser, site: Path, scheme: str) -> None:
    screen = Screen(browser, 360, 740, color_scheme=scheme)
    page = screen.open(site / "index.html")
    found = {"index": violations(page)}
    page.locator("input[type=search]").fill("ocs")
    page.locator("#find\\.list a").first.wait_for()
    found["results"] = violations(page)
    page = screen.open(site / "mots.html")
    page.keyboard.press("j")
    page.keyboard.press("w")
    found["words"] = violations(page)
    page.keyboard.press("/")
    page.locator("input[type=search]").fill("ocs")
    page.locator("#find\\.list a").first.wait_for()
    found["search"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}
    screen.context.close()


@pytest.mark.usefixtures("axe")
def test_axe_would_find_something(browser: Browser, site: Path) -> None:
    screen = Screen(browser)
    page = screen.open(site / "2024-tachkent.html")
    page.locator(".r > a:first-child").first.evaluate("link => link.replaceChildren()")
    assert any("link-name" in one for one in violations(page))
    screen.context.close()
