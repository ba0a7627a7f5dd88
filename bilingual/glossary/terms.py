"""The glossary file: one term a line, tab-separated, made for spreadsheets and for diffs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from bilingual.errors import InputError
from bilingual.files import fingerprint, numbered_lines, read_text, write_text

CELL_LIMIT = 2_000  # characters; a longer cell is a damaged file, not a term
FILE_LIMIT = 64 * 2**20  # bytes
SEPARATOR = "|"


class Status(StrEnum):
    """How far a term is agreed."""

    APPROVED = "approved"
    CANDIDATE = "candidate"  # proposed, not used until approved
    DEPRECATED = "deprecated"  # kept for the record, not used


@dataclass(frozen=True, slots=True)
class Term:
    """One agreed term: a concept's name in the source and in the target language."""

    source: str  # citation form: "État membre"
    target: str  # the agreed rendering: "member state"
    variants: tuple[str, ...] = ()  # other forms in the source: "Kirghizie"
    alternatives: tuple[str, ...] = ()  # other renderings that are right
    avoid: tuple[str, ...] = ()  # renderings that are wrong
    pos: str = ""  # noun, name, acronym, adjective, verb, phrase; "" is taken for a noun
    inflection: str = ""  # "" regular, "none", or "plural heads of state"
    expansion: str = ""  # an acronym's full form in the target language
    case: str = ""  # "exact" where the source must match letter by letter
    domain: str = ""
    status: Status = Status.APPROVED
    note: str = ""
    authority: str = ""  # where the agreed rendering comes from
    line: int = 0  # of the file; 0 where it comes from nowhere

    @property
    def inflects(self) -> bool:
        """Whether it has a plural: names, acronyms and fixed phrases have none."""
        return self.inflection != "none" and self.pos not in {"name", "acronym", "phrase"}

    @property
    def key(self) -> str:
        """A hash of all that bears on a translation: note, authority and line do not."""
        bearing = (self.source, self.target, *self.variants, "", *self.alternatives, "")
        kind = (self.pos, self.inflection, self.case, self.domain)
        return fingerprint(*bearing, *self.avoid, "", *kind)


COLUMNS = tuple(f.name for f in fields(Term) if f.name != "line")
_LISTS = frozenset({"variants", "alternatives", "avoid"})
_ALLOWED = {
    "pos": ("", "noun", "name", "acronym", "adjective", "verb", "phrase"),
    "case": ("", "exact"),
    "status": tuple(Status),
}


def load(path: Path) -> tuple[Term, ...]:
    """The terms of a glossary file, in its order.

    The header names the columns, in any order; `source` and `target` must be there. A byte order
    mark, CRLF and the quotation marks that spreadsheets put round a cell are understood.
    Raises `InputError` with the line for what cannot be.
    """
    rows = _rows(read_text(path, limit=FILE_LIMIT), path)
    header = next(rows, ([], 1))[0]
    columns = _columns(header, path)
    return tuple(_term(columns, cells, path, line) for cells, line in rows)


def save(terms: tuple[Term, ...], path: Path) -> None:
    """Writes a glossary file whole: columns that no term uses are left out."""
    used = [c for c in COLUMNS if c in {"source", "target"} or any(_cell(t, c) for t in terms)]
    rows = [used, *([_cell(term, column) for column in used] for term in terms)]
    write_text(path, "".join("\t".join(map(_quoted, row)) + "\n" for row in rows))


def _rows(text: str, path: Path) -> Iterator[tuple[list[str], int]]:
    for number, line in numbered_lines(text):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line], delimiter="\t", strict=True))
        except csv.Error as error:
            hint = 'Double a quotation mark that opens a cell: ""word"" or close it'
            raise InputError(
                f"cannot read the row ({error})", path=path, line=number, hint=hint
            ) from None
        if any(len(cell) > CELL_LIMIT for cell in cells):
            raise InputError(f"a cell over {CELL_LIMIT} characters", path=path, line=number)
        yield [" ".join(cell.split()) for cell in cells], number


def _columns(header: list[str], path: Path) -> list[str]:
    names = [name.casefold() for name in header]
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        hint = f"Known columns: {', '.join(COLUMNS)}"
        raise InputError(f"unknown column {unknown[0]!r}", path=path, line=1, hint=hint)
    missing = [name for name in ("source", "target") if name not in names]
    if missing:
        hint = "The first line names the columns, separated by tabs"
        raise InputError(f"no column {missing[0]!r}", path=path, line=1, hint=hint)
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise InputError(f"column {twice[0]!r} stands twice", path=path, line=1)
    return names


def _term(columns: list[str], cells: list[str], path: Path, line: int) -> Term:
    if any(cells[len(columns) :]):
        hint = f"{len(columns)} columns are named in line 1. Remove the extra tab"
        raise InputError(f"{len(cells)} cells", path=path, line=line, hint=hint)
    row = dict(zip(columns, cells, strict=False))
    for column in ("source", "target"):
        if not row.get(column):
            raise InputError(f"no {column}", path=path, line=line, hint="Fill it or remove the row")
    for column, allowed in _ALLOWED.items():
        if row.get(column, "") not in {*allowed, ""}:
            hint = f"One of: {', '.join(filter(None, allowed))}"
            raise InputError(f"unknown {column} {row[column]!r}", path=path, line=line, hint=hint)
    split = {c: _split(row[c]) for c in _LISTS & row.keys()}
    plain = {c: v for c, v in row.items() if c and c not in _LISTS and c != "status"}
    status = Status(row.get("status") or Status.APPROVED)
    return Term(**plain, **split, status=status, line=line)  # type: ignore[arg-type] # checked above


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split(SEPARATOR))))


def _cell(term: Term, column: str) -> str:
    value = asdict(term)[column]
    return SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def _quoted(cell: str) -> str:
    """A cell as a spreadsheet writes it.

    >>> _quoted('"evil"'), _quoted("plain")
    ('\"\"\"evil\"\"\"', 'plain')
    """
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
