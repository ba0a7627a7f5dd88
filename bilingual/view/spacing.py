"""Spaces that a line must not be broken at: French sets one before `»`, `:`, `;`, `!` and `?`."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.model import Bitext, Pair

_FRENCH = re.compile(r"(?<=\S) (?=[»:;!?](?:[\s.,)…]|$))|(?<=«) (?=\S)|(?<=\d) (?=%)")


def spaced(bitext: Bitext) -> Bitext:
    """The same with no-break spaces where French wants them; texts keep their length.

    Many sites write a plain space there; a reader would then meet lines that begin with `»`.
    """
    blocks = zip(bitext.article.blocks, bitext.pairs, strict=True)
    pairs = tuple(
        tuple(_pair(pair, block.language, bitext.target_language) for pair in of_block)
        for block, of_block in blocks
    )
    return replace(bitext, pairs=pairs)


def bound(text: str, language: str) -> str:
    r"""The text with its French spaces made no-break; a text in another language as it is.

    >>> bound("Il dit : « Oui ! »", "fr")
    'Il dit\xa0: «\xa0Oui\xa0!\xa0»'
    """
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text


def _pair(pair: Pair, language: str, target_language: str) -> Pair:
    source, target = bound(pair.source.text, language), bound(pair.target.text, target_language)
    if (source, target) == (pair.source.text, pair.target.text):
        return pair
    return replace(
        pair, source=replace(pair.source, text=source), target=replace(pair.target, text=target)
    )
