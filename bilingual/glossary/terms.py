"""The glossary file: one term a line, tab-separated, made for spreadsheets and for diffs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from bilingual.errors import InputError
from bilingual.files import fingerprint, write_text
from bilingual.glossary.layout import NEEDED, named_rows
from bilingual.glossary.opened import CELL_LIMIT

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
LISTS = frozenset({"variants", "alternatives", "avoid"})
_POS = frozenset(("", "noun", "name", "acronym", "adjective", "verb", "phrase"))
_ALLOWED = {"pos": _POS, "case": frozenset(("", "exact")), "status": frozenset(("", *Status))}
BROKEN = re.compile(r"#[A-Z/0]+[!?]|#N/A|Err:\d{3}|\d(?:[.,]\d+)?E[+-]\d+")  # a spreadsheet's own
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def load(path: Path) -> tuple[Term, ...]:
    """The terms of a glossary file, in its order.

    The header names the columns, in any order; `source` and `target` must be there. A byte order
    mark, CRLF and the quotation marks that spreadsheets put round a cell are understood.
    Raises `InputError` with the line for what cannot be.
    """
    terms, faults = read(path)
    if faults:
        raise faults[0]
    return terms


def read(path: Path) -> tuple[tuple[Term, ...], tuple[InputError, ...]]:
    """The terms of a glossary file, and what is wrong with each of the rows that hold none.

    Raises `InputError` where no row can be understood: no such file, another format, no header.
    """
    terms: list[Term] = []
    faults: list[InputError] = []
    for line, cells in named_rows(path, COLUMNS):
        if isinstance(cells, InputError):
            faults.append(cells)
            continue
        term, wrong = _understood(cells, path, line)
        faults += wrong
        terms += [term] if term else []
    return tuple(terms), tuple(faults)


def save(terms: Sequence[Term], path: Path) -> None:
    """Writes a glossary file whole: columns that no term uses are left out."""
    write_text(path, table(terms))


def row(term: Term) -> dict[str, str]:
    """The term's cells by column; a list is one cell, its parts separated by `|`.

    >>> row(Term("OCS", "SCO", avoid=("CSO", "OSC")))["avoid"]
    'CSO|OSC'
    """
    cells = {column: getattr(term, column) for column in COLUMNS}
    return {c: SEPARATOR.join(v) if c in LISTS else str(v) for c, v in cells.items()}


def table(terms: Sequence[Term], shielded: Callable[[str], str] = str) -> str:
    """The terms as a glossary file has them; columns that no term uses are left out.

    `shielded` gives each cell as it is to be written.
    """
    rows = [row(term) for term in terms]
    used = [c for c in COLUMNS if c in {"source", "target"} or any(r[c] for r in rows)]
    lines = [used, *([_quoted(shielded(r[c])) for c in used] for r in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def imported_term(cells: Mapping[str, str], path: Path, line: int) -> Term:
    """`term_of` for files from elsewhere: refused are also control characters and `#NAME?`.

    In our own file `glossary check` finds both, with all the rest.
    """
    for column, cell in cells.items():
        if found := CONTROL.search(cell):
            what = f"a control character (U+{ord(found[0]):04X}) in {column}"
            raise InputError(what, path=path, line=line, hint="Remove it")
        if BROKEN.fullmatch(cell.strip()):
            hint = "A spreadsheet put it in the place of a word: type the word again, as text"
            raise InputError(f"{cell.strip()!r} in {column}", path=path, line=line, hint=hint)
    return term_of(cells, path, line)


def term_of(cells: Mapping[str, str], path: Path, line: int) -> Term:
    """The term in a row: white space made single, letters in NFC as articles have them.

    Raises `InputError` with the line for a row without source or target, a cell that is too long,
    and a word that a column does not know.
    """
    term, faults = _understood(cells, path, line)
    if term is None:
        raise faults[0]
    return term


def _understood(
    cells: Mapping[str, str], path: Path, line: int
) -> tuple[Term | None, list[InputError]]:
    """The term in a row, or everything for which there is none."""

    def fault(what: str, hint: str) -> InputError:
        return InputError(what, path=path, line=line, hint=hint)

    long = [column for column, cell in cells.items() if len(cell) > CELL_LIMIT]
    if long:
        return None, [
            fault(f"a cell over {CELL_LIMIT} characters in {c}", "Shorten it") for c in long
        ]
    plain = {c: " ".join(unicodedata.normalize("NFC", v).split()) for c, v in cells.items()}
    empty = [column for column in NEEDED if not plain.get(column)]
    faults = [fault(f"no {column}", "Fill it or remove the row") for column in empty]
    for column, allowed in _ALLOWED.items():
        if plain.get(column, "") not in allowed:
            hint = f"One of: {', '.join(sorted(filter(None, allowed)))}"
            faults.append(fault(f"unknown {column} {plain[column]!r}", hint))
    if faults:
        return None, faults
    values: dict[str, Any] = {c: split(v) if c in LISTS else v for c, v in plain.items()}
    values["status"] = Status(plain.get("status") or Status.APPROVED)
    return Term(**values, line=line), []


def split(cell: str) -> tuple[str, ...]:
    """The parts of a list's cell.

    >>> split("FTA | free-trade agreement|")
    ('FTA', 'free-trade agreement')
    """
    return tuple(filter(None, (part.strip() for part in cell.split(SEPARATOR))))


def _quoted(cell: str) -> str:
    """A cell as a spreadsheet writes it.

    >>> _quoted('"evil"'), _quoted("plain")
    ('\"\"\"evil\"\"\"', 'plain')
    """
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
