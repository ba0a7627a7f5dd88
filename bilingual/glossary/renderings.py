"""What a translation has for the terms of its source: agreed, accepted or forbidden renderings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bilingual.folding import fold
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.match import Match
from bilingual.glossary.terms import Term
from bilingual.model import Method, TermUse

_GAP, _APOSTROPHE = r"[\s\u00a0-]+", "['’]"


def uses(matches: Sequence[Match], translation: str, language: str) -> tuple[TermUse, ...]:
    """For each match, in their order, the rendering that the translation has for it, or unmet.

    Each occurrence in the source needs one of its own in the translation; longer targets choose
    first, so that `Council of Heads of State` is not taken for `head of state`.
    """
    taken: list[tuple[int, int]] = []
    spans: dict[int, tuple[int, int]] = {}
    by_length = sorted(range(len(matches)), key=lambda i: (-len(matches[i].term.target), i))
    for i in by_length:
        found = accepted(matches[i].term, translation, language)
        span = next((s for s in found if _free(s, taken)), None)
        if span:
            taken.append(span)
            spans[i] = span
    return tuple(_use(match, spans.get(i), translation) for i, match in enumerate(matches))


def accepted(term: Term, translation: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the translation that hold the agreed target, an alternative or a form of them."""
    yield from spans_of(target_forms(term, language), translation)


def wrong(
    matches: Sequence[Match], match: Match, sentence: str, translation: str, language: str
) -> list[tuple[int, int]]:
    """Spans that hold a forbidden rendering, or the source form where that is no right target.

    What is right for this or another of the matches is not wrong: `safety` may stand for `sûreté`
    where it must not stand for `sécurité`. But a right one inside a longer forbidden one does not
    save it: `The Cairo` is wrong, though `Cairo` is right.
    """
    good = {fold(form) for form in target_forms(match.term, language)}
    copied = sentence[match.start : match.end]
    forms = match.term.avoid if fold(copied) in good else (*match.term.avoid, copied)
    found = list(spans_of(forms, translation))
    if not found:
        return []
    right = [span for other in matches for span in accepted(other.term, translation, language)]
    return [span for span in found if _free(span, (r for r in right if not _around(span, r)))]


def spans_of(forms: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where any of the forms stands in the text, at word borders, from left to right.

    The longest of those that overlap. Case is folded, except for forms that are all capitals:
    `us` is not `US`.
    """
    for found in _pattern(tuple(forms)).finditer(text):
        yield found.span()


@lru_cache(maxsize=50_000)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms, the longest first; spaces and hyphens stand for each other."""
    ways = "|".join(_way(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ways or '(?!)'})(?!\w)")


def _way(form: str) -> str:
    words = _GAP.join(re.escape(word) for word in re.split(_GAP, form) if word) or "(?!)"
    words = re.sub(_APOSTROPHE, _APOSTROPHE, words)
    return words if form.isupper() else f"(?i:{words})"


def _free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _around(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and span[0] <= other[0] and other[1] <= span[1]


def _use(match: Match, span: tuple[int, int] | None, translation: str) -> TermUse:
    term = match.term
    if span is None:
        return TermUse(term.source, term.target, match.start, match.end, Method.UNMET)
    return TermUse(
        term.source, term.target, match.start, match.end, Method.PLAIN,
        rendering=translation[slice(*span)], target_start=span[0], target_end=span[1],
    )  # fmt: skip
