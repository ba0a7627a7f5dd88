"""Which blocks of a web page are its article.

trafilatura decides; the text stays ours. Every block is marked with its number, in characters
that no page has, and the numbers that come back in what trafilatura extracts are the article.
So its text may be merged, trimmed or in another order without harm.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from lxml import etree

from bilingual.ingest.markup import Found
from bilingual.ingest.places import NEVER

# Braille patterns: printable, no letters, so that no heuristic takes them for words.
OPEN = "\u28ff"
ZERO, BASE = 0x2800, 255
MARK = re.compile(f"{OPEN}([\u2800-\u28fe]{{3}})")
# What may not stand beside a mark: Braille of the page, and controls that lxml does not write.
UNFIT = re.compile("[\u2800-\u28ff\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")

# Beyond these it takes minutes: it compares every table, link and stretch with all others.
MAX_BLOCKS = 5_000
MAX_ELEMENTS = 20_000
MAX_TABLES = 200
MAX_TEXT = 3_000_000  # characters, scripts included
MAX_DEPTH = 200

DOUBTFUL = {"page: header", "page: form", "page: beside the article"}


def choose(root: etree._Element, found: Sequence[Found]) -> set[int]:
    """The numbers of the blocks that are the article; empty where there is none.

    Writes into the tree: read its text before. Where trafilatura finds nothing or the page is too
    large for it, the largest <article>, or <main>, or the whole body is taken.
    """
    able = [index for index, block in enumerate(found) if _able(block)]
    marked = _extracted(root, found) if _affordable(root, found) else set()
    inside = {index for index in able if index in marked}
    if not inside:
        return _by_element(found, able)
    return inside | _gaps(found, able, inside)


def _able(block: Found) -> bool:
    """False for what is never an article: navigation, hidden text, rows of links."""
    return block.place not in NEVER and not (block.links > 1 and block.linked > 0.9)


def _affordable(root: etree._Element, found: Sequence[Found]) -> bool:
    """Whether trafilatura will be done with this page in a few seconds."""
    sizes = (
        (len(found), MAX_BLOCKS),
        (sum(1 for _ in root.iter()), MAX_ELEMENTS),
        (sum(1 for _ in root.iter("table")), MAX_TABLES),
        (sum(map(len, root.itertext())), MAX_TEXT),
    )
    if any(size > most for size, most in sizes):
        return False
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest <= MAX_DEPTH


def _extracted(root: etree._Element, found: Sequence[Found]) -> set[int]:
    """The numbers of the blocks that trafilatura takes for the article."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    for number, block in enumerate(found):
        for element, tail in block.strings:
            _mark(element, number, tail=tail)
    try:
        document: Any = trafilatura.bare_extraction(root, include_comments=False)
    except Exception:  # whatever breaks its heuristics, the page can still be read without them
        return set()
    if document is None:
        return set()
    text = etree.tostring(document.body, method="text", encoding="unicode")
    return {_number(digits) for digits in MARK.findall(text)}


def _mark(element: etree._Element, number: int, *, tail: bool) -> None:
    """Put the number of a block in front of one of its text nodes."""
    digits = (number // BASE**2 % BASE, number // BASE % BASE, number % BASE)
    mark = OPEN + "".join(chr(ZERO + digit) for digit in digits)
    if tail:
        element.tail = mark + UNFIT.sub("", element.tail or "")
    else:
        element.text = mark + UNFIT.sub("", element.text or "")


def _number(digits: str) -> int:
    """The number that `_mark` wrote.

    >>> _number("\u2800\u2801\u2802")
    257
    """
    high, middle, low = (ord(digit) - ZERO for digit in digits)
    return (high * BASE + middle) * BASE + low


def _gaps(found: Sequence[Found], able: Sequence[int], inside: set[int]) -> set[int]:
    """Blocks that were left out in the midst of the article: short paragraphs, captions."""
    first, last = min(inside), max(inside)
    around = {found[index].element.getparent() for index in inside}
    around |= {found[index].element for index in inside}
    return {
        index
        for index in able
        if first < index < last and not found[index].place and _between(found[index], around)
    }


def _between(block: Found, around: set[etree._Element | None]) -> bool:
    """Whether a block stands beside blocks of the article and says something of its own."""
    element = block.element
    if block.credit or element.tag == "figcaption":
        return True
    return block.linked < 0.5 and (element in around or element.getparent() in around)


def _by_element(found: Sequence[Found], able: Sequence[int]) -> set[int]:
    """The blocks of the <article> or <main> that has most of the text, or of the whole body."""
    sure = [index for index in able if found[index].place not in DOUBTFUL] or able
    sizes: Counter[etree._Element | None] = Counter()
    for index in sure:
        sizes[found[index].scope] += len(found[index].piece.text)
    scope, size = sizes.most_common(1)[0] if sizes else (None, 0)
    if scope is None or size * 2 < sizes.total():
        return set(sure)
    return {index for index in sure if found[index].scope is scope}
