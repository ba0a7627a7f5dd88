"""Terms put together from two entries: `ministre des Affaires étrangères` and `russe` inside it.

French puts an adjective behind its noun, often into the middle of a term, which no glossary has
then: `ministre russe des Affaires étrangères`. English has it first: `Russian foreign minister`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise

from bilingual.folding import fold
from bilingual.glossary.found import Match
from bilingual.glossary.inflect import Number, source_forms
from bilingual.glossary.terms import Term

Find = Callable[[str], Sequence[Match]]

_PAIRS = frozenset((("es", "en"), ("fr", "en"), ("it", "en"), ("pt", "en")))
_SPACES = (" ", "\u00a0", "\u202f")
_AND = re.compile(r"\s?(?:,|\bet|\bou|\by|\bo|\be)\s")
_STAYS_FIRST = re.compile(r"(?:acting|former|then) |ex-", re.IGNORECASE)


def composed(
    found: Sequence[Match], sentence: str, find: Find, language: str, target: str
) -> list[Match]:
    """Matches of a noun with an adjective behind it or inside it; `find` gives a text's entries.

    None between languages for which the order of words is not known here.
    """
    if (language, target) not in _PAIRS:
        return []
    adjectives = [m for m in found if m.term.pos == "adjective" and m.start > 1]
    several = {m for pair in pairwise(adjectives) if _coordinated(*pair, sentence) for m in pair}
    single = [m for m in adjectives if m not in several and sentence[m.start - 1] in _SPACES]
    if not single:
        return []
    return [*_behind(found, single, sentence, language), *_inside(single, sentence, find, language)]


def _coordinated(first: Match, second: Match, sentence: str) -> bool:
    """Whether two adjectives share a noun: `les présidents russe et chinois`."""
    return bool(_AND.fullmatch(sentence[first.end : second.start]))


def _behind(
    found: Sequence[Match], adjectives: Sequence[Match], sentence: str, language: str
) -> Iterator[Match]:
    """`président chinois`: an adjective that follows a noun."""
    wanted = {adjective.start for adjective in adjectives}
    for noun, adjective in pairwise(found):
        if adjective.start in wanted and noun.end + 1 == adjective.start:
            seen = sentence[noun.start : noun.end], sentence[adjective.start : adjective.end]
            agrees = noun.number is not Number.PLURAL or seen[1].endswith(("s", "x"))
            if agrees and noun.term.pos in {"", "noun"}:
                words = len(noun.term.source.split())
                yield _made(noun, adjective, (noun.start, adjective.end), words, seen, language)


def _inside(
    adjectives: Sequence[Match], sentence: str, find: Find, language: str
) -> Iterator[Match]:
    """`ministre russe de la Défense`: a term that is there once the adjective is left out.

    All are left out at once, so that the sentence is looked at only once more.
    """
    spans = [(a.start - 1, a.end) for a in adjectives]  # with the space before
    pieces = zip(
        [0, *(end for _, end in spans)], [*(start for start, _ in spans), None], strict=True
    )
    text = "".join(sentence[start:end] for start, end in pieces)
    gone = [0, *accumulate(end - start for start, end in spans)]
    cuts = [start - before for (start, _), before in zip(spans, gone, strict=False)]
    for noun in find(text):
        first, last = bisect_right(cuts, noun.start), bisect_left(cuts, noun.end)
        if last - first == 1 and noun.term.pos in {"", "noun", "name"}:
            adjective = adjectives[first]
            span = (noun.start + gone[first], noun.end + gone[last])
            words = len(text[noun.start : cuts[first]].split())
            seen = text[noun.start : noun.end], sentence[adjective.start : adjective.end]
            yield _made(noun, adjective, span, words, seen, language)


def _made(
    noun: Match,
    adjective: Match,
    span: tuple[int, int],
    words: int,
    seen: tuple[str, str],
    language: str,
) -> Match:
    """The match of both; `words` of the noun's citation form stand before the adjective."""
    said = noun.term.source.split(" ")
    own = fold(seen[0]).split(" ")[0].rstrip("sx") == fold(said[0]).rstrip("sx")
    known = _citation(adjective.term, seen[1], language) if own else adjective.term.source
    term = _term(noun.term, adjective.term, " ".join((*said[:words], known, *said[words:])))
    return Match(term, *span, noun.number, noun.over, (noun.term, adjective.term))


def _citation(adjective: Term, seen: str, language: str) -> str:
    """The adjective for one, in the gender that it has in the sentence."""
    forms = [f for f, number in source_forms(adjective, language).items() if number is Number.SAME]
    fitting = (form for form in forms if fold(seen).startswith(fold(form)))
    return max(fitting, key=len, default=adjective.source)


@lru_cache(maxsize=10_000)
def _term(noun: Term, adjective: Term, source: str) -> Term:
    """One term for both: `Russian foreign minister`, `Russia's foreign minister` and so on."""
    ways = (adjective.target, *adjective.alternatives)
    forms = (noun.target, *noun.alternatives)
    before = [_before(way, form) for way in ways for form in forms]
    states = [way for way in ways if f"{way}'s" in ways]
    behind = [f"{form} of {state}" for state in states for form in forms]
    inflection = noun.inflection
    if inflection.startswith("plural "):
        inflection = f"plural {_before(adjective.target, inflection.removeprefix('plural '))}"
    return replace(
        noun,
        source=source,
        target=before[0],
        variants=(),
        alternatives=tuple(dict.fromkeys((*before[1:], *behind))),
        avoid=tuple(_before(adjective.target, form) for form in noun.avoid),
        inflection=inflection,
        expansion="",
        line=0,
    )


def _before(adjective: str, form: str) -> str:
    """The adjective before the noun, behind what stays first.

    >>> _before("Russian", "foreign minister"), _before("Kazakh", "former president")
    ('Russian foreign minister', 'former Kazakh president')
    """
    stays = _STAYS_FIRST.match(form)
    first = stays.end() if stays else 0
    return f"{form[:first]}{adjective} {form[first:]}"
