"""Rules that find what stands above the body: the publication, title and kicker."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.ingest.cleaning import key, words
from bilingual.ingest.reading import HEAD, Line, Reading
from bilingual.ingest.shapes import (
    LABEL,
    LONG,
    bullet,
    is_label,
    is_prose,
    starts_lower,
    stops,
    wants_more,
)
from bilingual.ingest.trim import near
from bilingual.model import Kind

QUESTION = 150  # characters a title may have that ends as a sentence does
ABOVE = 45  # characters that the name of a publication or a kicker above the title may have
ABOVE_WORDS = 6
SHORTER = 0.7  # how much shorter than the title such a line is
DOMAIN = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/?$", re.IGNORECASE)


def title(reading: Reading) -> Reading:
    """With the title marked: a heading that the format has, or the first short line.

    A title that was given stands for the one found, which is set aside.
    """
    if reading.has_none("title"):
        return reading
    start, end = _title_place(reading)
    if start == end:
        return reading
    parts = reading.lines[start:end]
    whole = replace(parts[0], text=" ".join(part.text for part in parts), kind=Kind.TITLE, level=0)
    given = reading.fields.get("title", whole.text)
    if given == whole.text:
        lower = (
            replace(line, kind=Kind.HEADING, level=1) if line.kind is Kind.TITLE else line
            for line in reading.lines[end:]
        )
        return replace(reading, lines=(*reading.lines[:start], whole, *lower))
    same = near(key(whole.text), key(given))
    why = "repeats the title" if same else "replaced by the title given"
    return reading.aside(dict.fromkeys(range(start, end), why))


def _title_place(reading: Reading) -> tuple[int, int]:
    """Where the title starts and ends among the lines; an empty stretch where there is none."""
    lines = reading.lines
    marked = _marked_title(reading)
    if marked >= 0:
        return marked, marked + 1
    if not lines or not _may_be_title(reading):
        return 0, 0
    start = int(_stands_above(lines, 0) and not reading.used_between(*lines[:2]))
    end = start + 1
    while end < len(lines) and _continues(lines[start], lines[end - 1], lines[end]):
        end += 1
    return start, end


def _marked_title(reading: Reading) -> int:
    """Where the line is that the format marks as title, or -1.

    A heading of the first level is one above the body, or if no other is of that level. Where a
    title was given, such headings may as well head the parts.
    """
    lines = reading.lines
    titles = [i for i, line in enumerate(lines) if line.kind is Kind.TITLE]
    if titles:
        return titles[0]
    first = [i for i, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == 1]
    above = first and not any(is_prose(line.text) for line in lines[: first[0]])
    alone = len(first) == 1
    given_text = reading.fields.get("title", "")
    if first and (alone or (above and not given_text)):
        return first[0]
    same = (i for i in first[:1] if near(key(lines[i].text), key(given_text)))
    return next(same, -1)


def _may_be_title(reading: Reading) -> bool:
    """Whether the line at the top reads as a title: short, no running text of its own."""
    line, more = reading.lines[0], reading.lines[1:]
    if line.kind is Kind.HEADING:
        return "title" not in reading.given
    if not line.open or len(line.text) > LONG or bullet(line.text):
        return False
    if not more:
        return is_label(line.text, LONG)
    if "title" in reading.given and stops(line.text):
        return near(key(line.text), key(reading.fields["title"]))
    asks = len(line.text) <= QUESTION and line.text.endswith(("?", "!", "…")) and more[0].gap > 0
    return asks or not is_prose(line.text)


def _stands_above(lines: tuple[Line, ...], index: int) -> bool:
    """Whether the line is a short one above the real title: a kicker, or the publication."""
    line, more = lines[index], lines[index + 1 : index + 3]
    cut = (
        len(more) > 1
        and more[1].open
        and starts_lower(more[1].text)
        and (more[1].gap > 0 or is_prose(f"{more[0].text} {more[1].text}"))
    )
    return (
        bool(more)
        and not cut
        and line.open
        and len(line.text) <= ABOVE
        and len(line.text.split()) <= ABOVE_WORDS
        and len(line.text) < SHORTER * len(more[0].text)
        and is_label(more[0].text, LONG)
        and not is_prose(more[0].text)
        and (more[0].open or more[0].kind is Kind.TITLE)
    )


def _continues(first: Line, last: Line, line: Line) -> bool:
    """Whether a title goes on in the line right below it."""
    if line.gap or not line.open or is_prose(line.text) or len(line.text) > LABEL:
        return False
    return wants_more(last.text) or (
        starts_lower(line.text) and not _names_subject(line.text, first.text)
    )


def _names_subject(text: str, title: str) -> bool:
    """Whether the text has only words of the title, and not all of them: a kicker often does."""
    few = {word for word in words(text) if len(word) > 1}
    every = {word for word in words(title) if len(word) > 1}
    return few < every and not near(key(title), key(text), cut=False)


def kicker(reading: Reading) -> Reading:
    """With the short line above or right below the title marked as kicker.

    A line above the title whose words come nowhere else, set off from it, is the publication.
    """
    place = next((i for i, line in enumerate(reading.lines) if line.kind is Kind.TITLE), -1)
    if place < 0:
        return reading
    if place > 0 and _stands_above(reading.lines, place - 1):
        above = reading.lines[place - 1]
        if _is_publication(reading, place - 1):
            without = reading.found({place - 1: {"source": above.text}})
            return kicker(without) if len(without.lines) < len(reading.lines) else without
        return _kicked(reading, place - 1)
    return _kicked(reading, place + 1) if _is_kicker(reading.lines, place + 1) else reading


def _is_publication(reading: Reading, index: int) -> bool:
    """Whether a line above the title names the site or paper."""
    line, below = reading.lines[index : index + 2]
    if not (below.gap > 1 or DOMAIN.match(line.text)):
        return False
    others = reading.lines[:index] + reading.lines[index + 1 :]
    said = {word for other in others for word in words(other.text)}
    return not any(word in said for word in words(line.text) if len(word) > 3)


def _is_kicker(lines: tuple[Line, ...], index: int) -> bool:
    """Whether the line right below the title names the subject."""
    if index >= len(lines):
        return False
    above, line = lines[index - 1], lines[index]
    if not line.open or len(line.text) > LABEL or stops(line.text) or bullet(line.text):
        return False
    if near(key(line.text), key(above.text), cut=False):
        return False  # the title again
    more = lines[index + 1 : index + 2]
    goes_on = wants_more(line.text) or (more and not more[0].gap and starts_lower(more[0].text))
    beside = (line.gap == 0 and not goes_on) or line.kind is Kind.PARAGRAPH
    return beside or _names_subject(line.text, above.text)


def _kicked(reading: Reading, index: int) -> Reading:
    if reading.has_none("kicker"):
        return reading
    if "kicker" in reading.given:
        return reading.aside({index: "replaced by the kicker given"})
    return reading.marked(index, Kind.KICKER)


def given(reading: Reading) -> Reading:
    """With the title and kicker that were given, where the text has not the same."""
    has = {line.kind for line in reading.lines}
    added = tuple(
        Line(reading.fields[kind], gap=1, kind=kind)
        for kind in (Kind.TITLE, Kind.KICKER)
        if reading.fields.get(kind) and kind in reading.given and kind not in has
    )
    return replace(reading, lines=added + reading.lines)


def emptied(reading: Reading) -> Reading:
    """With what the format marks as title, kicker or standfirst as text where there is none."""
    ordinary = {Kind.TITLE: (Kind.HEADING, 1)}
    lines = list(reading.lines)
    for i, line in enumerate(lines):
        if line.kind in HEAD and reading.has_none(line.kind):
            kind, level = ordinary.get(line.kind, (Kind.PARAGRAPH, 0))
            lines[i] = replace(line, kind=kind, level=level)
    return replace(reading, lines=tuple(lines))


def in_order(reading: Reading) -> Reading:
    """With title, kicker and standfirst in front of the body."""
    ranked = sorted(
        enumerate(reading.lines),
        key=lambda item: HEAD.index(item[1].kind) if item[1].kind in HEAD else len(HEAD),
    )
    lines: list[Line] = []
    for new, (old, line) in enumerate(ranked):
        moved = new > 0 and ranked[new - 1][0] != old - 1
        lines.append(replace(line, gap=max(line.gap, 1)) if moved else line)
    return replace(reading, lines=tuple(lines))
