"""Doubts about a translation: one rule a function, in the order of `RULES`.

A rule marks what a reviewer should look at. It is quiet where it is not sure: a false alarm costs
more trust than a miss.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from bilingual.folding import fold
from bilingual.model import Issue, Method, TermUse

Rule = Callable[[str, str, tuple[TermUse, ...]], Iterator[Issue]]

_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;»”\"] )[A-ZÀ-ÖØ-Þ][\w’'-]{3,}")
_NOT_SOURCE = re.compile(
    r"\b(?:ne|n['’])\s?(?:\w+\s){0,5}?(?:pas|jamais|aucune?|rien|ni|guère|nullement)\b"
    r"|\b(?:nicht|kein(?:e[nrs]?)?|niemals|nunca|jamás|не|нет|никогда)\b",
    re.IGNORECASE,
)
_NOT_TARGET = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|any|un\w+|in\w+able"
    r"|hardly|refus\w+|fail\w*|lack\w*)\b",
    re.IGNORECASE,
)
_SPELT = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve", "20": "twenty",
}  # fmt: skip


def check(source: str, target: str, terms: tuple[TermUse, ...] = ()) -> tuple[Issue, ...]:
    """Everything the rules doubt about a translation; empty where they doubt nothing."""
    if not target.strip():
        return (Issue("empty", "nothing came back from the engine"),)
    return tuple(issue for rule in RULES for issue in rule(source, target, terms))


def _numbers(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Each number of the source stands in the translation, in figures or (to twenty) in words."""
    there = Counter(_plain(n) for n in _NUMBER.findall(target))
    words = Counter(_WORD.findall(target.casefold()))
    for number in _NUMBER.findall(source):
        plain = _plain(number)
        spelt = _SPELT.get(plain, "")
        if there[plain]:
            there[plain] -= 1
        elif words[spelt]:
            words[spelt] -= 1
        else:
            yield Issue("numbers", f"{number} is missing in the translation")


def _plain(number: str) -> str:
    """The number without its separators.

    >>> _plain("3\\u00a0200"), _plain("1,5") == _plain("1.5"), _plain("2,000") == _plain("2 000")
    ('3200', True, True)
    """
    return re.sub(r"\D", "", number)


def _names(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Each capitalised word inside the source has one in the translation that is spelt alike."""
    words = {fold(word) for word in _WORD.findall(target)}
    for found in _NAME.finditer(source):
        if any(t.start <= found.start() < t.end for t in terms):
            continue
        name = fold(found.group())
        alike = difflib.get_close_matches(name, words, n=1, cutoff=0.5)
        if not alike and name not in _countries():
            yield Issue("names", f"{found.group()} is missing in the translation")


@cache
def _countries() -> frozenset[str]:
    """French names of countries, folded: English may call them something else altogether."""
    from babel import Locale

    names = Locale("fr").territories.values()
    return frozenset(word for name in names for word in re.findall(r"\w+", fold(name)))


def _negation(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """A negation of the source is one in the translation."""
    found = _NOT_SOURCE.search(source)
    if found and not _NOT_TARGET.search(target):
        yield Issue("negation", f"“{found.group()}” may be lost in the translation")


def _loops(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """No word three times, and no group of two to six words twice, in a row."""
    repeated = _repeated(target)
    if repeated and not _repeated(source):
        yield Issue("loop", f"“{repeated}” is repeated")


def _repeated(text: str) -> str:
    """The first group of words that is said again at once; "" where none is.

    >>> _repeated("the state of the state of the state of"), _repeated("had had enough")
    ('the state of', '')
    """
    words = re.findall(r"[\w’'-]+", text.casefold())
    for size, times in ((1, 3), (2, 2), (3, 2), (4, 2), (5, 2), (6, 2)):
        for i in range(len(words) - size * times + 1):
            group = words[i : i + size]
            if all(words[i + n * size : i + (n + 1) * size] == group for n in range(1, times)):
                return " ".join(group)
    return ""


def _untranslated(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Fewer than half of the longer words (terms and names apart) stand in the translation too."""
    rest = source
    for term in terms:
        rest = rest[: term.start] + " " * (term.end - term.start) + rest[term.end :]
    words = {w for w in _WORD.findall(rest) if len(w) > 3 and w[0].islower()}
    kept = words & set(_WORD.findall(target))
    if len(words) >= 3 and len(kept) * 2 > len(words):
        yield Issue("untranslated", f"left as it was: {', '.join(sorted(kept)[:5])}")


def _length(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """The translation has 0.4 to 2.2 times the characters of a source of 30 or more.

    Scripts that write a word in one or two characters have no such ratio.
    """
    ratio = len(target) / max(len(source), 1)
    if len(source) >= 30 and source.count(" ") >= 3 and not 0.4 <= ratio <= 2.2:
        yield Issue("length", f"{ratio:.1f} times as long as the source")


def _terms(_source: str, _target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Each term of the source has its agreed target."""
    for use in terms:
        if use.method is Method.UNMET:
            yield Issue("terms", f"“{use.source}” should be “{use.target}”")


RULES: tuple[Rule, ...] = (
    _numbers, _names, _negation, _loops, _untranslated, _length, _terms,
)  # fmt: skip
