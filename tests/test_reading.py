"""The books in two reading engines, epub.js and foliate-js, and under DAISY Ace.

What they need from npm lies in tests/reading/node_modules; skipped where it does not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import ATTACKS, hostile
from sample_bitext import bitext, lengthened, shelf, shown

from bilingual.formats.book import chapter_name
from bilingual.formats.epub import LAYOUTS, write_book
from bilingual.formats.templating import clean
from bilingual.page import Library, Row
from bilingual.view import library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

READING = Path(__file__).parent / "reading"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ADDRESS = "http://reader.test"  # served from READING by the browser's own interception
WIDTH, HEIGHT = 360, 640  # of a telephone
TYPES = {".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip"}

pytestmark = pytest.mark.skipif(
    not (READING / "node_modules").is_dir() or not CHROMIUM,
    reason="needs Chromium, and in tests/reading: npm install --ignore-scripts --no-package-lock",
)
engines = pytest.mark.parametrize("engine", ["epubjs", "foliate"])
layouts = pytest.mark.parametrize("layout", LAYOUTS)


class Reader:
    """A reading engine with a book in it."""

    def __init__(self, browser: Browser, engine: str, book: Path, flow: str = "scrolled") -> None:
        self.context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        self.book = book
        self.refused: list[str] = []
        self.context.route("**/*", self._serve)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{ADDRESS}/{engine}.html")
        self.page.wait_for_function("window.reader")
        self.contents = self.page.evaluate("flow => reader.open(flow)", flow)

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        file = self.book if path == "/book.epub" else READING / path[1:]
        if not route.request.url.startswith(ADDRESS):
            self.refused.append(route.request.url)
            route.abort()
        elif not file.is_file():
            route.fulfill(status=404)
        else:
            kind = TYPES.get(file.suffix, "text/plain")
            route.fulfill(body=file.read_bytes(), content_type=kind)

    def show(self, href: str) -> None:
        self.page.evaluate("async href => { await reader.show(href) }", href)

    def ask(self, script: str, value: object = None) -> Any:
        """What a function of the chapter's document and a value says."""
        return self.page.evaluate(f"value => ({script})(reader.document(), value)", value)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    readers: list[Reader] = []

    def open_book(engine: str, of: Library, flow: str = "scrolled", **options: str) -> Reader:
        book = write_book(of, tmp_path / f"{len(readers)}.epub", **options)
        readers.append(Reader(browser, engine, book, flow))
        return readers[-1]

    yield open_book
    for reader in readers:
        reader.context.close()


SEEN = """(page, name) => [...page.querySelectorAll('.' + name)]
    .filter(node => node.checkVisibility())
    .map(node => [node.closest('[id]').id, node.innerText.replaceAll(/\\s+/g, ' ').trim()])"""


def seen(reader: Reader, name: str) -> dict[str, str]:
    """The visible texts of a class by the id that they stand under."""
    return dict(reader.ask(SEEN, name))


def text(row: Row, side: str) -> str:
    runs = row.source if side == "source" else row.target
    return " ".join(clean("".join(run.text for run in runs)).split())


@engines
@layouts
def test_every_layout_shows_all_text(opened: Any, engine: str, layout: str) -> None:
    reader = opened(engine, shelf(), layout=layout)
    reader.show(chapter_name(1))
    rows = list(shown(bitext()).rows)
    translated = {row.id: text(row, "target") for row in rows if row.target}
    originals = {
        name.removesuffix(".mark"): said for name, said in seen(reader, "cp-original").items()
    }
    assert originals == {row.id: text(row, "source") for row in rows}
    if layout == "notes":
        reader.ask("page => page.querySelectorAll('aside').forEach(n => n.style.display = 'block')")
        translated = {
            f"{row.id}.note": f"{row.number} {text(row, 'target')}" for row in rows if row.target
        }
    if layout == "reveal":
        assert seen(reader, "cp-translation") == {}
        reader.ask("page => page.querySelectorAll('summary').forEach(node => node.click())")
    assert seen(reader, "cp-translation") == translated


@engines
def test_contents_come_nested(opened: Any, engine: str) -> None:
    reader = opened(engine, shelf())
    assert reader.contents == [["2024", 1], ["Undated", 1], ["Glossary", 0], ["Colophon", 0]]


EXTENT = """page => [...page.querySelectorAll('.row')].map(row => {
    const parts = [...row.querySelectorAll('.cp-original, .cp-translation')];
    const boxes = parts.flatMap(part => [...part.getClientRects()]);
    const left = Math.min(...boxes.map(box => box.left));
    const right = Math.max(...boxes.map(box => box.right));
    return [Math.round(left), right - left, row.getClientRects()[0].width, parts.length];
})"""  # pages stand side by side: what is on two of them is wider than one


