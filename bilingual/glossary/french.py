"""Forms of French words and noun phrases: plural, singular, feminine.

Rules give them, and a few endings that go their own way. A form that does not exist is in no text,
so that where in doubt there may be one too many; irregular ones stand in the glossary as variants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

# A noun phrase inflects up to its first complement: "chefs d'État", "mesures de confiance".
_COMPLEMENT = re.compile(
    r"\s(?:de|du|des|à|au|aux|en|pour|contre|sur|par|avec|entre|sans|et)\s|\s?\b[dl]['’]|\("
)
_SAME = frozenset(("corps", "cours", "fois", "pays", "procès", "sens", "temps", "trois"))
_ONE = frozenset((
    "le", "la", "l'", "un", "une", "ce", "cet", "cette", "du", "au", "mon", "ma", "ton", "ta",
    "son", "sa", "notre", "votre", "leur", "chaque", "aucun", "aucune", "nul", "nulle", "quel",
    "quelle", "1",
))  # fmt: skip
_SEVERAL = frozenset((
    "les", "des", "ces", "aux", "mes", "tes", "ses", "nos", "vos", "leurs", "plusieurs", "quelques",
    "certains", "certaines", "divers", "diverses", "différents", "différentes", "quels", "quelles",
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante", "cent",
    "mille",
))  # fmt: skip
_WORDS_BEFORE = re.compile(r"(?:([\w-]+'?)\s?)?(?<![\w-])([\w-]+'?)\s?$")
_PLURALS = (
    ("festival", "festivals"), ("carnaval", "carnavals"), ("naval", "navals"), ("final", "finals"),
    ("travail", "travaux"), ("vitrail", "vitraux"), ("bail", "baux"), ("pneu", "pneus"),
    ("bleu", "bleus"), ("al", "aux"), ("au", "aux"), ("eu", "eux"),
)  # fmt: skip
_SINGULARS = (
    ("travaux", "travail"), ("vitraux", "vitrail"), ("eaux", "eau"), ("yaux", "yau"), ("aux", "al"),
    ("eux", "eu"), ("s", ""),
)  # fmt: skip
# The longest endings first; several feminines where only usage tells.
_FEMININES = (
    ("ouzbek", "ouzbèke", "ouzbèque"), ("ambassadeur", "ambassadrice"),
    ("professeur", "professeure"), ("procureur", "procureure"), ("gouverneur", "gouverneure"),
    ("nouveau", "nouvelle"), ("nouvel", "nouvelle"),
    ("public", "publique"), ("favori", "favorite"), ("secret", "secrète"), ("discret", "discrète"),
    ("concret", "concrète"), ("complet", "complète"), ("inquiet", "inquiète"), ("blanc", "blanche"),
    ("franc", "franche"), ("frais", "fraîche"), ("bénin", "bénigne"), ("malin", "maligne"),
    ("tiers", "tierce"), ("gentil", "gentille"), ("mineur", "mineure"), ("majeur", "majeure"),
    ("meilleur", "meilleure"), ("érieur", "érieure"), ("expert", "experte"), ("vieux", "vieille"),
    ("vieil", "vieille"), ("faux", "fausse"), ("roux", "rousse"), ("doux", "douce"),
    ("épais", "épaisse"), ("beau", "belle"), ("gros", "grosse"), ("long", "longue"),
    ("chef", "cheffe"), ("bref", "brève"), ("laïc", "laïque"), ("grec", "grecque"),
    ("turc", "turque"), ("caduc", "caduque"), ("teur", "trice", "teuse"), ("eur", "eure", "euse"),
    ("sec", "sèche"), ("nul", "nulle"), ("sot", "sotte"), ("gras", "grasse"), ("bas", "basse"),
    ("fou", "folle"), ("mou", "molle"), ("eux", "euse"), ("oux", "ouse"), ("eil", "eille"),
    ("gu", "guë"), ("if", "ive"), ("er", "ère"), ("el", "elle"), ("en", "enne"), ("on", "onne"),
    ("et", "ette"), ("e", "e"), ("", "e"),
)  # fmt: skip


def forms(phrase: str, *, feminine: bool) -> Iterator[tuple[str, str]]:
    """The phrase's other forms, each with its number: "plural", "singular" or "same".

    >>> dict(forms("premier ministre", feminine=True))["premières ministres"]
    'plural'
    """
    first = head(phrase)
    tail = phrase[len(first) :]
    yield from ((several + tail, "plural") for several in plurals(first))
    yield _each(first, singular) + tail, "singular"
    if feminine:
        for form in feminines(first):
            yield form + tail, "same"
            yield from ((several + tail, "plural") for several in plurals(form))


def head(phrase: str) -> str:
    """The words of the phrase that inflect: those before its first complement.

    >>> head("chef d'État"), head("secrétaire général des Nations unies")
    ('chef', 'secrétaire général')
    """
    cut = _COMPLEMENT.search(phrase)
    return phrase[: cut.start()] if cut else phrase


def plurals(words: str) -> Iterator[str]:
    """The head of a phrase for several, in the ways that a hyphen allows.

    >>> list(plurals("conseil national")), list(plurals("accord-cadre"))
    (['conseils nationaux'], ['accord-cadres', 'accords-cadres'])
    """
    yield _each(words, plural)
    if "-" in words:
        yield " ".join("-".join(map(plural, word.split("-"))) for word in words.split(" "))


def feminines(words: str) -> Iterator[str]:
    """The head of a phrase for a woman, or of feminine gender; two where only usage tells.

    >>> list(feminines("secrétaire général")), list(feminines("vice-premier ministre"))
    (['secrétaire générale'], ['vice-première ministre'])
    """
    each = [feminine(word) for word in words.split(" ")]
    for choice in range(max(map(len, each))):
        yield " ".join(ways[min(choice, len(ways) - 1)] for ways in each)


def invariable(phrase: str) -> bool:
    """Whether the phrase is the same for one and for several.

    >>> invariable("pays de l'OCS"), invariable("pays membre")
    (True, False)
    """
    if phrase.partition(" ")[0][-1:] not in "sxz":
        return False
    first = head(phrase)
    return next(plurals(first)) == first


def number_after(text: str) -> str:
    """The number that the last words of a text give to what follows: "plural", "singular" or "".

    >>> number_after("dans les autres "), number_after("avec l'"), number_after("entre ")
    ('plural', 'singular', '')
    """
    words = _WORDS_BEFORE.search(text.casefold().replace("’", "'"))
    for word in (words[2], words[1]) if words else ():
        if word in _SEVERAL or (word and word.isdecimal() and word != "1"):
            return "plural"
        if word in _ONE:
            return "singular"
    return ""


@lru_cache(maxsize=10_000)
def plural(word: str) -> str:
    """
    >>> [plural(w) for w in ("régional", "bureau", "enjeu", "accord", "pays", "OCS", "festival")]
    ['régionaux', 'bureaux', 'enjeux', 'accords', 'pays', 'OCS', 'festivals']
    """
    if word[-1:] in "sxz" or word.isupper():
        return word
    return _changed(word, _PLURALS) or word + "s"


@lru_cache(maxsize=10_000)
def singular(word: str) -> str:
    """
    >>> [singular(w) for w in ("mesures", "nationaux", "bureaux", "enjeux", "travaux", "trois")]
    ['mesure', 'national', 'bureau', 'enjeu', 'travail', 'trois']
    """
    if word.isupper() or len(word) < 4 or word.casefold() in _SAME:
        return word
    return _changed(word, _SINGULARS) or word


@lru_cache(maxsize=10_000)
def feminine(word: str) -> tuple[str, ...]:
    """
    >>> [feminine(w)[0] for w in ("kirghize", "indien", "frontalier", "public", "turc", "vieux")]
    ['kirghize', 'indienne', 'frontalière', 'publique', 'turque', 'vieille']
    >>> feminine("directeur"), feminine("chercheur"), feminine("OCS")
    (('directrice', 'directeuse'), ('chercheure', 'chercheuse'), ('OCS',))
    """
    if word.isupper():
        return (word,)
    ending, *others = next(row for row in _FEMININES if word.endswith(row[0]))
    return tuple(word[: len(word) - len(ending)] + other for other in others)


def _each(words: str, change: Callable[[str], str]) -> str:
    return " ".join(map(change, words.split(" ")))


def _changed(word: str, endings: Sequence[tuple[str, str]]) -> str:
    pairs = ((old, new) for old, new in endings if word.endswith(old))
    return next((word[: len(word) - len(old)] + new for old, new in pairs), "")
