"""What a file format hands over: pieces of text in order, before anything is decided about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilingual.model import Kind, SetAside


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph-like run of lines, as the file has it."""

    text: str  # may hold line breaks: they are decided on later
    line: int = 0  # of the file, 1-based; 0 where the format has no lines
    kind: Kind | None = None  # where the format says so (<h2>, "## "); its line breaks are spaces
    # None: to be found out; then a line break may part two paragraphs
    level: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One file, read but not yet understood."""

    pieces: tuple[Piece, ...]
    fields: dict[str, str] = field(default_factory=dict)
    # what the file says of itself: title, kicker, standfirst, date, author, source, url, tags
    # (joined by ", "), language; and, joined by line breaks, "credits" of pictures and "keep" and
    # "drop": lines to bring back and to set aside
    set_aside: tuple[SetAside, ...] = ()  # what the reader of the format left out itself
