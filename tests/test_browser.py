"""Article pages in a real Chromium: views, widths, phone, no scripts, hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import hostile
from playwright.sync_api import expect
from sample_bitext import bitext, lengthened, shelf, shown
from screen import Screen, box, shade

from bilingual.formats.html import write_index, write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(shown(bitext()), tmp_path_factory.mktemp("pages"))


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    opened = Screen(browser)
    yield opened
    opened.context.close()


def sides(page: Page, row: str) -> tuple[Any, Any]:
    return box(page, f"#{row} > .s"), box(page, f"#{row} > .t")


def test_a_page_is_silent_and_asks_for_nothing(screen: Screen, article: Path) -> None:
    page = screen.open(article)
    for key in "jw?":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.locator(".s > a").first.click()
    page.locator(".d").first.click()
    assert screen.said == []
    assert [url for url in screen.asked if not url.startswith("data:")] == [article.as_uri()]


def test_sentences_stand_side_by_side(screen: Screen, article: Path) -> None:
    page = screen.open(article)
    for row in ("s002", "s005", "s009"):
        source, target = sides(page, row)
        assert source["x"] + source["width"] <= target["x"]
        assert abs(source["y"] - target["y"]) < 1


@pytest.mark.parametrize("by", ["pointer", "key"])
def test_each_view_shows_what_it_says(screen: Screen, article: Path, by: str) -> None:
    page = screen.open(article)
    for key, name, shows in (
        ("2", "Stacked", (True, True)),
        ("3", "French", (True, False)),
        ("4", "English", (False, True)),
        ("5", "Reveal", (True, False)),
        ("1", "Side by side", (True, True)),
    ):
        if by == "pointer":
            page.locator("fieldset label", has_text=name).click()
        else:
            page.keyboard.press(key)
        for side, visible in zip((".s", ".t"), shows, strict=True):
            expect(page.locator(f"#s005 > {side}")).to_be_visible(visible=visible)
        expect(page.locator("#s016 > .s")).to_be_visible()
        if name == "Stacked":
            source, target = sides(page, "s005")
            assert target["y"] >= source["y"] + source["height"]


def test_the_chosen_view_and_size_are_remembered(screen: Screen, article: Path) -> None:
    page = screen.open(article)
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    page.keyboard.press("4")
    page.get_by_role("button", name="Larger text").click()
    page.keyboard.press("+")
    larger = page.evaluate(size)
    assert larger > before * 1.2
    page = screen.open(article)
    expect(page.locator("fieldset input:checked")).to_have_attribute("value", "target")
    assert page.evaluate(size) == larger
    page.get_by_role("button", name="Smaller text").click()
    assert page.evaluate(size) < larger


def test_a_change_of_view_or_size_keeps_the_place(screen: Screen, tmp_path: Path) -> None:
    page = screen.open(write_page(shown(lengthened(200)), tmp_path))
    page.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
    at_top = "[...document.querySelectorAll('.r')].find(r => r.getBoundingClientRect().bottom > 96)"
    row = page.evaluate(f"{at_top}.id")
    assert row != "s00000000"
    for key in "231+45-":
        page.keyboard.press(key)
        assert page.evaluate(f"{at_top}.id") == row


def test_pointing_at_a_sentence_lights_its_counterpart(screen: Screen, article: Path) -> None:
    page = screen.open(article)
    dark = shade(page, "#s005 > .t")
    page.locator("#s005 > .s").hover()
    expect(page.locator("#s005 > .s")).not_to_have_css("background-color", dark)
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
    assert shade(page, "#s005 > .t") == shade(page, "#s005 > .s") != dark
    assert shade(page, "#s006 > .t") == dark


def test_an_address_with_a_sentence_lights_it(screen: Screen, article: Path) -> None:
    page = screen.open(article, "#s018")
    dark = shade(page, "#s019 > .s")
    expect(page.locator("#s018 > .s")).not_to_have_css("background-color", dark)
    expect(page.locator("#s018 > .s")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768, 2560])
def test_no_width_scrolls_sideways(
    browser: Browser, tmp_path: Path, article: Path, width: int
) -> None:
    screen = Screen(browser, width, 700)
    strange = write_page(shown(hostile()), tmp_path)
    for path in (article, strange, write_index(shelf(), tmp_path)):
        page = screen.open(path)
        for key in "++++":
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.keyboard.press(key)
    screen.context.close()


@pytest.mark.parametrize("width", [320, 768, 2560])
def test_lines_stay_readable(browser: Browser, article: Path, width: int) -> None:
    """Twenty to ninety average letters in a line."""
    screen = Screen(browser, width, 700)
    page = screen.open(article)
    letters = page.locator("#s005 > .s").evaluate(
        "cell => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize) * 2.2"
    )
    assert 20 < letters < 90
    screen.context.close()


def test_a_phone_shows_one_under_the_other(browser: Browser, article: Path) -> None:
    phone = Screen(browser, 360, 700, has_touch=True, is_mobile=True)
    page = phone.open(article)
    source, target = sides(page, "s005")
    assert target["y"] >= source["y"] + source["height"]
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    assert -1 < box(page, "fieldset")["y"] < 20
    phone.context.close()


def test_without_scripts_all_is_there_and_views_switch(browser: Browser, article: Path) -> None:
    plain = Screen(browser, java_script_enabled=False)
    page = plain.open(article)
    source, target = sides(page, "s005")
    assert abs(source["y"] - target["y"]) < 1
    assert source["x"] + source["width"] <= target["x"]
    assert not page.get_by_role("button").all()
    page.locator("label", has_text="English").click()
    expect(page.locator("#s005 > .s")).to_be_hidden()
    expect(page.locator("#s005 > .t")).to_be_visible()
    page.locator("#s006 .d").click()
    page.wait_for_url("**#d.s006")
    plain.context.close()


def test_without_scripts_the_number_reveals(browser: Browser, article: Path) -> None:
    plain = Screen(browser, java_script_enabled=False)
    page = plain.open(article)
    page.locator("label", has_text="Reveal").click()
    expect(page.locator("#s005 > .t")).to_be_hidden()
    page.locator("#s005 > a:first-child").click()
    expect(page.locator("#s005 > .t")).to_be_visible()
    expect(page.locator("#s006 > .t")).to_be_hidden()
    plain.context.close()


def test_paper_has_both_columns_and_no_tools(screen: Screen, article: Path) -> None:
    page = screen.open(article)
    page.emulate_media(media="print")
    source, target = sides(page, "s005")
    assert source["x"] + source["width"] <= target["x"]
    expect(page.locator(".bar")).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("5")
    page.emulate_media(media="print")
    expect(page.locator("#s005 > .t")).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_nothing_of_a_hostile_article_runs(screen: Screen, tmp_path: Path) -> None:
    page = screen.open(write_page(shown(hostile(long=True)), tmp_path))
    for cell in page.locator(".s").all()[:12]:
        cell.dispatch_event("mouseover")
        cell.dispatch_event("click")
    page.locator(".d").nth(1).click()
    assert page.evaluate("document.title") != "owned"
    assert "<script>" in page.title()
    assert [line for line in screen.said if "Refused" in line or "Error" in line] == []
    assert screen.outside(tmp_path) == []


def test_a_foreign_script_does_not_run(screen: Screen, tmp_path: Path) -> None:
    """The policy holds even where the escaping should fail one day."""
    path = write_page(shown(bitext()), tmp_path)
    (tmp_path / "beside.js").write_text("document.title='owned'")
    attack = "<script>document.title='owned'</script><script src='beside.js'></script>"
    path.write_text(path.read_text("utf-8").replace("</main>", f"{attack}</main>"), "utf-8")
    assert screen.open(path).title() != "owned"
    assert sum("Content Security Policy" in line for line in screen.said) == 2
