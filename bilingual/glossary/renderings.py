"""What a translation has for the terms of its source: agreed, accepted or forbidden renderings."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bilingual.folding import fold
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.match import Match
from bilingual.glossary.terms import Term
from bilingual.model import Method, TermUse
from bilingual.spans import Span, spans_of

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")

# English words that are French ones too: what looks like a copy may be a word of the sentence.
_ENGLISH_TOO = frozenset(
    ("a", "an", "as", "but", "in", "me", "my", "no", "on", "or", "pour", "son")
)
# "Indian", "Chinese": where the name of a state is agreed, its adjective may only stand before a
# noun, perhaps with more adjectives between: "the Indian and Pakistani presidents".
_ADJECTIVE = r"\w+(?:an|ese|ish|i|ek|kh|gyz|jik|men)"
_IS_ADJECTIVE = re.compile(_ADJECTIVE)
_SMALL = (
    r"(?:and|are|as|at|by|for|from|has|have|in|into|is|of|on|or|that|the|to|was|were|will|with)"
)
_BEFORE_NOUN = re.compile(rf"-|(?:(?:,\s|\s(?:and|or)\s){_ADJECTIVE}\b)*\s(?!{_SMALL}\b)[^\W\d_]")


def uses(matches: Sequence[Match], translation: str, language: str) -> tuple[TermUse, ...]:
    """For each match, in their order, the rendering that the translation has for it, or unmet.

    Each occurrence in the source needs one of its own in the translation. Agreed targets choose
    before alternatives, and longer ones first, so that `Council of Heads of State` is not taken for
    `head of state`, nor the `NATO` of one entry for the long name of another.
    """
    taken: list[Span] = []
    spans: dict[int, Span] = {}
    by_length = sorted(range(len(matches)), key=lambda i: (-len(matches[i].term.target), i))
    for renderings in (_agreed, accepted):
        left = {
            term: renderings(term, translation, language)
            for term in {match.term for match in matches}
        }
        for i in by_length:
            if i in spans:
                continue
            span = next((s for s in left[matches[i].term] if _free(s, taken)), None)
            if span:
                insort(taken, span)
                spans[i] = span
    return tuple(_use(match, spans.get(i), translation) for i, match in enumerate(matches))


def accepted(term: Term, translation: str, language: str) -> Iterator[Span]:
    """Spans of the translation that hold the agreed target, an alternative or a form of them."""
    spans = spans_of(target_forms(term, language), translation)
    if language != "en" or term.domain not in {"state", "place"} or term.pos != "name":
        yield from spans
        return
    for start, end in spans:
        adjective = _IS_ADJECTIVE.fullmatch(rendering := translation[start:end])
        if not adjective or rendering == term.target or _BEFORE_NOUN.match(translation, end):
            yield start, end


def _agreed(term: Term, translation: str, language: str) -> Iterator[Span]:
    """Those of the accepted spans that hold the agreed target, perhaps within an alternative."""
    own = target_forms(replace(term, alternatives=()), language)
    for start, end in accepted(term, translation, language):
        if next(spans_of(own, translation[start:end]), None):
            yield start, end


def wrong(
    matches: Sequence[Match], match: Match, sentence: str, translation: str, language: str
) -> list[Span]:
    """Spans that hold a forbidden rendering, or the source form where that is no right target.

    What is right for this or another of the matches is not wrong: `safety` may stand for `sûreté`
    where it must not stand for `sécurité`. But a right one inside a longer forbidden one does not
    save it: `The Cairo` is wrong, though `Cairo` is right. A source form is only wrong while its
    term is unmet: `an` may be a year, or an English article.
    """
    found = _wrong(tuple(matches), sentence, translation, language)
    return list(found[match.term, sentence[match.start : match.end]])


@lru_cache(maxsize=1024)
def _wrong(
    matches: tuple[Match, ...], sentence: str, translation: str, language: str
) -> Mapping[tuple[Term, str], tuple[Span, ...]]:
    """What `wrong` gives for each term and source form of the sentence."""
    right = [
        sorted(accepted(term, translation, language)) for term in {match.term for match in matches}
    ]
    met = uses(matches, translation, language)
    copies = Counter(
        (match.term, sentence[match.start : match.end])
        for match, use in zip(matches, met, strict=True)
        if use.method is Method.UNMET
    )
    found = {}
    for match in matches:
        seen = match.term, sentence[match.start : match.end]
        if seen not in found:
            spans = {
                *spans_of(match.term.avoid, translation),
                *_copies(*seen, copies[seen], translation, language),
            }
            found[seen] = tuple(span for span in sorted(spans) if not _right(span, right))
    return found


def _copies(term: Term, form: str, most: int, translation: str, language: str) -> list[Span]:
    """Where the source form came through as it was, so many times at most."""
    good = {fold(target) for target in target_forms(term, language)}
    if not most or fold(form) in good or (language == "en" and form in _ENGLISH_TOO):
        return []
    return list(spans_of((form,), translation))[:most]


def _right(span: Span, right: Sequence[Sequence[Span]]) -> bool:
    """Whether a right rendering lies across the span, or is all of it."""
    return any(not all(_around(span, other) for other in _across(span, spans)) for spans in right)


def leftovers(
    matches: Sequence[Match], sentence: str, translation: str, language: str
) -> Iterator[tuple[Span, Match]]:
    """Acronyms of a longer term that came through beside its rendering.

    `SCO Secretariat of the OCS` has all of `secrétariat de l'OCS`, and its `OCS` once more.
    """
    named = {a for match in matches for a in _ACRONYM.findall(sentence[match.start : match.end])}
    if not named:
        return
    good = {form for match in matches for form in target_forms(match.term, language)}
    named -= {acronym for form in good for acronym in _ACRONYM.findall(form)}
    for match in matches:
        form = sentence[match.start : match.end]
        own = named.intersection(_ACRONYM.findall(form)) if " " in form else ()
        yield from ((span, match) for span in spans_of(sorted(own), translation))


def _across(span: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of sorted spans, none inside another, that share a character with this one."""
    last = bisect_left(spans, (span[1],))
    first = last
    while first and spans[first - 1][1] > span[0]:
        first -= 1
    return spans[first:last]


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return not _across(span, taken)


def _around(span: Span, other: Span) -> bool:
    return span != other and span[0] <= other[0] and other[1] <= span[1]


def _use(match: Match, span: Span | None, translation: str) -> TermUse:
    term = match.term
    if span is None:
        return TermUse(term.source, term.target, match.start, match.end, Method.UNMET)
    return TermUse(
        term.source, term.target, match.start, match.end, Method.PLAIN,
        rendering=translation[slice(*span)], target_start=span[0], target_end=span[1],
    )  # fmt: skip
