"""One article, one wording: a term is rendered one way, an acronym explained where it first stands.

A sentence is translated on its own and kept on its own. What only the article can tell is done
here, when its translations are put together, with what they say about their terms: no engine is
asked, nothing is kept. What a person approved stays as it is.

So a sentence has the same translation wherever it stands, but for these two: another sentence of
its article may ask for the agreed form, and it may be the first with an acronym.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bilingual.checks import check, from_elsewhere, worse
from bilingual.engines import Hypothesis
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.repair import Agreed, agreed, exchange
from bilingual.glossary.terms import Term
from bilingual.glossary.wordings import (
    beside,
    full_forms,
    in_brackets,
    interchangeable,
    spelt_out,
    tied,
    wording_of,
)
from bilingual.model import Bitext, Kind, Method, Origin, Pair, TermUse, Translation

Terms = Mapping[tuple[str, str], Term]  # by source and target, as a TermUse names its entry

_MOST = 20  # exchanges in one sentence: each looks at the whole of it
_NAMING = frozenset({"", "noun", "name", "acronym", "phrase"})  # adjectives, verbs: no exchange
_RUNNING = frozenset({Kind.STANDFIRST, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE})


def consistent(made: Bitext, terms: Iterable[Term]) -> Bitext:
    """The article with one rendering a term, and with acronyms written out where they first stand.

    `terms` are those that the translations were made with. Only sentences from an engine change;
    their term uses and word links still point at the right text, and no check finds more in them.
    """
    known = {(term.source, term.target): term for term in terms}
    return _written_out(_one_rendering(made, known), known)


def _one_rendering(made: Bitext, known: Terms) -> Bitext:
    """With the agreed form for alternatives, where the article has a term in several wordings.

    English only: in other languages more would have to agree with the noun.
    """
    if made.target_language != "en":
        return made
    wordings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, pair in _rows(made):
        for use in pair.target.terms:
            term = known.get((use.source, use.target))
            if term and use.rendering and term.pos in _NAMING:
                wordings[use.source, use.target].add(wording_of(term, use.rendering)[0])
    mixed = {name: known[name] for name, said in wordings.items() if len(said) > 1}
    return _each(made, lambda _, pair: _agreeing(pair, mixed)) if mixed else made


def _agreeing(pair: Pair, mixed: Terms) -> Translation:
    """The sentence's translation, with the agreed form for alternatives of these terms."""
    made = pair.target
    if made.origin is not Origin.ENGINE:
        return made
    places = [n for n, use in enumerate(made.terms) if (use.source, use.target) in mixed]
    for number in places[:_MOST]:
        use = made.terms[number]  # it moves with what is exchanged before it
        term = mixed[use.source, use.target]
        target = _instead(term, use.rendering)
        if target and not (_says_more(use, made) or beside(term, use, made.text)):
            made = _with(pair, made, number, target, Method.REPLACED) or made
    return made


def _instead(term: Term, rendering: str) -> Agreed | None:
    """The agreed form that may stand where the rendering stands; None where it is one."""
    wording, number = wording_of(term, rendering)
    target = agreed(Match(term, 0, 0, number), "en")
    other = rendering and wording != term.target
    return target if other and interchangeable(term, rendering, target.text) else None


def _says_more(use: TermUse, made: Translation) -> bool:
    """Whether the rendering alone stands for a word outside the term too.

    `foreign minister` for `AE` in `ministre des AE`: the agreed `foreign affairs` would lose the
    minister.
    """
    inside, outside = set[tuple[int, int]](), set[tuple[int, int]]()
    for start, end, begin, stop in made.alignment:
        within = begin < use.target_end and use.target_start < stop
        (inside if within else outside).add((start, end))
    return any(
        end - start > 3 and not (start < use.end and use.start < end)
        for start, end in inside - outside
    )


@dataclass(slots=True)
class _Acronyms:
    """The acronyms of an article that ask to be written out, from sentence to sentence."""

    terms: Terms
    language: str
    known: set[str] = field(default_factory=set)  # acronyms whose full form has stood
    full: Matcher = field(init=False)  # finds full forms in translations

    def __post_init__(self) -> None:
        forms = {form: t.target for t in self.terms.values() for form in full_forms(t)}
        named = (Term(form, acronym, pos="name") for form, acronym in forms.items())
        self.full = Matcher(named, self.language)

    def explained(self, kind: Kind, pair: Pair) -> Translation:
        """The sentence's translation, with those that it has as the first written out."""
        made = pair.target
        self.known |= {match.term.target for match in self.full.find(made.text)}
        if kind not in _RUNNING or made.origin is not Origin.ENGINE:
            return made
        tried = set(self.known)
        order = sorted(range(len(made.terms)), key=lambda n: made.terms[n].target_start)
        for number in order:
            use = made.terms[number]
            term = self.terms.get((use.source, use.target))
            if term is None or term.target in tried or not _asks(term, use, made.text):
                continue
            tried.add(term.target)
            whole = Agreed(spelt_out(term), self.language)
            longer = _with(pair, made, number, whole, use.method)
            if longer:
                made = longer
                self.known.add(term.target)
        return made


def _written_out(made: Bitext, known: Terms) -> Bitext:
    """With the full form of an acronym at its first use in running text, if its entry has one."""
    uses = {(use.source, use.target) for _, pair in _rows(made) for use in pair.target.terms}
    asking = {name: known[name] for name in uses if name in known and known[name].expansion}
    return _each(made, _Acronyms(asking, made.target_language).explained) if asking else made


def _asks(term: Term, use: TermUse, text: str) -> bool:
    """Whether the acronym stands there as agreed, and may be written out."""
    as_agreed = use.target_start >= 0 and use.rendering == use.target
    return as_agreed and not tied(use, text) and not in_brackets(term, use, text)


def _with(
    pair: Pair, made: Translation, number: int, target: Agreed, method: Method
) -> Translation | None:
    """The translation with another rendering of that use; None where something would get worse."""
    use = made.terms[number]
    start, end = use.target_start, use.target_end
    after = exchange(Hypothesis(made.text, alignment=made.alignment), start, end, target)
    grown = len(after.text) - len(made.text)
    last = end + grown
    first = last - len(target.text)
    terms = [_moved(other, grown) if other.target_start >= end else other for other in made.terms]
    new = after.text[first:last]
    terms[number] = replace(use, method=method, rendering=new, target_start=first, target_end=last)
    if any(t.rendering and after.text[t.target_start : t.target_end] != t.rendering for t in terms):
        return None  # an article that went or changed was part of another term
    source = pair.source.text
    issues = (*check(source, after.text, tuple(terms)), *from_elsewhere(source, made))
    if worse(made.issues, issues):
        return None
    return replace(
        made, text=after.text, terms=tuple(terms), issues=issues, alignment=after.alignment
    )


def _moved(use: TermUse, grown: int) -> TermUse:
    return replace(use, target_start=use.target_start + grown, target_end=use.target_end + grown)


def _rows(made: Bitext) -> Iterator[tuple[Kind, Pair]]:
    for block, pairs in zip(made.article.blocks, made.pairs, strict=True):
        yield from ((block.kind, pair) for pair in pairs)


def _each(made: Bitext, change: Callable[[Kind, Pair], Translation]) -> Bitext:
    """With each pair's translation changed, in the order of the article."""
    rows = zip(made.article.blocks, made.pairs, strict=True)
    changed = [[replace(p, target=change(b.kind, p)) for p in pairs] for b, pairs in rows]
    return replace(made, pairs=tuple(map(tuple, changed)))
