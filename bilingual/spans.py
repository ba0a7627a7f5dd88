"""Where a text says something: forms found at word borders, however they are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

Span = tuple[int, int]

_GAP, _APOSTROPHE = r"[\s\u00a0-]+", "['’]"
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # no word borders
_LETTER = rf"[^\W{_UNSPACED}]"


def spans_of(forms: Iterable[str], text: str, start: int = 0) -> Iterator[Span]:
    """Where any of the forms stands in the text, at word borders, from `start` to the right.

    The longest of those that overlap. Spaces and hyphens stand for each other. Case is folded, but
    for forms that are all capitals: `us` is not `US`. Scripts without spaces have no borders.

    >>> list(spans_of(("member state", "US"), "Member-state of us"))
    [(0, 12)]
    """
    for found in _pattern(tuple(forms)).finditer(text, start):
        yield found.span()


@lru_cache(maxsize=50_000)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms, the longest first."""
    ways = [_way(form) for form in sorted(forms, key=len, reverse=True)]
    return re.compile("|".join(ways) or "(?!)")


def _way(form: str) -> str:
    words = _GAP.join(re.escape(word) for word in re.split(_GAP, form) if word) or "(?!)"
    words = re.sub(_APOSTROPHE, _APOSTROPHE, words)
    words = words if form.isupper() else f"(?i:{words})"
    before = "" if re.match(f"[{_UNSPACED}]", form) else f"(?<!{_LETTER})"
    after = "" if re.search(f"[{_UNSPACED}]$", form) else f"(?!{_LETTER})"
    return f"{before}{words}{after}"
