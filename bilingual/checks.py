"""Doubts about a translation: one rule a function, in the order of `RULES`.

A rule marks what a reviewer should look at. It is quiet where it is not sure: a false alarm costs
more trust than a miss.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from bilingual.folding import fold
from bilingual.model import Issue, Method, TermUse, Translation
from bilingual.negation import negates, negations

Rule = Callable[[str, str, tuple[TermUse, ...]], Iterator[Issue]]

_GROUPS = r"(?:(?:\s\d{3})+|(?:,\d{3})+|(?:\.\d{3})+)(?!\d)"  # of thousands
_NUMBER = re.compile(rf"((?<!\d)\d{{1,3}}{_GROUPS}|\d+)(?:[.,](\d+))?")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;»”\"] )[A-ZÀ-ÖØ-Þ][\w’'-]{3,}")
_NEAR = 60  # words before and after its place among which a name is looked for

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_SPELT = {str(number): word for number, word in enumerate(_SMALL.split())}


@lru_cache(maxsize=1024)  # enforcing terms and marking what is left ask the same
def check(source: str, target: str, terms: tuple[TermUse, ...] = ()) -> tuple[Issue, ...]:
    """Everything the rules doubt about a translation; empty where they doubt nothing."""
    if not target.strip():
        return (Issue("empty", "nothing came back from the engine"),)
    return tuple(issue for rule in RULES for issue in rule(source, target, terms))


def worse(before: Sequence[Issue], after: Sequence[Issue]) -> bool:
    """Whether any check finds more afterwards than before, whatever the others find less.

    >>> negation, loop = Issue("negation", "ne … pas"), Issue("loop", "the")
    >>> worse([negation, loop], [loop]), worse([loop, loop], [negation])
    (False, True)
    """
    return bool(Counter(i.check for i in after) - Counter(i.check for i in before))


def from_elsewhere(source: str, made: Translation) -> tuple[Issue, ...]:
    """The translation's issues that no rule here finds: the engine's, forbidden renderings."""
    found = check(source, made.text, made.terms)
    return tuple(issue for issue in made.issues if issue not in found)


def _numbers(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Each number of the source stands in the translation, in figures or (to twenty) in words."""
    there = Counter(map(_value, _NUMBER.finditer(target)))
    words = Counter(_WORD.findall(target.casefold()))
    there.update({digits: words[word] for digits, word in _SPELT.items()})
    for found in _NUMBER.finditer(source):
        number = _value(found)
        # "le 15 300 soldats": what looks like one number may be two
        values = [number] if there[number] else re.split(r"\s", found.group())
        if all(there[value] for value in values):
            there -= Counter(values)
        else:
            yield Issue("numbers", f"{found.group()} is missing in the translation")


def _value(number: re.Match[str]) -> str:
    """The number in plain digits, its thousands joined, with a point before its decimals.

    Both languages may set either sign; three digits after one sign are taken for thousands.

    >>> [_value(found) for found in _NUMBER.finditer("3\u00a0200, 2,000.50, 1,5 and 2025 300")]
    ['3200', '2000.5', '1.5', '2025', '300']
    """
    whole, decimals = re.sub(r"\D", "", number[1]), (number[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _names(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Each capitalised word inside the source has one in the translation that is spelt alike.

    One spelt the same counts anywhere, one spelt nearly so about where the name would stand.
    """
    inside = _covered((use.start, use.end) for use in terms)
    words = [fold(word) for word in _WORD.findall(target)]
    same = _countries() | set(words)
    for found in _NAME.finditer(source):
        name = fold(found.group())
        if name in same or found.start() in inside:
            continue
        place = len(words) * found.start() // len(source)
        near = words[max(place - _NEAR, 0) : place + _NEAR]
        if not difflib.get_close_matches(name, near, n=1, cutoff=0.5):
            yield Issue("names", f"{found.group()} is missing in the translation")


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@cache
def _countries() -> frozenset[str]:
    """French names of countries, folded: English may call them something else altogether."""
    from babel import Locale

    names = Locale("fr").territories.values()
    return frozenset(word for name in names for word in re.findall(r"\w+", fold(name)))


def _negation(source: str, target: str, _terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """A negation of the source is one in the translation."""
    found = next(negations(source), "")
    if found and not negates(target):
        yield Issue("negation", f"“{found}” may be lost in the translation")


def _loops(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """No word three times, and no group of two to six words twice, in a row.

    But where the source says it twice, or has two terms that are called the same in the target.
    """
    words = list(re.finditer(r"[\w’'-]+", target))
    inside = _covered((use.target_start, use.target_end) for use in terms if use.rendering)

    def of_terms(group: Sequence[re.Match[str]]) -> bool:
        rest = [word.group() for word in group if word.start() not in inside]
        return len(rest) < len(group) and all(len(word) <= 3 for word in rest)

    for start, size, times in _repeated([word.group().casefold() for word in words]):
        again = [words[n : n + size] for n in range(start, start + size * times, size)]
        if not all(map(of_terms, again)):
            if not any(_repeated(_stems(source))):
                group = " ".join(word.group() for word in again[0])
                yield Issue("loop", f"“{group}” is repeated")
            return


def _stems(text: str) -> list[str]:
    """The beginnings of its words, short words all the same: `un Ouzbek, une Ouzbèke` repeats.

    >>> _stems("L'Ouzbek, une Ouzbèke")
    ['', 'ouzbe', '', 'ouzbe']
    """
    return [word[:5] if len(word) > 3 else "" for word in re.findall(r"\w+", fold(text))]


def _repeated(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a group of words is said again at once: its first word, its size, how many times.

    >>> list(_repeated("state of the state of the".split())), list(_repeated(["had", "had"]))
    ([(0, 3, 2)], [])
    """
    for size, times in ((1, 3), (2, 2), (3, 2), (4, 2), (5, 2), (6, 2)):
        for start in range(len(words) - size * times + 1):
            if words[start] != words[start + size]:
                continue
            group = words[start : start + size]
            again = (start + n * size for n in range(1, times))
            if any(group) and all(words[n : n + size] == group for n in again):
                yield start, size, times


def _untranslated(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """Fewer than half of the longer words (terms and names apart) stand in the translation too."""
    inside = _covered((use.start, use.end) for use in terms)
    found = (w for w in _WORD.finditer(source) if w.start() not in inside)
    words = {w.group() for w in found if len(w.group()) > 3 and w.group()[0].islower()}
    kept = words & set(_WORD.findall(target))
    if len(words) >= 3 and len(kept) * 2 > len(words):
        yield Issue("untranslated", f"left as it was: {', '.join(sorted(kept)[:5])}")


def _length(source: str, target: str, terms: tuple[TermUse, ...]) -> Iterator[Issue]:
    """The translation has 0.4 to 2.2 times the characters of a source of 30 or more.

    A term counts as long as its agreed target: an acronym written out is no longer for that.
    Scripts that write a word in one or two characters have no such ratio.
    """
    written_out = sum(max(len(use.rendering) - len(use.target), 0) for use in terms)
    ratio = (len(target) - written_out) / max(len(source), 1)
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
