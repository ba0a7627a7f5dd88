"""Terms as rows of text, by column: what every table format reads and writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bilingual.errors import InputError
from bilingual.glossary.terms import CELL_LIMIT, COLUMNS, SEPARATOR, Status, Term

LISTS = frozenset({"variants", "alternatives", "avoid"})
_POS = frozenset(("", "noun", "name", "acronym", "adjective", "verb", "phrase"))
_ALLOWED = {"pos": _POS, "case": frozenset(("", "exact")), "status": frozenset(("", *Status))}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def row(term: Term) -> dict[str, str]:
    """The term's cells by column; a list is one cell, its parts separated by `|`.

    >>> row(Term("OCS", "SCO", avoid=("CSO", "OSC")))["avoid"]
    'CSO|OSC'
    """
    cells = {column: getattr(term, column) for column in COLUMNS}
    return {c: SEPARATOR.join(v) if c in LISTS else str(v) for c, v in cells.items()}


def table(terms: Sequence[Term]) -> str:
    """The terms as a glossary file has them; columns that no term uses are left out."""
    rows = [row(term) for term in terms]
    used = [c for c in COLUMNS if c in {"source", "target"} or any(r[c] for r in rows)]
    lines = [used, *([_quoted(r[column]) for column in used] for r in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def written(terms: Sequence[Term], _pair: object) -> bytes:
    """`table` in UTF-8."""
    return table(terms).encode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def term_of(cells: Mapping[str, str], path: Path, line: int) -> Term:
    """The term in a row: white space made single, unknown words refused.

    Raises `InputError` with the line for a row without source or target, a cell that is too long
    or has control characters, and a word that a column does not know.
    """
    for column, cell in cells.items():
        if len(cell) > CELL_LIMIT:
            raise InputError(f"a cell over {CELL_LIMIT} characters", path=path, line=line)
        if found := CONTROL.search(cell):
            what = f"a control character (U+{ord(found[0]):04X}) in {column}"
            raise InputError(what, path=path, line=line, hint="Remove it")
    plain = {column: " ".join(cell.split()) for column, cell in cells.items()}
    for column in ("source", "target"):
        if not plain.get(column):
            raise InputError(f"no {column}", path=path, line=line, hint="Fill it or remove the row")
    for column, allowed in _ALLOWED.items():
        if plain.get(column, "") not in allowed:
            hint = f"One of: {', '.join(sorted(filter(None, allowed)))}"
            what = f"unknown {column} {plain[column]!r}"
            raise InputError(what, path=path, line=line, hint=hint)
    values: dict[str, Any] = {c: split(v) if c in LISTS else v for c, v in plain.items()}
    values["status"] = Status(plain.get("status") or Status.APPROVED)
    return Term(**values, line=line)


def split(cell: str) -> tuple[str, ...]:
    """The parts of a list's cell.

    >>> split("FTA | free-trade agreement|")
    ('FTA', 'free-trade agreement')
    """
    return tuple(filter(None, (part.strip() for part in cell.split(SEPARATOR))))
