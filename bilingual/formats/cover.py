"""A small picture for each article, drawn from the article itself.

Two ridges under a sun: the far one rises with the length of the source's sentences, the near one
with the translation's. Articles of one publication have one colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from bilingual.page import Page

COLOURS = 8
_WIDTH, _HEIGHT = 96, 64


@dataclass(frozen=True, slots=True)
class Cover:
    """The parts of a picture 96 wide and 64 high."""

    colour: int  # from 0
    sun: tuple[int, int]  # x and y of its middle
    far: str  # SVG path data
    near: str


def cover(page: Page) -> Cover:
    """The picture of an article: the same for the same text, and different for others."""
    seed = crc32(page.id.encode("utf-8", "replace"))
    return Cover(
        colour=crc32((page.publication or page.id).encode("utf-8", "replace")) % COLOURS,
        sun=(14 + seed % 69, 13 + seed // 69 % 10),
        far=_ridge([source for source, _ in page.lengths], top=22, bottom=44),
        near=_ridge([target for _, target in reversed(page.lengths)], top=40, bottom=59),
    )


def _ridge(heights: Sequence[float], *, top: int, bottom: int) -> str:
    """A soft line from left to right, between `top` and `bottom`, as the heights go; closed below.

    >>> _ridge([1, 3, 2], top=20, bottom=40)
    'M0 64V40Q48 20 72 25L96 30V64z'
    """
    heights = heights if len(heights) > 1 else [0, 0]
    low, high = min(heights), max(heights)
    scale = (bottom - top) / (high - low or 1)
    points = [
        (round(at * _WIDTH / (len(heights) - 1)), round(bottom - (height - low) * scale))
        for at, height in enumerate(heights)
    ]
    path = f"M0 {_HEIGHT}V{points[0][1]}"
    for (x, y), (next_x, next_y) in pairwise(points[1:]):
        path += f"Q{x} {y} {(x + next_x) // 2} {(y + next_y) // 2}"
    return f"{path}L{_WIDTH} {points[-1][1]}V{_HEIGHT}z"
