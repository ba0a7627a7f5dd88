"""Stretches of a sentence that could be a term: noun phrases, names, acronyms with full forms.

No parser: lists of function words and the shapes of words; where there are none for a language,
counts. They let through some phrases that are no term, which a person then leaves out; `suggest`
ranks them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bilingual.folding import fold
from bilingual.glossary.ngrams import holding_together, places, whole

LONGEST = 8  # words of a candidate, or characters where words have no spaces between them
_SHORT = 4  # letters: a frequent word of a language without a list is taken for a function word
_FREQUENT = 0.001  # if it is no longer than that, and makes up this part of the text

_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = rf"[^\W_{_UNSPACED}]+"
_TOKEN = re.compile(rf"[{_UNSPACED}]|{_WORD}(?:[-‐‑]{_WORD})*['’]?|\S")
_LINKS = {
    "fr": frozenset(("de", "du", "des", "d'", "à", "au", "aux", "en", "contre", "pour", "sur")),
    "ru": frozenset(("по", "против")),
}
_ARTICLES = {"fr": frozenset(("la", "le", "les", "l'")), "ru": frozenset[str]()}
_VERB = {
    "fr": re.compile(r"(?:aient|èrent|irent|urent|eront|erait|eraient|issent|issait|era)$"),
    "ru": re.compile(
        r"(?:т(?:ь|ь?ся)|л(?:ся|ась|ось|ись)|[аяу]ют|[аяуе]ет|[аи]ли|[аи]ло|ил|ила|овала?|ившая?)$"
    ),
}

Spans = Iterator[tuple[int, int]]  # of tokens
Finder = Callable[[Sequence["Token"]], Spans]  # finds phrases in a sentence


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language that are no part of a term; none where there is no list."""
    file = resources.files("bilingual") / "rules" / f"function-words.{language}.txt"
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset((*listed, *_LINKS.get(language, ()), *_ARTICLES.get(language, ())))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """In lower case, with plain apostrophes."""
        return self.text.lower().replace("’", "'")


def tokens(sentence: str) -> list[Token]:
    """The words and marks of a sentence, elided ones apart; characters that need no spaces, too.

    >>> [token.text for token in tokens("L’OCS, dit-il.")]
    ['L’', 'OCS', ',', 'dit-il', '.']
    >>> [token.text for token in tokens("SCO峰会")]
    ['SCO', '峰', '会']
    """
    return [Token(m[0], *m.span()) for m in _TOKEN.finditer(sentence)]


def phrases(sentences: Sequence[Sequence[Token]], language: str, *, least: int) -> Finder:
    """What finds the phrases of this corpus: by the language's rules, else by what is repeated."""
    if has_rules(language):
        return lambda words: noun_phrases(words, language)
    stop = function_words(language)
    texts = [_compared(words, stop) for words in sentences]
    edges = stop or _frequent(sentences)
    grams = holding_together(texts, least=least, longest=LONGEST, edges=edges)
    return lambda words: whole(places(_compared(words, stop), grams, LONGEST))


def _compared(words: Sequence[Token], stop: Collection[str]) -> list[str]:
    """The words in lower case; "" for function words, marks and numbers: no phrase goes over it."""
    plain = (token.plain for token in words)
    return [word if word[0].isalpha() and word not in stop else "" for word in plain]


