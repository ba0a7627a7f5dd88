"""The layout of a glossary file: a header that names the columns, then a row a line, with tabs.

What is no such row becomes an error that says what it looks like instead.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from bilingual.errors import InputError
from bilingual.files import numbered_lines
from bilingual.glossary.opened import glossary_text, row_error, shortened

NEEDED = ("source", "target")
Row = dict[str, str]  # a row's cells by column
_ELSEWHERE = frozenset((".csv", ".tbx"))  # endings of what other programs write
_PARTED = (  # what people put between cells where a tab should stand
    ("semicolons", re.compile(r"\s*;\s*")),
    ("commas", re.compile(r"\s*,\s*")),
    ("spaces", re.compile(r"\s{2,}")),
)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_QUOTES = 'Remove it, or write """word""" if the term has quotation marks'


def named_rows(path: Path, known: Sequence[str]) -> Iterator[tuple[int, Row | InputError]]:
    """Every row of a glossary file with its line: its cells by column, or what is wrong with it.

    The header names the columns, in any order; `known` are those that there are. Raises
    `InputError` for a file that is no glossary, and for a header that cannot be understood.
    """
    if path.suffix.lower() in _ELSEWHERE:
        hint = f"Import it first: bilingual glossary import {path.name}"
        raise InputError("a file of another program, no glossary", path=path, hint=hint)
    lines = ((n, line) for n, line in numbered_lines(glossary_text(path)) if line.strip())
    number, header = next(lines, (1, ""))
    columns = _columns(_cells(header, path, number), path, number, known)
    for number, line in lines:
        try:
            yield number, _row(_cells(line, path, number), columns, path, number)
        except InputError as error:
            yield number, error


def _cells(line: str, path: Path, number: int) -> list[str]:
    try:
        return next(csv.reader([line], delimiter="\t", strict=True))
    except csv.Error as error:
        if "field limit" in str(error):
            raise row_error(error, path, number, "") from None
        raise _quote_error(line, path, number) from None


def _quote_error(line: str, path: Path, number: int) -> InputError:
    open_cells = (c for c in line.split("\t") if c.startswith('"') and not _QUOTED.fullmatch(c))
    cell = next(open_cells, line)
    how = "has quotation marks inside that are not doubled"
    if cell.count('"') == 1:
        how = "begins with a quotation mark that nothing closes"
    return InputError(f"{shortened(cell)!r} {how}", path=path, line=number, hint=_QUOTES)


def _columns(header: Sequence[str], path: Path, line: int, known: Sequence[str]) -> list[str]:
    names = [" ".join(name.split()).casefold() for name in header]
    unknown = [name for name in names if name and name not in known]
    missing = [name for name in NEEDED if name not in names]
    twice = [name for name in names if name and names.count(name) > 1]
    if missing and len(header) == 1 and (parted := _parted(header[0].casefold(), known)):
        raise _no_tabs(path, line, parted)
    if unknown:
        close = get_close_matches(unknown[0], known, n=1)
        meant = f"Did you mean {close[0]}? " if close else ""
        hint = f"{meant}Known columns: {', '.join(known)}, separated by tabs"
        what = f"unknown column {shortened(unknown[0])!r}"
        raise InputError(what, path=path, line=line, hint=hint)
    if missing:
        hint = "The first line names the columns, separated by tabs"
        raise InputError(f"no column {missing[0]!r}", path=path, line=line, hint=hint)
    if twice:
        hint = "Name each column once"
        raise InputError(f"column {twice[0]!r} stands twice", path=path, line=line, hint=hint)
    return names


def _parted(header: str, known: Sequence[str]) -> str:
    """What parts the names in a header that should have tabs; "" where it is no such header.

    >>> _parted("source;target", ["source", "target", "note"])
    'semicolons'
    >>> _parted("source target", ["source", "target", "note"])
    'spaces'
    """
    for name, pattern in (*_PARTED, ("spaces", re.compile(r"\s+"))):
        if len([part for part in pattern.split(header.strip(), 20) if part in known]) > 1:
            return name
    return ""


def _row(cells: Sequence[str], columns: Sequence[str], path: Path, line: int) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        hint = f"{len(columns)} columns are named in line 1. Remove the extra tab"
        raise InputError(f"{len(cells):,} cells", path=path, line=line, hint=hint)
    if len(cells) == 1 < len(columns):
        parted = (name for name, pattern in _PARTED if pattern.search(cells[0].strip()))
        raise _no_tabs(path, line, next(parted, ""))
    named = dict(zip(columns, cells, strict=False))
    named.pop("", None)
    return named


def _no_tabs(path: Path, line: int, parted: str) -> InputError:
    what = f"cells separated by {parted}, not by tabs" if parted else "no tab in this line"
    hint = "Put a tab between source and target"
    if parted in {"semicolons", "commas"}:
        hint = (
            "Put tabs there, or save the file under a name that ends in .csv and import it: "
            "bilingual glossary import FILE"
        )
    return InputError(what, path=path, line=line, hint=hint)
