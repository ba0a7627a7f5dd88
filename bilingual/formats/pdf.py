"""The parallel edition on paper: a PDF through WeasyPrint, which nothing else here needs."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError, InputError
from bilingual.files import write_bytes
from bilingual.formats.book import Book, shelved
from bilingual.formats.templating import asset, render
from bilingual.page import Library, Row

_LONG = 3_000  # characters of a sentence that may be on two pages; above, it is no table row
_LIMIT = 2_000_000  # characters of a library that paper is for: some 800 pages


def write_pdf(library: Library, path: Path, *, contents: str = "date") -> Path:
    """The file that was written: every article, sentence by sentence, in two columns.

    `contents` is a name in `book.CONTENTS`. Tagged for screen readers (PDF/UA-1); nothing is
    fetched from anywhere. The same library gives the same bytes with the same WeasyPrint and
    fonts. Raises `ConfigError` where WeasyPrint or Pango is missing, `InputError` for more text
    than 800 pages hold.
    """
    weasyprint = _weasyprint()
    _bounded(library)
    book = shelved(library, contents=contents)
    text = render("paper/paper.html", book=book, long=_long(book))
    from weasyprint.urls import URLFetcher

    nowhere = URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=text, url_fetcher=nowhere)
    style = weasyprint.CSS(string=asset("paper.css"), url_fetcher=nowhere)
    made = document.write_pdf(
        stylesheets=[style],
        pdf_identifier=hashlib.sha256(text.encode()).digest()[:16],
        pdf_variant="pdf/ua-1",
    )
    write_bytes(path, made)
    return path


def _weasyprint() -> Any:
    """The library, where it and what it needs are installed."""
    try:
        import weasyprint
    except ImportError:
        hint = 'Install it: pip install "bilingual[pdf]"'
        raise ConfigError("PDF needs WeasyPrint, which is not installed", hint=hint) from None
    except OSError:  # it loads Pango when it is imported
        hint = "Install it: apt install libpango-1.0-0 libpangoft2-1.0-0, or brew install pango"
        raise ConfigError("PDF needs Pango, which is not installed", hint=hint) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return weasyprint


def _bounded(library: Library) -> None:
    """Raises `InputError` where the library is too long for paper, naming its longest article."""
    sizes = {page.id: sum(map(_size, page.rows)) for page in library.pages}
    if sum(sizes.values()) > _LIMIT:
        longest = max(sizes, key=sizes.__getitem__)
        raise InputError(
            f"too long for a PDF: {sum(sizes.values()):,} characters of at most {_LIMIT:,}",
            hint=f"The longest article is {longest} with {sizes[longest]:,}; divide the library",
        )


def _size(row: Row) -> int:
    return sum(len(run.text) for run in (*row.source, *row.target))


def _long(book: Book) -> frozenset[str]:
    """Ids of the rows that would not fit a page side by side."""
    rows = (row for chapter in book.chapters for row in chapter.page.rows)
    return frozenset(row.id for row in rows if _size(row) > _LONG)
