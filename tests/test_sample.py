"""The sample corpus, built with a real engine, holds what the reader promises in every format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checkers import epubcheck, vnu
from screen import AXE, Screen, violations

from bilingual.config import CHOICES
from bilingual.formats.epub import write_books
from bilingual.memory import Memory
from bilingual.page import Library, Row
from bilingual.publish import Shelf
from bilingual.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def library(sample: Workspace) -> Library:
    with Memory(sample.memory) as memory:
        return Shelf(sample, memory).library()


@pytest.fixture(scope="module")
def rows(library: Library) -> list[Row]:
    return [row for page in library.pages for section in page.sections for row in section.rows]


def _english(row: Row) -> str:
    return "".join(run.text for run in row.target)


def test_no_french_name_of_the_organisation_is_left_in_english(rows: list[Row]) -> None:
    named = [row for row in rows if any(run.text == "OCS" for run in row.source)]
    assert len(named) > 15
    assert [_english(row) for row in named if not re.search(r"\bSCO\b", _english(row))] == []
    assert [_english(row) for row in rows if re.search(r"\bOCS\b", _english(row))] == []


def test_one_article_is_reviewed_throughout(library: Library) -> None:
    (page,) = (page for page in library.pages if page.id == "2022-samarcande-sommet")
    origins = {row.origin for section in page.sections for row in section.rows}
    assert origins == {"reviewed"}


def test_the_draft_engine_is_named_as_one(library: Library, sample: Workspace) -> None:
    assert library.colophon.drafts == ("Apertium fr→es→en",)
    assert "Rough draft" in sample.index.read_text("utf-8")


def test_every_book_of_the_sample_passes_epubcheck(library: Library, tmp_path: Path) -> None:
    books = [
        path
        for layout in CHOICES["layout"]
        for path in write_books(library, tmp_path / f"{layout}.epub", layout=layout)
    ]
    books += write_books(library, tmp_path / "x.epub", editions=("source", "target"))
    found = epubcheck(books)
    assert len(found) == 6
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_page_of_the_sample_passes_vnu(sample: Workspace) -> None:
    pages = sorted(sample.pages.glob("*.html"))
    assert len(pages) == 10
    assert vnu(pages) == []


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install in tests/browser")
def test_axe_finds_nothing_in_the_sample(browser: Browser, sample: Workspace) -> None:
    screen = Screen(browser)
    for name in ("index", "2022-samarcande-sommet", "2025-monnaies-nationales"):
        assert violations(screen.open(sample.pages / f"{name}.html")) == []
    screen.context.close()
