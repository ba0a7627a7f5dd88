"""Putting an agreed term into a finished translation, and mending the English around it."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"\b(a|an)(\s+)$", re.IGNORECASE)
_OPENING = re.compile(r"^[\s«“\"'‘(\[—–-]*$")
_SPELT_LIKE_VOWEL = frozenset("AEFHILMNORSX")  # letters whose English names begin with a vowel
_SOUNDS_LIKE_YOU = re.compile(r"(?:eu|un[aiu]|us[aeiu]|uz|uk|one\b)", re.IGNORECASE)


def put(text: str, start: int, end: int, term: str) -> str:
    """The text with `term` in place of `text[start:end]`; a/an and a capital at the start follow.

    >>> put("OCS met in a organisation.", 0, 3, "the SCO")
    'The SCO met in a organisation.'
    >>> put("He is a member of state.", 8, 23, "observer")
    'He is an observer.'
    """
    before, after = text[:start], text[end:]
    if _OPENING.match(before):
        term = term[:1].upper() + term[1:]
    article = _ARTICLE.search(before)
    if article:
        right = "an" if begins_with_vowel(term) else "a"
        right = right.capitalize() if article.group(1)[0].isupper() else right
        before = before[: article.start()] + right + article.group(2)
    return before + term + after


def begins_with_vowel(term: str) -> bool:
    """Whether English puts `an` before it.

    >>> [begins_with_vowel(t) for t in ("SCO member", "Uzbek", "observer", "EU summit", "RATS")]
    [True, False, True, True, False]
    """
    word = term.split(" ")[0].split("-")[0]
    if word.isupper() and 1 < len(word) < 5 and word not in _SAID_AS_WORDS:
        return word[0] in _SPELT_LIKE_VOWEL
    return word[:1].casefold() in "aeiou" and not _SOUNDS_LIKE_YOU.match(term)


_SAID_AS_WORDS = frozenset({"RATS", "NATO", "BRICS", "CICA", "SAARC", "OPEC", "FATF"})
