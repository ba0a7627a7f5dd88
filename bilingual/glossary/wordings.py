"""What a term is called in English: its wordings, and how they stand in a sentence.

Which wording a rendering is, whether another may take its place, and whether two stand side by
side: `the European Union (EU)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bilingual.folding import fold
from bilingual.glossary.articles import TAKES_THE
from bilingual.glossary.inflect import TARGET_NUMBER, Number, agreed_form
from bilingual.glossary.terms import Term
from bilingual.model import TermUse

_TIED = re.compile(r"[\w'’/-]")
_OPENS = re.compile(r"\((?:the |an? )?$", re.IGNORECASE)
_IN_BRACKETS = r"\s*\((?:the )?"  # between a name and another one that explains it
_NEXT_TO = r"\W{0,3}(?:(?:and|or|the) )*"  # between two that stand beside each other
_WINDOW = 200  # characters around a rendering that are looked at for another name
_ADJECTIVE = re.compile(r"(?:an|ese|ish|ly|al|i)$")


def wording_of(term: Term, rendering: str) -> tuple[str, Number]:
    """Which of a term's renderings this is, and in which number; itself if spelt in its own way."""
    seen = fold(rendering)
    for form, wording, number in _forms(term):
        if fold(form) == seen:
            return wording, number
    loose = seen.replace("-", " ")
    alike = (number for form, _, number in _forms(term) if fold(form).replace("-", " ") == loose)
    return seen, next(alike, Number.SAME)


def _forms(term: Term) -> Iterator[tuple[str, str, Number]]:
    numbers = tuple(Number) if term.inflects else (Number.SAME,)
    for number in numbers:
        yield agreed_form(term, number, "en"), term.target, number
    if term.expansion:
        yield spelt_out(term), term.target, Number.SAME
    for wording in term.alternatives:
        for number in numbers:
            form = wording if number is Number.SAME else TARGET_NUMBER["en"](wording, number)
            yield form, wording, number


def interchangeable(term: Term, old: str, new: str) -> bool:
    """Whether English grammar lets the one stand where the other stood.

    Not a singular for a plural, on which a verb may hang, nor a noun for a possessive, a gerund or
    an adjective, nor a name that takes an article for one that takes none.

    >>> interchangeable(Term("", "", pos="noun"), "domestic affairs", "internal affairs")
    True
    >>> interchangeable(Term("", "", pos="name"), "Central Asian", "Central Asia")
    False
    >>> interchangeable(Term("", "", pos="noun"), "combating drugs", "fight against drugs")
    False
    """
    old_words, new_words = old.split(), new.split()
    last, new_last = old_words[-1], new_words[-1]
    stem = fold(last)[:4] == fold(new_last)[:4] and fold(last) != fold(new_last)
    return not (
        re.search(r"['’](?:s\b|$)", old + "\n" + new)
        or old_words[0].endswith("ing") != new_words[0].endswith("ing")
        or (stem and _unlike(_ADJECTIVE, last, new_last))
        or (term.domain in {"state", "place"} and _unlike(TAKES_THE, old, new))
        or (_number(old) != _number(new) and not (old.isupper() or new.isupper()))
    )


def _unlike(pattern: re.Pattern[str], old: str, new: str) -> bool:
    return bool(pattern.search(old)) != bool(pattern.search(new))


def _number(phrase: str) -> Number:
    plural = TARGET_NUMBER["en"](phrase, Number.PLURAL) == phrase
    return Number.PLURAL if plural or phrase.endswith(("men", "people")) else Number.SINGULAR


def spelt_out(term: Term) -> str:
    """The acronym with its full form: `European Union (EU)`."""
    return f"{term.expansion} ({term.target})"


def full_forms(term: Term) -> Iterator[str]:
    """What explains the acronym, in British and in American spelling."""
    for form in (term.expansion, *(a for a in term.alternatives if " " in a)):
        yield form
        yield form.replace("ganis", "ganiz")
        yield form.replace("ganiz", "ganis")


def tied(use: TermUse, text: str) -> bool:
    """Whether something hangs on the rendering: `SCO's`, `SCO-led`, `pro-SCO`."""
    before = text[max(use.target_start - 1, 0) : use.target_start]
    return bool(_TIED.match(before) or _TIED.match(text, use.target_end))


def in_brackets(term: Term, use: TermUse, text: str) -> bool:
    """Whether one explains the other: the rendering in brackets, or another name in them.

    >>> from bilingual.model import Method
    >>> text = "The EU (European Union) met the members (Italy, EU and so on)."
    >>> eu = Term("UE", "EU", expansion="European Union", pos="acronym")
    >>> said = [found.span() for found in re.finditer("EU|European Union", text)]
    >>> uses = [TermUse("UE", "EU", 0, 0, Method.PLAIN, text[a:b], a, b) for a, b in said]
    >>> [in_brackets(eu, use, text) for use in uses]
    [True, True, False]
    """
    before = text[max(use.target_start - _WINDOW, 0) : use.target_start]
    itself = text.startswith(")", use.target_end) and _OPENS.search(before)
    return bool(itself) or _again(set(_names(term)), use, text, between=_IN_BRACKETS)


def beside(term: Term, use: TermUse, text: str) -> bool:
    """Whether another name of the term stands beside the rendering, in brackets or not.

    A third one would say the same again: `European Union (EU)` would become `EU (EU)`.
    """
    others = set(_names(term)) - {fold(use.rendering)}
    return _again(others, use, text, between=_NEXT_TO)


def _again(names: Collection[str], use: TermUse, text: str, *, between: str) -> bool:
    """Whether one of the names, folded, stands before or after it, with only that between."""
    any_of = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    before = fold(text[max(use.target_start - _WINDOW, 0) : use.target_start])
    after = fold(text[use.target_end : use.target_end + _WINDOW])
    return bool(
        re.match(rf"{between}(?:{any_of})(?!\w)", after)
        or re.search(rf"(?<!\w)(?:{any_of}){between}$", before)
    )


def _names(term: Term) -> Iterator[str]:
    """All that the term is called, folded."""
    yield from (fold(form) for form, _, _ in _forms(term))
    if term.expansion:
        yield from map(fold, full_forms(term))
