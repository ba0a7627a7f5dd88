"""Forms of a term: what a text may have for `État membre`, and what `member state` becomes.

Rules, not a dictionary: they give the regular forms. Irregular ones stand in the glossary, as
variants (source) or in the inflection column (target).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

from bilingual.glossary.terms import Term


class Number(StrEnum):
    """How a form differs in number from the citation form."""

    SAME = "same"
    PLURAL = "plural"
    SINGULAR = "singular"


# A noun phrase inflects up to its first complement: "chefs d'État", "mesures de confiance".
_FR_COMPLEMENT = re.compile(
    r"\s(?:de|du|des|à|au|aux|en|pour|contre|sur|par|avec|entre|sans|et)\s|\s?\b[dl]['’]|\("
)
_FR_ARTICLES = {"le ": ("au ", "du "), "les ": ("aux ", "des ")}
_FR_CONTRACTED = frozenset(("au", "aux", "des", "du"))
_EN_COMPLEMENT = re.compile(r"\s(?:of|for|on|in|to|against|between|with|and|from|by|at)\s|\(|,\s")


def source_forms(term: Term, language: str) -> dict[str, Number]:
    """Every form of the term to look for in a source text, with its number.

    >>> sorted(source_forms(Term("État membre", "member state"), "fr"))
    ['État membre', 'États membres']
    """
    forms: dict[str, Number] = {}
    for citation in (term.source, *term.variants):
        for spelling in _spellings(citation):
            forms.setdefault(spelling, Number.SAME)
            if language == "fr":
                for form in _contracted(spelling):
                    forms.setdefault(form, Number.SAME)
            if language == "fr" and term.inflects:
                for form, number in _french(spelling, adjective=term.pos == "adjective"):
                    forms.setdefault(form, number)
    return forms


@lru_cache(maxsize=50_000)
def target_forms(term: Term, language: str) -> tuple[str, ...]:
    """Every form in which the translation may have the term, agreed target first.

    >>> target_forms(Term("État membre", "member state"), "en")
    ('member state', 'member states')
    """
    forms = [f for t in (term.target, *term.alternatives) for f in _numbers(t, term, language)]
    return tuple(dict.fromkeys(forms))


def agreed_form(term: Term, number: Number, language: str) -> str:
    """The agreed target in the number that the source has.

    >>> agreed_form(Term("chef d'État", "head of state"), Number.PLURAL, "en")
    'heads of state'
    """
    inflected = TARGET_NUMBER.get(language)
    if number is Number.SAME or inflected is None or not term.inflects or term.pos == "adjective":
        return term.target
    if number is Number.PLURAL and term.inflection.startswith("plural "):
        return term.inflection.removeprefix("plural ")
    return inflected(term.target, number)


def _numbers(target: str, term: Term, language: str) -> Iterator[str]:
    yield target
    inflected = TARGET_NUMBER.get(language)
    if inflected is None or not term.inflects:
        return
    if target == term.target and term.inflection.startswith("plural "):
        yield term.inflection.removeprefix("plural ")
    yield inflected(target, Number.PLURAL)
    yield inflected(target, Number.SINGULAR)


def _spellings(citation: str) -> tuple[str, ...]:
    """With the hyphens of the citation form, and without."""
    if "-" not in citation:
        return (citation,)
    return (citation, citation.replace("-", " "), citation.replace("-", ""))


def _contracted(form: str) -> Iterator[str]:
    """`Le Caire` is `au Caire` after à and `du Caire` after de."""
    for article, contractions in _FR_ARTICLES.items():
        if form.casefold().startswith(article):
            yield from (contraction + form[len(article) :] for contraction in contractions)


def outside(term: Term, form: str) -> int:
    """How many characters at the beginning of a form belong to the sentence: `du Caire` is Cairo.

    The preposition in a contracted article is none of the term: `of Cairo` needs its `of`.

    >>> cairo = Term("Le Caire", "Cairo")
    >>> outside(cairo, "du Caire"), outside(cairo, "Le Caire")
    (3, 0)
    """
    begins = form.split(" ", 1)[0]
    if begins not in _FR_CONTRACTED:
        return 0
    contracted = {c for citation in (term.source, *term.variants) for c in _contracted(citation)}
    return len(begins) + 1 if form in contracted else 0


def _french(phrase: str, *, adjective: bool) -> Iterator[tuple[str, Number]]:
    cut = _FR_COMPLEMENT.search(phrase)
    head, tail = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    words = head.split(" ")
    yield " ".join(map(_french_plural, words)) + tail, Number.PLURAL
    yield " ".join(map(_french_singular, words)) + tail, Number.SINGULAR
    if adjective:
        feminine = " ".join(map(_french_feminine, words)) + tail
        yield feminine, Number.SAME
        yield " ".join(map(_french_plural, feminine.split(" "))), Number.SAME


def _french_plural(word: str) -> str:
    """
    >>> [_french_plural(w) for w in ("régional", "bureau", "accord", "pays", "OCS")]
    ['régionaux', 'bureaux', 'accords', 'pays', 'OCS']
    """
    if word[-1:] in "sxz" or word.isupper():
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")


def _french_singular(word: str) -> str:
    """
    >>> [_french_singular(w) for w in ("mesures", "nationaux", "bureaux", "forces", "trois")]
    ['mesure', 'national', 'bureau', 'force', 'trois']
    """
    if word.isupper() or len(word) < 4 or word.casefold() in {"trois", "pays", "sens", "corps"}:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l"
    return word.removesuffix("s")


_FR_FEMININE = (("eux", "euse"), ("if", "ive"), ("er", "ère"), ("el", "elle"), ("ien", "ienne"),
                ("e", "e"), ("", "e"))  # fmt: skip


def _french_feminine(word: str) -> str:
    """
    >>> [_french_feminine(w) for w in ("kazakh", "kirghize", "tadjik", "indien", "frontalier")]
    ['kazakhe', 'kirghize', 'tadjike', 'indienne', 'frontalière']
    """
    ending, feminine = next(pair for pair in _FR_FEMININE if word.endswith(pair[0]))
    return word[: len(word) - len(ending)] + feminine


def _english(phrase: str, number: Number) -> str:
    """The phrase with the last word of its head in the other number.

    >>> _english("head of state", Number.PLURAL), _english("observer country", Number.PLURAL)
    ('heads of state', 'observer countries')
    >>> _english("confidence-building measures", Number.SINGULAR)
    'confidence-building measure'
    """
    cut = _EN_COMPLEMENT.search(phrase)
    head, tail = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    change = _english_plural if number is Number.PLURAL else _english_singular
    return change(head) + tail


def _english_plural(head: str) -> str:
    if head.endswith("s") and not head.endswith(("ss", "us")):
        return head
    if re.search(r"[^aeiou]y$", head):
        return head[:-1] + "ies"
    return head + ("es" if re.search(r"(?:s|x|z|ch|sh)$", head) else "s")


def _english_singular(head: str) -> str:
    if head.endswith("ies") and len(head) > 5:
        return head[:-3] + "y"
    if re.search(r"(?:sses|xes|ches|shes)$", head):
        return head[:-2]
    return head if head.endswith(("ss", "us", "is")) else head.removesuffix("s")


TARGET_NUMBER: dict[str, Callable[[str, Number], str]] = {"en": _english}
