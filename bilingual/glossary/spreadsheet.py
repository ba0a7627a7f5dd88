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
from bilingual.glossary.opened import glossary_text, row_error, shortened
from bilingual.glossary.terms import COLUMNS, Term, imported_term, row, table

_DELIMITERS = ",;\t"
_NAMED = 10  # columns left out that are named
_CHANGED = re.compile(  # a formula, or short and a number, a date or a truth value
    r"'*(?:[=+\-@]|(?=.{1,24}$)(?:\d|[^\d ']+ \d+$|(?:true|false|vrai|faux)$))", re.IGNORECASE
)


def read(path: Path, pair: Pair) -> Imported:
    """The terms of a CSV or TSV file whose first row names the columns.

    `fr` and `en` (the pair's codes) are understood as source and target; columns that no glossary
    has are left out, and said.
    """
    rows = _rows(glossary_text(path), path)
    header, line = next(rows, ([], 1))
    names = [_column(name, pair) for name in header]
    _check(names, path, line)
    terms = []
    for cells, number in rows:
        if any(cell.strip() for cell in cells[len(names) :]):
            hint = "Put a cell that has the separator in it between quotation marks"
            what = f"{len(cells):,} cells for {len(names)} columns"
            raise InputError(what, path=path, line=number, hint=hint)
        known = {n: c for n, c in zip(names, cells, strict=False) if n in COLUMNS}
        terms.append(imported_term({n: _unguarded(c) for n, c in known.items()}, path, number))
    return Imported(tuple(terms), frozenset(names) & frozenset(COLUMNS), _left_out(names))


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


def _column(name: str, pair: Pair) -> str:
    folded = name.strip().casefold()
    return {pair.source: "source", pair.target: "target"}.get(folded, folded)


def _check(names: Sequence[str], path: Path, line: int) -> None:
    for column in ("source", "target"):
        if column not in names:
            hint = f"The first row names the columns: {', '.join(COLUMNS)}"
            raise InputError(f"no column {column!r}", path=path, line=line, hint=hint)
    for name in COLUMNS:
        if names.count(name) > 1:
            raise InputError(f"column {name!r} stands twice", path=path, line=line)


def _left_out(names: Sequence[str]) -> tuple[str, ...]:
    unknown = [shortened(name) for name in names if name and name not in COLUMNS]
    more = [f"and {len(unknown) - _NAMED:,} more"] if len(unknown) > _NAMED else []
    return (f"columns left out: {', '.join([*unknown[:_NAMED], *more])}",) if unknown else ()


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
