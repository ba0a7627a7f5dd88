"""Getting the agreed terms into translations: one method after another, until one works.

Each method is tried on all sentences that still have a problem, so that an engine is asked once a
method and not once a sentence. What a method offers counts only if it is better: more terms right,
no number, name or negation lost on the way, and not much less likely to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.checks import check
from bilingual.engines import Engine, Hypothesis, steerable
from bilingual.glossary.match import Match
from bilingual.glossary.methods import ROUNDS, Attempt, Offers
from bilingual.glossary.renderings import uses, wrong
from bilingual.model import Method, TermUse

SCORE_DROP = 1.5  # nats a token: an offer that costs more has lost more than a word


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
    for method, offers_of in ROUNDS:
        troubled = [i for i, a in enumerate(attempts) if problems(a, engine.target)]
        if not troubled:
            break
        offered = offers_of([attempts[i] for i in troubled], engine)
        better = _chosen([attempts[i] for i in troubled], offered, method, engine)
        for i, attempt in zip(troubled, better, strict=True):
            attempts[i] = attempt
    return attempts


def problems(attempt: Attempt, language: str) -> int:
    """How many terms the translation lacks, and how many forbidden renderings it has."""
    forbidden = sum(
        len(wrong(match, attempt.sentence, attempt.text, language)) for match in attempt.matches
    )
    return len(attempt.unmet) + forbidden


def _chosen(
    attempts: Sequence[Attempt], offered: Sequence[Offers], method: Method, engine: Engine
) -> list[Attempt]:
    """Each attempt, or the first offer for it that is better."""
    fit = [
        (i, after)
        for i, (before, offers) in enumerate(zip(attempts, offered, strict=True))
        for after in (_after(before, offer, method, engine.target) for offer in offers)
        if _gains(before, after, engine.target)
    ]
    likely = _likely([(attempts[i], after) for i, after in fit], engine)
    chosen = dict(
        reversed([pair for pair, is_likely in zip(fit, likely, strict=True) if is_likely])
    )
    return [chosen.get(i, attempt) for i, attempt in enumerate(attempts)]


def _gains(before: Attempt, after: Attempt, language: str) -> bool:
    return problems(after, language) < problems(before, language) and _doubts(after) <= _doubts(
        before
    )


def _likely(pairs: Sequence[tuple[Attempt, Attempt]], engine: Engine) -> list[bool]:
    """Whether the engine finds what comes after hardly less likely than what was before."""
    scorer = steerable(engine)
    if not (scorer and pairs):
        return [True] * len(pairs)
    scores = scorer.score([(a.sentence, a.text) for pair in pairs for a in pair])
    return [
        after >= before - SCORE_DROP
        for before, after in zip(scores[::2], scores[1::2], strict=True)
    ]


def _after(before: Attempt, offer: Hypothesis, method: Method, language: str) -> Attempt:
    found = uses(before.matches, offer.text, language)
    return replace(before, hypothesis=offer, uses=tuple(map(_credit(method), before.uses, found)))


def _credit(method: Method) -> Callable[[TermUse, TermUse], TermUse]:
    """Names the method that met a term: this one only if none had before."""

    def credit(before: TermUse, after: TermUse) -> TermUse:
        if after.method is Method.UNMET:
            return after
        return replace(after, method=method if before.method is Method.UNMET else before.method)

    return credit


def _doubts(attempt: Attempt) -> int:
    issues = check(attempt.sentence, attempt.text, attempt.uses)
    return sum(issue.check != "terms" for issue in issues)
