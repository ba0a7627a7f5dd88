"""An EPUB 3 book: one chapter an article, both languages sentence by sentence.

EbookLib writes the package; the chapters are ours, byte for byte (it would send them through an
HTML parser). What it cannot do is done afterwards: `xml:lang` on the package, and an archive
without a clock in it, so that the same library gives the same bytes.
"""

from __future__ import annotations

import io
import textwrap
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.files import write_bytes
from bilingual.formats.templating import asset, clean, render
from bilingual.page import Library, Page

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

_STYLES = ("book.css", "wide.css")
_XHTML = "application/xhtml+xml"
_EPOCH = "2000-01-01"  # the book's date where no article has one
_SUMMARY = (
    "Text in two languages, each sentence followed by its translation and marked with its "
    "language. The only picture is the cover, which shows the title."
)
_FACTS = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", _SUMMARY),
)


def write_book(library: Library, path: Path) -> Path:
    """The file that was written: the whole library as one EPUB."""
    write_bytes(path, _without_clock(_packed(_book(library), library)))
    return path


def chapter_name(number: int) -> str:
    """The name of a chapter's file in the book, `number` from 1."""
    return f"article-{number:04}.xhtml"


def _book(library: Library) -> EpubBook:
    """The book with its metadata, its files and their order."""
    from ebooklib import epub

    book = epub.EpubBook()
    del book.metadata[epub.NAMESPACES["OPF"]]  # the generator's version: not ours to date
    book.set_identifier(_identifier(library))
    book.set_title(clean(library.title))
    for code in library.languages:
        book.add_metadata("DC", "language", code)
    book.language = library.languages[0]
    book.add_metadata("DC", "date", library.colophon.edition or _EPOCH)
    for author in dict.fromkeys(page.author for page in library.pages if page.author):
        book.add_metadata("DC", "creator", clean(author))
    for name, value in _FACTS:
        book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    book.set_cover("cover.svg", _cover(library).encode(), create_page=False)
    for style in _STYLES:
        book.add_item(epub.EpubItem(style, style, "text/css", asset(style).encode()))
    for name, text in _documents(library).items():
        item = epub.EpubItem(name.partition(".")[0], name, _XHTML, text.encode())
        item.properties = ["nav"] if name == "nav.xhtml" else []
        book.spine.append(book.add_item(item))
    book.add_item(epub.EpubNcx())
    book.toc = [
        *(
            epub.Link(chapter_name(number), _both_titles(page), f"toc-{number}")
            for number, page in enumerate(library.pages, start=1)
        ),
        epub.Link("colophon.xhtml", "Colophon", "toc-colophon"),
    ]
    return book


def _documents(library: Library) -> dict[str, str]:
    """Every XHTML file of the book by its name, in reading order."""
    chapters = {
        chapter_name(number): render("book/chapter.xhtml", page=page, styles=_STYLES)
        for number, page in enumerate(library.pages, start=1)
    }
    shared = {"library": library, "styles": _STYLES, "chapters": list(chapters)}
    return {
        "cover.xhtml": render("book/cover.xhtml", **shared),
        "titlepage.xhtml": render("book/titlepage.xhtml", **shared),
        "nav.xhtml": render("book/nav.xhtml", **shared),
        **chapters,
        "colophon.xhtml": render("book/colophon.xhtml", **shared),
    }


def _packed(book: EpubBook, library: Library) -> bytes:
    """The archive as EbookLib writes it, dated with the edition."""
    from ebooklib import epub

    day = datetime.fromisoformat(library.colophon.edition or _EPOCH).replace(tzinfo=UTC)
    packed = io.BytesIO()
    writer = epub.EpubWriter(packed, book, {"mtime": day, "epub3_pages": False})
    writer.process()
    writer.write()
    return packed.getvalue()


def _without_clock(archive: bytes) -> bytes:
    """The same archive with fixed times, and English named as the language of the package."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as given,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for old in given.infolist():  # "mimetype" is the first and stored, as EPUB wants it
            content = given.read(old)
            if old.filename.endswith(".opf"):
                content = content.replace(b"<package ", b'<package xml:lang="en" ', 1)
            new = zipfile.ZipInfo(old.filename)  # of 1980
            new.compress_type, new.create_system = old.compress_type, 3
            made.writestr(new, content)
    return result.getvalue()


def _identifier(library: Library) -> str:
    """The book's own name, the same for all its editions: from title and languages."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join([clean(library.title), *library.languages])).urn


def _cover(library: Library) -> str:
    """The cover as SVG: the title in lines that fit."""
    lines = textwrap.wrap(clean(library.title), 16, max_lines=7, placeholder="…") or ["…"]
    names = dict.fromkeys(
        name for page in library.pages for name in (page.source.name, page.target.name)
    )
    top = 700 - 60 * len(lines)
    return render(
        "book/cover.svg",
        lines=[(top + 120 * at, line) for at, line in enumerate(lines)],
        title=library.title,
        names=" · ".join(names),
    )


def _both_titles(page: Page) -> str:
    """For the old table of contents, which knows no languages."""
    titles = dict.fromkeys([clean(page.title), clean(page.target_title)])
    return " / ".join(titles)
