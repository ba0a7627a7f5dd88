"""Plurals and singulars of English noun phrases: `heads of state`, `Secretaries-General`.

The head of a phrase inflects: its last word, or the last one before `of`, `for` and the like, or
that before `General`, `-in-law` and the like. What no rule gives is in `rules/plurals.en.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_COMPLEMENT = re.compile(
    r"\s(?:of|for|on|in|to|against|between|among|with|without|within|from|by|at|as|under|free\sof)\s"
    r"|\s(?:de|du|des)\s|\s[dl]['’]|\s?\(|,\s"
    r"|\s(?:apparent|designate|elect|emeritus|extraordinary|plenipotentiary)(?=\sand\b|\sof\b|$)",
    re.IGNORECASE,
)
_INSIDE = re.compile(  # in the last word of the head, after what inflects
    r"-(?:in|of|at|de|du|la)-|-(?:elect|designate)$|(?:(?<=er)|(?<=ers))-(?:by|on|up)$"
)
_GENERAL = re.compile(r"([^\s-]+)[\s-]general$", re.IGNORECASE)
_RANKS = frozenset(("army", "brigadier", "captain", "colonel", "corps", "lieutenant", "major"))
_ES = re.compile(r"(?:ss|x|ch|sh|tz|zz|[^aeo]us)es$")
_LONGEST = 40  # letters at the end of a phrase that are looked at
_SINGULAR_S = ("ss", "us", "sis", "polis")


def plural(phrase: str) -> str:
    """The phrase for several; as it is, if it is for several already.

    >>> [plural(p) for p in ("head of state", "businesswoman", "food crisis", "Chinese", "FTA")]
    ['heads of state', 'businesswomen', 'food crises', 'Chinese', 'FTAs']
    >>> [plural(p) for p in ("Deputy Secretary-General", "major general", "passer-by")]
    ['Deputy Secretaries-General', 'major generals', 'passers-by']
    """
    return _with_head(phrase, _plural)


def singular(phrase: str) -> str:
    """The phrase for one; as it is, if it is for one already.

    >>> [singular(p) for p in ("heads of state", "crises", "Prosecutors General", "gas", "bases")]
    ['head of state', 'crisis', 'Prosecutor General', 'gas', 'base']
    """
    return _with_head(phrase, _singular)


def _with_head(phrase: str, change: Callable[[str], str]) -> str:
    cut = _COMPLEMENT.search(phrase)
    end = cut.start() if cut else len(phrase)
    start = phrase.rfind(" ", 0, end) + 1
    if inside := _INSIDE.search(phrase, start, end):
        end = inside.start()
    general = _GENERAL.search(phrase, max(0, end - _LONGEST), end)
    if general and general[1].casefold() not in _RANKS:
        end = general.end(1)
    start = max(phrase.rfind(" ", 0, end), phrase.rfind("-", 0, end)) + 1
    return phrase[:start] + change(phrase[start:end]) + phrase[end:]


def _plural(noun: str) -> str:
    known = _irregular()
    if noun.isupper() and len(noun) > 1:
        return noun + "s"
    return _found(noun, known.plurals, known.singulars) or _regular_plural(noun)


def _regular_plural(noun: str) -> str:
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if noun.endswith("s") and not noun.endswith(_SINGULAR_S):
        return noun
    if re.search(r"(?:[^aeiou]|qu)y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _singular(noun: str) -> str:
    known = _irregular()
    return _found(noun, known.singulars, known.plurals) or _regular_singular(noun)


def _regular_singular(noun: str) -> str:
    if not noun.endswith("s") or noun.endswith((*_SINGULAR_S, "'s", "’s")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[: -2 if _ES.search(noun) else -1]


class _Irregular(NamedTuple):
    plurals: Mapping[str, str]  # by singular, endings with their hyphen
    singulars: Mapping[str, str]  # by plural


@lru_cache(maxsize=1)
def _irregular() -> _Irregular:
    file = resources.files("bilingual") / "rules" / "plurals.en.txt"
    lines = (line.split() for line in file.read_text("utf-8").splitlines())
    pairs = [line for line in lines if len(line) == 2 and line[0] != "#"]
    pairs.reverse()  # the first line of two wins
    return _Irregular({a.lower(): b for a, b in pairs}, {b.lower(): a for a, b in pairs})


def _found(noun: str, forms: Mapping[str, str], others: Mapping[str, str]) -> str:
    """The irregular form of the noun, itself if it is one already, "" if it is regular."""
    word = noun.lower()
    if word in forms or word in others:
        return _alike(noun, forms.get(word, word))
    for start in range(max(0, len(word) - _LONGEST), len(word) - 1):
        ending = "-" + word[start:]
        if ending in forms or ending in others:
            return noun[:start] + _alike(noun[start:], forms.get(ending, ending)[1:])
    return ""


def _alike(noun: str, form: str) -> str:
    """The form with the noun's capital."""
    return form[:1].upper() + form[1:] if noun[:1].isupper() else form.lower()