def _frequent(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    """The short words that a corpus is full of: its language's articles, prepositions and so on."""
    counts = Counter(t.plain for words in sentences for t in words if t.text.islower())
    enough = max(3, _FREQUENT * counts.total())
    return frozenset(word for word, n in counts.items() if n >= enough and len(word) <= _SHORT)


def has_rules(language: str) -> bool:
    """Whether phrases are found by the language's rules; else they are counted out."""
    return language in _LINKS


def noun_phrases(words: Sequence[Token], language: str) -> Spans:
    """Spans of tokens with two or more words that carry meaning, from link to link.

    Only for languages whose links are known: French and Russian.

    >>> words = tokens("Les mesures de confiance militaires ont suivi.")
    >>> [" ".join(t.text for t in words[a:b]) for a, b in noun_phrases(words, "fr")]
    ['mesures de confiance', 'mesures de confiance militaires', 'confiance militaires']
    """
    kinds = [_kind(token, language) for token in words]
    for start, kind in enumerate(kinds):
        if kind != "C":
            continue
        contents = 1
        for end in range(start + 2, min(start + LONGEST, len(words)) + 1):
            shape = "".join(kinds[start + 1 : end])
            if not _GOES_ON.fullmatch(shape):
                break
            contents += shape.endswith("C")
            if contents > 1 and shape.endswith("C"):
                yield start, end


_GOES_ON = re.compile(r"(?:L?A?C)*L?A?")  # content, or link and article and content


def _kind(token: Token, language: str) -> str:
    """C: carries meaning; L: a link such as `de`; A: an article; X: ends a phrase."""
    if token.plain in _LINKS[language]:
        return "L"
    if token.plain in _ARTICLES[language]:
        return "A"
    is_word = len(token.text) > 2 and token.text[0].isalpha()
    if (
        not is_word
        or token.plain in function_words(language)
        or _VERB[language].search(token.plain)
    ):
        return "X"
    return "C"


def names(words: Sequence[Token], language: str) -> Spans:
    """Spans of capitalised words; the first word of a sentence is none, nor are function words.

    >>> words = tokens("Le président Emomali Rakhmon arrive à Al Ain.")
    >>> [" ".join(t.text for t in words[a:b]) for a, b in names(words, "fr")]
    ['Emomali Rakhmon', 'Al Ain']
    """
    place = 1
    while place < len(words):
        end = place
        while end < len(words) and _is_name(words[end], language):
            end += 1
        if end > place:
            yield place, end
        place = max(end, place + 1)


def _is_name(token: Token, language: str) -> bool:
    text = token.text
    if token.plain in function_words(language):
        return False
    return len(text) > 1 and text[0].isupper() and not text.endswith(("'", "’"))


def is_acronym(text: str) -> bool:
    """Whether a word looks like an acronym.

    >>> [is_acronym(word) for word in ("OCS", "G20", "XXI", "Bichkek", "A")]
    [True, True, False, False, False]
    """
    letters = [char for char in text if char.isalpha()]
    if not (1 < len(text) < 9 and text.isalnum() and letters and text.upper() == text):
        return False
    return not re.fullmatch(r"[IVXLC]+", text) and text[0].isalpha()


def expansions(words: Sequence[Token], language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Acronyms in brackets with the full form before them, and the other way round.

    >>> words = tokens("l'Organisation de coopération de Shanghai (OCS) siège")
    >>> [(a, " ".join(t.text for t in words[b:e])) for a, (b, e) in expansions(words, "fr")]
    [('OCS', 'Organisation de coopération de Shanghai')]
    """
    stop = function_words(language)
    for place, token in enumerate(words):
        if token.text != "(":
            continue
        inside = words[place + 1 : place + 2]
        closed = [t.text for t in words[place + 2 : place + 3]] == [")"]
        if inside and closed and is_acronym(inside[0].text):
            start = _spells(inside[0].text, words, place, stop)
            if start is not None:
                yield inside[0].text, (start, place)
        elif place and is_acronym(words[place - 1].text):
            stops = range(place + 2, min(place + 14, len(words)))
            end = next((n for n in stops if words[n].text == ")"), None)
            acronym = words[place - 1].text
            if end and _spells(acronym, words, end, stop) == place + 1:
                yield acronym, (place + 1, end)


def _spells(acronym: str, words: Sequence[Token], end: int, stop: frozenset[str]) -> int | None:
    """Where the words begin whose initials, function words apart, are the acronym's letters."""
    letters = fold("".join(char for char in acronym if char.isalpha()))
    place = end
    while letters and place > max(0, end - 14):
        place -= 1
        token = words[place]
        if not token.text[0].isalnum():
            return None
        if fold(token.text[0]) == letters[-1] and not (token.plain in stop and len(letters) > 1):
            letters = letters[:-1]
        elif token.plain not in stop:
            return None
    return place if not letters else None
