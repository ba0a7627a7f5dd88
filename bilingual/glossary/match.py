"""Terms found in a sentence: all entries in one pass, longest first, at word borders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bilingual.folding import SAME, folded
from bilingual.glossary.inflect import Number, outside, source_forms
from bilingual.glossary.terms import Status, Term

_NO_BORDERS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER")  # scripts without spaces


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence of a term in a sentence."""

    term: Term
    start: int
    end: int
    number: Number  # of the form found, against the citation form
    over: tuple[Term, ...] = ()  # terms that this longer one keeps from matching here


class Matcher:
    """Finds the approved terms of a glossary in sentences of one language."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self.terms = [term for term in terms if term.status is Status.APPROVED]
        self._language = language

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def _automaton(self) -> Any:  # the library is untyped
        import ahocorasick  # built when the first sentence comes

        forms: dict[str, list[tuple[str, Number, Term, int]]] = {}
        for term in self.terms:
            for form, number in source_forms(term, self._language).items():
                before = outside(term, form)
                entry = (form.translate(SAME), number, term, before)
                forms.setdefault(_key(form), []).append(entry)
        automaton = ahocorasick.Automaton()
        for key, entries in forms.items():
            automaton.add_word(key, (len(key), tuple(entries)))
        automaton.make_automaton()
        return automaton

    def find(self, sentence: str) -> tuple[Match, ...]:
        """The terms of the sentence from left to right, none inside or across another.

        Of overlapping ones the longest stands, of equally long ones the first; what it displaced
        is in its `over`.
        """
        if not self.terms:
            return ()
        found = sorted(self._candidates(sentence), key=lambda m: (m.start - m.end, m.start))
        taken: list[Match | None] = [None] * len(sentence)
        kept: dict[int, Match] = {}
        over: dict[int, list[Term]] = {}
        for match in found:
            holder = next((m for m in taken[match.start : match.end] if m), None)
            if holder is not None:
                if match.term is not holder.term:
                    over.setdefault(holder.start, []).append(match.term)
                continue
            kept[match.start] = match
            taken[match.start : match.end] = [match] * (match.end - match.start)
        return tuple(
            Match(m.term, m.start, m.end, m.number, tuple(over.get(start, ())))
            for start, m in sorted(kept.items())
        )

    def _candidates(self, sentence: str) -> Iterable[Match]:
        plain = sentence.translate(SAME)
        for last, (length, entries) in self._automaton.iter(_key(sentence)):
            start, end = last + 1 - length, last + 1
            if not _bordered(sentence, start, end):
                continue
            seen = plain[start:end]
            for form, number, term, before in entries:
                if _agrees(seen, form, exact=term.case == "exact"):
                    yield Match(term, start + before, end, number)
                    break


def _bordered(text: str, start: int, end: int) -> bool:
    """No letter or digit goes on at either end (scripts without spaces have no borders)."""
    return not (
        _joined(text[start - 1 : start], text[start]) or _joined(text[end : end + 1], text[end - 1])
    )


def _joined(outside: str, inside: str) -> bool:
    if not (outside.isalnum() and inside.isalnum()):
        return False
    return not unicodedata.name(inside, "").startswith(_NO_BORDERS)


class _Alike(dict[int, str]):
    """For each character what it is looked for as: folded, a space for a hyphen."""

    def __missing__(self, code: int) -> str:
        char = chr(SAME.get(code, code))
        self[code] = " " if char == "-" else folded(char)
        return self[code]


_ALIKE = _Alike()


def _key(text: str) -> str:
    """The text as it is looked for, as long as it is.

    >>> _key("L’État‑membre")
    "l'etat membre"
    """
    return text.translate(_ALIKE)


def _agrees(seen: str, form: str, *, exact: bool) -> bool:
    """Equal but for case, hyphens, and accents missing on capitals (ETATS, Etats-membres)."""
    return seen == form or (not exact and all(map(_same_letter, seen, form)))


def _same_letter(seen: str, formed: str) -> bool:
    if seen.lower() == formed.lower() or {seen, formed} == {" ", "-"}:
        return True
    return seen.isupper() and folded(seen) == folded(formed)
