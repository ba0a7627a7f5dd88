"""Sentences too long for a model, cut into parts and put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.checks import check, from_elsewhere
from bilingual.model import Issue, TermUse, Translation

# Where a long sentence is best cut, best first: after these.
_CUTS = tuple(re.compile(pattern) for pattern in (r"[;:]\s+", r"[,)»”]\s+", r"\s+", r""))


def parts(sentence: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """The sentence in parts that fit, cut at its punctuation; joined, they are the sentence.

    >>> parts("one two; three, four", lambda part: len(part) <= 12)
    ('one two; ', 'three, four')
    """
    if len(sentence) < 2 or fits(sentence):
        return (sentence,)
    place = next(filter(None, (_nearest_middle(sentence, cut) for cut in _CUTS)))
    return parts(sentence[:place], fits) + parts(sentence[place:], fits)


def joined(sentence: str, pieces: Sequence[str], made: Sequence[Translation]) -> Translation:
    """One translation of the sentence from those of its parts, with one space between them.

    It is checked whole, and keeps the doubts that only its parts could raise.
    """
    if len(made) == 1:
        return made[0]
    text, terms, links = "", [], []
    start = 0
    for piece, translation in zip(pieces, made, strict=True):
        text += " " if text and translation.text else ""
        terms += [_moved(use, start, len(text)) for use in translation.terms]
        links += [
            (a + start, b + start, c + len(text), d + len(text))
            for a, b, c, d in translation.alignment
        ]
        text += translation.text
        start += len(piece)
    kept = [
        issue
        for piece, translation in zip(pieces, made, strict=True)
        for issue in _kept(piece.strip(), translation)
    ]
    scores = [translation.score for translation in made if translation.score is not None]
    return replace(
        made[0],
        text=text,
        score=sum(scores) / len(scores) if scores else None,
        terms=tuple(terms),
        issues=(*check(sentence, text, tuple(terms)), *kept),
        alignment=tuple(links),
    )


def _kept(piece: str, made: Translation) -> tuple[Issue, ...]:
    """What no check of the whole sentence can tell of the part: also that nothing came back."""
    return from_elsewhere(piece, made) if made.text else made.issues


def _nearest_middle(sentence: str, cut: re.Pattern[str]) -> int:
    """The end of the match nearest to the middle; 0 where there is none inside."""
    ends = [m.end() for m in cut.finditer(sentence) if 0 < m.end() < len(sentence)]
    return min(ends, key=lambda end: abs(end - len(sentence) // 2), default=0)


def _moved(use: TermUse, source: int, target: int) -> TermUse:
    if use.target_start < 0:
        return replace(use, start=use.start + source, end=use.end + source)
    return replace(
        use,
        start=use.start + source,
        end=use.end + source,
        target_start=use.target_start + target,
        target_end=use.target_end + target,
    )
