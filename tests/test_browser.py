"""The pages in a real Chromium; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import hostile
from sample_bitext import bitext, lengthened, shelf, shown

from bilingual.formats.html import write_index, write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


class Reader:
    """A page in a browser, with everything it said and asked for."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path, anchor: str = "") -> Page:
        self.page.goto(path.as_uri() + anchor)
        return self.page


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write_page(shown(bitext()), tmp_path)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    opened = Reader(browser, viewport={"width": 1200, "height": 800})
    yield opened
    opened.context.close()


def box(page: Page, selector: str) -> Any:
    """x, y, width and height on the screen, in pixels."""
    return page.locator(selector).bounding_box()


def sides(page: Page, row: str) -> tuple[Any, Any]:
    return box(page, f"#{row} > .s"), box(page, f"#{row} > .t")


def shade(page: Page, row: str, side: str) -> str:
    script = "cell => getComputedStyle(cell).backgroundColor"
    return str(page.locator(f"#{row} > .{side}").evaluate(script))


def test_a_page_is_silent_and_asks_for_nothing(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    page.keyboard.press("j")
    page.locator(".s > a").first.click()
    assert reader.said == []
    assert [url for url in reader.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in reader.asked if url.startswith("file:")]) == 1


def test_sentences_stand_side_by_side(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    for row in ("s002", "s005", "s009"):
        source, target = sides(page, row)
        assert source["x"] + source["width"] <= target["x"]
        assert abs(source["y"] - target["y"]) < 1


@pytest.mark.parametrize("by", ["pointer", "key"])
def test_each_view_shows_what_it_says(reader: Reader, article: Path, by: str) -> None:
    page = reader.open(article)
    for key, name, shows in (
        ("2", "Stacked", (True, True)),
        ("3", "French", (True, False)),
        ("4", "English", (False, True)),
        ("1", "Side by side", (True, True)),
    ):
        if by == "pointer":
            page.locator("label", has_text=name).click()
        else:
            page.keyboard.press(key)
        seen = tuple(page.locator(f"#s005 > {side}").is_visible() for side in (".s", ".t"))
        assert seen == shows
        assert page.locator("#s016 > .s").is_visible()
        if name == "Stacked":
            source, target = sides(page, "s005")
            assert target["y"] >= source["y"] + source["height"]


def test_the_chosen_view_is_remembered(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    page.keyboard.press("4")
    page = reader.open(article)
    assert page.locator("input:checked").get_attribute("value") == "target"


def test_a_change_of_view_keeps_the_place(reader: Reader, tmp_path: Path) -> None:
    page = reader.open(write_page(shown(lengthened(200)), tmp_path))
    page.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
    at_top = "[...document.querySelectorAll('.r')].find(r => r.getBoundingClientRect().bottom > 64)"
    row = page.evaluate(f"{at_top}.id")
    assert row != "s000000000000"
    for key in "2314":
        page.keyboard.press(key)
        assert page.evaluate(f"{at_top}.id") == row


def test_pointing_at_a_sentence_lights_its_counterpart(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    dark = shade(page, "s005", "t")
    page.locator("#s005 > .s").hover()
    page.wait_for_timeout(300)
    assert shade(page, "s005", "t") == shade(page, "s005", "s") != dark
    assert shade(page, "s006", "t") == dark


def test_keys_go_from_sentence_to_sentence(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    here = "document.activeElement.id"
    steps = []
    for key in ("j", "j", "ArrowRight", "k", "ArrowLeft"):
        page.keyboard.press(key)
        steps.append(page.evaluate(here))
    assert steps == ["s001", "s002", "s003", "s002", "s001"]
    page.wait_for_timeout(300)
    assert shade(page, "s001", "t") != shade(page, "s002", "t")


def test_a_click_on_a_term_opens_its_card(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    card = page.locator("[role=tooltip]")
    assert not card.is_visible()
    page.locator("#s005 > .t > a", has_text="SCO").click()
    assert card.inner_text().split("\n")[0] == "OCS → SCO"
    assert "founded in 2001" in card.inner_text()
    assert page.locator("#s005 a.on").all_inner_texts() == ["OCS", "SCO"]
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_the_keyboard_opens_a_card(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    card = page.locator("[role=tooltip]")
    for _ in range(5):
        page.keyboard.press("j")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "chefs d’État"
    assert card.inner_text() == "chefs d’État → heads of state"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.keyboard.press("Enter")
    assert card.is_visible()


def test_a_tap_opens_a_card(browser: Browser, article: Path) -> None:
    phone = Reader(browser, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = phone.open(article)
    page.locator("#s005 > .s > a", has_text="OCS").tap()
    card = box(page, "[role=tooltip]")
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 360
    phone.context.close()


def test_a_doubt_says_why(reader: Reader, article: Path) -> None:
    page = reader.open(article)
    assert box(page, "#s006 .why")["width"] <= 1
    page.locator("#s006 .d").focus()
    assert box(page, "#s006 .why")["width"] > 50
    assert "1,250" in page.locator("#s006 .why").inner_text()


def test_an_address_with_a_sentence_lights_it(reader: Reader, article: Path) -> None:
    page = reader.open(article, "#s018")
    page.wait_for_timeout(300)
    assert shade(page, "s018", "s") != shade(page, "s019", "s")
    assert 0 < box(page, "#s018")["y"] < 800


@pytest.mark.parametrize("width", [320, 360, 768, 2560])
def test_no_width_scrolls_sideways(
    browser: Browser, tmp_path: Path, article: Path, width: int
) -> None:
    screen = Reader(browser, viewport={"width": width, "height": 700})
    strange = write_page(shown(hostile()), tmp_path)
    for path in (article, strange, write_index(shelf(), tmp_path)):
        page = screen.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    screen.context.close()


def test_a_phone_shows_one_under_the_other(browser: Browser, article: Path) -> None:
    phone = Reader(browser, viewport={"width": 360, "height": 700})
    source, target = sides(phone.open(article), "s005")
    assert target["y"] >= source["y"] + source["height"]
    phone.context.close()


def test_without_scripts_all_is_there_and_views_switch(browser: Browser, article: Path) -> None:
    bare = Reader(browser, java_script_enabled=False, viewport={"width": 1200, "height": 800})
    page = bare.open(article)
    source, target = sides(page, "s005")
    assert abs(source["y"] - target["y"]) < 1
    assert source["x"] + source["width"] <= target["x"]
    page.locator("label", has_text="English").click()
    assert not page.locator("#s005 > .s").is_visible()
    assert page.locator("#s005 > .t").is_visible()
    bare.context.close()


def test_nothing_of_a_hostile_article_runs(reader: Reader, tmp_path: Path) -> None:
    page = reader.open(write_page(shown(hostile(long=True)), tmp_path))
    page.wait_for_timeout(200)
    for cell in page.locator(".s").all()[:12]:
        cell.dispatch_event("mouseover")
        cell.dispatch_event("click")
    assert page.evaluate("document.title") != "owned"
    assert "<script>" in page.title()
    assert [line for line in reader.said if "Refused" in line or "Error" in line] == []
    assert [url for url in reader.asked if not url.startswith(("file:", "data:"))] == []


def test_a_foreign_script_does_not_run(reader: Reader, article: Path) -> None:
    """The policy holds even where the escaping should fail one day."""
    text = article.read_text("utf-8")
    article.write_text(text.replace("</main>", "<script>document.title='owned'</script></main>"))
    assert reader.open(article).title() != "owned"
    assert any("Content Security Policy" in line for line in reader.said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_the_paper(browser: Browser, article: Path, scheme: str) -> None:
    """4.5:1 at least, as WCAG 2.2 AA asks (1.4.3)."""
    screen = Reader(browser, color_scheme=scheme)
    page = screen.open(article)
    colours = {
        selector: page.locator(selector).first.evaluate(
            "node => [node, document.body].map(getComputedStyle)"
            ".map((style, at) => at ? style.backgroundColor : style.color)"
        )
        for selector in (
            "#s005 > .s",
            "#s005 > .t",
            ".n",
            ".d",
            ".ok",
            ".facts",
            ".where",
            "footer",
        )
    }
    for selector, (ink, paper) in colours.items():
        assert contrast(ink, paper) >= 4.5, selector
    screen.context.close()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two CSS colours: WCAG 2.2, "contrast ratio"."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
