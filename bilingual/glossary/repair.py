"""Putting an agreed term into a finished translation, and mending the English around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bilingual.engines import Hypothesis
from bilingual.glossary.articles import countable, takes_none, with_article
from bilingual.glossary.inflect import agreed_form
from bilingual.glossary.match import Match

_OPENING = re.compile(r"^[\s«“\"'‘(\[—–-]*$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreed term as it goes into a translation."""

    text: str  # in the number that the source has
    language: str = "en"
    bare: bool = False  # English puts no article before it: states, towns, people
    counted: bool = True  # English can put `a` before it: not before `talks` or `drug trafficking`


def agreed(match: Match, language: str) -> Agreed:
    """What stands for the match in a translation."""
    term = match.term
    text = agreed_form(term, match.number, language)
    counted = language != "en" or countable(term, text)
    return Agreed(text, language, takes_none(term), counted)


def put(text: str, start: int, end: int, term: Agreed) -> str:
    """The text with the term in place of `text[start:end]`; articles and capitals follow.

    >>> put("OCS met in a organisation.", 0, 3, Agreed("the SCO"))
    'The SCO met in a organisation.'
    >>> put("He is a member of state.", 8, 23, Agreed("observer"))
    'He is an observer.'
    >>> put("He left the Inde.", 12, 16, Agreed("India", bare=True))
    'He left India.'
    >>> put("THE SOMMET IN ASTANA", 4, 10, Agreed("summit"))
    'THE SUMMIT IN ASTANA'
    """
    return put_last(text, start, end, term) + text[end:]


def put_last(text: str, start: int, end: int, term: Agreed) -> str:
    """As `put`, up to the end of the term: what comes after it is only looked at."""
    return "".join(_placed(text, start, end, term))


def _placed(text: str, start: int, end: int, term: Agreed) -> tuple[str, str]:
    """What stands before the term, and the term as it stands there."""
    before, word, after = text[:start], term.text, text[end:]
    if term.language == "en":
        before = with_article(before, word, after, bare=term.bare, counted=term.counted)
    if _in_capitals(text[:start] + after):
        return before.upper(), word.upper()
    return before, word[:1].upper() + word[1:] if _OPENING.match(before) else word


def _in_capitals(around: str) -> bool:
    """Whether all of the text around a term is in capitals, and not only acronyms.

    >>> [_in_capitals(text) for text in ("SUMMIT IN : RESULTS", "Met in ASTANA", "UN, NATO")]
    [True, False, False]
    """
    words = _WORD.findall(around) if around.isupper() else ()
    return len(words) > 1 and any(len(word) > 5 for word in words)


def exchange(hypothesis: Hypothesis, start: int, end: int, term: Agreed) -> Hypothesis:
    """The hypothesis with the term in place of that stretch of its text, its word links moved.

    It has no score any more.

    >>> links = ((2, 5, 0, 3), (8, 12, 4, 7))
    >>> made = exchange(Hypothesis("OCS met.", alignment=links), 0, 3, Agreed("the SCO"))
    >>> made.text, made.alignment
    ('The SCO met.', ((2, 5, 0, 7), (8, 12, 8, 11)))
    """
    before, word = _placed(hypothesis.text, start, end, term)
    first, last = len(before), len(before) + len(word)
    text = before + word + hypothesis.text[end:]
    grown = last - end

    def moved(link: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        if link[2] >= end:
            return link[0], link[1], link[2] + grown, link[3] + grown
        if link[3] > start:
            return (*link[:2], first, last)
        return link[0], link[1], min(link[2], first), min(link[3], first)  # an article went

    links = tuple(map(moved, hypothesis.alignment))
    return replace(hypothesis, text=text, score=None, alignment=links)
