"""Rules that find what stands above the body: the publication, title, kicker and standfirst."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.ingest.cleaning import key, words
from bilingual.ingest.facts import body
from bilingual.ingest.reading import USED, Line, Reading
from bilingual.ingest.shapes import LABEL, LONG, is_label, is_prose, starts_lower, stops, wants_more
from bilingual.ingest.trim import near
from bilingual.model import Kind

STANDFIRST = 700  # characters a standfirst may have
NAME = 45  # characters the name of a publication or a kicker above the title may have
NAME_WORDS = 6
SHORTER = 0.7  # how much shorter than the title a line above it is
DOMAIN = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/?$", re.IGNORECASE)


def title(reading: Reading) -> Reading:
    """With the title marked: a heading that the format has, or the first short line.

    A given title stands for the one found, which is set aside.
    """
    first, _, _ = body(reading.lines)
    index, end = _title_place(reading.lines, first)
    given = reading.fields.get("title", "") if "title" in reading.given else ""
    if index < 0:
        return _with(reading, Kind.TITLE, given) if given else reading
    text = " ".join(line.text for line in reading.lines[index:end])
    if not given or text == given:
        whole = replace(reading.lines[index], text=text, kind=Kind.TITLE, level=0)
        lines = (*reading.lines[:index], whole, *reading.lines[end:])
        return _first(replace(reading, lines=lines), index)
    same = near(key(text), key(given)) or key(text) == key(given)
    why = "repeats the title" if same else "replaced by the title given"
    number = reading.lines[index].number
    return _with(reading.aside(dict.fromkeys(range(index, end), why)), Kind.TITLE, given, number)
