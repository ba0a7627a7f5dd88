"""E-books: chapters in reading order, what is set aside, and archives made to do harm."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.ingest.draft import Draft
from bilingual.ingest.epub import read
from bilingual.model import Kind

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
  <rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>Les routes de l’Asie</dc:title>
  <dc:creator>Aïda Nour</dc:creator><dc:creator>Paul Verne</dc:creator>
  <dc:language>fr-FR</dc:language><dc:publisher>Éditions du Pamir</dc:publisher>
  <dc:date>2019-09-02T00:00:00Z</dc:date><dc:subject>OCS</dc:subject><dc:subject>rail</dc:subject>
  <dc:identifier>https://pamir.example/routes</dc:identifier>
</metadata>
<manifest>
  <item id="deux" href="text/deux.xhtml" media-type="application/xhtml+xml"/>
  <item id="un" href="text/un%20.xhtml" media-type="application/xhtml+xml"/>
  <item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
  <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
  <item id="image" href="image.svg" media-type="image/svg+xml"/>
</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="un"/><itemref idref="deux"/>
<itemref idref="image"/></spine>
</package>"""


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
        f"<body>{body}</body></html>"
    )


BOOK: dict[str, str] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/cover.xhtml": chapter("<p>Les routes de l’Asie</p>"),
    "OEBPS/nav.xhtml": chapter("<nav epub:type='toc'><ol><li>Un</li></ol></nav>"),
    "OEBPS/text/un .xhtml": chapter(
        "<section><h1>Le rail</h1><p>La ligne&#160;<i>ouvre</i>.&nbsp;"
        "<span epub:type='pagebreak'>12</span>Elle relie<br/>Osh.</p>"
        "<p><a id='a'/>Le<b/> train</p></section>"
    ),
    "OEBPS/text/deux.xhtml": chapter(
        "<h1>Le gaz</h1><ul><li>Un tube.</li></ul><aside epub:type='footnote'>Une note.</aside>"
        "<section epub:type='colophon'><p>Imprimé à Osh.</p></section>"
    ),
    "OEBPS/image.svg": "<svg/>",
}

Bound = Callable[..., Draft]


