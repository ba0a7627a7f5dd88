"""Text without what nobody can see, and the plain forms that two texts are compared in."""

from __future__ import annotations

import re
import unicodedata

# Characters that change how text looks without being part of it: marks that turn the direction of
# writing, soft hyphens, byte order marks, zero-width spaces, halves of surrogate pairs. The
# zero-width joiner and non-joiner stay: Persian is spelt with them.
UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
STRAY = re.compile(f"[{UNSEEN}\ud800-\udfff\ufffe\uffff]")
BREAKING = re.compile(f"[{CONTROL}]")
LINE_END = re.compile("\r\n|[\r\u0085\u2028]")
PARAGRAPH_END = "\u2029"
SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # not the spaces that forbid a line break

APOSTROPHES = "\u2018\u2019\u02bc\u02b9\u00b4`\u2032"
QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2033"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
PLAIN = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), **dict.fromkeys(DASHES, "-")}
)
ACCENT = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670]")
WORD = re.compile(r"\w+")


def clean(text: str) -> str:
    r"""The text in NFC without control characters and unseen marks; line breaks stay, as "\n".

    The line and paragraph separators of Unicode are line breaks too.

    >>> clean("L\u2019O\u0301CS\u202e\r\nse re\u00adunit\x00")
    'L’ÓCS\nse reunit '
    >>> clean("Un titre\u2028suite\u2029Un paragraphe")
    'Un titre\nsuite\n\nUn paragraphe'
    """
    text = LINE_END.sub("\n", text).replace(PARAGRAPH_END, "\n\n")
    return unicodedata.normalize("NFC", BREAKING.sub(" ", STRAY.sub("", text)))


def one_line(text: str) -> str:
    r"""The text on one line with single spaces; no-break spaces inside it stay.

    >>> one_line(" la vision\n du  Kazakhstan\u00a0: ")
    'la vision du Kazakhstan\xa0:'
    """
    return SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """The text without case, accents, kinds of apostrophe, quote and dash, or doubled space.

    >>> fold("  Fil d’ACTU  : été ")
    "fil d'actu: ete"
    """
    if not text.isascii():
        text = ACCENT.sub("", unicodedata.normalize("NFKD", text.translate(PLAIN).casefold()))
    return " ".join(text.casefold().split()).replace(" :", ":")


def key(text: str) -> str:
    """The words alone, folded: what two lines have in common when only their look differs.

    >>> key("► Lire aussi :") == key("Lire aussi")
    True
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words, in order.

    >>> words("L'OCS, à Bichkek")
    ['l', 'ocs', 'a', 'bichkek']
    """
    return WORD.findall(fold(text))
