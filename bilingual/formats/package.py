"""The EPUB package around a book's documents: metadata, manifest, spine, archive.

EbookLib writes it; the documents are ours, byte for byte (it would send them through an HTML
parser). What it cannot do is done afterwards: `xml:lang` on the package, and an archive without
a clock in it, so that the same book gives the same bytes.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bilingual.formats.book import Book
from bilingual.formats.templating import clean
from bilingual.page import Page

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

_XHTML = "application/xhtml+xml"
_EPOCH = "2000-01-01"  # the book's date where no article has one
_SUMMARY = (
    "Every text is marked with its language. Chapters, headings, page numbers and the contents "
    "can be navigated. The only picture is the cover, which shows the title."
)
_FACTS = (  # https://www.w3.org/TR/epub-a11y-11/#sec-disc-package
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "pageBreakMarkers"),
    ("schema:accessibilityFeature", "pageNavigation"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", _SUMMARY),
    ("pageBreakSource", "none"),  # the pages are of no printed book
)


@dataclass(frozen=True, slots=True)
class Files:
    """What goes into the package."""

    documents: Mapping[str, str]  # XHTML by name, in reading order
    styles: Mapping[str, str]  # CSS by name
    cover: str  # SVG


def packed(book: Book, files: Files, *, variant: Sequence[str]) -> bytes:
    """The archive; `variant` sets this book apart from others with its title and languages."""
    from ebooklib import epub

    day = datetime.fromisoformat(_date(book)).replace(tzinfo=UTC)
    made = io.BytesIO()
    options = {"mtime": day, "epub3_pages": False}
    writer = epub.EpubWriter(made, _package(book, files, variant), options)
    writer.process()
    writer.write()
    return without_clock(made.getvalue(), package=b'<package xml:lang="en" ')


def without_clock(archive: bytes, *, package: bytes = b"<package ") -> bytes:
    """The same archive with fixed times; `package` is how the package document's element begins."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as given,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for old in given.infolist():  # "mimetype" is the first and stored, as EPUB wants it
            content = given.read(old)
            if old.filename.endswith(".opf"):
                content = content.replace(b"<package ", package, 1)
            new = zipfile.ZipInfo(old.filename)  # of 1980
            new.compress_type, new.create_system = old.compress_type, 3
            new.external_attr = 0o644 << 16
            made.writestr(new, content)
    return result.getvalue()


def _package(book: Book, files: Files, variant: Sequence[str]) -> EpubBook:
    from ebooklib import epub

    made = epub.EpubBook()
    del made.metadata[epub.NAMESPACES["OPF"]]  # the generator's version: not ours to date
    _describe(made, book, variant)
    made.set_cover("cover.svg", files.cover.encode(), create_page=False)
    for name, style in files.styles.items():
        made.add_item(epub.EpubItem(name, name, "text/css", style.encode()))
    for name, text in files.documents.items():
        item = epub.EpubItem(name.partition(".")[0], name, _XHTML, text.encode())
        item.properties = ["nav"] if name == "nav.xhtml" else []
        made.spine.append(made.add_item(item))
    made.add_item(epub.EpubNcx())
    made.toc = _contents(book)
    return made


def _describe(made: EpubBook, book: Book, variant: Sequence[str]) -> None:
    """Fills the package's metadata."""
    library, languages = book.library, book.edition.languages(book.library)
    title = clean(library.title)
    named = "\n".join([title, *languages, *variant])
    made.set_identifier(uuid.uuid5(uuid.NAMESPACE_URL, named).urn)
    made.set_title(title)
    made.language = languages[0]
    for code in languages:
        made.add_metadata("DC", "language", code)
    made.add_metadata("DC", "date", _date(book))
    several = {
        "creator": [page.author for page in library.pages],
        "subject": [tag for page in library.pages for tag in page.tags],
        "source": [page.publication for page in library.pages],
    }
    for name, texts in several.items():
        for text in dict.fromkeys(" ".join(clean(text).split()) for text in texts):
            if text:
                made.add_metadata("DC", name, text)
    for name, value in _FACTS:
        made.add_metadata(None, "meta", value, {"property": name})


def _contents(book: Book) -> list[Any]:
    """The old table of contents, for e-readers that know no other; it knows no languages."""
    from ebooklib import epub

    groups = [
        (
            epub.Section(clean(group.heading), group.chapters[0].file),
            [epub.Link(c.file, _title(c.page, book), f"toc-{c.file}") for c in group.chapters],
        )
        for group in book.groups
    ]
    backs = [epub.Link("glossary.xhtml", "Glossary", "toc-glossary")] if book.terms else []
    backs.append(epub.Link("colophon.xhtml", "Colophon", "toc-colophon"))
    return [*(groups if len(groups) > 1 else groups[0][1]), *backs]


def _title(page: Page, book: Book) -> str:
    shown = [page.title] if book.edition.source else []
    shown += [page.target_title] if book.edition.target else []
    return " / ".join(dict.fromkeys(map(clean, shown)))


def _date(book: Book) -> str:
    return book.library.colophon.edition or _EPOCH
