"""An e-book as a draft: its chapters in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from bilingual.errors import InputError
from bilingual.ingest.archive import Archive
from bilingual.ingest.charset import decode
from bilingual.ingest.cleaning import clean, one_line
from bilingual.ingest.draft import Draft, Piece
from bilingual.ingest.html_fields import ADDRESS, ISO_DATE, language_code
from bilingual.ingest.markup import blocks, parse
from bilingual.ingest.places import BOOK, NEVER
from bilingual.model import SetAside

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
RIGHTS = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
TEXTS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
COVERS = {"cover": "cover", "titlepage": "titlepage"}  # by id, where nothing else says so
MAX_CHAPTERS = 2_000
REPAIR = "Export the book again, or copy its text into a .txt file"

FIELDS = {  # field of a draft: the Dublin Core elements that hold it
    "title": "title",
    "author": "creator",
    "date": "date",
    "source": "publisher",
    "tags": "subject",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of the spine."""

    name: str  # in the archive
    readable: bool  # it is (X)HTML
    place: str  # why it is no part of the text: "book: cover"; "" where it is


def read(path: Path) -> Draft:
    """The draft of an .epub file: headings and paragraphs of all chapters, without line numbers.

    Covers, title pages, tables of contents and colophons are set aside, where the book says what
    they are. The title is a field only. Raises `InputError` for what is no EPUB, is protected,
    names files that it does not have, or is larger than `Archive` allows.
    """
    with Archive.open(path) as archive:
        _refuse_protected(archive)
        package_name = _package_name(archive)
        package = _xml(archive, package_name)
        pieces: list[Piece] = []
        aside: list[SetAside] = []
        for chapter in _spine(package, package_name, archive):
            for piece, place in _chapter(archive, chapter):
                if place:
                    aside.append(SetAside(piece.text, place))
                else:
                    pieces.append(piece)
    return Draft(tuple(pieces), _fields(package), tuple(aside))


def _refuse_protected(archive: Archive) -> None:
    """Raises InputError where the text is encrypted; scrambled fonts are no matter."""
    protected = any(name in archive.names for name in RIGHTS)
    if not protected and ENCRYPTION in archive.names:
        methods = _all(_xml(archive, ENCRYPTION), "EncryptionMethod")
        protected = any(method.get("Algorithm", "") not in FONTS for method in methods)
    if protected:
        hint = "Use a copy without copy protection (DRM)"
        raise InputError("its text is encrypted", path=archive.path, hint=hint)


def _package_name(archive: Archive) -> str:
    """Name of the package document, as the container says."""
    for rootfile in _all(_xml(archive, CONTAINER), "rootfile"):
        name = rootfile.get("full-path", "")
        if name:
            return name
    raise InputError("no e-book: its container names no package", path=archive.path, hint=REPAIR)


def _spine(package: etree._Element, package_name: str, archive: Archive) -> list[Chapter]:
    """The chapters in reading order, each once."""
    folder = posixpath.dirname(package_name)
    items = {item.get("id", ""): item for item in _all(package, "item")}
    guide = {
        _target(folder, reference.get("href", "")): reference.get("type", "")
        for reference in _all(package, "reference")
    }
    chapters: dict[str, Chapter] = {}
    for itemref in _all(package, "itemref"):
        identity = itemref.get("idref", "")
        item = items.get(identity)
        if item is None:
            raise InputError("its spine names no such item", path=archive.path, hint=REPAIR)
        name = _target(folder, item.get("href", ""))
        kinds = (*item.get("properties", "").split(), guide.get(name, ""), COVERS.get(identity, ""))
        place = next((BOOK[kind] for kind in kinds if kind in BOOK), "")
        readable = item.get("media-type", "").strip().lower() in TEXTS
        chapters.setdefault(name, Chapter(name, readable, place))
    if not chapters or len(chapters) > MAX_CHAPTERS:
        raise InputError(f"{len(chapters)} chapters in it", path=archive.path, hint=REPAIR)
    return list(chapters.values())


def _target(folder: str, href: str) -> str:
    """The name in the archive that a reference in `folder` means.

    >>> _target("OEBPS", "text/../un%20mot.xhtml#p2")
    'OEBPS/un mot.xhtml'
    """
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _chapter(archive: Archive, chapter: Chapter) -> Iterator[tuple[Piece, str]]:
    """The blocks of a chapter, each with the reason why it is no part of the text, or ""."""
    if not chapter.readable:
        yield Piece(chapter.name), "book: not a text"
        return
    text = decode(archive.read(chapter.name))
    if not text.strip():
        return
    where = f"{archive.path} ({chapter.name})"
    for block in blocks(parse(text, where), where):
        never = block.place if block.place in NEVER else ""
        yield replace(block.piece, line=0), chapter.place or never


def _fields(package: etree._Element) -> dict[str, str]:
    """What the package says of the book."""
    fields = {}
    for name, element in FIELDS.items():
        values = [one_line(clean(_text(found))) for found in _all(package, element)]
        several = name in {"author", "tags"}
        fields[name] = ", ".join(values) if several else next(filter(None, values), "")
    day = ISO_DATE.match(fields["date"])
    fields["date"] = day[0] if day else fields["date"]
    fields["language"] = language_code(fields["language"])
    addresses = [
        _text(found).strip() for tag in ("source", "identifier") for found in _all(package, tag)
    ]
    fields["url"] = next(filter(ADDRESS.match, addresses), "")
    return {name: value for name, value in fields.items() if value}


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))[:1000]


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    """Every element of this local name, whatever its namespace."""
    return list(root.iter(f"{{*}}{name}"))


def _xml(archive: Archive, name: str) -> etree._Element:
    """The root of an XML document in the archive; entities stay unread, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise InputError(
            f"{name} is broken in line {line}", path=archive.path, hint=REPAIR
        ) from None
