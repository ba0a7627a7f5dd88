"""The glossary as a table for spreadsheets: CSV with commas or semicolons, or with tabs.

What spreadsheets do to such files is understood: a byte order mark, UTF-16, a `sep=;` line, empty
rows and columns, line breaks in a cell, any of the three separators. A cell that a spreadsheet
would take for a formula, a number, a date or a truth value, and would change ("1/2", "007",
"11 septembre"), is written with an apostrophe before it, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.errors import InputError
from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.headers import JOINED, columns, left_out, stated
from bilingual.glossary.opened import glossary_text, row_error
from bilingual.glossary.terms import COLUMNS, Term, imported_term, row, table

_DELIMITERS = ",;\t"
_WORDS = frozenset(("pos", "case", "status"))  # columns of a few words: "Noun" is noun
_CHANGED = re.compile(  # a formula, or short and a number, a date or a truth value
    r"'*(?:[=+\-@]|(?=.{1,24}$)(?:\d|[^\d ']+ \d+$|(?:true|false|vrai|faux)$))", re.IGNORECASE
)


def read(path: Path, pair: Pair) -> Imported:
    """The terms of a CSV or TSV file whose first row names the columns.

    `headers` has the names that are understood; columns that no glossary has are left out, and
    said.
    """
    rows = _rows(glossary_text(path), path)
    header, line = next(rows, ([], 1))
    names = columns(header, pair, path, line)
    terms = []
    for cells, number in rows:
        if any(cell.strip() for cell in cells[len(names) :]):
            hint = "Put a cell that has the separator in it between quotation marks"
            what = f"{len(cells):,} cells for {len(names)} columns"
            raise InputError(what, path=path, line=number, hint=hint)
        terms.append(imported_term(_named(names, cells), path, number))
    known = frozenset(names) & frozenset(COLUMNS)
    return Imported(tuple(terms), known, left_out(names), languages=stated(header, pair))


def _named(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by column, as a glossary writes them."""
    named: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        plain = _unguarded(cell)
        if name in _WORDS:
            plain = plain.strip().casefold()
        if name == JOINED and plain.strip() and named.get(name):
            plain = f"{named[name]}; {plain}"
        if name in COLUMNS and (plain.strip() or name not in named):
            named[name] = plain
    return named


def with_commas(terms: Sequence[Term], pair: Pair) -> bytes:
    """A table with all columns, as spreadsheets open it: byte order mark, CRLF, quoted cells."""
    return _written(terms, ",")


def with_semicolons(terms: Sequence[Term], pair: Pair) -> bytes:
    """The same, for spreadsheets of countries where a comma divides a number."""
    return _written(terms, ";")


def with_tabs(terms: Sequence[Term], pair: Pair) -> bytes:
    """A glossary file: no cell is guarded, but what reading would take for a guard is doubled."""
    return table(terms, lambda cell: cell if cell == _unguarded(cell) else f"'{cell}").encode()


def _written(terms: Sequence[Term], delimiter: str) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for term in terms:
        table.writerow(map(_guarded, row(term).values()))
    return out.getvalue().encode("utf-8-sig")


def _rows(text: str, path: Path) -> Iterator[tuple[list[str], int]]:
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    first = lines.readline()
    stated = re.fullmatch(r'"?sep=([,;\t])"?\s*', first, re.IGNORECASE)
    begins = 1 if stated else 0
    if not stated:
        lines.seek(0)
    delimiter = stated[1] if stated else max(_DELIMITERS, key=first[:10_000].count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = begins + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield cells, line
            line = begins + reader.line_num + 1
    except csv.Error as error:
        hint = "Double each quotation mark in a cell, and put one before and after it"
        raise row_error(error, path, line, hint) from None


def _guarded(cell: str) -> str:
    """The cell with an apostrophe where a spreadsheet would make something else of it.

    >>> _guarded("=1+1"), _guarded("1,5"), _guarded("mai 2024"), _guarded("G20"), _guarded("l'OCS")
    ("'=1+1", "'1,5", "'mai 2024", 'G20', "l'OCS")
    >>> _unguarded("'=1+1"), _unguarded("''80s"), _unguarded("'em")
    ('=1+1', "'80s", "'em")
    """
    return f"'{cell}" if _CHANGED.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _CHANGED.match(cell) else cell
