"""Putting an agreed term into a finished translation, and mending the English around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bilingual.engines import Hypothesis
from bilingual.glossary.inflect import agreed_form
from bilingual.glossary.match import Match

_ARTICLE = re.compile(r"\b(a|an|the)(\s+)$", re.IGNORECASE)
_OPENING = re.compile(r"^[\s«“\"'‘(\[—–-]*$")
# Names of states and places that English puts an article before.
TAKES_THE = re.compile(
    r"\b(?:Republic|Union|Federation|Kingdom|States|Emirates|Region|Caucasus|Darya|Shan)\b"
    r"|\b(?:Sea|Ocean|Gulf|Strait|Valley|Line|Corridor|Pass|Hall|Peninsula|Lake|River)\b"
    r"|\b(?:East|West|North|South|Pacific)$|^(?:Far|Middle|Near) |^[A-Z]{2,}$"
    r"|^(?:Bahamas|Balkans|Comoros|Himalayas|Indus|Maldives|Netherlands|Pamirs|Philippines"
    r"|Seychelles|Urals)$"
)
_SPELT_LIKE_VOWEL = frozenset("AEFHILMNORSX")  # letters whose English names begin with a vowel
_SOUNDS_LIKE_YOU = re.compile(
    r"eu|unesco|unanim|uni(?![dnm])|us[aeiu]|ut[io]|uk|ur[au]|uy|one\b", re.IGNORECASE
)
_SOUNDS_LIKE_VOWEL = re.compile(r"hono|hones|hour|heir|8|1[18](?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreed term as it goes into a translation."""

    text: str  # in the number that the source has
    language: str = "en"
    bare: bool = False  # English puts no article before it: states, towns, people


def agreed(match: Match, language: str) -> Agreed:
    """What stands for the match in a translation."""
    term = match.term
    named = term.pos == "name" and (
        term.domain == "person"
        or (term.domain in {"state", "place"} and not TAKES_THE.search(term.target))
    )
    return Agreed(agreed_form(term, match.number, language), language, named)


def put(text: str, start: int, end: int, term: Agreed) -> str:
    """The text with the term in place of `text[start:end]`; articles and a first capital follow.

    >>> put("OCS met in a organisation.", 0, 3, Agreed("the SCO"))
    'The SCO met in a organisation.'
    >>> put("He is a member of state.", 8, 23, Agreed("observer"))
    'He is an observer.'
    >>> put("He left the Inde.", 12, 16, Agreed("India", bare=True))
    'He left India.'
    """
    before = text[:start]
    if term.language == "en":
        before = _with_article(before, term)
    word = term.text
    if _OPENING.match(before):
        word = word[:1].upper() + word[1:]
    return before + word + text[end:]


def _with_article(before: str, term: Agreed) -> str:
    article = _ARTICLE.search(before)
    if not article:
        return before
    if article.group(1).casefold() == "the":
        return before[: article.start()] if term.bare else before
    right = "an" if begins_with_vowel(term.text) else "a"
    right = right.capitalize() if article.group(1)[0].isupper() else right
    return before[: article.start()] + right + article.group(2)


def exchange(hypothesis: Hypothesis, start: int, end: int, term: Agreed) -> Hypothesis:
    """The hypothesis with the term in place of that stretch of its text, its word links moved.

    It has no score any more.

    >>> links = ((2, 5, 0, 3), (8, 12, 4, 7))
    >>> made = exchange(Hypothesis("OCS met.", alignment=links), 0, 3, Agreed("the SCO"))
    >>> made.text, made.alignment
    ('The SCO met.', ((2, 5, 0, 7), (8, 12, 8, 11)))
    """
    text = put(hypothesis.text, start, end, term)
    grown = len(text) - len(hypothesis.text)
    last = end + grown
    first = last - len(term.text)

    def moved(link: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        if link[2] >= end:
            return link[0], link[1], link[2] + grown, link[3] + grown
        if link[3] > start:
            return (*link[:2], first, last)
        return link[0], link[1], min(link[2], first), min(link[3], first)  # an article went

    links = tuple(map(moved, hypothesis.alignment))
    return replace(hypothesis, text=text, score=None, alignment=links)


def begins_with_vowel(term: str) -> bool:
    """Whether English puts `an` before it.

    >>> [begins_with_vowel(t) for t in ("SCO member", "Uzbek", "observer", "EU summit", "S-400")]
    [True, True, True, True, True]
    >>> [begins_with_vowel(t) for t in ("RATS", "UN body", "Ukrainian", "Uyghur", "united front")]
    [False, False, False, False, False]
    """
    word = term.split(" ")[0].split("-")[0]
    if word.isupper() and len(word) < 5 and word not in _SAID_AS_WORDS:
        return word[0] in _SPELT_LIKE_VOWEL
    if _SOUNDS_LIKE_VOWEL.match(term):
        return True
    return word[:1].casefold() in "aeiou" and not _SOUNDS_LIKE_YOU.match(term)


_SAID_AS_WORDS = frozenset({"RATS", "NATO", "BRICS", "CICA", "SAARC", "OPEC", "FATF"})
