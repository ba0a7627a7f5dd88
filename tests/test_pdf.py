"""The edition on paper, read back with pypdf."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile
from sample_bitext import bare, bitext, shelf, shown

from bilingual.errors import ConfigError, InputError
from bilingual.formats.pdf import write_pdf
from bilingual.page import Run
from bilingual.view import library

pypdf = pytest.importorskip("pypdf")


@pytest.fixture(autouse=True)
def needs_weasyprint(request: pytest.FixtureRequest) -> None:
    if "missing" not in request.node.name:
        try:
            import weasyprint  # noqa: F401 # whether it loads
        except (ImportError, OSError) as error:
            pytest.skip(f"needs WeasyPrint and Pango: {error}")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return pypdf.PdfReader(write_pdf(shelf(), tmp_path_factory.mktemp("pdf") / "x.pdf"))


def said(paper: Any) -> str:
    return squeezed(page.extract_text() for page in paper.pages)


def squeezed(texts: Iterable[str]) -> str:
    """Without what lines and hyphens do to a text."""
    return re.sub(r"[\s\u00ad\u2010\u00a0\u202f-]+", "", "".join(texts))


def test_every_sentence_stands_on_paper(paper: Any) -> None:
    text = said(paper)
    rows = [row for row in shown(bitext()).rows if row.number != 16]  # Persian: in another order
    assert len(rows) == 18
    for row in rows:
        assert squeezed(run.text for run in row.source) in text
        assert squeezed(run.text for run in row.target) in text


def test_a_sentence_stands_beside_its_translation(paper: Any) -> None:
    places: dict[str, tuple[float, float]] = {}

    def note(text: str, _cm: Any, matrix: Any, *_: Any) -> None:
        for start in ("Le budget prévu", "The planned budget"):
            if text.strip().startswith(start):
                places[start] = matrix[4], matrix[5]

    for page in paper.pages:
        page.extract_text(visitor_text=note)
    (left, at), (right, there) = places.values()
    assert right > left + 150
    assert abs(at - there) < 1


def test_it_is_tagged_named_and_has_contents(paper: Any) -> None:
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert paper.metadata.title == "Lectures d’Asie centrale"
    assert [one.title for one in paper.outline if not isinstance(one, list)] == [
        "L’OCS veut «\u00a0parler d’une seule voix\u00a0» à Tachkent",
        "sans-titre",
        "Glossary",
    ]


def test_the_same_library_is_the_same_bytes(tmp_path: Path) -> None:
    first = write_pdf(shelf(), tmp_path / "a.pdf").read_bytes()
    assert write_pdf(shelf(), tmp_path / "b.pdf").read_bytes() == first


def test_a_hostile_article_comes_through_as_text(tmp_path: Path) -> None:
    bad = library(ATTACKS[4], [shown(hostile())], version="1")
    paper = pypdf.PdfReader(write_pdf(bad, tmp_path / "x.pdf"))
    assert squeezed(ATTACKS[0]) in said(paper)
    assert "/JavaScript" not in paper.trailer["/Root"].get("/Names", {})
    actions = [
        note.get_object()["/A"]
        for page in paper.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    ]
    assert {action["/S"] for action in actions} <= {"/GoTo"}


def test_a_long_sentence_goes_on_on_the_next_page(tmp_path: Path) -> None:
    page = shown(bare())
    run = Run("mot " * 5_000 + "fin.")
    row = replace(next(page.rows), source=(run,), target=(run,))
    long = replace(page, sections=(replace(page.sections[0], rows=(row,)),))
    paper = pypdf.PdfReader(write_pdf(library("x", [long], version="1"), tmp_path / "x.pdf"))
    assert said(paper).count("mot") == 10_000
    assert said(paper).count("fin.") == 2


def test_more_than_paper_is_for_is_refused_before_it_takes_hours(tmp_path: Path) -> None:
    page = shown(bare())
    row = replace(next(page.rows), source=(Run("mot " * 2_500_000),))
    huge = replace(page, sections=(replace(page.sections[0], rows=(row,)),))
    with pytest.raises(InputError, match=r"too long for a PDF: 10,000,004 .* sans-titre"):
        write_pdf(library("x", [huge], version="1"), tmp_path / "x.pdf")


def test_no_sentence_is_cut_from_its_translation(tmp_path: Path) -> None:
    """On every page as many sentences end as begin, in both languages."""
    page = shown(bare())
    source, target = Run("Ici " + "mot " * 100 + "fin."), Run("Here " + "word " * 100 + "end.")
    row = replace(next(page.rows), source=(source,), target=(target,))
    rows = tuple(replace(row, id=f"s{number}", number=number) for number in range(1, 31))
    long = replace(page, sections=(replace(page.sections[0], rows=rows),))
    paper = pypdf.PdfReader(write_pdf(library("x", [long], version="1"), tmp_path / "x.pdf"))
    texts = [page.extract_text() for page in paper.pages]
    counts = [[text.count(mark) for mark in ("Ici", "fin.", "Here", "end.")] for text in texts]
    assert sum(count[0] for count in counts) == 30
    assert len([count for count in counts if count[0]]) > 2
    assert [count for count in counts if len(set(count)) != 1] == []


def test_a_missing_library_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ConfigError, match=r"pip install .bilingual\[pdf\]"):
        write_pdf(shelf(), tmp_path / "x.pdf")


def test_missing_pango_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint is there, and the library that it loads is not."""
    folder = tmp_path / "weasyprint"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise OSError('cannot load library libpango')")
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match="apt install libpango"):
        write_pdf(shelf(), tmp_path / "x.pdf")
