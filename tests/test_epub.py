from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from checkers import epubcheck
from hostile import ATTACKS, hostile
from jinja2 import UndefinedError
from lxml import etree, html
from sample_bitext import ENGINE, bare, bitext, lengthened, same_as_golden, shelf, shown

from bilingual.errors import ConfigError
from bilingual.formats.book import CONTENTS, chapter_name
from bilingual.formats.divide import divided
from bilingual.formats.epub import LAYOUTS, write_book, write_books
from bilingual.formats.html import write_page
from bilingual.formats.templating import clean
from bilingual.page import Library, Page, Run
from bilingual.view import library

VARIANTS = [*({"layout": name} for name in LAYOUTS), {"edition": "source"}, {"edition": "target"}]
variants = pytest.mark.parametrize("options", VARIANTS, ids=lambda one: "-".join(one.values()))
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


def every_variant(of: Library, folder: Path) -> Iterator[Path]:
    for options, order in zip(VARIANTS, cycle(CONTENTS), strict=False):
        name = "-".join(options.values())
        yield write_book(of, folder / f"{name}.epub", contents=order, **options)


def test_epubcheck_finds_nothing_in_any_variant(tmp_path: Path) -> None:
    """Of a good library, of a hostile one, and of one with a sentence of 10 MB."""
    bad = library(
        ATTACKS[4] + ATTACKS[7],
        [shown(hostile()), shown(bitext(), drafts=(ENGINE,))],
        version="1",
    )
    books = [*every_variant(shelf(), tmp_path / "good"), *every_variant(bad, tmp_path / "bad")]
    books.append(write_book(library("x", [huge()], version="1"), tmp_path / "huge.epub"))
    books.append(spoiled(books[0]))
    found = epubcheck(books)
    assert len(found) == 14
    assert len(found.pop("good/spoiled")) > 0
    assert {name: problems for name, problems in found.items() if problems} == {}


def spoiled(book: Path) -> Path:
    """The book with a mistake in it, so that silence about the others means something."""
    made = book.with_name("spoiled.epub")
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name).replace(b"</p>", b""))
    return made


def huge() -> Page:
    """A page with a sentence of 10 MB."""
    page = shown(bare())
    run = Run("mot " * 2_500_000)
    row = replace(next(page.rows), source=(run,), target=(run,))
    return replace(page, sections=(replace(page.sections[0], rows=(row,)),))


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


