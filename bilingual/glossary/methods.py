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
from bilingual.glossary.inflect import knows_form, target_forms
from bilingual.glossary.match import Match
from bilingual.glossary.renderings import wrong
from bilingual.glossary.repair import Agreed, agreed, exchange, put, put_last
from bilingual.model import Method, TermUse
from bilingual.spans import spans_of

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

    def mendable(self, language: str) -> list[Match]:
        """Those of the unmet whose agreed target is known in the number that the source has."""
        return [match for match in self.unmet if knows_form(match.term, match.number, language)]


def forced(number: int) -> Round:
    """Align, force, continue, for one term: the `number`-th that the engine lacked, from the left.

    The attention tells where the wrong rendering starts; what stands before it is kept, the
    agreed term follows, and the engine finishes the sentence. Terms forced in earlier rounds, and
    those that failed, keep their place in the order, so that none is tried twice.
    """

    def offers(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
        steered = steerable(engine)
        if not steered:
            return [()] * len(attempts)
        requests = [_forcing(attempt, number, steered) for attempt in attempts]
        answers = iter(steered.steer([request for request in requests if request]))
        return [next(answers) if request else () for request in requests]

    return offers


def in_source(attempts: Sequence[Attempt], engine: Engine) -> list[Offers]:
    """Translations of the sentences with something for the term already in them.

    Where the engine lets unknown words through (`keeps_words`), a made-up word stands for the
    term and is exchanged afterwards; other engines get the agreed target itself and copy it.
    A sentence that has become too long for the engine is not asked for, and an offer in which a
    stand-in did not come back exactly once is none.
    """
    prepared = [tuple(_stand_ins(attempt, engine)) for attempt in attempts]
    changed = [_with(a.sentence, s) for a, s in zip(attempts, prepared, strict=True)]
    asked = [n for n, s in enumerate(prepared) if s and engine.fits(changed[n])]
    offers: list[Offers] = [()] * len(attempts)
    for n, answers in zip(asked, _asked(engine, [changed[n] for n in asked]), strict=True):
        offers[n] = tuple(made for answer in answers for made in _exchanged(answer, prepared[n]))
    return offers


def _asked(engine: Engine, sentences: Sequence[str]) -> list[tuple[Hypothesis, ...]]:
    if steered := steerable(engine):
        return steered.steer([Request(sentence, greedy=True) for sentence in sentences])
    return [(answer,) for answer in engine.translate(sentences)]


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
    places = sorted(_lacked(attempt, engine.target), key=lambda place: place[0])
    span, match = places[number] if number < len(places) else ((0, 0), None)
    if match is None:
        return None
    prefix = put_last(attempt.text, *span, agreed(match, engine.target))
    avoid = _avoid(attempt, engine.target)
    return Request(attempt.sentence, prefix=prefix, avoid=avoid, greedy=True)


def _lacked(attempt: Attempt, language: str) -> Iterator[tuple[tuple[int, int], Match | None]]:
    """Where the terms stand that the engine lacked by itself; None for those forced since."""
    mendable = attempt.mendable(language)
    for match, use in zip(attempt.matches, attempt.uses, strict=True):
        if use.method is Method.FORCED:
            yield (use.target_start, use.target_end), None
        elif match in mendable and (span := rendered(attempt, match)):
            yield span, match


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
    for number, match in enumerate(attempt.mendable(engine.target)):
        target = agreed(match, engine.target)
        word = f"Xq{_numeral(number)}w"  # no word of any language
        if not engine.keeps_words:
            yield _StandIn(match, target.text, target)
        elif match.term.pos != "adjective" and word not in attempt.sentence:
            yield _StandIn(match, word, target)


def _numeral(number: int) -> str:
    """The number in letters.

    >>> [_numeral(n) for n in (0, 1, 19, 20, 400)]
    ['b', 'c', 'u', 'cb', 'cbb']
    """
    rest, last = divmod(number, 20)
    return (_numeral(rest) if rest else "") + chr(ord("b") + last)


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


def _replaced(attempt: Attempt, language: str) -> Iterator[Hypothesis]:
    after, lacking = attempt.hypothesis, {match.term for match in attempt.mendable(language)}
    for match in attempt.matches:
        if match.term not in lacking:  # what is forbidden for a term that is met may be another's
            continue
        target = agreed(match, language)
        for span in reversed(wrong(attempt.matches, match, attempt.sentence, after.text, language)):
            after = exchange(after, *span, target)
    if after is not attempt.hypothesis:
        yield after
        return
    for match in attempt.mendable(language):
        place = rendered(attempt, match)
        if place:
            yield exchange(after, *place, agreed(match, language))


ROUNDS: tuple[tuple[Method, Round], ...] = (
    *((Method.FORCED, forced(number)) for number in range(6)),  # most sentences have fewer terms
    (Method.SOURCE, in_source),
    (Method.REPLACED, replaced),
    (Method.REPLACED, replaced),
)
