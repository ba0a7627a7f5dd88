"""What was found in a sentence: matches of terms, of which the longest stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bilingual.glossary.inflect import Number
from bilingual.glossary.terms import Term


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence of a term in a sentence."""

    term: Term
    start: int
    end: int
    number: Number  # of the form found, against the citation form
    over: tuple[Term, ...] = ()  # terms that this longer one keeps from matching here
    parts: tuple[Term, ...] = ()  # the glossary's entries that `term` was put together from

    @property
    def entries(self) -> tuple[Term, ...]:
        """The glossary's entries that this is a use of: its term, or those that it is made of."""
        return self.parts or (self.term,)


def longest(found: Iterable[Match], length: int) -> tuple[Match, ...]:
    """The matches in a sentence of that length, without those across longer ones or inside them."""
    taken: list[Match | None] = [None] * length
    kept: dict[int, Match] = {}
    over: dict[int, list[Term]] = {}
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        holder = next((m for m in taken[match.start : match.end] if m), None)
        if holder is None:
            kept[match.start] = match
            taken[match.start : match.end] = [match] * (match.end - match.start)
            continue
        told = (*holder.entries, *holder.over, *over.get(holder.start, ()))
        inside = (*match.entries, *match.over)
        over.setdefault(holder.start, []).extend(t for t in inside if not any(t is o for o in told))
    return tuple(
        replace(m, over=(*m.over, *over[start])) if start in over else m
        for start, m in sorted(kept.items())
    )
