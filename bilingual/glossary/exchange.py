"""Glossaries in other programs' formats: one module a format, chosen by the file's ending.

A format is two functions: `read(path, pair)` gives an `Imported`, `written(terms, pair)` the bytes
of a file. A new one is a module and a line in `FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bilingual.errors import InputError
from bilingual.files import write_bytes
from bilingual.glossary.terms import Term

FORMATS = {  # name -> what reads it, what writes it
    "tbx": ("bilingual.glossary.tbx:read", "bilingual.glossary.tbx_writing:written"),
    "csv": ("bilingual.glossary.spreadsheet:read", "bilingual.glossary.spreadsheet:with_commas"),
    "csv-semicolon": (
        "bilingual.glossary.spreadsheet:read",
        "bilingual.glossary.spreadsheet:with_semicolons",
    ),
    "tsv": ("bilingual.glossary.spreadsheet:read", "bilingual.glossary.spreadsheet:with_tabs"),
    "omegat": ("bilingual.glossary.omegat:read", "bilingual.glossary.omegat:written"),
}
ENDINGS = {
    ".tbx": "tbx",
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "omegat",
    ".utf8": "omegat",
    ".tab": "omegat",
}
_SHEETS = frozenset((".xlsx", ".xls", ".ods", ".numbers"))
_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")


@dataclass(frozen=True, slots=True)
class Pair:
    """The languages of a glossary, as codes."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another program holds."""

    terms: tuple[Term, ...]  # as they stand in the file; `line` is their place in it
    columns: frozenset[str]  # those that the file speaks of: others stay as they are on a merge
    notes: tuple[str, ...] = ()  # what was left out, and why, for people
    whole: bool = True  # else what it does not say is not gone
    languages: tuple[str, ...] = ()  # that the file names: source and target, if it has both


def pair_of(path: Path) -> Pair | None:
    """The languages in a glossary file's name, such as `fr-en.tsv`; None where it has none.

    >>> pair_of(Path("glossary/fr-en.tsv"))
    Pair(source='fr', target='en')
    """
    found = _PAIR.fullmatch(path.stem)
    return Pair(*found.groups()) if found else None


def read_terms(path: Path, pair: Pair, form: str = "") -> Imported:
    """The terms of a file, in the form of that name in `FORMATS`; "" goes by the file's ending.

    Raises `InputError` with the line for what cannot be understood.
    """
    read: Callable[[Path, Pair], Imported] = _found(_format(path, form)[0])
    return read(path, pair)


def write_terms(terms: Sequence[Term], path: Path, pair: Pair, form: str = "") -> bool:
    """Writes the terms whole; False where the file already held just that.

    `InputError` where the format cannot hold a term.
    """
    written: Callable[[Sequence[Term], Pair], bytes] = _found(_format(path, form)[1])
    return write_bytes(path, written(terms, pair))


def _format(path: Path, form: str) -> tuple[str, str]:
    name = form or ENDINGS.get(path.suffix.lower(), "")
    if name not in FORMATS:
        hint = f"Known endings: {', '.join(ENDINGS)}. Or name a format: {', '.join(FORMATS)}"
        if path.suffix.lower() in _SHEETS:
            hint = "In the spreadsheet, save it as CSV in UTF-8"
        raise InputError(f"no glossary format ends in {path.suffix!r}", path=path, hint=hint)
    return FORMATS[name]


def _found(name: str) -> Any:  # a function of a format
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)
