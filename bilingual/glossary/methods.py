"""Ways to get a term into a translation: each offers new hypotheses for attempts with a problem.

A method is a function from attempts and an engine to a list of offers for each attempt, best
first, perhaps none. Whether an offer is better than what there is, `judge` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bilingual.engines import Engine, Hypothesis, Request, Steerable, steerable
from bilingual.folding import fold
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.match import Match
from bilingual.glossary.renderings import spans_of, wrong
from bilingual.glossary.repair import Agreed, agreed, exchange, put
from bilingual.model import Method, TermUse

Offers = Sequence[Hypothesis]
Round = Callable[[Sequence["Attempt"], Engine], list[Offers]]

_FUNCTION_WORDS = frozenset(
    ("a", "an", "the", "of", "in", "to", "for", "and", "by", "with", "on", "at", "from", "as")
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A translation on its way: what is said for the sentence, and for each of its terms."""

    sentence: str
    matches: tuple[Match, ...]
    hypothesis: Hypothesis
    uses: tuple[TermUse, ...]  # one a match
    plain_score: float = 0.0  # of what the engine said by itself

    @property
    def text(self) -> str:
        """The translation so far."""
        return self.hypothesis.text

    @property
    def unmet(self) -> list[Match]:
        """The matches whose agreed target the translation lacks."""
        pairs = zip(self.matches, self.uses, strict=True)
        return [match for match, use in pairs if use.method is Method.UNMET]


