"""Getting the agreed terms into translations: one method after another, until one works.

Each method is tried on all sentences that still have a problem, so that an engine is asked once a
method and not once a sentence. What a method offers counts only if it is better: more terms right,
and no number, name or negation lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.checks import check
from bilingual.engines import Engine, Hypothesis
from bilingual.glossary.inflect import agreed_form
from bilingual.glossary.match import Match
from bilingual.glossary.renderings import uses, wrong
from bilingual.glossary.repair import put
from bilingual.model import Method, TermUse


@dataclass(frozen=True, slots=True)
class Attempt:
    """A translation on its way: what is said for the sentence, and for each of its terms."""

    sentence: str
    matches: tuple[Match, ...]
    hypothesis: Hypothesis
    uses: tuple[TermUse, ...]  # one a match

    @property
    def text(self) -> str:
        """The translation so far."""
        return self.hypothesis.text

    @property
    def unmet(self) -> list[Match]:
        """The matches whose agreed target the translation lacks."""
        pairs = zip(self.matches, self.uses, strict=True)
        return [match for match, use in pairs if use.method is Method.UNMET]


Round = Callable[[Sequence[Attempt], Engine], list[Hypothesis | None]]


def enforce(
    sentences: Sequence[str],
    matches: Sequence[tuple[Match, ...]],
    hypotheses: Sequence[Hypothesis],
    engine: Engine,
) -> list[Attempt]:
    """One attempt a sentence, with its terms met wherever a method could; the rest is UNMET."""
    attempts = [
        Attempt(sentence, found, hypothesis, uses(found, hypothesis.text, engine.target))
        for sentence, found, hypothesis in zip(sentences, matches, hypotheses, strict=True)
    ]
    for method, offer in ROUNDS:
        open_ones = [i for i, a in enumerate(attempts) if _problems(a, engine.target)]
        offers = offer([attempts[i] for i in open_ones], engine)
        for i, hypothesis in zip(open_ones, offers, strict=True):
            if hypothesis is not None:
                attempts[i] = _better(attempts[i], hypothesis, method, engine.target)
    return attempts


def _problems(attempt: Attempt, language: str) -> int:
    forbidden = sum(
        len(wrong(match, attempt.sentence, attempt.text, language)) for match in attempt.matches
    )
    return len(attempt.unmet) + forbidden


def _better(before: Attempt, offer: Hypothesis, method: Method, language: str) -> Attempt:
    found = uses(before.matches, offer.text, language)
    after = replace(
        before, hypothesis=offer, uses=tuple(map(_credited(method), before.uses, found))
    )
    gained = _problems(after, language) < _problems(before, language)
    return after if gained and _doubts(after) <= _doubts(before) else before


def _credited(method: Method) -> Callable[[TermUse, TermUse], TermUse]:
    """Names the method that met a term: this one only if none had before."""

    def credit(before: TermUse, after: TermUse) -> TermUse:
        if after.method is Method.UNMET:
            return after
        return replace(after, method=method if before.method is Method.UNMET else before.method)

    return credit


def _doubts(attempt: Attempt) -> int:
    issues = check(attempt.sentence, attempt.text, attempt.uses)
    return sum(issue.check != "terms" for issue in issues)


def in_source(attempts: Sequence[Attempt], engine: Engine) -> list[Hypothesis | None]:
    """Translations of the sentences with something for the term already in them.

    Where the engine lets unknown words through (`keeps_words`), a made-up word stands for the
    term and is exchanged afterwards; other engines get the agreed target itself and copy it.
    An offer in which a stand-in did not come back exactly once is none.
    """
    prepared = [list(_stand_ins(attempt, engine)) for attempt in attempts]
    changed = [
        _with(attempt.sentence, stand_ins) if stand_ins else ""
        for attempt, stand_ins in zip(attempts, prepared, strict=True)
    ]
    results = iter(engine.translate([sentence for sentence in changed if sentence]))
    return [_exchanged(next(results), stand_ins) if stand_ins else None for stand_ins in prepared]


@dataclass(frozen=True, slots=True)
class _StandIn:
    match: Match
    word: str  # what stands in the source
    target: str


def _stand_ins(attempt: Attempt, engine: Engine) -> Iterator[_StandIn]:
    for number, match in enumerate(attempt.unmet):
        target = agreed_form(match.term, match.number, engine.target)
        if not engine.keeps_words:
            yield _StandIn(match, target, target)
        elif match.term.pos != "adjective":  # a stand-in is taken for a noun
            word = f"Xq{chr(ord('b') + number % 24)}w"
            if word not in attempt.sentence and number < 24:
                yield _StandIn(match, word, target)


def _with(sentence: str, stand_ins: Sequence[_StandIn]) -> str:
    for stand_in in sorted(stand_ins, key=lambda s: -s.match.start):
        start, end = stand_in.match.start, stand_in.match.end
        sentence = sentence[:start] + stand_in.word + sentence[end:]
    return sentence


def _exchanged(hypothesis: Hypothesis, stand_ins: Sequence[_StandIn]) -> Hypothesis | None:
    text = hypothesis.text
    for stand_in in stand_ins:
        if stand_in.word == stand_in.target:
            continue
        found = list(re.finditer(rf"\b{stand_in.word}\b", text, re.IGNORECASE))
        if len(found) != 1:
            return None
        text = put(text, *found[0].span(), stand_in.target)
    return Hypothesis(text)


def replaced(attempts: Sequence[Attempt], engine: Engine) -> list[Hypothesis | None]:
    """The translations with wrong renderings exchanged for the agreed ones."""
    return [_replaced(attempt, engine.target) for attempt in attempts]


def _replaced(attempt: Attempt, language: str) -> Hypothesis | None:
    text = attempt.text
    for match in attempt.matches:
        target = agreed_form(match.term, match.number, language)
        for start, end in reversed(wrong(match, attempt.sentence, text, language)):
            text = put(text, start, end, target)
    return Hypothesis(text, attempt.hypothesis.score) if text != attempt.text else None


ROUNDS: tuple[tuple[Method, Round], ...] = (
    (Method.SOURCE, in_source),
    (Method.REPLACED, replaced),
)
