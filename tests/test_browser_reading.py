"""Reading in a real Chromium: keys, terms, origins, doubts, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sample_bitext import ENGINE, bitext, linked, shown
from screen import Screen, box, shade

from bilingual.formats.html import write_page
from bilingual.formats.search import write_search

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    shown_pages = [shown(bitext()), shown(linked())]
    for page in shown_pages:
        write_page(page, folder)
    write_search(shown_pages, folder)
    return folder


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    opened = Screen(browser, permissions=["clipboard-read", "clipboard-write"])
    yield opened
    assert opened.said == []
    opened.context.close()


@pytest.fixture
def page(screen: Screen, pages: Path) -> Page:
    return screen.open(pages / "2024-tachkent.html")


@pytest.fixture
def words(screen: Screen, pages: Path) -> Page:
    return screen.open(pages / "mots.html")


def expect_steps(page: Page, *steps: tuple[str, str]) -> None:
    """Each key leads to the element with this id."""
    for key, id_ in steps:
        page.keyboard.press(key)
        expect(page.locator(f"[id='{id_}']")).to_be_focused()


def expect_lit(page: Page, *words: str) -> None:
    expect(page.locator(".lit")).to_have_text(words)


def test_keys_go_from_sentence_to_sentence(page: Page) -> None:
    expect_steps(page, ("j", "s001"), ("j", "s002"), ("ArrowRight", "s003"))
    expect_steps(page, ("k", "s002"), ("ArrowLeft", "s001"))
    dark = shade(page, "#s002 > .t")
    expect(page.locator("#s001 > .t")).not_to_have_css("background-color", dark)


def test_single_keys_can_be_switched_off_for_good(screen: Screen, page: Page) -> None:
    """WCAG 2.2, 2.1.4: the arrows, Enter and Esc are no character keys and stay."""
    page.keyboard.press("?")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#help\\.")).to_be_hidden()
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("4")
        expect(page.locator("body")).to_be_focused()
        expect(page.locator("#s005 > .s")).to_be_visible()
        page.reload()
    expect_steps(page, ("ArrowRight", "s001"))


def test_keys_typed_into_a_field_are_text(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("j4?")
    expect(page.locator("#find\\.text")).to_have_value("j4?")
    expect(page.locator("#s005 > .s")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#find\\.")).to_be_hidden()


def test_enter_and_tap_reveal_a_translation(page: Page) -> None:
    page.keyboard.press("5")
    page.keyboard.press("j")
    number = page.locator("#s001 > a:first-child")
    expect(number).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.locator("#s001 > .t")).to_be_visible()
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#s001 > .t")).to_be_hidden()
    page.locator("#s006 > .s").click()
    expect(page.locator("#s006 > .t")).to_be_visible()
    page.locator("#s006 > a:first-child").press(" ")
    expect(page.locator("#s006 > .t")).to_be_hidden()
    expect(page.locator("#s005 > .t")).to_be_hidden()


def test_a_click_on_a_term_opens_its_entry(page: Page) -> None:
    card = page.get_by_role("dialog", name="Term: OCS → SCO")
    expect(card).to_be_hidden()
    page.locator("#s005 > .t > a", has_text="SCO").click()
    expect(card).to_be_visible()
    title, note, met = card.locator("p").all_inner_texts()
    assert title == "OCS → SCO"
    assert "founded in 2001" in note
    assert met.split(": ") == ["there without help", "2 5 14 19"]
    expect(page.locator("#s005 a.on")).to_have_text(["OCS", "SCO"])
    expect(card.locator("[aria-current]")).to_have_text("5")
    card.get_by_role("link", name="14").click()
    page.wait_for_url("**#s014")
    expect(card).to_be_hidden()


def test_an_unmet_term_is_marked_and_its_entry_says_so(page: Page) -> None:
    link = page.locator("#s009 > .s > a.u")
    expect(link).to_have_text("séparatisme")
    link.click()
    expect(page.locator("#card\\.")).to_contain_text("not kept: 9")


def test_the_keyboard_opens_an_entry_and_comes_back(page: Page) -> None:
    card = page.locator("#card\\.")
    for _ in range(5):
        page.keyboard.press("j")
    page.keyboard.press("Tab")
    here = page.locator(":focus")
    expect(here).to_have_text("chefs d’État")
    expect(card).to_contain_text("chefs d’État → heads of state")
    expect_steps(page, ("Enter", "card."))
    page.keyboard.press("Tab")
    expect(here).to_have_text("5")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(here).to_have_text("chefs d’État")


def test_a_tap_opens_an_entry_within_the_screen(browser: Browser, pages: Path) -> None:
    phone = Screen(browser, 360, 700, has_touch=True, is_mobile=True)
    page = phone.open(pages / "2024-tachkent.html")
    page.locator("#s005 > .s > a", has_text="OCS").tap()
    expect(page.locator("#card\\.")).to_be_visible()
    card = box(page, "#card\\.")
    assert (card["x"], card["width"]) == (0, 360)
    assert card["y"] + card["height"] == 700
    phone.context.close()


@pytest.mark.parametrize(
    ("row", "origin"), [("s001", ENGINE), ("s002", "reviewed"), ("s004", "translated by rule")]
)
def test_a_sentence_says_where_it_comes_from(page: Page, row: str, origin: str) -> None:
    page.locator(f"#{row} > a:first-child").click()
    expect(page.locator("#card\\. .origin")).to_have_text(origin)


def test_the_link_to_a_sentence_can_be_copied(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#said\\.")).to_have_text("Link copied")
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith("tachkent.html#s001")


def test_a_doubt_says_why(page: Page) -> None:
    page.locator("#s006 > .d").click()
    card = page.get_by_role("dialog", name="Sentence 6")
    expect(card).to_contain_text("1 250 000 in the source is 1,250")
    card.get_by_role("button", name="Next doubt").click()
    expect(page.locator("#s009")).to_be_focused()


def test_doubtful_sentences_are_listed_and_can_be_gone_through(page: Page) -> None:
    page.get_by_role("link", name="2 doubtful").click()
    entries = page.locator(".doubts ol > li")
    expect(entries.locator("> a").first).to_have_text(re.compile("^6\\s+Le budget prévu"))
    expect(entries.nth(1).locator("li")).to_have_count(2)
    page.evaluate("scrollTo(0, 0)")
    expect_steps(page, ("d", "s006"), ("d", "s009"), ("d", "s009"), ("D", "s006"))


def test_pointing_at_a_word_lights_its_counterpart(words: Page) -> None:
    row = words.locator("#s001")
    text = row.inner_text()
    words.locator("#s001 > .s").hover(position={"x": 5, "y": 10})
    row.locator(".s .w", has_text="chat").hover()
    expect_lit(words, "chat", "cat")
    row.locator(".t .w", has_text="not").hover()
    expect_lit(words, "ne", "pas", "not")
    row.locator(".s .w", has_text="OCS").hover()
    expect_lit(words, "OCS", "the", "SCO")
    assert row.inner_text() == text
    expect(row.locator(".s > a")).to_have_text("OCS")


def test_a_word_without_counterpart_lights_nothing(words: Page) -> None:
    words.locator("#s001 > .s").hover(position={"x": 5, "y": 10})
    words.locator("#s001 .t .w", has_text="is").first.hover()
    expect_lit(words)
    words.locator("#s002 > .s").hover()
    assert words.locator("#s002 .w").count() == 0


def test_keys_go_from_word_to_word_and_say_the_counterpart(words: Page) -> None:
    words.keyboard.press("j")
    here, said = words.locator(":focus"), words.locator("#said\\.")
    for key, word, counterpart in (
        ("w", "Le", "The"),
        ("w", "chat", "cat"),
        ("w", "ne", "not"),
        ("b", "chat", "cat"),
    ):
        words.keyboard.press(key)
        expect(here).to_have_text(word)
        expect(said).to_have_text(counterpart)
    expect_lit(words, "chat", "cat")
    words.keyboard.press("j")
    words.keyboard.press("w")
    expect(said).to_have_text("No word links in this sentence")


def test_a_tap_lights_a_word(browser: Browser, pages: Path) -> None:
    phone = Screen(browser, 360, 700, has_touch=True, is_mobile=True)
    page = phone.open(pages / "mots.html")
    page.locator("#s001 > .s").tap(position={"x": 45, "y": 15})
    expect_lit(page, "chat", "cat")
    page.locator("#s002 > .s").tap()
    expect_lit(page)
    phone.context.close()
