"""Rules that make paragraphs whole again where line breaks cut them.

Inside a run of lines, a break is a space when the line above does not end a sentence or the line
below goes on in the middle of one; after a full stop it starts a new paragraph. Text that was
wrapped at a fixed width is the exception: there every break at that width is a space.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from bilingual.ingest.cleaning import WORD
from bilingual.ingest.reading import Line, Reading
from bilingual.ingest.shapes import SHORT, bullet, ends_sentence, starts_lower, wants_more
from bilingual.model import Kind

NARROW, WIDE = 40, 120  # characters: widths that people and programs wrap text at
NEARLY = 0.85  # of that width, where a line and the next word no longer fit
MOST = 0.6  # share of breaks at that width in a wrapped text
CUT = 60  # characters from which a line may be the first half of a sentence


def pieces(reading: Reading) -> Reading:
    """With the lines of a piece as one, where the format says that the piece is one."""
    return replace(reading, lines=_merged(reading.lines, _one_piece))


def _one_piece(above: Line, below: Line) -> bool:
    return above.kind is not None and above.kind is below.kind and not below.gap


def unwrap(reading: Reading) -> Reading:
    """With the lines of a text that is wrapped at a fixed width made into paragraphs."""
    width = wrap_width(reading.lines)
    if not width:
        return reading

    def together(above: Line, below: Line) -> bool:
        return _same_run(above, below) and _fills(above, below, width)

    return replace(reading, lines=_merged(reading.lines, together))


def wrap_width(lines: tuple[Line, ...]) -> int:
    """The width in characters that the text is wrapped at, or 0.

    It is that of the longest line, if most lines that another follows reach it and most of those
    others go on with a small letter: verse does not.
    """
    width = max((len(line.text) for line in lines if line.kind is None), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if _same_run(a, b)]
    full = [(a, b) for a, b in pairs if _fills(a, b, width)]
    small = sum(starts_lower(below.text) for _, below in full)
    wrapped = len(full) >= 2 and len(full) >= MOST * len(pairs) and small >= len(full) / 2
    return width if NARROW <= width <= WIDE and wrapped else 0


def _same_run(above: Line, below: Line) -> bool:
    return above.kind is None is below.kind and not below.gap and not bullet(below.text)


def _fills(above: Line, below: Line, width: int) -> bool:
    """Whether the first word below would not have fitted above any more."""
    return len(above.text) + 1 + len(below.text.split(" ", 1)[0]) > NEARLY * width


def mend(reading: Reading) -> Reading:
    """With paragraphs whole that line breaks, blank lines or furniture had cut."""
    return replace(reading, lines=_merged(reading.lines, broken))


def broken(above: Line, below: Line) -> bool:
    """Whether the line below goes on with the sentence of the line above."""
    if _one_piece(above, below):
        return True
    if above.kind in {Kind.LIST_ITEM, Kind.QUOTE} and below.kind is None and not below.gap:
        return starts_lower(below.text) and not ends_sentence(above.text)
    if not (above.open and below.open) or bullet(below.text) or ends_sentence(above.text):
        return False
    small = starts_lower(below.text)
    if wants_more(above.text):
        salutation = above.text.endswith(",") and len(above.text) < CUT
        return small or not below.gap or not salutation
    if small:
        return not below.gap or len(above.text) >= CUT
    return not below.gap and len(above.text) > SHORT and not above.text.endswith((":", ";"))


def _merged(lines: tuple[Line, ...], together: Callable[[Line, Line], bool]) -> tuple[Line, ...]:
    """The lines, those that belong together as one."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and together(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    known = (
        {word for line in lines for word in WORD.findall(line.text)} if _hyphens(groups) else set()
    )
    return tuple(replace(group[0], text=_text(group, known)) for group in groups)


def _hyphens(groups: list[list[Line]]) -> bool:
    return any(line.text.endswith("-") for group in groups for line in group[:-1])


def _text(group: list[Line], known: set[str]) -> str:
    """The lines as one text. A hyphen at a break goes where the article has the whole word."""
    parts: list[str] = []
    for above, below in zip(group, [*group[1:], None], strict=True):
        if below is None or not (_ends_in_hyphen(above.text) and below.text[0].isalpha()):
            parts += [above.text, " "]
            continue
        first = WORD.findall(above.text[:-1])[-1] + WORD.findall(below.text)[0]
        parts.append(above.text[:-1] if first in known else above.text)
    return "".join(parts).rstrip()


def _ends_in_hyphen(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha()
