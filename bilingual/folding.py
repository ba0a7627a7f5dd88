"""Texts made alike for comparison: case, accents, apostrophes, spaces and hyphens."""

from __future__ import annotations

import unicodedata

SAME = str.maketrans("’ʼ‘`´\u00a0\u202f\u2009\u2007‐‑–−", "'''''    ----")


def fold(text: str) -> str:
    """The text as terms are compared: lower case, no accents, plain apostrophes and spaces.

    As long as the text, so that places in one are places in the other.

    >>> fold("L’État\\u00a0membre"), len(fold("ﬁn İ")) == len("ﬁn İ")
    ("l'etat membre", True)
    """
    alike = text.translate(SAME)
    return alike.lower() if alike.isascii() else "".join(map(folded, alike))


def folded(char: str) -> str:
    """The character in lower case, without its accents, if that is one character."""
    if char < "\x80":
        return char.lower()
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char
