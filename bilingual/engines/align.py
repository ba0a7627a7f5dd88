"""Which word of a translation came from which word of the sentence, by a model's attention.

The rule: the attention that a target word gives to a source word is the mean over the target
word's pieces of the sum over the source word's pieces. A target word is linked to the source word
with the most, and to every other with at least half as much ("pomme de terre", "potato"); a link of
less than a tenth of all attention is left out. Punctuation has no links.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bilingual.engines.pieces import Cut

WEAK = 0.1  # of a target word's attention: below it a link says nothing
NEAR = 0.5  # of the strongest link: from it on, another source word is linked too

Link = tuple[int, int, int, int]  # source start, source end, target start, target end
Span = tuple[int, int]


def links(source: Cut, target: Cut, attention: Sequence[Sequence[float]]) -> tuple[Link, ...]:
    """Word links in characters, in the order of the target; `attention` is target x source pieces.

    >>> source = Cut("Un chat.", ("▁Un", "▁ch", "at", "."), ((0, 2), (2, 5), (5, 7), (7, 8)))
    >>> target = Cut("A cat.", ("▁A", "▁cat", "."), ((0, 1), (1, 5), (5, 6)))
    >>> links(source, target, [[0.9, 0.1, 0, 0], [0.1, 0.4, 0.5, 0], [0, 0, 0, 1]])
    ((0, 2, 0, 1), (3, 7, 2, 5))
    """
    import numpy as np

    if not (source.spans and target.spans and len(attention)):
        return ()
    (sources, columns), (targets, rows) = _membership(source), _membership(target)
    if not (sources and targets):
        return ()
    counts = np.maximum(rows.sum(axis=0), 1)[:, None]
    weights = np.asarray(attention, dtype=float)[: len(rows), : len(columns)]
    given = rows.T @ weights @ columns / counts
    strong = given >= np.maximum(NEAR * given.max(axis=1, keepdims=True), WEAK)
    return tuple((*sources[column], *targets[row]) for row, column in np.argwhere(strong).tolist())


def words(text: str) -> list[Span]:
    """The words of a text as (start, end): runs of letters, digits and the marks upon them.

    >>> words("L'élève a 3,5 ans.")
    [(0, 1), (2, 7), (8, 9), (10, 11), (12, 13), (14, 17)]
    """
    found: list[Span] = []
    start = -1
    for place, character in enumerate(text):
        inside = character.isalnum() or unicodedata.category(character).startswith("M")
        if inside and start < 0:
            start = place
        elif not inside and start >= 0:
            found.append((start, place))
            start = -1
    return [*found, (start, len(text))] if start >= 0 else found


@lru_cache(maxsize=8)  # the hypotheses of a sentence share it, one after another
def _membership(cut: Cut) -> tuple[list[Span], Any]:
    """The words, and pieces x words: 1 where a piece touches a word, the first of several."""
    import numpy as np

    spans = words(cut.text)
    word_at = [-1] * len(cut.text)
    for number, (start, end) in enumerate(spans):
        word_at[start:end] = [number] * (end - start)
    touches = np.zeros((len(cut.spans), len(spans)))
    for piece, (start, end) in enumerate(cut.spans):
        word = next((w for w in word_at[start:end] if w >= 0), -1)
        if word >= 0:
            touches[piece, word] = 1
    return spans, touches
