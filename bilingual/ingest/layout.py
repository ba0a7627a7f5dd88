"""Rules that tell lists, quotations, datelines and headings in the body of plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from bilingual import dateline
from bilingual.ingest.reading import Line, Reading
from bilingual.ingest.shapes import SHORT, bullet, is_label
from bilingual.model import Kind

QUOTED = re.compile(r"^(?:>\s?)+(?=\S)")
IN_A_ROW = 2  # headings; three short lines in a row are a table or a menu
HYPHENS, LONG_DASH = "-–", "—"


def quotes(reading: Reading) -> Reading:
    """With lines that open with ">" as quotations."""
    return replace(reading, lines=tuple(_quote(line) for line in reading.lines))


def _quote(line: Line) -> Line:
    mark = QUOTED.match(line.text) if line.kind is None else None
    return replace(line, text=line.text[mark.end() :], kind=Kind.QUOTE) if mark else line


def lists(reading: Reading) -> Reading:
    """With lines that open with a bullet, a hyphen or a number as list items, without that mark.

    A bullet is enough. Hyphens and numbers make a list where two follow each other, hyphens only
    where no line asks or cries out: that is talk. A long dash always opens talk.
    """
    lines = list(reading.lines)
    marks = [bullet(line.text) if line.kind is None else "" for line in lines]
    for group in _groups(marks, [line.gap for line in lines]):
        if not _is_list([marks[i] for i in group], [lines[i].text for i in group]):
            continue
        for i in group:
            text = lines[i].text[len(marks[i]) :]
            gap = max(lines[i].gap, 1)
            lines[i] = replace(lines[i], text=text, kind=Kind.LIST_ITEM, level=1, gap=gap)
    return replace(reading, lines=tuple(lines))


def _groups(marks: list[str], gaps: list[int]) -> list[list[int]]:
    """Places of marks of the same sort with nothing but lines that go on between them."""
    groups: list[list[int]] = []
    for place, mark in enumerate(marks):
        last = groups[-1][-1] if groups else place
        alike = mark and last < place and _sort(mark) == _sort(marks[last])
        if alike and not any(gaps[last + 1 : place]):
            groups[-1].append(place)
        elif mark:
            groups.append([place])
    return groups


def _sort(mark: str) -> str:
    return "1" if mark[0].isdigit() else "a" if mark[0].isalpha() else mark[0]


def _is_list(marks: list[str], texts: list[str]) -> bool:
    """Whether lines with these marks are items, not talk or numbered headings."""
    sort = _sort(marks[0])
    if sort == LONG_DASH:
        return False
    if sort in HYPHENS:
        return len(marks) > 1 and not any(text.endswith(("?", "!")) for text in texts)
    if sort in {"1", "a"}:
        numbers = [int(mark.rstrip(" .)")) if sort == "1" else ord(mark[0]) for mark in marks]
        pairs = list(pairwise(numbers))
        return bool(pairs) and all(below - above == 1 for above, below in pairs)
    return True


def datelines(reading: Reading) -> Reading:
    """With the dateline that opens a paragraph as a line of its own."""
    lines: list[Line] = []
    for line in reading.lines:
        found = dateline.parse(line.text) if line.open else None
        if not found:
            lines.append(line)
            continue
        lines.append(replace(line, text=found.text, kind=Kind.DATELINE))
        rest = line.text[len(found.text) :].lstrip()
        if rest:
            lines.append(replace(line, text=rest, gap=1))
    return replace(reading, lines=tuple(lines))


def headings(reading: Reading) -> Reading:
    """With short lines that stand alone above running text as headings.

    In plain text only: where the format marks headings, it marks them all.
    """
    lines = reading.lines
    short = [line.kind is None and _may_be_heading(line, i) for i, line in enumerate(lines)]
    marked = []
    for i, line in enumerate(lines):
        heads = short[i] and _above_text(lines, short, i)
        marked.append(replace(line, kind=Kind.HEADING, level=2) if heads else line)
    return replace(reading, lines=tuple(marked))


def _may_be_heading(line: Line, index: int) -> bool:
    return index > 0 and is_label(line.text, SHORT)


def _above_text(lines: tuple[Line, ...], short: list[bool], index: int) -> bool:
    """Whether running text or a list follows, and no more than one other short line between."""
    start = index
    while start > 0 and short[start - 1]:
        start -= 1
    end = index
    while end < len(lines) and short[end]:
        end += 1
    if end - start > IN_A_ROW or end == len(lines):
        return False
    return lines[end].kind is Kind.LIST_ITEM or lines[end].open or lines[end].kind is Kind.DATELINE
