"""Terms that a corpus has and its glossary lacks: candidates with examples, best first."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bilingual.folding import fold
from bilingual.glossary.match import Matcher
from bilingual.glossary.phrases import (
    Finder,
    Token,
    expansions,
    function_words,
    has_rules,
    is_acronym,
    names,
    phrases,
    tokens,
)
from bilingual.glossary.report import Seen
from bilingual.glossary.terms import Status, Term

_EXAMPLES = 2
# Case endings, after `fold`, which makes й an и.
_RUSSIAN_ENDING = re.compile(
    r"(?<=\w{3})(?:и?(?:ями|ами|ях|ах|ям|ам|ем|ом|еи|ев|ов|я|ю|е|и)|[оеыи](?:го|му|ми|и|х|м|е)|"
    r"[ая]я|[ую]ю|ы[хм]|[аоыуь])$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could become a term."""

    source: str  # as it is most often written
    kind: str  # "phrase", "name" or "acronym"
    count: int  # occurrences outside of known terms
    score: float  # C-value of a phrase; names and acronyms: their count
    variants: tuple[str, ...]  # other ways in which it is written
    expansion: str  # an acronym's full form as the corpus gives it, in the source language
    examples: tuple[Seen, ...]
    renderings: tuple[str, ...]  # by the engine's alignment, the most frequent first


@dataclass(slots=True)
class _Found:
    """What was gathered for one candidate."""

    kind: str
    length: int  # words that carry meaning
    forms: Counter[str] = field(default_factory=Counter)
    renderings: Counter[str] = field(default_factory=Counter)
    examples: list[Seen] = field(default_factory=list)
    expansion: str = ""

    @property
    def count(self) -> int:
        return sum(self.forms.values())


def suggest(
    sentences: Iterable[Seen], terms: Sequence[Term], language: str, *, least: int = 2
) -> list[Candidate]:
    """Candidates that occur at least `least` times, without what the glossary has, best first.

    Terms of every status count as known, candidates too. Phrases are ranked by C-value (Frantzi,
    Ananiadou, Mima 2000): log2 of the length times how often the phrase stands by itself; as
    length counts the number of words that carry meaning, or of characters where no spaces part
    words. A language without rules (see `phrases`) gets what its corpus repeats; a list of its
    function words (`rules/function-words.*.txt`) helps.
    """
    known = Matcher([replace(term, status=Status.APPROVED) for term in terms], language)
    found: dict[tuple[str, ...], _Found] = {}
    running = [(seen, tokens(seen.text)) for seen in sentences if not seen.text.isupper()]
    finder = phrases([words for _, words in running], language, least=least)
    for seen, words in running:
        _gather(found, seen, words, known, finder, language)
    kept = {key: f for key, f in found.items() if f.count >= least}
    scores = _c_values(kept) | ({} if has_rules(language) else _weights(kept))
    made = [_candidate(f, scores.get(key, float(f.count))) for key, f in kept.items()]
    return sorted((c for c in made if c.score > 0), key=lambda c: (-c.score, c.source))


def _gather(
    found: dict[tuple[str, ...], _Found],
    seen: Seen,
    words: Sequence[Token],
    known: Matcher,
    finder: Finder,
    language: str,
) -> None:
    taken = [(m.start, m.end) for m in known.find(seen.text)]
    full = dict(expansions(words, language))
    spans = [(span, "phrase") for span in (*finder(words), *full.values())]
    spans += [(span, "name") for span in names(words, language)]
    for (start, end), kind in dict(spans).items():
        begins, ends = words[start].start, words[end - 1].end
        if _is_known(words[start:end], taken, language):
            continue
        key = tuple(_stem(token.plain, language) for token in words[start:end])
        acronym = end - start == 1 and is_acronym(words[start].text)
        entry = found.setdefault(key, _Found("acronym" if acronym else kind, 0))
        entry.length = _meaning(words[start:end], language)
        entry.forms[seen.text[begins:ends]] += 1
        entry.renderings.update(_rendering(seen, begins, ends))
        entry.examples += [seen] if len(entry.examples) < _EXAMPLES else []
        if acronym and words[start].text in full:
            first, last = full[words[start].text]
            entry.expansion = seen.text[words[first].start : words[last - 1].end]


def _is_known(words: Sequence[Token], taken: Sequence[tuple[int, int]], language: str) -> bool:
    """Whether a stretch is a known term or a piece of one, or has but one word beside them."""
    begins, ends = words[0].start, words[-1].end
    inside = [(a, b) for a, b in taken if a < ends and begins < b]
    if any(a < begins or ends < b for a, b in inside):
        return True
    rest = [w for w in words if not any(a <= w.start < b for a, b in inside)]
    return bool(inside) and _meaning(rest, language) < 2


def _c_values(found: Mapping[tuple[str, ...], _Found]) -> dict[tuple[str, ...], float]:
    """The C-value of every phrase; each looks only at the phrases inside itself."""
    around: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, outer in found.items():
        for start in range(len(key)):
            for end in range(start + 1, len(key) + 1):
                if end - start < len(key) and key[start:end] in found:
                    around[key[start:end]].append(outer.count)
    values = {}
    for key, entry in found.items():
        nested = around.get(key)
        alone = entry.count - (sum(nested) / len(nested) if nested else 0)
        if entry.kind == "phrase" and entry.length > 1:
            values[key] = math.log2(entry.length) * alone
        elif entry.kind == "name":
            values[key] = alone
    return values


def _weights(found: Mapping[tuple[str, ...], _Found]) -> dict[tuple[str, ...], float]:
    """The same for phrases of which none was counted inside a longer one in the first place."""
    return {
        key: math.log2(max(entry.length, 2)) * entry.count
        for key, entry in found.items() if entry.kind == "phrase"
    }  # fmt: skip


def _candidate(found: _Found, score: float) -> Candidate:
    forms = [form for form, _ in found.forms.most_common()]
    distinct = {fold(form): form for form in reversed(forms)}
    variants = [form for form in distinct.values() if fold(form) != fold(forms[0])]
    return Candidate(
        forms[0], found.kind, found.count, round(score, 2), tuple(variants), found.expansion,
        tuple(found.examples), tuple(text for text, _ in found.renderings.most_common(3)),
    )  # fmt: skip


def _rendering(seen: Seen, start: int, end: int) -> Iterator[str]:
    """What the translation has for a stretch of the sentence, if its word links hold together."""
    if seen.translation is None:
        return
    spans = sorted((c, d) for a, b, c, d in seen.translation.alignment if a < end and start < b)
    others = [(c, d) for a, b, c, d in seen.translation.alignment if not (a < end and start < b)]
    if spans:
        first, last = spans[0][0], max(d for _, d in spans)
        if not any(first <= c < last for c, _ in others):
            yield seen.translation.text[first:last]


def _stem(word: str, language: str) -> str:
    """The word with an ending off: `États membres` and `État membre` are one candidate.

    >>> _stem("организации", "ru") == _stem("организация", "ru")
    True
    """
    folded = fold(word)
    if language == "ru":
        return _RUSSIAN_ENDING.sub("", folded)
    if len(folded) < 4:
        return folded
    if folded.endswith("aux") and not folded.endswith("eaux"):
        return folded[:-2] + "l"
    return folded.rstrip("sx")


def _meaning(words: Sequence[Token], language: str) -> int:
    stop = function_words(language)
    return sum(token.plain not in stop for token in words)
