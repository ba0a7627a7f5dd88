"""The index and the search in a real Chromium, from a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import hostile
from playwright.sync_api import expect
from sample_bitext import bare, bitext, shown
from screen import Screen

from bilingual.formats.html import write_index, write_page
from bilingual.formats.search import write_search
from bilingual.view import library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    older = bitext()
    article = replace(older.article, id="2001-a b", date=older.article.date.replace(year=2001))  # type: ignore[union-attr] # it has one
    article = replace(article, tags=("eau & gaz",), source="L’Écho")
    pages = [shown(bare()), shown(bitext()), shown(replace(older, article=article))]
    shelf = library("Lectures", [*pages, shown(hostile())], version="1")
    for page in shelf.pages:
        write_page(page, folder)
    write_search(shelf.pages, folder)
    write_index(shelf, folder)
    return folder


@pytest.fixture
def screen(browser: Browser, site: Path) -> Iterator[Screen]:
    opened = Screen(browser)
    yield opened
    assert opened.said == []
    assert opened.outside(site) == []
    opened.context.close()


@pytest.fixture
def index(screen: Screen, site: Path) -> Page:
    return screen.open(site / "index.html")


def results(page: Page, text: str) -> list[str]:
    field, status = page.locator("input[type=search]"), page.locator("#find\\.status")
    field.clear()
    expect(status).to_have_text("")
    field.fill(text)
    expect(status).to_have_text(re.compile(r"sentences?$"))
    return page.locator("#find\\.list > li > a").all_inner_texts()


def expect_entries(page: Page, count: int) -> None:
    expect(page.locator(".entries > li:visible h3 a > span:first-child")).to_have_count(count)


def test_opening_the_index_loads_nothing_else(screen: Screen, index: Page, site: Path) -> None:
    assert [u for u in screen.asked if not u.startswith("data:")] == [
        (site / "index.html").as_uri()
    ]
    expect_entries(index, 4)


def test_search_finds_in_both_languages_without_accents_or_capitals(index: Page) -> None:
    for asked in ("reunion etat", "HEADS OF STATE", "l'ocs dix-sept", "gazo pipelines"):
        found = results(index, asked)
        assert len(found) == 2, asked
        assert all("chefs d’État" in one and "heads of state" in one for one in found)


def test_the_very_phrase_comes_first_and_is_marked(index: Page) -> None:
    found = results(index, "la table")
    assert "c’est une table" not in found[0] or len(found) > 1
    found = results(index, "partage de l’eau")
    assert found[0].startswith("le partage de l’eau entre")
    expect(index.locator("#find\\.list mark").first).to_have_text("partage de l’eau")


def test_words_that_stand_nowhere_find_nothing(index: Page) -> None:
    assert results(index, "chefs introuvables") == []
    expect(index.locator("#find\\.status")).to_have_text("No sentences")


def test_a_result_leads_to_its_sentence(index: Page, site: Path) -> None:
    results(index, "dix-sept projets")
    index.keyboard.press("ArrowDown")
    index.keyboard.press("ArrowDown")
    index.keyboard.press("Enter")
    index.wait_for_url("**/2001-a-b.html#s005")
    expect(index.locator("#s005:target")).to_be_visible()


def test_an_article_searches_all_articles_too(screen: Screen, site: Path) -> None:
    page = screen.open(site / "sans-titre.html")
    page.keyboard.press("/")
    assert len(results(page, "almaty")) == 2
    page.locator("#find\\.list a").first.click()
    page.wait_for_url("**/2024-tachkent.html#s019")


def test_a_hostile_article_is_found_as_text(index: Page) -> None:
    found = results(index, "document title owned script")
    assert any('<script>document.title = "owned"</script>' in one for one in found)
    assert index.title() == "Lectures"


def test_without_the_search_file_the_page_says_what_is_missing(
    browser: Browser, tmp_path: Path
) -> None:
    screen = Screen(browser)
    page = screen.open(write_page(shown(bare()), tmp_path))
    page.keyboard.press("/")
    expect(page.locator("#find\\.status")).to_contain_text("search.js")
    screen.context.close()


def test_filters_leave_the_articles_that_have_every_value(index: Page) -> None:
    index.get_by_label("Source").select_option(label="L’Écho (1)")
    expect_entries(index, 1)
    expect(index.locator("#count\\.")).to_have_text("1 article")
    expect(index.locator("section.year:visible")).to_have_count(1)
    index.get_by_label("Year").select_option(label="2024 (1)")
    expect_entries(index, 0)
    index.get_by_role("button", name="Show all").click()
    expect_entries(index, 4)


def test_a_choice_stands_in_the_address(screen: Screen, site: Path) -> None:
    page = screen.open(site / "2001-a-b.html")
    page.locator(".tag a", has_text="eau & gaz").click()
    page.wait_for_url("**/index.html#tag=*")
    expect_entries(page, 1)
    page.get_by_label("Tag").select_option(label="diplomatie (1)")
    page.reload()
    expect_entries(page, 1)
    chosen = page.get_by_label("Tag").locator("option:checked")
    expect(chosen).to_have_text("diplomatie (1)")


def test_without_scripts_the_index_shows_all(browser: Browser, site: Path) -> None:
    plain = Screen(browser, java_script_enabled=False)
    page = plain.open(site / "index.html")
    expect_entries(page, 4)
    assert not page.locator("input:visible, select:visible, button:visible").all()
    page.get_by_role("link", name="2001", exact=True).click()
    page.wait_for_url("**#y.2001")
    plain.context.close()
