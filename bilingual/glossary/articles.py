"""English articles: `a` or `an` before a term, `the` before a place, none before what is uncounted.

By rules and short lists, as no library was better: of the 213 phrases in
tests/cases/glossary/a_or_an.txt, `inflect` 7.6 has 35 wrong (`a SCO member`, `a 8th summit`).
"""

from __future__ import annotations

import re

from bilingual.folding import fold
from bilingual.glossary.inflect import TARGET_NUMBER, Number
from bilingual.glossary.terms import Term

# Names of states and places that English puts an article before.
TAKES_THE = re.compile(
    r"\b(?:Republics?|Union|Federation|Kingdom|States|Emirates|Region|Commonwealth)\b"
    r"|\b(?:Caucasus|Darya|Shan|Kush|Mountains|Range|Plateau|Steppe|Desert|Basin|Peninsula)\b"
    r"|\b(?:Sea|Ocean|Gulf|Straits?|Canal|Delta|River|Lakes|Islands|Heights|Bay of|Horn of)\b"
    r"|\b(?:Line|Corridor|Pass|Strip|Hall|Kremlin)\b|(?<!Silicon )(?<!Death )\bValley\b"
    r"|\b(?:East|West|North|South|Pacific|Bank|House)$|^(?:Far|Middle|Near) |^[A-Z]{2,}$"
    r"|^(?:Arctic|Bahamas|Balkans|Baltic|Caspian|Comoros|Congo|Gambia|Gobi|Himalayas|Indus|Karakum"
    r"|Levant|Maghreb|Maldives|Netherlands|Pamirs|Philippines|Sahara|Sahel|Seychelles|Urals"
    r"|Vatican|Volga)$"
)
_ARTICLE = re.compile(r"\b(a|an|the)(\s+)$", re.IGNORECASE)
_OWN = re.compile(r"(?:the|an?)\s", re.IGNORECASE)  # "The Hague"
_COMPLEMENT = re.compile(r"\s(?:of|for|on|in|to|against|with|and|from|by|at)\s")
_UNCOUNTABLE = re.compile(  # the end of such a head; `ceasefire` has no plural, but is counted
    r"(?:\w(?:ing|ism|ness|i[sz]ation|polarity|space)|accession|advice|aid|alignment|assistance"
    r"|clearance|commerce|connectivity|cooperation|crime|defence|delimitation|demarcation"
    r"|deterrence|development|diplomacy|disarmament|enforcement|energy|equality|equipment|evidence"
    r"|facilitation|freight|gas|governance|health|heritage|information|infrastructure|integrity"
    r"|intelligence|interference|law|medicine|membership|(?:im|em|\b)migration|mutual benefit"
    r"|neutrality|oil|politics|poverty reduction|progress|proliferation|reconciliation|relief"
    r"|research|respect|safety|security|sovereignty|status|support|trade|transport|trust|uranium)$",
    re.IGNORECASE,
)
# What shows that a noun phrase is over: in `a human rights activist` the article is not the term's.
_OVER = re.compile(
    r"\s*(?:$|[^\w\s'’-]|(?:about|after|against|and|are|as|at|before|between|but|by|can|could|for"
    r"|from|had|has|have|in|into|is|may|must|of|on|or|over|should|that|to|under|was|were|when|which"
    r"|while|who|will|with|would|\w+ed)\b)",
    re.IGNORECASE,
)
_LETTERS_LIKE_VOWELS = frozenset("AEFHILMNORSX8")  # their English names begin with a vowel
# Abbreviations of four letters and more that have vowels where words have them: NASA, but not NGO.
_READ_AS_WORD = re.compile(r"(?:[FHLMNRS][AEIOU].|S[CKLMNPTW][AEIOR]|EU.).|RIA$|SIM$")
_SOUNDS_LIKE_YOU = re.compile(
    r"eu|ewe|unesco|unanim|uni(?![dnm])|us[aeiu]|ut[io]|uk|ura|uru[^mz]|uy|uig|ugand|ubiq|one\b|once"
)
_SOUNDS_LIKE_VOWEL = re.compile(r"hono|hones|hour|heir|8|1[18](?!\d)")


def takes_none(term: Term) -> bool:
    """Whether English puts no article before the name: states, towns, people."""
    if term.pos != "name":
        return False
    place = term.domain in {"state", "place"}
    return term.domain == "person" or (place and not TAKES_THE.search(term.target))


def countable(term: Term, text: str) -> bool:
    """Whether `a` may stand before this form of the term: not before `talks` or `drug trafficking`.

    >>> trafficking = Term("trafic", "drug trafficking", inflection="none")
    >>> countable(trafficking, "drug trafficking"), countable(Term("accord", "deal"), "deal")
    (False, True)
    """
    if term.pos in {"name", "adjective", "verb"}:
        return True
    plural = TARGET_NUMBER["en"]
    if plural(text, Number.PLURAL) == text != plural(text, Number.SINGULAR):
        return False
    return term.inflects or not _UNCOUNTABLE.search(_COMPLEMENT.split(text)[0])


def with_article(before: str, term: str, after: str, *, bare: bool, counted: bool) -> str:
    """The text before a term, with the article that suits it, if it ends in one.

    >>> with_article("He is an ", "prime minister", ".", bare=False, counted=True)
    'He is a '
    >>> with_article("He began a ", "talks", " with Iran.", bare=False, counted=False)
    'He began '
    """
    article = _ARTICLE.search(before)
    if not article:
        return before
    compound = after.startswith(("-", "–"))  # `the India-China border`
    definite = article[1].casefold() == "the"
    uncounted = not (definite or counted) and _OVER.match(after)
    if _OWN.match(term) or (bare and not compound) or uncounted:
        return before[: article.start()]
    if definite:
        return before
    right = "an" if begins_with_vowel(term) else "a"
    right = right.capitalize() if article[1][0].isupper() else right
    return before[: article.start()] + right + article[2]


def begins_with_vowel(term: str) -> bool:
    """Whether English puts `an` before it.

    >>> [begins_with_vowel(t) for t in ("SCO member", "Uzbek", "observer", "Élysée", "S-400")]
    [True, True, True, True, True]
    >>> [begins_with_vowel(t) for t in ("RATS", "UN body", "Ukrainian", "Uyghur", "“united” front")]
    [False, False, False, False, False]
    """
    begins = re.sub(r"^[\W_]+", "", term)
    word = re.split(r"[\s-]", begins, maxsplit=1)[0]
    if _spelt(word):
        return word[:1].upper() in _LETTERS_LIKE_VOWELS
    plain = fold(begins)
    if _SOUNDS_LIKE_VOWEL.match(plain):
        return True
    return plain[:1] in tuple("aeiou") and not _SOUNDS_LIKE_YOU.match(plain)


def _spelt(word: str) -> bool:
    """Whether it is said letter by letter: MFA, MoU, x, but neither NASA nor UNESCO."""
    capitals = sum(letter.isupper() for letter in word)
    short = len(word) == 1 or (capitals > 1 and len(word) < 6)
    return short and not word[0].isdigit() and not _READ_AS_WORD.match(word)
