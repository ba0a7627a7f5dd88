"""Stretches of words or characters that a corpus repeats and that hold together.

For languages without rules of their own in `phrases`. What it takes to be one unit is counted, not
known: the same tokens again and again, in changing company, and rarely apart.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Gram = tuple[str, ...]
Text = Sequence[str]  # the tokens of a sentence as they are compared; "" ends a stretch
Neighbour = str | tuple[int, int]  # a token; the place of an edge, of which each is another

_EDGE = 3  # tokens
_FREE = 0.9  # bits: a stretch seen twice has 1 if its neighbours differ, 0 if they are the same
_TIED = 2.0  # bits: its halves stand together so much oftener than by chance (4 times)


def holding_together(
    texts: Sequence[Text], *, least: int, longest: int, edges: Collection[str]
) -> set[Gram]:
    """Stretches of two tokens or more that are repeated, tied inside and free outside.

    Free: the entropy of the tokens before them, and of those after them, is high (Huang and
    Powers 2003). Tied: so is the pointwise mutual information of any two parts, of the worst cut.
    None begins or ends with one of `edges`, words of up to three tokens. Linear in the texts.
    """
    texts = list(dict.fromkeys(map(tuple, texts)))  # a repeated sentence says nothing of its parts
    counts = repeated(texts, least=least, longest=longest)
    total = sum(token != "" for text in texts for token in text)
    fit = {
        gram for gram in counts
        if len(gram) > 1
        and not _at_edge(gram, edges)
        and _tied(gram, counts, total) >= _TIED
    }  # fmt: skip
    before, after = _neighbours(texts, fit, longest, edges)
    return {gram for gram in fit if min(_entropy(before[gram]), _entropy(after[gram])) >= _FREE}


def repeated(texts: Sequence[Text], *, least: int, longest: int) -> Mapping[Gram, int]:
    """How often each stretch of up to `longest` tokens stands there, if at least `least` times.

    >>> sorted(repeated(["abcd", "abce"], least=2, longest=3).items())[:3]
    [(('a',), 2), (('a', 'b'), 2), (('a', 'b', 'c'), 2)]
    """
    found: dict[Gram, int] = {}
    for length in range(1, longest + 1):
        counts: Counter[Gram] = Counter()
        for text in texts:
            counts.update(
                gram for gram in _grams(text, length)
                if length == 1 or (gram[1:] in found and gram[:-1] in found)
            )  # fmt: skip
        enough = {gram: n for gram, n in counts.items() if n >= least and gram != ("",)}
        if not enough:
            break
        found |= enough
    return found


def places(text: Text, grams: Collection[Gram], longest: int) -> Iterator[tuple[int, int]]:
    """Where the text has any of the stretches."""
    for length in range(2, longest + 1):
        for start, gram in enumerate(_grams(text, length)):
            if gram in grams:
                yield start, start + length


def whole(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the spans that are not inside another one, from left to right.

    >>> list(whole([(1, 3), (2, 4), (1, 4), (3, 6)]))
    [(1, 4), (3, 6)]
    """
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            yield start, end
            reached = end


def _at_edge(gram: Gram, edges: Collection[str]) -> bool:
    sizes = range(1, min(_EDGE, len(gram)) + 1)
    return any("".join(gram[:n]) in edges or "".join(gram[-n:]) in edges for n in sizes)


def _grams(text: Text, length: int) -> Iterator[Gram]:
    return (tuple(text[start : start + length]) for start in range(len(text) - length + 1))


def _tied(gram: Gram, counts: Mapping[Gram, int], total: int) -> float:
    cuts = range(1, len(gram))
    chance = max(counts[gram[:cut]] * counts[gram[cut:]] for cut in cuts) / total
    return math.log2(counts[gram] / chance)


def _neighbours(
    texts: Sequence[Text], grams: Collection[Gram], longest: int, edges: Collection[str]
) -> tuple[Mapping[Gram, Counter[Neighbour]], Mapping[Gram, Counter[Neighbour]]]:
    """What stands before and after each stretch; every edge is a neighbour of its own.

    A word of `edges` before it is one, such as an article, but not after it: there a longer
    stretch may go on with it.
    """
    before: dict[Gram, Counter[Neighbour]] = defaultdict(Counter)
    after: dict[Gram, Counter[Neighbour]] = defaultdict(Counter)
    for number, text in enumerate(texts):
        for start, end in places(text, grams, longest):
            gram = tuple(text[start:end])
            first = text[start - 1] if start else ""
            last = text[end] if end < len(text) else ""
            before[gram][(first not in edges and first) or (number, start)] += 1
            after[gram][last or (number, end)] += 1
    return before, after


def _entropy(counts: Counter[Neighbour]) -> float:
    total = counts.total()
    return -sum(n / total * math.log2(n / total) for n in counts.values())
