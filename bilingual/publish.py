"""From pages kept in the memory to files: each format writes what changed since it last did."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path

from bilingual.errors import ConfigError
from bilingual.files import fingerprint
from bilingual.formats.anki import write_deck
from bilingual.formats.epub import write_books
from bilingual.formats.html import INDEX, file_name, write_index, write_page
from bilingual.formats.pdf import write_pdf
from bilingual.formats.search import SEARCH, write_search
from bilingual.memory import DamagedCacheError, Memory
from bilingual.page import Library, Page
from bilingual.version import __version__
from bilingual.view import library
from bilingual.workspace import Workspace


@dataclass(frozen=True)
class Shelf:
    """The pages of a workspace, as an earlier step kept them."""

    workspace: Workspace
    memory: Memory
    dry: bool = False  # tells what would be written, and writes nothing

    @cached_property
    def keys(self) -> dict[str, str]:
        """By article id, the key of everything its page shows."""
        return self.memory.keys("page")

    @cached_property
    def key(self) -> str:
        """The key of everything that a format over all pages shows."""
        return fingerprint(self.workspace.config.title, *self.keys.values())

    def page(self, name: str) -> Page:
        """The page of an article."""
        kept = self.memory.get("page", name, self.keys[name], Page)
        if kept is None:
            raise DamagedCacheError(
                "a page is gone", path=self.workspace.memory, hint="Build again"
            )
        return kept

    def library(self, *, whole: bool = True) -> Library:
        """All pages in the order of a reader; only what an index shows of them unless `whole`."""
        pages = map(self.page, self.keys)
        shown = pages if whole else (replace(page, sections=(), terms=()) for page in pages)
        title = self.workspace.config.title
        return library(title, shown, version=__version__, edition=edition())

    def write(
        self, name: str, key: str, write: Callable[[], Path | Sequence[Path]]
    ) -> Iterator[Path]:
        """Calls `write` unless what it makes is there, made with this key; yields what is new.

        `name` tells this piece of the output from others. Files that an earlier call made under it
        and this one does not, such as the book of a tag that is gone, are removed.
        """
        before = self._files(name, self.memory.keys("file").get(name, ""))
        if before and self._files(name, key) and all(path.is_file() for path in before):
            return
        if self.dry:
            yield self.workspace.output / name
            return
        made = write()
        paths = [made] if isinstance(made, Path) else list(made)
        for path in set(before) - set(paths):
            path.unlink(missing_ok=True)
        names = [path.relative_to(self.workspace.output).as_posix() for path in paths]
        self.memory.put("file", name, key, names)
        yield from paths

    def _files(self, name: str, key: str) -> list[Path]:
        kept = self.memory.get("file", name, key, list[str]) or []
        return [self.workspace.output / name for name in kept]


def publish(shelf: Shelf) -> Iterator[Path]:
    """Writes the readers of a workspace; the files that changed, each when it is written.

    Formats made before that are not asked for now stay as they are, but for web pages: a page
    that went must leave the index.
    """
    formats = shelf.workspace.config.formats
    if "html" not in formats and shelf.workspace.index.exists():
        formats = ("html", *formats)
    for name in formats if shelf.keys else ():
        yield from WRITERS[name](shelf)


def withdraw(workspace: Workspace, memory: Memory, name: str) -> None:
    """Removes the page of an article that is gone; `publish` then does so in index and book."""
    memory.forget("page", name)
    memory.forget("article", name)
    (workspace.pages / file_name(name)).unlink(missing_ok=True)


def edition() -> str:
    """The day in SOURCE_DATE_EPOCH, ISO; "" where that is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        hint = "Seconds since 1970, or leave it unset"
        raise ConfigError(f"SOURCE_DATE_EPOCH cannot be {epoch!r}", hint=hint) from None


def _html(shelf: Shelf) -> Iterator[Path]:
    folder = shelf.workspace.pages
    for name, key in shelf.keys.items():
        yield from shelf.write(file_name(name), key, partial(_write_page, shelf, name))
    light = cache(partial(shelf.library, whole=False))
    pages = (shelf.page(page.id) for page in light().pages)
    yield from shelf.write(INDEX, shelf.key, lambda: write_index(light(), folder))
    yield from shelf.write(SEARCH, shelf.key, lambda: write_search(pages, folder))


def _write_page(shelf: Shelf, name: str) -> Path:
    return write_page(shelf.page(name), shelf.workspace.pages)


def _epub(shelf: Shelf) -> Iterator[Path]:
    config, book = shelf.workspace.config, shelf.workspace.book
    key = fingerprint(shelf.key, config.layout, config.books, config.contents, *config.editions)
    yield from shelf.write(
        "epub",
        key,
        lambda: write_books(
            shelf.library(),
            book,
            layout=config.layout,
            editions=config.editions,
            by=config.books,
            contents=config.contents,
        ),
    )


def _pdf(shelf: Shelf) -> Iterator[Path]:
    contents, path = shelf.workspace.config.contents, shelf.workspace.book.with_suffix(".pdf")
    key = fingerprint(shelf.key, contents)
    yield from shelf.write("pdf", key, lambda: write_pdf(shelf.library(), path, contents=contents))


def _anki(shelf: Shelf) -> Iterator[Path]:
    cards, path = shelf.workspace.config.cards, shelf.workspace.book.with_suffix(".apkg")
    key = fingerprint(shelf.key, cards)
    yield from shelf.write("anki", key, lambda: write_deck(shelf.library(), path, cards=cards))


WRITERS: dict[str, Callable[[Shelf], Iterator[Path]]] = {
    "html": _html,
    "epub": _epub,
    "pdf": _pdf,
    "anki": _anki,
}
