"""Opening a glossary file of any format: a real file, of a bounded size, and text."""

from __future__ import annotations

import csv
from pathlib import Path

from bilingual.errors import InputError
from bilingual.files import read_text

CELL_LIMIT = 2_000  # characters; a longer cell is a damaged file, not a term
FILE_LIMIT = 64 * 2**20  # bytes
SHOWN = 40  # characters of a name that a message shows
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")  # how zip, gzip and .xls files begin


def glossary_text(path: Path) -> str:
    """The text of a glossary in any text format; `InputError` for what is no such file."""
    check_file(path)
    text = read_text(path, limit=FILE_LIMIT)
    if "\0" in text[:100]:
        raise InputError("not text in UTF-8", path=path, line=1, hint="Save it as UTF-8")
    return text


def check_file(path: Path) -> None:
    """Raises `InputError` for a folder, a pipe or a device, and a file that is large or packed."""
    if path.exists() and not path.is_file():
        raise InputError("not a file", path=path, hint="Name a file that holds a glossary")
    try:
        with path.open("rb") as stream:
            opening = stream.read(4)
        size = path.stat().st_size
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=path) from None
    if size > FILE_LIMIT:
        raise InputError(f"larger than {FILE_LIMIT // 2**20} MB", path=path, hint="Split it")
    if opening.startswith(_PACKED):
        hint = "Unpack it; save a sheet as CSV in UTF-8"
        raise InputError("packed, or in a spreadsheet's own format", path=path, hint=hint)


def row_error(error: csv.Error, path: Path, line: int, hint: str) -> InputError:
    """The error for a row that cannot be cut into cells."""
    if "field limit" in str(error):
        what = f"a cell over {CELL_LIMIT} characters"
        hint = "Shorten it, or close the quotation mark that opens it"
        return InputError(what, path=path, line=line, hint=hint)
    return InputError(f"cannot read the row ({error})", path=path, line=line, hint=hint)


def shortened(name: str) -> str:
    """A name as a message can show it.

    >>> shortened("x" * 1000) == "x" * 40 + "…"
    True
    """
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