def pack(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def bound(tmp_path: Path) -> Bound:
    """Reads the book with some of its files replaced, or left out where they are None."""

    def bind(changes: Mapping[str, str | bytes | None] | None = None) -> Draft:
        files = {**BOOK, **(changes or {})}
        kept = {name: content for name, content in files.items() if content is not None}
        return read(pack(tmp_path / "book.epub", kept))

    return bind


def test_chapters_come_in_the_order_of_the_spine(bound: Bound) -> None:
    assert [(p.kind, p.level, p.text, p.line) for p in bound().pieces] == [
        (Kind.HEADING, 1, "Le rail", 0),
        (Kind.PARAGRAPH, 0, "La ligne\u00a0ouvre.\u00a0Elle relie\nOsh.", 0),
        (Kind.PARAGRAPH, 0, "Le train", 0),
        (Kind.HEADING, 1, "Le gaz", 0),
        (Kind.LIST_ITEM, 1, "Un tube.", 0),
        (None, 0, "Une note.", 0),
    ]


def test_what_is_not_text_of_the_book_is_set_aside_with_the_reason(bound: Bound) -> None:
    assert {left.text: left.reason for left in bound().set_aside} == {
        "Les routes de l’Asie": "book: cover",
        "Un": "book: contents",
        "Imprimé à Osh.": "book: colophon",
        "OEBPS/image.svg": "book: not a text",
    }


def test_fields_come_from_the_package(bound: Bound) -> None:
    assert bound().fields == {
        "title": "Les routes de l’Asie",
        "author": "Aïda Nour, Paul Verne",
        "date": "2019-09-02",
        "source": "Éditions du Pamir",
        "tags": "OCS, rail",
        "language": "fr",
        "url": "https://pamir.example/routes",
    }


def test_a_chapter_listed_twice_is_read_once(bound: Bound) -> None:
    package = PACKAGE.replace("<spine>", "<spine>" + "<itemref idref='un'/>" * 1000)
    assert [p.text for p in bound({"OEBPS/book.opf": package}).pieces].count("Le rail") == 1


def test_the_guide_of_an_older_book_tells_the_contents(bound: Bound) -> None:
    guide = "<guide><reference type='toc' href='text/deux.xhtml#x'/></guide></package>"
    draft = bound({"OEBPS/book.opf": PACKAGE.replace("</package>", guide)})
    assert ("Le gaz", "book: contents") in [(left.text, left.reason) for left in draft.set_aside]


def test_a_chapter_in_another_encoding_is_read(bound: Bound) -> None:
    text = chapter("<p>Été à Osh</p>").replace('"utf-8"', '"iso-8859-1"').encode("latin-1")
    assert bound({"OEBPS/text/deux.xhtml": text}).pieces[-1].text == "Été à Osh"


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE html [<!ENTITY a0 "ha">{BOMB}<!ENTITY file SYSTEM "SECRET">]>'


def test_entities_stay_unread_in_a_chapter(bound: Bound, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    start = DOCTYPE.replace("SECRET", secret.as_uri())
    text = chapter("<p>&a11; et &file;</p>").replace("?><html", f"?>{start}<html")
    assert bound({"OEBPS/text/deux.xhtml": text}).pieces[-1].text == "&a11; et &file;"


def test_entities_stay_unread_in_the_package(bound: Bound, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    start = DOCTYPE.replace("html", "package", 1).replace("SECRET", secret.as_uri())
    package = PACKAGE.replace("?>", f"?>{start}", 1).replace("Les routes de", "&file;&a11;")
    with contextlib.suppress(InputError):
        title = bound({"OEBPS/book.opf": package}).fields["title"]
        assert len(title) < 40
        assert "geheim" not in title


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"META-INF/container.xml": None}, r"META-INF/container\.xml is missing"),
        ({"META-INF/container.xml": "<container/>"}, "names no package"),
        ({"META-INF/container.xml": "<container>"}, r"container\.xml is broken in line 1"),
        ({"META-INF/container.xml": ""}, r"container\.xml is broken"),
        ({"OEBPS/book.opf": None}, r"OEBPS/book\.opf is missing"),
        ({"OEBPS/book.opf": PACKAGE.replace("itemref", "other")}, "0 chapters"),
        ({"OEBPS/book.opf": PACKAGE.replace('id="un"', 'id="x"')}, "names no such item"),
        ({"OEBPS/book.opf": PACKAGE.replace("text/deux", "../../../etc/x")}, "is missing"),
        ({"OEBPS/text/deux.xhtml": None}, r"deux\.xhtml is missing"),
        ({"OEBPS/text/deux.xhtml": chapter("<b>" * 9999)}, r"deux\.xhtml\):1: more than 2000"),
        ({"META-INF/rights.xml": "<rights/>"}, "its text is encrypted.*DRM"),
        (
            {
                "META-INF/encryption.xml": "<encryption xmlns:e='e'>"
                "<e:EncryptionMethod Algorithm='aes256-cbc'/></encryption>"
            },
            "its text is encrypted",
        ),
        ({"../outside": "x"}, "outside its folder"),
        ({"/etc/x": "x"}, "outside its folder"),
        ({"C:\\x": "x"}, "outside its folder"),
        ({"a\\..\\..\\x": "x"}, "outside its folder"),
        ({"big": b"\0" * 21 * 2**20}, "many times its size"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "+".join(value)[:40],
)
def test_a_broken_or_harmful_book_is_one_clear_error(
    bound: Bound, changes: dict[str, str | bytes | None], message: str
) -> None:
    with pytest.raises(InputError, match=rf"book\.epub.*{message}"):
        bound(changes)


def test_scrambled_fonts_are_no_protection(bound: Bound) -> None:
    method = "<EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/>"
    assert bound({"META-INF/encryption.xml": f"<encryption>{method}</encryption>"}).pieces


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x05\x06", b"<html></html>", b"PK\5\6" * 20_000])
def test_what_is_no_zip_file_is_an_error(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"not a zip file|too large"):
        read(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.epub"):
        read(tmp_path / "none.epub")


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    path = pack(tmp_path / "book.epub", BOOK)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("OEBPS/book.opf", PACKAGE)
    with pytest.raises(InputError, match="the same name"):
        read(path)


def test_a_link_is_an_error(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("OEBPS/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = pack(tmp_path / "book.epub", BOOK)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(InputError, match="a link"):
        read(path)


def test_a_packing_that_books_do_not_use_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(InputError, match="packed unlike an EPUB"):
        read(path)


def test_an_archive_with_too_many_files_is_an_error(tmp_path: Path) -> None:
    path = pack(tmp_path / "book.epub", {f"{n}": "" for n in range(10_001)})
    with pytest.raises(InputError, match="more than 10000 files"):
        read(path)


def test_an_encrypted_archive_is_an_error(tmp_path: Path) -> None:
    path = pack(tmp_path / "book.epub", {"mimetype": "x"})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\1\2") + 8] |= 1  # the encryption bit of the member in the list of members
    path.write_bytes(raw)
    with pytest.raises(InputError, match="encrypted"):
        read(path)


def packed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in BOOK.items():
            archive.writestr(name, content)
    return stream.getvalue()


WHOLE = packed()
DAMAGE = st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6)


@given(DAMAGE, st.integers(0, len(WHOLE)) | st.just(len(WHOLE)))
@settings(max_examples=200)
def test_any_damage_gives_a_draft_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]], end: int
) -> None:
    raw = bytearray(WHOLE)
    for place, byte in damage:
        raw[place] = byte
    path = tmp_path_factory.getbasetemp() / "any.epub"
    path.write_bytes(raw[:end])
    with contextlib.suppress(InputError):
        assert all(piece.text.strip() == piece.text != "" for piece in read(path).pieces)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_chapter_gives_a_draft_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-chapter.epub"
    with contextlib.suppress(InputError):
        assert read(pack(path, {**BOOK, "OEBPS/text/deux.xhtml": raw})).pieces[0].text == "Le rail"
