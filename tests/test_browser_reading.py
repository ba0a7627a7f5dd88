"""Reading in a real Chromium: keys, terms, origins, doubts, words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
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


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def lit(page: Page) -> list[str]:
    return page.locator(".lit").all_inner_texts()


def test_keys_go_from_sentence_to_sentence(page: Page) -> None:
    steps = []
    for key in ("j", "j", "ArrowRight", "k", "ArrowLeft"):
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == ["s001", "s002", "s003", "s002", "s001"]
    page.wait_for_timeout(250)
    assert shade(page, "#s001 > .t") != shade(page, "#s002 > .t")


def test_single_keys_can_be_switched_off_for_good(screen: Screen, page: Page) -> None:
    """WCAG 2.2, 2.1.4: the arrows, Enter and Esc are no character keys and stay."""
    page.keyboard.press("?")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.locator("#help\\.").wait_for(state="hidden")
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("4")
        assert focused(page) == ""
        assert page.locator("#s005 > .s").is_visible()
        page.reload()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "s001"


def test_keys_typed_into_a_field_are_text(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("j4?")
    assert page.locator("#find\\.text").input_value() == "j4?"
    assert page.locator("#s005 > .s").is_visible()
    page.keyboard.press("Escape")
    page.locator("#find\\.").wait_for(state="hidden")


def test_enter_and_tap_reveal_a_translation(page: Page) -> None:
    page.keyboard.press("5")
    page.keyboard.press("j")
    number = page.locator("#s001 > a:first-child")
    assert number.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert page.locator("#s001 > .t").is_visible()
    assert number.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert not page.locator("#s001 > .t").is_visible()
    page.locator("#s006 > .s").click()
    assert page.locator("#s006 > .t").is_visible()
    page.locator("#s006 > a:first-child").press(" ")
    assert not page.locator("#s006 > .t").is_visible()
    assert not page.locator("#s005 > .t").is_visible()


def test_a_click_on_a_term_opens_its_entry(page: Page) -> None:
    card = page.get_by_role("dialog", name="Term: OCS → SCO")
    assert not card.is_visible()
    page.locator("#s005 > .t > a", has_text="SCO").click()
    title, note, met = card.locator("p").all_inner_texts()
    assert title == "OCS → SCO"
    assert "founded in 2001" in note
    assert met.split(": ") == ["there without help", "2 5 14 19"]
    assert page.locator("#s005 a.on").all_inner_texts() == ["OCS", "SCO"]
    assert card.locator("[aria-current]").inner_text() == "5"
    card.get_by_role("link", name="14").click()
    assert page.url.endswith("#s014")
    assert not card.is_visible()


def test_an_unmet_term_is_marked_and_its_entry_says_so(page: Page) -> None:
    link = page.locator("#s009 > .s > a.u")
    assert link.inner_text() == "séparatisme"
    link.click()
    assert "not kept: 9" in page.locator("#card\\.").inner_text()


def test_the_keyboard_opens_an_entry_and_comes_back(page: Page) -> None:
    card = page.locator("#card\\.")
    for _ in range(5):
        page.keyboard.press("j")
    page.keyboard.press("Tab")
    here = "document.activeElement.textContent"
    assert page.evaluate(here) == "chefs d’État"
    assert card.inner_text().startswith("chefs d’État → heads of state")
    page.keyboard.press("Enter")
    assert focused(page) == "card."
    page.keyboard.press("Tab")
    assert page.evaluate(here) == "5"
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.evaluate(here) == "chefs d’État"


def test_a_tap_opens_an_entry_within_the_screen(browser: Browser, pages: Path) -> None:
    phone = Screen(browser, 360, 700, has_touch=True, is_mobile=True)
    page = phone.open(pages / "2024-tachkent.html")
    page.locator("#s005 > .s > a", has_text="OCS").tap()
    card = box(page, "#card\\.")
    assert (card["x"], card["width"]) == (0, 360)
    assert card["y"] + card["height"] == 700
    phone.context.close()


@pytest.mark.parametrize(
    ("row", "origin"), [("s001", ENGINE), ("s002", "reviewed"), ("s004", "translated by rule")]
)
def test_a_sentence_says_where_it_comes_from(page: Page, row: str, origin: str) -> None:
    page.locator(f"#{row} > a:first-child").click()
    assert page.locator("#card\\. .origin").inner_text() == origin


def test_the_link_to_a_sentence_can_be_copied(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.get_by_role("button", name="Copy link").click()
    assert page.locator("#said\\.").inner_text() == "Link copied"
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith("tachkent.html#s001")


def test_a_doubt_says_why(page: Page) -> None:
    page.locator("#s006 > .d").click()
    card = page.get_by_role("dialog", name="Sentence 6")
    assert "1 250 000 in the source is 1,250" in card.inner_text()
    card.get_by_role("button", name="Next doubt").click()
    assert focused(page) == "s009"


def test_doubtful_sentences_are_listed_and_can_be_gone_through(page: Page) -> None:
    page.get_by_role("link", name="2 doubtful").click()
    entries = page.locator(".doubts ol > li")
    assert entries.locator("> a").all_inner_texts()[0].startswith("6 Le budget prévu")
    assert entries.nth(1).locator("li").count() == 2
    page.evaluate("scrollTo(0, 0)")
    steps = []
    for key in ("d", "d", "d", "D"):
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == ["s006", "s009", "s009", "s006"]


def test_pointing_at_a_word_lights_its_counterpart(words: Page) -> None:
    row = words.locator("#s001")
    text = row.inner_text()
    words.locator("#s001 > .s").hover(position={"x": 5, "y": 10})
    row.locator(".s .w", has_text="chat").hover()
    assert lit(words) == ["chat", "cat"]
    row.locator(".t .w", has_text="not").hover()
    assert lit(words) == ["ne", "pas", "not"]
    row.locator(".s .w", has_text="OCS").hover()
    assert lit(words) == ["OCS", "the", "SCO"]
    assert row.inner_text() == text
    assert row.locator(".s > a").inner_text() == "OCS"


def test_a_word_without_counterpart_lights_nothing(words: Page) -> None:
    words.locator("#s001 > .s").hover(position={"x": 5, "y": 10})
    words.locator("#s001 .t .w", has_text="is").first.hover()
    assert lit(words) == []
    words.locator("#s002 > .s").hover()
    assert words.locator("#s002 .w").count() == 0


def test_keys_go_from_word_to_word_and_say_the_counterpart(words: Page) -> None:
    words.keyboard.press("j")
    said = []
    for key in ("w", "w", "w", "b"):
        words.keyboard.press(key)
        said.append((words.evaluate("document.activeElement.textContent"),
                     words.locator("#said\\.").inner_text()))  # fmt: skip
    assert said == [("Le", "The"), ("chat", "cat"), ("ne", "not"), ("chat", "cat")]
    assert lit(words) == ["chat", "cat"]
    words.keyboard.press("j")
    words.keyboard.press("w")
    assert words.locator("#said\\.").inner_text() == "No word links in this sentence"


def test_a_tap_lights_a_word(browser: Browser, pages: Path) -> None:
    phone = Screen(browser, 360, 700, has_touch=True, is_mobile=True)
    page = phone.open(pages / "mots.html")
    page.locator("#s001 > .s").tap(position={"x": 45, "y": 15})
    assert lit(page) == ["chat", "cat"]
    page.locator("#s002 > .s").tap()
    assert lit(page) == []
    phone.context.close()