def texts(book: Path, name: str) -> list[str]:
    """The texts with this class in the first chapter, each marked with its language."""
    cells = parsed(book, chapter_name(1)).xpath(f"//x:*[@class='{name}']", namespaces=XHTML)
    assert all(cell.get("lang") == cell.get(XML_LANG) is not None for cell in cells)
    return [
        "".join(
            text
            for text in cell.xpath(".//text()[not(ancestor::x:a[@class='back'])]", namespaces=XHTML)
        ).strip()
        for cell in cells
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_every_sentence_with_its_language(tmp_path: Path, layout: str) -> None:
    book = write_book(shelf(), tmp_path / "book.epub", layout=layout)
    rows = list(shown(bitext()).rows)
    assert texts(book, "cp-original") == [joined(row.source) for row in rows]
    assert texts(book, "cp-translation") == [joined(row.target) for row in rows if row.target]


def joined(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def test_an_edition_in_one_language_has_that_alone(tmp_path: Path) -> None:
    rows = list(shown(bitext()).rows)
    book = write_book(shelf(), tmp_path / "book.epub", edition="source")
    assert texts(book, "cp-original") == [joined(row.source) for row in rows]
    assert texts(book, "cp-translation") == []
    book = write_book(shelf(), tmp_path / "book.epub", edition="target")
    assert texts(book, "cp-original") == [joined(row.source) for row in rows if not row.target]
    assert texts(book, "cp-translation") == [joined(row.target) for row in rows if row.target]
    package = parsed(book, "content.opf")
    assert package.xpath("//dc:language/text()", namespaces=OPF) == ["en"]
    assert "L’OCS" not in unzipped(book)["EPUB/nav.xhtml"]


@variants
def test_rows_have_the_ids_of_the_web_page(tmp_path: Path, options: dict[str, str]) -> None:
    book = write_book(shelf(), tmp_path / "book.epub", **options)
    in_book = parsed(book, chapter_name(1)).xpath("//@id")
    web = html.fromstring(write_page(shown(bitext()), tmp_path).read_text("utf-8"))
    on_web = web.xpath("//*[contains(concat(' ', @class, ' '), ' r ')]/@id")
    assert [name for name in in_book if "." not in name] == on_web
    assert len(on_web) == 19


@variants
def test_every_block_of_text_says_its_language(tmp_path: Path, options: dict[str, str]) -> None:
    chapter = parsed(write_book(shelf(), tmp_path / "book.epub", **options), chapter_name(1))
    blocks = chapter.xpath(
        "//x:body//*[self::x:p or self::x:td or self::x:summary or self::x:h1 or self::x:h2 or "
        "self::x:h3][normalize-space(.)]",
        namespaces=XHTML,
    )
    assert len(blocks) > 15
    for block in blocks:
        spoken = [block, block.getparent(), *block]  # itself, its cell, or all that is in it
        assert any(one.get("lang") == one.get(XML_LANG) is not None for one in spoken)


def test_tables_hold_one_pair_each_and_no_table(tmp_path: Path) -> None:
    chapter = parsed(write_book(shelf(), tmp_path / "b.epub", layout="table"), chapter_name(1))
    tables = chapter.xpath("//x:table", namespaces=XHTML)
    assert len(tables) == 17
    for table in tables:
        cells = table.xpath(".//x:td", namespaces=XHTML)
        assert [cell.get("class") for cell in cells] == ["cp-original", "cp-translation"]
        assert all("".join(cell.itertext()).strip() for cell in cells)
        assert not table.xpath(".//x:table | .//@width | .//@style", namespaces=XHTML)


def test_notes_and_marks_point_to_each_other(tmp_path: Path) -> None:
    chapter = parsed(write_book(shelf(), tmp_path / "b.epub", layout="notes"), chapter_name(1))
    type_ = "{http://www.idpf.org/2007/ops}type"
    ids = {node.get("id"): node for node in chapter.iter() if node.get("id")}
    marks = chapter.xpath("//x:a[@role='doc-noteref']", namespaces=XHTML)
    assert len(marks) == 17
    for mark in marks:
        note = ids[mark.get("href")[1:]]
        assert (mark.get(type_), note.get(type_), note.get("role")) == (
            "noteref",
            "footnote",
            "doc-footnote",
        )
        back = note.xpath(".//x:a[@role='doc-backlink']", namespaces=XHTML)[0]
        assert ids[back.get("href")[1:]] is mark


def contents(book: Path) -> Any:
    """The contents as nested lists of labels and links."""

    def listed(node: Any) -> Any:
        return [
            (
                item[0].get("href") or "".join(item[0].itertext()),
                *map(listed, item.xpath("x:ol", namespaces=XHTML)),
            )
            for item in node.xpath("x:li", namespaces=XHTML)
        ]

    nav = parsed(book, "nav.xhtml").xpath("//x:nav[@id='toc']/x:ol", namespaces=XHTML)[0]
    return listed(nav)


def test_contents_stand_under_years_or_sources(tmp_path: Path) -> None:
    backs = [("glossary.xhtml",), ("colophon.xhtml",)]
    by_date = write_book(shelf(), tmp_path / "b.epub", contents="date")
    assert contents(by_date) == [
        ("2024", [("article-0001.xhtml",)]),
        ("Undated", [("article-0002.xhtml",)]),
        *backs,
    ]
    by_source = write_book(shelf(), tmp_path / "b.epub", contents="source")
    assert [label for label, *_ in contents(by_source)] == [
        "Le Courrier des steppes",
        "Other sources",
        "glossary.xhtml",
        "colophon.xhtml",
    ]


def test_contents_of_one_heading_are_flat(tmp_path: Path) -> None:
    one = library("x", [shown(bitext())], version="1")
    book = write_book(one, tmp_path / "b.epub")
    assert next(label for label, *_ in contents(book)) == "article-0001.xhtml"


def test_sources_are_in_the_order_of_the_alphabet_and_each_stands_once(tmp_path: Path) -> None:
    names = ("Zénith", "a", "Écho", "A", "", "a")
    pages = [
        replace(shown(bare()), id=f"p{n}", title=f"{n}", publication=name)
        for n, name in enumerate(names)
    ]
    book = write_book(library("x", pages, version="1"), tmp_path / "b.epub", contents="source")
    assert [label for label, *_ in contents(book)][:-1] == [
        "A",
        "a",
        "Écho",
        "Zénith",
        "Other sources",
    ]


def test_contents_stand_in_the_old_table_too(book: Path) -> None:
    old = parsed(book, "toc.ncx")
    labels = [text.text for text in old.iter("{http://www.daisy.org/z3986/2005/ncx/}text")]
    assert labels[1] == "2024"
    assert labels[2].startswith("L’OCS veut «\u00a0parler")


def test_landmarks_lead_to_files_of_the_book(book: Path) -> None:
    links = parsed(book, "nav.xhtml").xpath("//x:nav[2]//x:a/@href", namespaces=XHTML)
    assert len(links) == 6
    assert {f"EPUB/{link.partition('#')[0]}" for link in links} <= unzipped(book).keys()


def test_pages_are_numbered_through_and_alike_in_all_variants(tmp_path: Path) -> None:
    long = library("x", [shown(lengthened(60)), shown(bitext())], version="1")
    lists = []
    for options in ({}, {"layout": "notes"}, {"layout": "table"}, {"edition": "target"}):
        book = write_book(long, tmp_path / "b.epub", **options)
        links = parsed(book, "nav.xhtml").xpath("//x:nav[3]//x:a", namespaces=XHTML)
        lists.append([(link.text, link.get("href")) for link in links])
        for _, href in lists[-1]:
            name, _, anchor = href.partition("#")
            mark = parsed(book, name).xpath(f"//*[@id='{anchor}']")[0]
            assert mark.get("role") == "doc-pagebreak"
    assert [number for number, _ in lists[0]] == [str(n + 1) for n in range(len(lists[0]))]
    assert len(lists[0]) > 5
    assert lists == [lists[0]] * 4


@variants
def test_glossary_and_sentences_point_to_each_other(
    tmp_path: Path, options: dict[str, str]
) -> None:
    book = write_book(shelf(), tmp_path / "b.epub", **options)
    rows = {place.id for card in shown(bitext()).terms for place in card.rows}
    glossary = parsed(book, "glossary.xhtml")
    back = glossary.xpath("//x:a[@role='doc-backlink']/@href", namespaces=XHTML)
    assert {href.partition("#")[2] for href in back} == rows
    assert len(back) == 6
    chapter = parsed(book, chapter_name(1))
    entries: dict[str, set[str]] = {}
    for entry in glossary.xpath("//x:div[@class='entry']", namespaces=XHTML):
        for href in entry.xpath(".//x:a/@href", namespaces=XHTML):
            entries.setdefault(entry.get("id"), set()).add(href.partition("#")[2])
    linked: dict[str, set[str]] = {}
    row = ""
    for node in chapter.iter():
        row = (
            node.get("id") if node.get("id") in rows | {r.id for r in shown(bitext()).rows} else row
        )
        if node.get("role") == "doc-glossref":
            linked.setdefault(node.get("href").partition("#")[2], set()).add(row)
    assert linked == entries


def test_a_book_without_terms_has_no_glossary(tmp_path: Path) -> None:
    book = write_book(library("", [shown(bare())], version="1"), tmp_path / "b.epub")
    assert "EPUB/glossary.xhtml" not in unzipped(book)


def test_one_run_makes_books_of_every_part_in_every_edition(tmp_path: Path) -> None:
    def names(**options: Any) -> list[str]:
        made = write_books(shelf(), tmp_path / "r.epub", **options)
        assert all(path.is_file() for path in made)
        return [path.name for path in made]

    assert names(editions=("parallel", "source", "target")) == [
        "r.epub",
        "r-source.epub",
        "r-target.epub",
    ]
    assert names(by="article") == ["r-2024-tachkent.epub", "r-sans-titre.epub"]
    assert names(by="tag", editions=("target",)) == [
        "r-diplomatie.target.epub",
        "r-ocs.target.epub",
        "r-untagged.target.epub",
    ]


def tagged(*tags: tuple[str, ...]) -> Library:
    """A library of articles with these tags."""
    pages = [replace(shown(bare()), id=f"p{n}", tags=each) for n, each in enumerate(tags)]
    return library("x", pages, version="1")


def parts(of: Library, by: str) -> list[tuple[str, str, list[str]]]:
    """Name, title and articles of each part."""
    return [(name, part.title, [page.id for page in part.pages]) for name, part in divided(of, by)]


def test_an_article_without_a_tag_is_in_the_last_book() -> None:
    found = parts(tagged(("Untagged",), (), ("zébu", "x")), "tag")
    assert found == [
        ("untagged", "x: Untagged", ["p0"]),
        ("x", "x: x", ["p2"]),
        ("zebu", "x: zébu", ["p2"]),
        ("untagged-2", "x (untagged)", ["p1"]),
    ]


def test_tags_that_differ_in_case_are_one_book_named_as_most_articles_do() -> None:
    found = parts(tagged(("CHINE",), ("Chine", "chine"), ("Chine",)), "tag")
    assert found == [("chine", "x: Chine", ["p0", "p1", "p2"])]


@pytest.mark.parametrize("ids", [("a", "a-source"), ("a-source", "a")])
def test_no_edition_takes_the_place_of_another_article(
    tmp_path: Path, ids: tuple[str, ...]
) -> None:
    pages = [replace(shown(bare()), id=name) for name in ids]
    both = library("x", pages, version="1")
    made = write_books(both, tmp_path / "r.epub", by="article", editions=("parallel", "source"))
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in made}
    assert sorted(path.name for path in made) == [
        "r-a-source.epub",
        "r-a-source.source.epub",
        "r-a.epub",
        "r-a.source.epub",
    ]


def test_variants_of_a_book_do_not_replace_each_other(tmp_path: Path) -> None:
    """A reading program knows a book by its identifier."""
    made = [write_book(shelf(), tmp_path / f"{n}.epub", layout=n) for n in LAYOUTS]
    made += write_books(shelf(), tmp_path / "r.epub", by="tag", editions=("source", "target"))
    seen = {
        parsed(book, "content.opf").xpath("string(//dc:identifier)", namespaces=OPF)
        for book in made
    }
    assert len(seen) == len(made) == 10


@pytest.mark.parametrize("option", ["layout", "edition", "contents"])
def test_an_unknown_name_lists_the_known_ones(tmp_path: Path, option: str) -> None:
    with pytest.raises(ConfigError, match=r"no .* “x”. There are: \w+, \w+"):
        write_book(shelf(), tmp_path / "b.epub", **{option: "x"})
    with pytest.raises(ConfigError, match="There are: all, article, tag"):
        write_books(shelf(), tmp_path / "b.epub", by="x")


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
    with pytest.raises(UndefinedError):
        write_book(broken, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["book.epub"]
