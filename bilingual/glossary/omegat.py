r"""The glossary in OmegaT's form: source, a tab, target, a tab, comment; `#` opens a remark.

An entry is one line. Its comment is the note and then `column: value` for each other column that
is filled, separated by ` | `, the parts of a list by `; `:

    OCS	SCO	founded in 2001 | avoid: CSO; OSC | pos: acronym | case: exact

In it `\|`, `\;` and `\\` stand for the characters themselves. OmegaT knows neither variants nor
alternatives: each gets a line of its own, with the comment `entry: OCS`, which is not read back.
A file without our first line is somebody's own: lines of one source make one entry, the first
target is the agreed one, the others are alternatives. One whose first line names columns is none
of OmegaT's but a table, as spreadsheets save "Unicode text".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import InputError
from bilingual.files import numbered_lines
from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.headers import column as meant
from bilingual.glossary.opened import CELL_LIMIT, glossary_text
from bilingual.glossary.spreadsheet import read as read_table
from bilingual.glossary.terms import COLUMNS, LISTS, SEPARATOR, Term, imported_term, row, split

OURS = "# bilingual glossary, whole entries"
_CODING = "-*- coding: utf-8 -*-"  # by which OmegaT knows the encoding, whatever the system's is
_PAIR = re.compile(rf"{OURS} \(([a-z]{{2,3}})-([a-z]{{2,3}})\)")
_ENTRY = "entry: "
_LINE_LIMIT = 2 * CELL_LIMIT * len(COLUMNS)  # characters; each may be escaped
_NAMED = tuple(c for c in COLUMNS if c not in {"source", "target", "note"})
_PART = re.compile(r"((?:[^\\|]|\\.|\\$)*)(?:\||$)")
_ITEM = re.compile(r"((?:[^\\;]|\\.|\\$)*)(?:;|$)")


def read(path: Path, pair: Pair) -> Imported:
    """The terms of an OmegaT glossary, ours or somebody's own."""
    text = glossary_text(path)
    if _is_table(text, pair):
        return read_table(path, pair)
    found = [_term(line, path, number) for number, line in numbered_lines(text) if _is_term(line)]
    if text.startswith(OURS):
        named = _PAIR.match(text)
        languages = (named[1], named[2]) if named else ()
        return Imported(tuple(found), frozenset(COLUMNS), languages=languages)
    terms = _gathered(found, path)
    filled = {c for c in COLUMNS for term in terms if c != "status" and getattr(term, c)}
    stated = {"status"} if "status: " in text else set()
    return Imported(terms, frozenset(filled | stated | {"source", "target"}), whole=False)


def written(terms: Sequence[Term], pair: Pair) -> bytes:
    """The lines of every entry: its own, then those for its variants and alternatives."""
    lines = [f"{OURS} ({pair.source}-{pair.target}) {_CODING}"]
    for term in terms:
        lines.append(f"{_shielded(term.source)}\t{term.target}\t{_comment(term)}")
        pointer = _ENTRY + _escaped(term.source)
        others = [(v, term.target) for v in term.variants]
        others += [(term.source, a) for a in term.alternatives]
        lines += [f"{_shielded(source)}\t{target}\t{pointer}" for source, target in others]
    return ("\n".join(lines) + "\n").encode()


def _is_table(text: str, pair: Pair) -> bool:
    first = re.split(r"[\r\n]", text[:1000], maxsplit=1)[0]
    return {"source", "target"} <= {meant(cell.strip('" '), pair) for cell in first.split("\t")}


def _is_term(line: str) -> bool:
    cells = line.split("\t")
    ours = len(cells) > 2 and cells[2].startswith(_ENTRY)
    return bool(line.strip()) and not line.startswith("#") and not ours


def _term(line: str, path: Path, number: int) -> Term:
    if len(line) > _LINE_LIMIT:
        what = f"a line over {_LINE_LIMIT:,} characters"
        raise InputError(what, path=path, line=number, hint="Shorten it")
    cells = line.split("\t")
    if len(cells) == 1:
        hint = "A line is: source, a tab, target, and perhaps a tab and a comment"
        raise InputError("no tab in the line", path=path, line=number, hint=hint)
    source, target, *rest = cells
    source = source[1:] if source.startswith(("\\#", "\\\\")) else source
    fields = _fields(" ".join(rest).strip())
    return imported_term({"source": source, "target": target} | fields, path, number)


def _gathered(terms: Sequence[Term], path: Path) -> tuple[Term, ...]:
    """One term a source: further targets are alternatives of the first."""
    entries: dict[str, Term] = {}
    others: dict[str, dict[str, None]] = {}
    for term in terms:
        first = entries.setdefault(term.source, term)
        more = others.setdefault(term.source, dict.fromkeys(first.alternatives))
        more.update(dict.fromkeys((term.target, *term.alternatives)))
    whole = (
        replace(t, alternatives=tuple(a for a in others[t.source] if a != t.target))
        for t in entries.values()
    )
    return tuple(imported_term(row(term), path, term.line) for term in whole)


def _comment(term: Term) -> str:
    cells = row(term)
    note = _escaped(term.note)
    opens = note.partition(":")[0].strip()
    parts = [f"note: {note}" if opens in (*_NAMED, "note", "entry") else note] if note else []
    for column in _NAMED:
        if not cells[column] or (column == "status" and cells[column] == "approved"):
            continue
        values = split(cells[column]) if column in LISTS else (cells[column],)
        parts.append(f"{column}: {'; '.join(map(_escaped, values))}")
    return " | ".join(parts)


def _fields(comment: str) -> dict[str, str]:
    """The columns in a comment; what names none of them is the note.

    >>> _fields("founded in 2001 | avoid: CSO; OSC")
    {'note': 'founded in 2001', 'avoid': 'CSO|OSC'}
    """
    fields: dict[str, str] = {}
    for part in _parts(comment, _PART):
        name, colon, value = part.partition(":")
        if colon and name in LISTS:
            fields[name] = SEPARATOR.join(_plain(v) for v in _parts(value, _ITEM))
        elif colon and name in (*_NAMED, "note"):
            fields[name] = _plain(value)
        else:
            before = f"{fields['note']} | " if "note" in fields else ""
            fields["note"] = before + _plain(part)
    return fields


def _parts(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    found = (m[1].strip() for m in pattern.finditer(text))
    return filter(None, found)


def _escaped(text: str) -> str:
    return re.sub(r"[\\|;]", r"\\\g<0>", text)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\|;])", r"\1", text).strip()


def _shielded(source: str) -> str:
    """A source that OmegaT does not take for a remark."""
    return f"\\{source}" if source.startswith(("#", "\\")) else source
