"""Forms of a term: what a text may have for `État membre`, and what `member state` becomes.

Rules of the languages that have some here (`french`, `english`) and what the glossary says: other
forms in the source are variants, a plural of the target is in the column inflection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

from bilingual.glossary import english, french
from bilingual.glossary.terms import Term


class Number(StrEnum):
    """How a form differs in number from the citation form."""

    SAME = "same"
    PLURAL = "plural"
    SINGULAR = "singular"


_FR_ARTICLES = {"le ": ("au ", "du "), "les ": ("aux ", "des ")}
_FR_CONTRACTED = frozenset(("au", "aux", "des", "du"))
_POSTS = "post"  # the domain of people's offices: a woman may hold them
_DOTTED = re.compile(r"[^\W\d_]{2,8}")  # acronyms that some write with a dot after each letter
REACH = 40  # characters before a term that may tell its number
_PLURAL = "plural "  # what the column inflection has before the plural


def source_forms(term: Term, language: str) -> dict[str, Number]:
    """Every form of the term to look for in a source text, with its number.

    >>> sorted(source_forms(Term("accord", "agreement"), "fr"))
    ['accord', 'accords']
    """
    forms = dict.fromkeys(_spellings(term.source), Number.SAME)
    spellings = [s for citation in (term.source, *term.variants) for s in _spellings(citation)]
    if language == "fr" and term.inflects:
        for spelling in spellings:
            for form, number in french.forms(spelling, feminine=_has_feminine(term, spelling)):
                if form != spelling:
                    forms.setdefault(form, Number(number))
    contracted = [c for s in spellings for c in _contracted(s)] if language == "fr" else []
    for spelling in (*spellings, *contracted):  # a variant may be the plural of another: see above
        forms.setdefault(spelling, Number.SAME)
    return forms


def number_in(term: Term, form: str, before: str, language: str) -> Number:
    """The number of a form that is the same for one and for several, by the words before it.

    >>> number_in(Term("pays tiers", "third country"), "pays tiers", "tous les ", "fr").value
    'plural'
    """
    if language == "fr" and term.inflects and french.invariable(form):
        return Number(french.number_after(before) or Number.SAME)
    return Number.SAME


@lru_cache(maxsize=50_000)
def target_forms(term: Term, language: str) -> tuple[str, ...]:
    """Every form in which the translation may have the term, agreed target first.

    >>> target_forms(Term("État membre", "member state"), "en")
    ('member state', 'member states')
    >>> target_forms(Term("pays", "país", inflection="plural países"), "es")
    ('país', 'países')
    """
    forms = [f for t in (term.target, *term.alternatives) for f in _numbers(t, term, language)]
    return tuple(dict.fromkeys(forms))


def agreed_form(term: Term, number: Number, language: str) -> str:
    """The agreed target in the number that the source has; the target itself where none is known.

    >>> agreed_form(Term("chef d'État", "head of state"), Number.PLURAL, "en")
    'heads of state'
    """
    return _form(term, number, language) or term.target


def knows_form(term: Term, number: Number, language: str) -> bool:
    """Whether the agreed target in this number is known: `agreed_form` may be put into a text.

    A name, an acronym and what is said not to inflect are right in any number, and so is an
    English adjective. Else the number needs the target language's rules, or a plural in the entry.

    >>> state = Term("État membre", "Estado miembro")
    >>> knows_form(state, Number.SAME, "es"), knows_form(state, Number.PLURAL, "es")
    (True, False)
    """
    return bool(_form(term, number, language))


def _form(term: Term, number: Number, language: str) -> str:
    """The agreed target in this number; "" where nothing tells."""
    if number is Number.SAME or not term.inflects:
        return term.target
    if number is Number.PLURAL and term.inflection.startswith(_PLURAL):
        return term.inflection.removeprefix(_PLURAL)
    if language == "en" and term.pos == "adjective":
        return term.target
    inflected = TARGET_NUMBER.get(language)
    return inflected(term.target, number) if inflected else ""


def _numbers(target: str, term: Term, language: str) -> Iterator[str]:
    yield target
    if not term.inflects:
        return
    if target == term.target and term.inflection.startswith(_PLURAL):
        yield term.inflection.removeprefix(_PLURAL)
    inflected = TARGET_NUMBER.get(language)
    if inflected and not (language == "en" and term.pos == "adjective"):
        yield inflected(target, Number.PLURAL)
        yield inflected(target, Number.SINGULAR)


_LIGATURES = (("œ", "oe"), ("Œ", "Oe"), ("oe", "œ"))


def _spellings(citation: str) -> Iterator[str]:
    """With the hyphens of the citation form, and in one word; œ as oe; an acronym with dots, too.

    >>> list(_spellings("anti-terroriste")), list(_spellings("mise en œuvre"))
    (['anti-terroriste', 'antiterroriste'], ['mise en œuvre', 'mise en oeuvre'])
    >>> list(_spellings("OCS"))
    ['OCS', 'O.C.S']
    """
    yield citation
    if "-" in citation:
        yield citation.replace("-", "")
    for ligature, letters in _LIGATURES:
        if ligature in citation:
            yield citation.replace(ligature, letters)
    if citation.isupper() and _DOTTED.fullmatch(citation):
        yield ".".join(citation)


def _has_feminine(term: Term, citation: str) -> bool:
    """Whether to look for a feminine: of adjectives, of offices, of nouns with an adjective.

    A noun alone would become another one (`port`, `porte`); two words together never do.
    """
    return (
        term.pos == "adjective" or term.domain == _POSTS or len(french.head(citation).split()) > 1
    )


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


def _english(phrase: str, number: Number) -> str:
    return english.plural(phrase) if number is Number.PLURAL else english.singular(phrase)


def _french(phrase: str, number: Number) -> str:
    wanted = "plural" if number is Number.PLURAL else "singular"
    return next(form for form, kind in french.forms(phrase, feminine=False) if kind == wanted)


TARGET_NUMBER: dict[str, Callable[[str, Number], str]] = {"en": _english, "fr": _french}
