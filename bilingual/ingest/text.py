"""Plain text: paragraphs are what blank lines part."""

from __future__ import annotations

import re
from pathlib import Path

from bilingual.errors import InputError
from bilingual.ingest.charset import decode
from bilingual.ingest.cleaning import clean
from bilingual.ingest.draft import Draft, Piece
from bilingual.ingest.given import front_matter

SAMPLE = 100_000  # characters looked at
BROKEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
JUNK = 0.02  # share of control and broken characters from which a file is not a text


def read(path: Path) -> Draft:
    """The paragraphs of a text file, with the fields of its front matter."""
    text = read_text(path)
    fields, skipped = front_matter(text, path)
    return Draft(tuple(paragraphs(text.split("\n")[skipped:], skipped + 1)), fields)


def read_text(path: Path) -> str:
    """The cleaned text of a file in UTF-8, UTF-16 or a code page.

    Raises `InputError` where the bytes are no text.
    """
    raw = path.read_bytes()
    text = decode(raw)
    sample = text[:SAMPLE]
    junk = len(BROKEN.findall(sample))
    if "\0" in text or junk > JUNK * len(sample) + 1:
        hint = "Save the article as text in UTF-8"
        raise InputError("not a text file", path=path, hint=hint)
    return clean(text)


def paragraphs(lines: list[str], start: int) -> list[Piece]:
    """Each run of lines that are not blank; `start` is the number of the first line."""
    pieces: list[Piece] = []
    run: list[str] = []
    for number, line in enumerate([*lines, ""], start):
        if line.strip():
            run.append(line)
        elif run:
            pieces.append(Piece("\n".join(run), number - len(run)))
            run = []
    return pieces
