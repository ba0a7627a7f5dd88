"""What became of every term in the corpus: how often, met by which method, where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bilingual.glossary.document import consistent
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.renderings import wrong
from bilingual.glossary.terms import Term
from bilingual.model import Bitext, Method, Origin, TermUse, Translation

_OF_SENTENCES = frozenset((Origin.ENGINE, Origin.REVIEWED))  # others are no translated sentences


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands."""

    article: str  # id of the article
    row: str  # id of the row in every reader
    number: int = field(default=0, compare=False)  # of the sentence in its article, 1-based


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence of the corpus."""

    text: str
    place: Place
    translation: Translation | None  # None where none is kept
    alone: Translation | None = None  # the same before its article was put together


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a term went wrong."""

    article: str
    row: str
    number: int  # of the sentence in its article, 1-based
    sentence: str
    translation: str
    rendering: str = ""  # the forbidden one, as it stands there


@dataclass(slots=True)
class TermReport:
    """One term in the corpus."""

    source: str
    target: str
    line: int  # of the glossary
    occurrences: int = 0
    untranslated: int = 0  # of these, in sentences without a translation yet
    reviewed: int = 0  # of these, met in translations that a person approved
    methods: Counter[str] = field(default_factory=Counter)  # of the others, by `Method`
    written_out: int = 0  # of these, acronyms written out where they first stand
    made_one: int = 0  # of these, changed to have one wording in their article
    inside: Counter[str] = field(default_factory=Counter)  # not counted: in a longer term, by which
    unmet: list[Example] = field(default_factory=list)
    forbidden: list[Example] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GlossaryReport:
    """Every approved term, in the order of the glossary."""

    terms: tuple[TermReport, ...]
    sentences: int  # looked at
    untranslated: int  # of these, without a translation yet

    @property
    def methods(self) -> Counter[str]:
        """How often each method met a term."""
        return sum((term.methods for term in self.terms), Counter())

    @property
    def unmet(self) -> int:
        """Occurrences that the translation lacks."""
        return sum(len(term.unmet) for term in self.terms)

    @property
    def forbidden(self) -> int:
        """Forbidden renderings that stand in translations."""
        return sum(len(term.forbidden) for term in self.terms)


def shown(articles: Iterable[Bitext], terms: Sequence[Term]) -> Iterator[Seen]:
    """Every row as the readers show it: articles put together, with one wording a term.

    A translation without text stands for one that is not there yet.
    """
    for made in articles:
        pairs = zip(made.pairs, consistent(made, terms).pairs, strict=True)
        rows = (both for blocks in pairs for both in zip(*blocks, strict=True))
        for number, (alone, pair) in enumerate(rows, start=1):
            translation = pair.target if pair.target.text else None
            place = Place(made.article.id, pair.id, number)
            yield Seen(pair.source.text, place, translation, alone.target)


def of_sentences(rows: Iterable[Seen]) -> Iterator[Seen]:
    """The rows that are sentences: translated, or to be translated."""
    return (row for row in rows if not row.translation or row.translation.origin in _OF_SENTENCES)


def report(matcher: Matcher, rows: Iterable[Seen], language: str) -> GlossaryReport:
    """What became of the matcher's terms; `language` is the translations'. Translates nothing."""
    found = {id(t): TermReport(t.source, t.target, t.line) for t in matcher.terms}
    count = untranslated = 0
    for seen in of_sentences(rows):
        count += 1
        untranslated += seen.translation is None
        matches = {match.start: match for match in matcher.find(seen.text)}
        _count(found, (*matches.values(),), seen, language)
        if seen.translation:
            _credit_all(found, matches, seen, seen.translation)
    return GlossaryReport(tuple(found.values()), count, untranslated)


def _count(
    found: Mapping[int, TermReport], matches: tuple[Match, ...], seen: Seen, language: str
) -> None:
    """Counts a sentence's matches; one put together counts for each of its entries."""
    for match in matches:
        for term in match.entries:
            found[id(term)].occurrences += 1
            found[id(term)].untranslated += seen.translation is None
        for shorter in match.over:
            found[id(shorter)].inside[match.term.source] += 1
    for match, example in _forbidden(matches, seen, language):
        for term in match.entries:
            found[id(term)].forbidden.append(example)


def _credit_all(
    found: Mapping[int, TermReport],
    matches: Mapping[int, Match],
    seen: Seen,
    translation: Translation,
) -> None:
    before = {use.start: use for use in seen.alone.terms} if seen.alone else {}
    for use in translation.terms:
        for term in matches[use.start].entries if use.start in matches else ():
            _credit(found[id(term)], use, seen, translation)
            _compare(found[id(term)], term, before.get(use.start, use), use)


def _forbidden(
    matches: tuple[Match, ...], seen: Seen, language: str
) -> Iterator[tuple[Match, Example]]:
    """The forbidden renderings of a sentence, each place once, whichever terms forbid it."""
    if seen.translation is None:
        return
    text, done = seen.translation.text, 0
    found = {span: m for m in matches for span in wrong(matches, m, seen.text, text, language)}
    for (start, end), match in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= done:
            yield match, _example(seen, seen.translation, text[start:end])
            done = end


def _credit(entry: TermReport, use: TermUse, seen: Seen, translation: Translation) -> None:
    if use.method is Method.UNMET:
        entry.unmet.append(_example(seen, translation))
    elif translation.origin is Origin.REVIEWED:
        entry.reviewed += 1
    else:
        entry.methods[use.method.value] += 1


def _compare(entry: TermReport, term: Term, before: TermUse, after: TermUse) -> None:
    """Counts what putting the article together did to an occurrence."""
    if before.rendering != after.rendering:
        full = after.rendering == f"{term.expansion} ({term.target})"
        entry.written_out += full
        entry.made_one += not full


def _example(seen: Seen, translation: Translation, rendering: str = "") -> Example:
    place = seen.place
    return Example(
        place.article, place.row, place.number, seen.text, translation.text, rendering
    )  # fmt: skip
