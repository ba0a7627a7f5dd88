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
    where it must not stand for `sécurité`.
    """
    right = [span for other in matches for span in accepted(other.term, translation, language)]
    good = {fold(form) for form in target_forms(match.term, language)}
    copied = sentence[match.start : match.end]
    forms = match.term.avoid if fold(copied) in good else (*match.term.avoid, copied)
    return [span for span in spans_of(forms, translation) if _free(span, right)]


def spans_of(forms: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where any of the forms stands in the text, at word borders, from left to right.

    The longest of those that overlap. Case is folded, except for forms that are all capitals:
    `us` is not `US`.
    """
    found = {m.span() for form in forms for m in _pattern(form).finditer(text)}
    end = 0
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span
            end = span[1]


@lru_cache(maxsize=50_000)
def _pattern(form: str) -> re.Pattern[str]:
    words = r"[\s\u00a0-]+".join(re.escape(w) for w in re.split(r"[\s\u00a0-]+", form) if w)
    words = words.replace("'", "['’]").replace("’", "['’]") if "['’]" not in words else words
    flags = re.NOFLAG if form.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){words or '(?!)'}(?!\w)", flags)


def _free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _use(match: Match, span: tuple[int, int] | None, translation: str) -> TermUse:
    term = match.term
    if span is None:
        return TermUse(term.source, term.target, match.start, match.end, Method.UNMET)
    return TermUse(
        term.source, term.target, match.start, match.end, Method.PLAIN,
        rendering=translation[slice(*span)], target_start=span[0], target_end=span[1],
    )  # fmt: skip
