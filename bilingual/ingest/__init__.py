"""One file of any known format becomes an `Article`.

1. a reader (`READERS`) cuts the file into pieces: a `Draft`
2. `given` adds what the sidecar file says
3. the rules of `understand` find title, date, furniture, headings, ...
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bilingual.errors import BilingualError, InputError
from bilingual.ingest.charset import OPENING, other_format
from bilingual.ingest.draft import Draft
from bilingual.ingest.furniture import Rules, load_rules
from bilingual.ingest.identity import article_id
from bilingual.model import Article

__all__ = ["READERS", "article_id", "ingest", "load_rules"]

READERS = {  # suffix -> module with `read(path) -> Draft`, loaded when first needed
    ".txt": "bilingual.ingest.text",
    ".md": "bilingual.ingest.markdown",
    ".markdown": "bilingual.ingest.markdown",
    ".html": "bilingual.ingest.html",
    ".htm": "bilingual.ingest.html",
    ".xhtml": "bilingual.ingest.html",
    ".epub": "bilingual.ingest.epub",
}
ARCHIVES = frozenset({".epub"})  # the formats that are no text by themselves
LIMIT = 20 * 2**20  # bytes of a file


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, path: Path) -> Draft:
        """The file's pieces in order; `InputError` where it cannot be read."""
        ...


def ingest(
    path: Path,
    *,
    corpus: Path | None = None,
    rules: Rules | None = None,
    default_language: str = "",
) -> Article:
    """What is understood from the file; its id and path are relative to the corpus folder.

    `default_language` is what a text too short to tell is taken for. Raises `InputError` for a
    file that cannot be read as an article and `ConfigError` for its front matter or sidecar.
    """
    from bilingual.ingest.given import check_lines, with_sidecar
    from bilingual.ingest.understand import understand

    relative = path.relative_to(corpus).as_posix() if corpus else path.name
    draft = with_sidecar(_read(path), path)
    check_lines(draft, path)
    try:
        return understand(draft, relative, rules or load_rules(None), default_language)
    except BilingualError as error:
        raise type(error)(error.what, path=path, line=error.line, hint=error.hint) from None


def _read(path: Path) -> Draft:
    """The file's pieces; `InputError` for a format nobody reads and a file too large to be one."""
    module = READERS.get(path.suffix.lower())
    if not module:
        raise InputError("unknown format", path=path, hint=f"Known: {', '.join(READERS)}")
    try:
        size = path.stat().st_size if path.is_file() else -1
    except (OSError, ValueError) as error:
        raise InputError(str(error), path=path) from None
    if size < 0:
        raise InputError("no such file", path=path)
    if size > LIMIT:
        hint = "Leave the article itself in it, or split it"
        raise InputError(f"larger than {LIMIT // 2**20} MB", path=path, hint=hint)
    if not size:
        raise InputError("empty", path=path, hint="Put the text into it, or remove it")
    if path.suffix.lower() not in ARCHIVES:
        _refuse_other_format(path)
    return cast("Reader", import_module(module)).read(path)


def _refuse_other_format(path: Path) -> None:
    """Raises `InputError` where a file is not what its name says: a PDF named .txt."""
    try:
        with path.open("rb") as stream:
            found = other_format(stream.read(OPENING))
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=path) from None
    if found:
        hint = "Open it in its program and save its text as .txt"
        raise InputError(f"this is {found}, not text", path=path, hint=hint)
