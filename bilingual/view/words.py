"""Word links, small enough to travel in a page: which word answers which."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def links(source: str, target: str, alignment: Iterable[tuple[int, int, int, int]]) -> str:
    """For each word of the source a sign that says where its word in the target is.

    "n" is where it would be if both texts ran in parallel, "o" one word later, "m" one earlier
    and so on; steps too large for a letter stand between brackets, as in "(40)". "-" is none; "+"
    comes before a further word of the same. "" stands for a sentence without any link.
    `alignment` is that of a `Translation`, in characters; what points outside the texts counts
    for nothing.

    >>> links("Le chat dort.", "The cat is sleeping.", [(3, 7, 4, 7), (8, 12, 8, 19)])
    '-on+n'
    """
    sources, targets = words(source), words(target)
    found: list[set[int]] = [set() for _ in sources]
    for start, end, target_start, target_end in alignment:
        counterparts = _within(targets, target_start, target_end)
        for word in _within(sources, start, end):
            found[word].update(counterparts)
    if not any(found):
        return ""
    written = []
    expected = 0
    for numbers in found:
        steps = []
        for number in sorted(numbers):
            steps.append(_step(number - expected))
            expected = number + 1
        written.append("+".join(steps) or "-")
    return "".join(written)


def _step(by: int) -> str:
    """A small step as a letter.

    >>> [_step(by) for by in (-13, 0, 12, 13)]
    ['a', 'n', 'z', '(13)']
    """
    return chr(ord("n") + by) if -13 <= by <= 12 else f"({by})"


def words(text: str) -> list[Span]:
    r"""Start and end of each run of letters, digits and marks: `[\p{L}\p{N}\p{M}]+` in a script.

    >>> text = "l’été 2025"
    >>> [text[start:end] for start, end in words(text)]
    ['l', 'été', '2025']
    """
    spans: list[Span] = []
    start = -1
    for at, char in enumerate(text):
        inside = unicodedata.category(char)[0] in "LNM"
        if inside and start < 0:
            start = at
        elif not inside and start >= 0:
            spans.append((start, at))
            start = -1
    return [*spans, (start, len(text))] if start >= 0 else spans


def _within(spans: Sequence[Span], start: int, end: int) -> range:
    """Numbers of the words that share a character with this stretch of text."""
    first = bisect_left(spans, start, key=lambda span: span[1])
    first += first < len(spans) and spans[first][1] == start
    return range(first, max(first, bisect_left(spans, end, key=lambda span: span[0])))