@engines
@pytest.mark.parametrize("layout", ["stacked", "table", "reveal"])
def test_pairs_stay_together_on_one_page(opened: Any, engine: str, layout: str) -> None:
    """On pages of a telephone: no sentence is on another page than its translation."""
    long = library("x", [shown(lengthened(40))], version="1")
    reader = opened(engine, long, "paginated", layout=layout)
    reader.show(chapter_name(1))
    reader.ask("page => page.querySelectorAll('details').forEach(node => node.open = true)")
    reader.page.wait_for_timeout(200)
    extents = reader.ask(EXTENT)
    assert len({left for left, *_ in extents}) > 5  # there are page ends between rows
    assert [row for row in extents if row[1] > row[2] + 1 or row[3] != 2] == []


@engines
def test_a_telephone_shows_one_under_the_other_and_a_wide_page_both(
    opened: Any, engine: str
) -> None:
    reader = opened(engine, shelf(), "paginated")
    for width, beside in ((360, False), (1024, True)):
        reader.page.set_viewport_size({"width": width, "height": 700})
        reader.page.reload()
        reader.page.wait_for_function("window.reader")
        reader.page.evaluate("reader.open('paginated')")
        reader.show(chapter_name(1))
        source, target = reader.ask(
            "page => [...page.querySelectorAll('#s005 > p')]"
            ".map(part => part.getBoundingClientRect().toJSON())"
        )
        assert (target["left"] >= source["right"]) is beside
        assert (target["top"] >= source["bottom"]) is not beside


def test_notes_pop_up(opened: Any) -> None:
    reader = opened("foliate", shelf(), layout="notes")
    reader.show(chapter_name(1))
    assert seen(reader, "cp-translation") == {}
    row = list(shown(bitext()).rows)[5]
    reader.ask("(page, id) => page.getElementById(id).click()", f"{row.id}.mark")
    reader.page.wait_for_function("reader.note()")
    note = reader.page.evaluate("reader.note()")
    assert note["type"] == "footnote"
    assert text(row, "target") in note["text"]
    assert "Doubtful" in note["text"]


def test_a_term_opens_its_entry(opened: Any) -> None:
    reader = opened("foliate", shelf())
    reader.show(chapter_name(1))
    reader.ask("page => page.querySelector('#s005 a.term').click()")
    reader.page.wait_for_function("reader.note()")
    assert "heads of state" in reader.page.evaluate("reader.note().text")


def test_marks_notes_terms_and_entries_lead_back_and_forth(opened: Any) -> None:
    """In an engine that shows no notes by itself: its links alone."""
    reader = opened("epubjs", shelf(), layout="notes")
    reader.show(chapter_name(1))
    for link, target in (("#s006\\.mark", "s006.note"), ("#s006\\.note a", "s006.mark")):
        href = reader.ask("(page, link) => page.querySelector(link).getAttribute('href')", link)
        assert href == f"#{target}"
        reader.ask("(page, link) => page.querySelector(link).click()", link)
    reader.ask("page => page.getElementById('s005').querySelector('a').click()")
    reader.page.wait_for_function("reader.document().querySelector('dl')")
    reader.ask("page => page.querySelector('a[href$=\"#s005\"]').click()")
    reader.page.wait_for_function("reader.document().getElementById('s005')")


@engines
def test_nothing_of_a_hostile_book_runs(opened: Any, engine: str) -> None:
    bad = library(ATTACKS[4], [shown(hostile())], version="1")
    for layout in LAYOUTS:
        reader = opened(engine, bad, layout=layout)
        reader.show(chapter_name(1))
        rows = list(shown(hostile()).rows)
        assert len(seen(reader, "cp-original")) == len(rows)
        assert "<script>" in reader.ask("page => page.body.textContent")
        assert reader.ask("page => page.querySelectorAll('script, iframe, img, form').length") == 0
        assert reader.ask("page => page.title") != "owned"
        assert reader.page.title() != "owned"
        assert [url for url in reader.refused if not url.startswith(("blob:", "data:"))] == []


def test_ace_finds_nothing_serious(tmp_path: Path) -> None:
    """DAISY Ace, with all of axe's rules, on every layout and on an edition in one language."""
    node = shutil.which("node")
    if not node:
        pytest.skip("needs Node")
    one = library("Lectures", [shown(bitext())], version="1")
    books = [write_book(one, tmp_path / f"{name}.epub", layout=name) for name in LAYOUTS]
    books.append(write_book(one, tmp_path / "target.epub", edition="target"))
    settings = {"PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM), "ACE_TIMEOUT_INITIAL": "60000"}
    done = subprocess.run(
        [node, READING / "ace.cjs", *books],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert list(found) == [str(book) for book in books]
    grave = [one for of in found.values() for one in of if one["impact"] in {"serious", "critical"}]
    assert grave == []
