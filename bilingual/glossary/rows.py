"""A glossary file in which some rows change: all others keep their bytes.

So the columns somebody has put in order, empty ones, blank lines, a byte order mark and the ends of
lines stay, and a comparison of two versions shows the rows that changed and nothing else.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bilingual.glossary.terms import COLUMNS, Term, row

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_PLAIN = {"status": "approved"}  # what goes without saying

Cells = Mapping[str, str]  # by column


def rewritten(content: bytes, before: Sequence[Term], after: Sequence[Term]) -> bytes:
    """The content of a glossary file, which holds the terms `before`, with those of `after`.

    A term's `line` tells its row; one without a line is new, and its row comes behind that of the
    term before it. Columns that the file lacks are added at the end.

    >>> content = b"target\\tsource\\n\\nSCO\\tOCS\\r\\n"
    >>> rewritten(content, [Term("OCS", "SCO", line=3)], [Term("OCS", "x", line=3), Term("a", "b")])
    b'target\\tsource\\n\\nx\\tOCS\\r\\nb\\ta\\n'
    """
    mark, encoding = next((m for m in _MARKS if content.startswith(m[0])), (b"", "utf-8"))
    pieces = [*_LINE_END.split(content[len(mark) :].decode(encoding)), ""]
    lines = dict(enumerate(zip(pieces[::2], pieces[1::2], strict=True), start=1))
    text = "".join(_rewritten(lines, before, after))
    return mark + text.encode(encoding)


def _rewritten(
    lines: Mapping[int, tuple[str, str]], before: Sequence[Term], after: Sequence[Term]
) -> Iterator[str]:
    """The lines of the new file, each with its end."""
    header = next(number for number, (line, _) in lines.items() if line.strip())
    old = {term.line: row(term) for term in before}
    new = {term.line: row(term) for term in after if term.line}
    changed = {number: cells for number, cells in new.items() if old[number] != cells}
    added = _added(after, header)
    names = [" ".join(name.split()).casefold() for name in _cells(lines[header][0])]
    lacking = _lacking(names, [*changed.values(), *(c for some in added.values() for c in some)])
    columns = [*names, *lacking]
    end_of_line = lines[header][1] or "\n"
    for number, (line, end) in lines.items():
        if number == header:
            yield "\t".join([line, *lacking])
        elif number in changed:
            yield _changed(line, columns, old[number], changed[number])
        elif number in new or number not in old:
            yield line
        else:
            continue
        yield end or (end_of_line if added[number] else "")
        for cells in added[number]:
            yield "\t".join(_quoted(cells.get(c, "")) for c in columns) + end_of_line


def _added(after: Sequence[Term], header: int) -> defaultdict[int, list[Cells]]:
    """New rows by the line that they come behind."""
    added: defaultdict[int, list[Cells]] = defaultdict(list)
    place = header
    for term in after:
        if term.line:
            place = term.line
        else:
            added[place].append(row(term))
    return added


def _lacking(names: Sequence[str], rows: Sequence[Cells]) -> list[str]:
    """The columns that these rows need and the file has not."""
    return [
        column for column in COLUMNS
        if column not in names and any(cells[column] != _PLAIN.get(column, "") for cells in rows)
    ]  # fmt: skip


def _changed(line: str, columns: Sequence[str], old: Cells, new: Cells) -> str:
    """A row with other cells where they differ."""
    cells = line.split("\t")
    plain = _cells(line)
    if len(cells) != len(plain):  # a tab between quotation marks
        cells = [_quoted(" ".join(cell.split())) for cell in plain]
    for place, column in enumerate(columns):
        if column and old[column] != new[column]:
            cells += [""] * (place + 1 - len(cells))
            cells[place] = _quoted(new[column])
    return "\t".join(cells)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter="\t", strict=True))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
