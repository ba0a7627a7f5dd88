"""Where a term may begin and end in a text: not inside a word, a compound or an address."""

from __future__ import annotations

import re
import unicodedata

_NO_BORDERS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER")  # scripts without spaces
# What a noun keeps its meaning after, and what follows a word without making a compound of it.
_PREFIX = re.compile(r"(?<!\w)(?:anti|ex|non|post|pré|pro|quasi|ultra)-$", re.IGNORECASE)
_FIRST_ADJECTIVE = re.compile(r"\w[oо]-$")  # "sino-", "российско-"
_ENCLITIC = re.compile(r"-(?:ci|là|ce|elles?|ils?|je|nous|on|t|tu|vous)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w")
_LAST = re.compile(r"\w+|\W")
_PERHAPS_ADDRESS = re.compile(r"@|://|\w\.\w", re.ASCII)
_RUN = re.compile(r"[\w.@/:%?&=#~+-]+", re.ASCII)
_DOMAIN = re.compile(
    r"[a-z0-9]\.(?:[a-z]{2,24}|COM|EU|FR|INFO|INT|NET|ORG|RU)(?![\w-])|^www\.|@|://",
    re.ASCII | re.IGNORECASE,
)


def bordered(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit goes on at either end (scripts without spaces have no borders)."""
    return not (
        _joined(text[start - 1 : start], text[start]) or _joined(text[end : end + 1], text[end - 1])
    )


def _joined(outside: str, inside: str) -> bool:
    if not (outside.isalnum() and inside.isalnum()):
        return False
    return not unicodedata.name(inside, "").startswith(_NO_BORDERS)


def in_compound(text: str, start: int, end: int, *, adjective: bool) -> bool:
    """Whether a hyphen makes a compound of the words and another one; hyphens must be plain ones.

    Names and acronyms keep to themselves: `OCS-Russie`, `anti-OCS`.

    >>> in_compound("les aides-soignants", 4, 9, adjective=False)
    True
    >>> in_compound("l'État-major", 2, 6, adjective=False)
    True
    >>> in_compound("le sommet OCS-Russie", 3, 13, adjective=False)
    False
    >>> in_compound("l'ex-ministre", 5, 13, adjective=False)
    False
    >>> in_compound("le dialogue franco-chinois", 19, 26, adjective=True)
    False
    """
    first, last, after = text[start], _LAST.findall(text, start, end)[-1], text[end + 1 : end + 2]
    if text[end : end + 1] == "-" and after.isalnum():
        small = last[0].islower() or (after.islower() and not last.isupper())
        if small and not _ENCLITIC.match(text, end):
            return True
    if text[start - 1 : start] != "-" or not text[max(0, start - 2) : start - 1].isalnum():
        return False
    if not first.islower():
        return False
    before = text[max(0, start - 10) : start]
    return not (_PREFIX.search(before) or (adjective and _FIRST_ADJECTIVE.search(before)))


def end_of_dotted(text: str, start: int, end: int) -> int:
    """Where an acronym with dots ends, the last one included; 0 if it is part of a longer one.

    The dot that ends the sentence too is left to the sentence.

    >>> end_of_dotted("L'O.C.S. rit.", 2, 7), end_of_dotted("Vive l'O.C.S.", 7, 12)
    (8, 12)
    """
    if re.match(r"\.\w", text[end : end + 2]) or re.match(r"\w\.", text[max(0, start - 2) : start]):
        return 0
    goes_on = text[end : end + 1] == "." and _WORD.search(text, end + 1)
    return end + 1 if goes_on else end


def addresses(text: str) -> bytearray:
    """A mark for each character that is part of an address: `info@example.org`, `example.org/fr`.

    Empty where there is none.

    >>> addresses("Voir example.org.").count(1), addresses("Fin.")
    (11, bytearray(b''))
    """
    if not _PERHAPS_ADDRESS.search(text):
        return bytearray()
    marks = bytearray(len(text))
    for run in _RUN.finditer(text):
        if _DOMAIN.search(run[0]):
            end = run.start() + len(run[0].rstrip("."))
            marks[run.start() : end] = b"\x01" * (end - run.start())
    return marks