def forced(number: int) -> Round:
    """Align, force, continue, for the first unmet term that no round before this one tried.

    The attention tells where the wrong rendering starts; what stands before it is kept, the
    agreed term follows, and the engine finishes the sentence. `number` rounds went before: those
    that met no term failed at the first of the unmet ones.
    """

    def offers(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
        steered = steerable(engine)
        requests = [_forcing(a, number, steered) if steered else None for a in attempts]
        if not steered:
            return [()] * len(attempts)
        answers = iter(steered.steer([request for request in requests if request]))
        return [next(answers) if request else () for request in requests]

    return offers


def copied(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
    """The translations with words exchanged that the engine let through as they were.

    Only where it lets every unknown word through (`keeps_words`): it would have treated a stand-in
    just as it treated the word, so that asking it again would give the same text. And only where
    that meets all terms of the sentence, which then need no second translation.
    """
    if not engine.keeps_words:
        return [()] * len(attempts)
    return [tuple(_without_copies(attempt, engine.target)) for attempt in attempts]


def in_source(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
    """Translations of the sentences with something for the term already in them.

    Where the engine lets unknown words through (`keeps_words`), a made-up word stands for the
    term and is exchanged afterwards; other engines get the agreed target itself and copy it.
    An offer in which a stand-in did not come back exactly once is none.
    """
    prepared = [tuple(_stand_ins(attempt, engine)) for attempt in attempts]
    changed = [_with(a.sentence, s) for a, s in zip(attempts, prepared, strict=True) if s]
    results = iter(_asked(engine, changed))
    return [tuple(_exchanged(next(results), s)) if s else () for s in prepared]


def _asked(engine: Engine, sentences: Sequence[str]) -> list[Hypothesis]:
    if steered := steerable(engine):
        requests = [Request(sentence, greedy=True) for sentence in sentences]
        return [found[0] for found in steered.steer(requests)]
    return engine.translate(sentences)


def replaced(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
    """The translations with wrong renderings exchanged for the agreed ones.

    First those that are known to be wrong; where there are none, those that the alignment shows.
    """
    return [tuple(_replaced(attempt, engine.target)) for attempt in attempts]


def _avoid(attempt: Attempt, language: str) -> tuple[str, ...]:
    """Forbidden renderings of the unmet terms that the engine tends to, as its translation shows.

    But for what another term of the sentence needs. Those that it did not say are not suppressed,
    only looked for afterwards: each set of them is a search of its own, which takes time.
    """
    needed = {fold(f) for m in attempt.matches for f in target_forms(m.term, language)}
    forms = dict.fromkeys(form for m in attempt.unmet for form in m.term.avoid)
    said = (form for form in forms if next(spans_of((form,), attempt.text), None))
    return tuple(form for form in said if fold(form) not in needed)


def _forcing(attempt: Attempt, number: int, engine: Steerable) -> Request | None:
    failed = max(0, number - sum(use.method is Method.FORCED for use in attempt.uses))
    places = [(span[0], match) for match in attempt.unmet if (span := rendered(attempt, match))]
    places.sort(key=lambda place: place[0])
    if failed >= len(places):
        return None
    start, match = places[failed]
    prefix = put(attempt.text[:start], start, start, agreed(match, engine.target))
    avoid = _avoid(attempt, engine.target)
    return Request(attempt.sentence, prefix=prefix, avoid=avoid, greedy=True)


def rendered(attempt: Attempt, match: Match) -> tuple[int, int] | None:
    """Where the translation renders the match, by the engine's alignment; None where unknown.

    Function words at its beginning are left to the sentence, else forcing a term would swallow
    the `of the` before it; renderings of other terms are never part of it.
    """
    others = [(u.target_start, u.target_end) for u in attempt.uses if u.target_start >= 0]
    spans = sorted(
        (start, end)
        for source_start, source_end, start, end in attempt.hypothesis.alignment
        if match.start < source_end and source_start < match.end
        and not any(start < stop and begin < end for begin, stop in others)
    )  # fmt: skip
    while spans and attempt.text[slice(*spans[0])].casefold() in _FUNCTION_WORDS:
        spans.pop(0)
    if not spans:
        return None
    end = spans[0][1]
    for start, stop in spans[1:]:  # one stretch: a word further off belongs to something else
        if len(attempt.text[end:start].split()) > 1:
            break
        end = stop
    return spans[0][0], end


@dataclass(frozen=True, slots=True)
class _StandIn:
    match: Match
    word: str  # what stands in the source
    target: Agreed


def _stand_ins(attempt: Attempt, engine: Engine) -> Iterator[_StandIn]:
    for number, match in enumerate(attempt.unmet[:20]):
        target = agreed(match, engine.target)
        word = f"Xq{chr(ord('b') + number)}w"  # no word of any language
        if not engine.keeps_words:
            yield _StandIn(match, target.text, target)
        elif match.term.pos != "adjective" and word not in attempt.sentence:
            yield _StandIn(match, word, target)


def _with(sentence: str, stand_ins: Sequence[_StandIn]) -> str:
    for stand_in in sorted(stand_ins, key=lambda s: -s.match.start):
        start, end = stand_in.match.start, stand_in.match.end
        sentence = sentence[:start] + stand_in.word + sentence[end:]
    return sentence


def _exchanged(hypothesis: Hypothesis, stand_ins: Sequence[_StandIn]) -> Iterator[Hypothesis]:
    text = hypothesis.text
    for stand_in in stand_ins:
        if stand_in.word == stand_in.target.text:
            continue
        found = list(re.finditer(rf"\b{stand_in.word}\b", text, re.IGNORECASE))
        if len(found) != 1:
            return
        text = put(text, *found[0].span(), stand_in.target)
    # Its word links would be those of another sentence.
    yield Hypothesis(text, unknown=hypothesis.unknown)


def _without_copies(attempt: Attempt, language: str) -> Iterator[Hypothesis]:
    after = attempt.hypothesis
    if any(not re.search(r"\w", attempt.sentence[: match.start]) for match in attempt.unmet):
        return  # an unknown word that stands first gives the second one a capital
    for match in attempt.unmet:
        seen = fold(attempt.sentence[match.start : match.end])
        spans = wrong(attempt.matches, match, attempt.sentence, after.text, language)
        span = next((span for span in spans if fold(after.text[slice(*span)]) == seen), None)
        if span is None:
            return  # this one needs another round, which sees to all of them
        after = exchange(after, *span, agreed(match, language))
    if after is not attempt.hypothesis:
        yield after


def _replaced(attempt: Attempt, language: str) -> Iterator[Hypothesis]:
    after = attempt.hypothesis
    for match in attempt.matches:
        target = agreed(match, language)
        for span in reversed(wrong(attempt.matches, match, attempt.sentence, after.text, language)):
            after = exchange(after, *span, target)
    if after is not attempt.hypothesis:
        yield after
        return
    for match in attempt.unmet:
        place = rendered(attempt, match)
        if place:
            yield exchange(after, *place, agreed(match, language))


ROUNDS: tuple[tuple[Method, Round], ...] = (
    (Method.FORCED, forced(0)),
    (Method.FORCED, forced(1)),
    (Method.FORCED, forced(2)),
    (Method.FORCED, forced(3)),
    (Method.REPLACED, copied),
    (Method.SOURCE, in_source),
    (Method.REPLACED, replaced),
    (Method.REPLACED, replaced),
)
