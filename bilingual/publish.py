"""From pages kept in the memory to files: each format writes what changed since it last did."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path

import msgspec

from bilingual.files import fingerprint
from bilingual.formats.epub import write_book
from bilingual.formats.html import INDEX, file_name, write_index, write_page
from bilingual.formats.search import SEARCH, write_search
from bilingual.memory import Memory
from bilingual.page import Library, Page
from bilingual.version import __version__
from bilingual.view import library
from bilingual.workspace import Workspace


@dataclass(frozen=True)
class Shelf:
    """The pages of a workspace, as an earlier step kept them."""

    workspace: Workspace
    memory: Memory

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
        kept = self.memory.get("page", name, self.keys[name])
        return msgspec.json.decode(kept or b"null", type=Page)

    def library(self, *, whole: bool = True) -> Library:
        """All pages in the order of a reader; only what an index shows of them unless `whole`."""
        pages = map(self.page, self.keys)
        shown = pages if whole else (replace(page, sections=(), terms=()) for page in pages)
        title = self.workspace.config.title
        return library(title, shown, version=__version__, edition=edition())

    def write(self, path: Path, key: str, write: Callable[[], object]) -> Iterator[Path]:
        """Calls `write` unless the file is there and was made with this key; yields what is new."""
        if path.is_file() and self.memory.get("file", path.name, key) is not None:
            return
        write()
        self.memory.put("file", path.name, key, b"")
        yield path


def publish(workspace: Workspace, memory: Memory, formats: Sequence[str]) -> Iterator[Path]:
    """Writes the readers of a workspace; the files that changed, each when it is written."""
    shelf = Shelf(workspace, memory)
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
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdecimal() else ""


def _html(shelf: Shelf) -> Iterator[Path]:
    folder = shelf.workspace.pages
    for name, key in shelf.keys.items():
        path = folder / file_name(name)
        yield from shelf.write(path, key, partial(_write_page, shelf, name))
    library = cache(partial(shelf.library, whole=False))
    yield from shelf.write(folder / INDEX, shelf.key, lambda: write_index(library(), folder))
    yield from shelf.write(
        folder / SEARCH,
        shelf.key,
        lambda: write_search((shelf.page(page.id) for page in library().pages), folder),
    )


def _write_page(shelf: Shelf, name: str) -> None:
    write_page(shelf.page(name), shelf.workspace.pages)


def _epub(shelf: Shelf) -> Iterator[Path]:
    book = shelf.workspace.book
    yield from shelf.write(book, shelf.key, lambda: write_book(shelf.library(), book))


WRITERS: dict[str, Callable[[Shelf], Iterator[Path]]] = {"html": _html, "epub": _epub}
