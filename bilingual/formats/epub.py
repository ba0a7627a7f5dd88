"""EPUB 3 books: one chapter an article, both languages sentence by sentence or one of them.

A layout is a template and its style sheets, in `LAYOUTS`; what the templates show stands in
`book`, the package around them is made in `package`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ConfigError
from bilingual.files import write_bytes
from bilingual.formats.book import CONTENTS, EDITIONS, Book, shelved
from bilingual.formats.divide import divided
from bilingual.formats.package import Files, packed
from bilingual.formats.templating import asset, clean, render
from bilingual.page import Library


@dataclass(frozen=True, slots=True)
class Layout:
    """How a book sets a sentence beside its translation."""

    template: str  # has the macro `block(section, page)`
    hint: str  # for the title page
    styles: tuple[str, ...] = ("book.css",)


LAYOUTS: Mapping[str, Layout] = {
    "stacked": Layout(
        "book/stacked.xhtml",
        "The translation follows each sentence; on a wide screen it stands beside it.",
        ("book.css", "wide.css"),
    ),
    "table": Layout("book/table.xhtml", "The translation stands beside each sentence."),
    "notes": Layout("book/notes.xhtml", "The number after a sentence opens its translation."),
    "reveal": Layout("book/reveal.xhtml", "A tap on a sentence opens its translation."),
}
SINGLE = Layout("book/single.xhtml", "")  # of an edition in one language


def write_book(
    library: Library,
    path: Path,
    *,
    layout: str = "stacked",
    edition: str = "parallel",
    contents: str = "date",
    name: str = "",
) -> Path:
    """The file that was written: the whole library as one EPUB.

    `layout` is a name in `LAYOUTS` (an edition in one language has none), `edition` one in
    `EDITIONS`, `contents` one in `CONTENTS`; `name` tells a part of a library from the whole.
    Raises `ConfigError` for names that are not there.
    """
    known("layout", layout, LAYOUTS)
    known("edition", edition, EDITIONS)
    known("order of contents", contents, CONTENTS)
    book = shelved(library, edition=edition, contents=contents)
    form = LAYOUTS[layout] if edition == "parallel" else SINGLE
    files = Files(
        documents=_documents(book, form),
        styles={style: asset(style) for style in form.styles},
        cover=_cover(book),
    )
    variant = [text for text in (layout, edition, name) if text not in {"stacked", "parallel", ""}]
    write_bytes(path, packed(book, files, variant=variant))
    return path


def write_books(
    library: Library,
    path: Path,
    *,
    layout: str = "stacked",
    editions: Sequence[str] = ("parallel",),
    by: str = "all",
    contents: str = "date",
) -> tuple[Path, ...]:
    """The files that were written: for each part of the library a book in each edition.

    `path` is the place of the one book of everything; the others stand beside it, named after
    their part and edition. `by` is a name in `divide.DIVISIONS`.
    """
    return tuple(
        write_book(
            part,
            book_path(path, name, edition),
            layout=layout,
            edition=edition,
            contents=contents,
            name=name,
        )
        for name, part in divided(library, by)
        for edition in editions
    )


def book_path(path: Path, name: str = "", edition: str = "parallel") -> Path:
    """The place of a book beside the one of everything.

    No part's name has a dot, so that the article "eau-target" is not the target edition of "eau".

    >>> book_path(Path("reader.epub")).name, book_path(Path("reader.epub"), "eau", "target").name
    ('reader.epub', 'reader-eau.target.epub')
    >>> book_path(Path("reader.epub"), "", "target").name
    'reader-target.epub'
    """
    part = f"-{name}" if name else ""
    only = f"{'.' if name else '-'}{edition}" if edition != "parallel" else ""
    return path.with_name(f"{path.stem}{part}{only}{path.suffix}")


def known(what: str, name: str, table: Mapping[str, object]) -> None:
    """Raises `ConfigError` where `name` is not in the table, and lists what is."""
    if name not in table:
        raise ConfigError(f"no {what} “{name}”", hint=f"There are: {', '.join(table)}")


def _documents(book: Book, layout: Layout) -> dict[str, str]:
    """Every XHTML file of the book by its name, in reading order."""
    shared = {"book": book, "layout": layout, "styles": layout.styles}
    documents = {
        f"{name}.xhtml": render(f"book/{name}.xhtml", **shared)
        for name in ("cover", "titlepage", "nav")
    }
    for chapter in book.chapters:
        page = chapter.page
        heading = page.title if book.edition.source else page.target_title
        documents[chapter.file] = render(
            "book/chapter.xhtml", chapter=chapter, heading=heading, **shared
        )
    for name in ("glossary", "colophon") if book.terms else ("colophon",):
        documents[f"{name}.xhtml"] = render(f"book/{name}.xhtml", **shared)
    return documents


def _cover(book: Book) -> str:
    """The cover as SVG: the title in lines that fit."""
    title = clean(book.library.title)
    lines = textwrap.wrap(title, 18, max_lines=7, placeholder="…") or ["…"]
    names = dict.fromkeys(
        name
        for page in book.library.pages
        for name, shown in (
            (page.source.name, book.edition.source),
            (page.target.name, book.edition.target),
        )
        if shown
    )
    top = 700 - 60 * len(lines)
    return render(
        "book/cover.svg",
        lines=[(top + 120 * at, line) for at, line in enumerate(lines)],
        title=title,
        names=" · ".join(names),
    )
