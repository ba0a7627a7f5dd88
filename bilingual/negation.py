"""Negations: what negates in a sentence, and whether a translation negates at all.

Quiet where it is not sure: a French `ne` counts only with the word that goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.folding import fold

_TOKEN = re.compile(r"[\w-]+['’]?|[^\w\s]")
_NE = frozenset({"ne", "n'"})
_QUE = frozenset({"que", "qu'"})
_SECOND = frozenset(
    {"pas", "plus", "jamais", "aucun", "aucune", "rien", "ni", "guere", "nullement", "personne"}
)
# Undone: "ne ... plus que" is "only", "n'en ... pas moins" all the same, "jamais autant" more
# than ever, "on ne peut plus clair" very clear, "n'oubliez pas" remember; "n'est-ce pas" only asks.
_UNDONE = {"pas": {"moins", "sans"}, "plus": _QUE, "jamais": {*_QUE, "autant", "aussi"}}
_VERY = ["on", "ne", "peut", "plus"]
_POSITIVE = (
    "oubli", "hesit", "manqu", "ignor", "dout", "empech", "cess", "tard", "importe", "est-ce",
)  # fmt: skip
_FIRST = frozenset({"aucun", "aucune", "nul", "nulle", "ni", "personne", "rien", "jamais"})
# "une personne" is no half of a negation, "pour rien" and "à jamais" are none before `ne`.
_DETERMINERS = frozenset({"un", "une", "la", "cette", "chaque", "toute", "autre"})
_BEFORE_NOUNS = _DETERMINERS | {"pour", "a", "de"}
# Verbs that a `ne` alone negates: "ne peut accepter", "ne saurait tolérer".
_ALONE = re.compile(r"saurai(?:t|ent)|peu(?:t|vent)|pouvai(?:t|ent)|pourr(?:a|ont|ai(?:t|ent))")
_SENTENCE_END = frozenset(".;:!?")
_AFTER, _BEFORE = 8, 12  # tokens from `ne` to its other half
_BEYOND, _FAR = 3, 40  # tokens from that half to what undoes it, from `ne` to its `que`

# `united`, `under` and `unveil` are no negations, `unlike` and `unfortunately` none of a verb.
_ENGLISH = re.compile(
    r"n['’]t\b|\b(?:not|no|non|never|none|nothing|nobody|nowhere|neither|nor|cannot|without"
    r"|hardly|barely|refus\w+|fail\w*|lack\w*|avoid\w*|devoid|prevent\w*|declin\w+|abstain\w*"
    r"|ignor\w*|disregard\w*|disagree\w*|dislik\w+|forg[eo]t\w*|exempt\w*|(?:other|rather) than"
    r"|instead of|(?<!a )(?:few|little)|too \w+ (?:to|for)|i[mnr]\w+[ai]ble"
    r"|un(?!der|til|i[cfloqst]|anim|cle|like\b|fortun|veil|leash|precedent|rest\b)\w{3,})\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:nicht|kein(?:e[nrs]?)?|niemals|nunca|jamás|не|нет|никогда)\b", re.IGNORECASE
)


def negates(translation: str) -> bool:
    """Whether anything in it negates; in English also in another way, as `refuse` does.

    >>> negates("The project is unworkable."), negates("Under the Union's law until 2025.")
    (True, False)
    """
    return bool(_ENGLISH.search(translation) or _OTHERS.search(translation))


def negations(sentence: str) -> Iterator[str]:
    """What negates in the sentence: a French `ne` with its other half, or a word of its own.

    Not a `ne` alone (`avant qu'il ne parte`), nor `ne ... que`, which is "only".

    >>> list(negations("Ni lui ni elle n'ont parlé. Elle ne l'a pas dit, et ne saurait le dire."))
    ["ni elle n'", "ne l'a pas", 'ne saurait']
    >>> list(negations("Avant qu'il ne parte, il n'a plus que trois mots et n'en dit qu'un."))
    []
    """
    tokens = list(_TOKEN.finditer(sentence))
    words = [fold(token.group()) for token in tokens]
    for place in (n for n, word in enumerate(words) if word in _NE):
        first, last = _before(words, place), _after(words, place)
        if first < place or place < last:
            yield sentence[tokens[first].start() : tokens[last].end()]
    yield from (found.group() for found in _OTHERS.finditer(sentence))


def _after(words: Sequence[str], ne: int) -> int:
    """Where the other half stands behind `ne`; the place of `ne` where none does."""
    if words[max(ne - 1, 0) : ne + 3] == _VERY:
        return ne
    for place in range(ne + 1, min(ne + 1 + _AFTER, len(words))):
        word, beyond = words[place], words[place + 1 : place + 1 + _BEYOND]
        if word in _QUE or word.startswith(_POSITIVE):
            return ne
        if not word[0].isalpha():
            break
        if word in _SECOND and words[place - 1] not in _DETERMINERS:
            undone = any(
                then in _UNDONE.get(word, ()) or then.startswith(_POSITIVE) for then in beyond
            )
            return ne if undone else place
    return ne + 1 if _alone(words, ne) else ne


def _alone(words: Sequence[str], ne: int) -> bool:
    """Whether its verb needs no other half, and no `que` compares or says "only"."""
    verb = ne + 1 < len(words) and _ALONE.fullmatch(words[ne + 1])
    return bool(verb) and not _QUE.intersection(words[max(ne - 3, 0) : ne + _FAR])


def _before(words: Sequence[str], ne: int) -> int:
    """Where the other half stands before `ne` (`aucun pays n'`); the place of `ne` if nowhere."""
    for place in range(ne - 1, max(ne - 1 - _BEFORE, -1), -1):
        if words[place] in _SENTENCE_END:
            return ne
        if words[place] in _FIRST and not (place and words[place - 1] in _BEFORE_NOUNS):
            return place
    return ne
