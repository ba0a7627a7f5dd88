"""Rules for the standfirst: which paragraph it is, and whether the body says it again."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from bilingual.ingest.cleaning import words
from bilingual.ingest.reading import HEAD, Line, Reading
from bilingual.ingest.shapes import LONG, is_prose
from bilingual.model import Kind

LONGEST = 700  # characters a standfirst may have
SHARED = 0.5  # share of its words that one that was given must have to stand for it
FEWEST = 8  # words of a paragraph that another repeats
OPENING = 100  # characters that hold its first three words
SAME = 0.9  # share of them that must open the other in the same order


def standfirst(reading: Reading) -> Reading:
    """With the first paragraph marked as standfirst where the layout shows it to be one.

    That is: a heading, a dateline, the author or date, or more blank lines than elsewhere stand
    between it and the body. One that was given stands for it where they share most words.
    """
    marked = any(line.kind is Kind.STANDFIRST for line in reading.lines)
    if marked or reading.has_none("standfirst"):
        return reading
    index = _standfirst_place(reading)
    given_text = reading.fields.get("standfirst", "")
    if given_text and index >= 0:
        found = set(words(reading.lines[index].text))
        if len(found & set(words(given_text))) >= SHARED * len(found):
            reading = reading.aside({index: "replaced by the standfirst given"})
    if given_text:
        return replace(reading, lines=(Line(given_text, 0, 1, Kind.STANDFIRST), *reading.lines))
    return reading.marked(index, Kind.STANDFIRST) if index >= 0 else reading


def _standfirst_place(reading: Reading) -> int:
    """Where the standfirst is among the lines, or -1."""
    lines = reading.lines
    index = next((i for i, line in enumerate(lines) if line.kind not in HEAD), len(lines))
    if index + 2 >= len(lines) or not any(line.kind is Kind.TITLE for line in lines):
        return -1
    line, below = lines[index : index + 2]
    if not line.open or not is_prose(line.text) or len(line.text) > LONGEST:
        return -1
    parted = (
        below.kind in {Kind.HEADING, Kind.DATELINE}
        or reading.used_between(line, below)
        or _set_off(lines[index + 1 :])
    )
    return index if parted else -1


def _set_off(body: tuple[Line, ...]) -> bool:
    """Whether more blank lines stand above the body than between most of its paragraphs."""
    gaps = [line.gap for line in body[1:]]
    return len(gaps) > 1 and body[0].gap > max(1, median(gaps))


def again(reading: Reading) -> Reading:
    """Without a summary or first paragraph that opens a later paragraph nearly word for word."""
    lines = reading.lines
    first = next((i for i, line in enumerate(lines) if _may_repeat(line)), len(lines) - 1)
    said = words(lines[first].text[: 8 * LONG]) if lines else []
    if len(said) < FEWEST:
        return reading
    for line in lines[first + 1 :]:
        if not line.open or words(line.text[:OPENING])[:3] != said[:3]:
            continue
        new = words(line.text[: 16 * LONG])[: len(said)]
        same = next((n for n, (a, b) in enumerate(zip(said, new, strict=False)) if a != b), None)
        if len(new) >= SAME * len(said) and (same is None or same >= SAME * len(said)):
            where = f", line {line.number}" if line.number else ""
            return reading.aside({first: f"repeats the body{where}"})
    return reading


def _may_repeat(line: Line) -> bool:
    return line.kind is Kind.STANDFIRST or (line.open and is_prose(line.text))
