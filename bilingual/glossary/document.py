"""One article, one wording: a term is rendered one way, an acronym explained where it first stands.

A sentence is translated on its own and kept on its own. What only the article can tell is done
here, when its translations are put together, with what they say about their terms: no engine is
asked, nothing is kept. What a person approved stays as it is.

So a sentence has the same translation wherever it stands, but for these two: another sentence of
its article may ask for the agreed form, and it may be the first with an acronym.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bilingual.checks import check
from bilingual.engines import Hypothesis
from bilingual.folding import fold
from bilingual.glossary.inflect import TARGET_NUMBER, Number, agreed_form
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.repair import TAKES_THE, Agreed, agreed, exchange
from bilingual.glossary.terms import Term
from bilingual.model import Bitext, Kind, Method, Origin, Pair, TermUse, Translation

Terms = Mapping[tuple[str, str], Term]  # by source and target, as a TermUse names its entry

_MOST = 20  # exchanges in one sentence: each looks at the whole of it
_NAMING = frozenset({"", "noun", "name", "acronym", "phrase"})  # adjectives, verbs: no exchange
_RUNNING = frozenset({Kind.STANDFIRST, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE})
_TIED_BEFORE = re.compile(r"[\w('’/-]$")  # "(SCO)", "pro-SCO"
_TIED_AFTER = re.compile(r"[\w)'’/-]")  # "SCO's", "SCO-led"
_ADJECTIVE = re.compile(r"(?:an|ese|ish|ly|al|i)$")


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
                wordings[use.source, use.target].add(_wording(term, use.rendering)[0])
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
        if target and not _says_more(use, made):
            made = _with(pair, made, number, target, Method.REPLACED) or made
    return made


def _instead(term: Term, rendering: str) -> Agreed | None:
    """The agreed form that may stand where the rendering stands; None where it is one."""
    wording, number = _wording(term, rendering)
    target = agreed(Match(term, 0, 0, number), "en")
    other = rendering and wording != term.target
    return target if other and interchangeable(term, rendering, target.text) else None


def _wording(term: Term, rendering: str) -> tuple[str, Number]:
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
        yield _whole(term), term.target, Number.SAME
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
        forms = {form: t.target for t in self.terms.values() for form in _full_forms(t)}
        named = (Term(form, acronym, pos="name") for form, acronym in forms.items())
        self.full = Matcher(named, self.language)

    def explained(self, kind: Kind, pair: Pair) -> Translation:
        """The sentence's translation, with those that it has as the first written out."""
        made = pair.target
        self.known |= {match.term.target for match in self.full.find(made.text)}
        if kind not in _RUNNING or made.origin is not Origin.ENGINE:
            return made
        order = sorted(range(len(made.terms)), key=lambda n: made.terms[n].target_start)
        for number in order:
            use = made.terms[number]
            term = self.terms.get((use.source, use.target))
            if term is None or term.target in self.known or not _alone(use, made.text):
                continue
            whole = Agreed(_whole(term), self.language)
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


def _whole(term: Term) -> str:
    return f"{term.expansion} ({term.target})"


def _full_forms(term: Term) -> Iterator[str]:
    """What explains the acronym, in British and in American spelling."""
    for form in (term.expansion, *(a for a in term.alternatives if " " in a)):
        yield form
        yield form.replace("ganis", "ganiz")
        yield form.replace("ganiz", "ganis")


def _alone(use: TermUse, text: str) -> bool:
    """Whether the acronym stands there as agreed, and nothing is tied to it."""
    if use.target_start < 0 or use.rendering != use.target:
        return False
    before, after = text[: use.target_start], text[use.target_end :]
    return not (_TIED_BEFORE.search(before) or _TIED_AFTER.match(after))


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
    issues = check(pair.source.text, after.text, tuple(terms))
    if Counter(i.check for i in issues) - Counter(i.check for i in made.issues):
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
