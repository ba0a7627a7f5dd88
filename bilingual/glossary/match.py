"""Terms found in a sentence: all entries in one pass, longest first, at word borders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from bilingual.folding import SAME, folded
from bilingual.glossary.borders import addresses, bordered, end_of_dotted, in_compound
from bilingual.glossary.composed import composed
from bilingual.glossary.found import Match as Match  # by that name for everybody
from bilingual.glossary.found import longest
from bilingual.glossary.inflect import REACH, Number, number_in, outside, source_forms
from bilingual.glossary.terms import Status, Term

_MARK = "\0"  # for a space in the place of a hyphen
_APART = re.compile(rf"{_MARK}(?![^\W\d_])|{_MARK}[a-zß-öø-ÿ]")
_NAME = re.compile(r"(?:(?:le|la|les|du|au|des|aux) |l')?([^\s-]+)", re.IGNORECASE)


class _Form(NamedTuple):
    """What is looked for."""

    text: str  # apostrophes, spaces and hyphens made plain
    number: Number
    term: Term
    outside: int  # characters at its beginning that are none of the term


class Matcher:
    """Finds the approved terms of a glossary in sentences of one language.

    With the `target` language, a noun and an adjective that stand together are one term where that
    is known to be right (`composed`): `ministre russe des Affaires étrangères`.
    """

    def __init__(self, terms: Iterable[Term], language: str, target: str = "") -> None:
        self.terms = [term for term in terms if term.status is Status.APPROVED]
        self._language = language
        self._target = target

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def _automaton(self) -> Any:  # the library is untyped
        import ahocorasick  # built when the first sentence comes

        forms: dict[str, list[_Form]] = {}
        for term in sorted(self.terms, key=lambda term: term.case != "exact"):
            for form, number in source_forms(term, self._language).items():
                entry = _Form(form.translate(SAME), number, term, outside(term, form))
                forms.setdefault(_key(form), []).append(entry)
        automaton = ahocorasick.Automaton()
        for key, entries in forms.items():
            if not any(map(str.isalnum, key)):
                continue  # a dash for a term would be found everywhere
            automaton.add_word(key, (len(key), tuple(entries)))
        automaton.make_automaton()
        return automaton

    def find(self, sentence: str) -> tuple[Match, ...]:
        """The terms of the sentence from left to right, none inside or across another.

        Of overlapping ones the longest stands, of equally long ones the one that must be written
        so, else the first; what it displaced is in its `over`. None is found in addresses, nor
        what is written small in a compound with a hyphen.
        """
        found = self._entries(sentence)
        more = composed(found, sentence, self._entries, self._language, self._target)
        return longest((*more, *found), len(sentence)) if more else found

    def _entries(self, sentence: str) -> tuple[Match, ...]:
        """The glossary's entries in the sentence."""
        known = self.terms and len(self._automaton)
        return longest(self._candidates(sentence), len(sentence)) if known else ()

    def _candidates(self, sentence: str) -> Iterator[Match]:
        plain = sentence.translate(SAME)
        taken = addresses(sentence)
        for last, (length, entries) in self._automaton.iter(_key(sentence)):
            start, end = last + 1 - length, last + 1
            if not bordered(sentence, start, end) or (taken and any(taken[start:end])):
                continue
            seen = plain[start:end]
            form = next((form for form in entries if _agrees(seen, form)), None)
            if form and (stop := _end(plain, start, end, form)):
                number = form.number
                if number is Number.SAME:
                    before = plain[max(0, start - REACH) : start]
                    number = number_in(form.term, form.text, before, self._language)
                yield Match(form.term, start + form.outside, stop, number)


def _end(plain: str, start: int, end: int, form: _Form) -> int:
    """Where the term ends that begins there; 0 if it is part of something else."""
    adjective = form.term.pos == "adjective"
    if in_compound(plain, start, end, adjective=adjective):
        return 0
    return end_of_dotted(plain, start, end) if "." in form.text else end


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


def _agrees(seen: str, form: _Form) -> bool:
    """Equal but for case, hyphens, and accents missing on capitals (ETATS, Etats-membres).

    Only before a capital does a space stand for a hyphen: not `peut être`, `l'Asie du Sud est`. And
    names of one word have their capital: `Le Monde` is not in `le tour du monde`.
    """
    if seen == form.text or form.term.case == "exact":
        return seen == form.text
    return (
        all(map(_same_letter, seen, form.text))
        and not ("-" in form.text and _APART.search(_joints(seen, form.text)))
        and not (form.term.pos == "name" and _common(seen, form.text))
    )


def _joints(seen: str, formed: str) -> str:
    """What was seen, with a mark for each space where the form has a hyphen."""
    return "".join(_MARK if (s, f) == (" ", "-") else s for s, f in zip(seen, formed, strict=True))


def _common(seen: str, formed: str) -> bool:
    """Whether it is a common word or a Roman number, where the form is a name of one word."""
    name, word = _NAME.fullmatch(formed), seen.split(" ")[-1]
    if not name or not name[1][0].isupper():
        return False
    return not word[0].isupper() or (word.isupper() and not name[1].isupper() and len(word) < 4)


def _same_letter(seen: str, formed: str) -> bool:
    if seen.lower() == formed.lower() or {seen, formed} == {" ", "-"}:
        return True
    return seen.isupper() and folded(seen) == folded(formed)
