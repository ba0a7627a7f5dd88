"""Whether what a method offers counts: it must be better, and nothing else may get worse.

More terms right, no number, name or negation lost on the way, nothing swallowed, and not much less
likely to the engine than what it said by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.checks import check, worse
from bilingual.engines import Engine, Hypothesis, steerable
from bilingual.glossary.match import Match
from bilingual.glossary.methods import Attempt, Offers
from bilingual.glossary.renderings import leftovers, uses, wrong
from bilingual.model import Issue, Method, TermUse

SCORE_DROP = 1.0  # nats a token that an offer may be less likely than the plain translation,
TERM_DROP = 12.0  # and what the share of the text that was put into it may add to that
SHORTEST = 0.85  # of what there was, terms apart, that an offer must have
WORDY = 1.3  # times as long as a term in the source its wrong rendering may be


def problems(attempt: Attempt, language: str) -> int:
    """How many terms the translation lacks, and how many forbidden renderings it has."""
    return len(attempt.unmet) + len(forbidden(attempt, language))


def forbidden(attempt: Attempt, language: str) -> dict[tuple[int, int], Match]:
    """Where the translation has a forbidden rendering, and of which match."""
    found, said = attempt.matches, (attempt.sentence, attempt.text, language)
    worst = {span: match for match in found for span in wrong(found, match, *said)}
    return dict(leftovers(found, *said)) | worst


def chosen(
    attempts: Sequence[Attempt],
    offered: Sequence[Offers],
    method: Method,
    engine: Engine,
) -> list[Attempt]:
    """Each attempt, or the first offer for it that is better."""
    fit = [
        (i, after)
        for i, (before, offers) in enumerate(zip(attempts, offered, strict=True))
        for after in (with_offer(before, offer, method, engine.target) for offer in offers)
        if _gains(before, after, method, engine.target)
    ]
    likely = _likely([after for _, after in fit], engine)
    better = dict(
        reversed([pair for pair, is_likely in zip(fit, likely, strict=True) if is_likely])
    )
    return [better.get(i, attempt) for i, attempt in enumerate(attempts)]


def _gains(before: Attempt, after: Attempt, method: Method, language: str) -> bool:
    """Whether a term more is met and nothing else got worse.

    Exchanging a forbidden rendering is a gain too, but not mere luck in avoiding it: a hypothesis
    without the word may have lost what the word said.
    """
    unmet = len(after.unmet) - len(before.unmet)
    if unmet > 0 or (unmet == 0 and method is not Method.REPLACED):
        return False
    bad = len(forbidden(after, language)) - len(forbidden(before, language))
    better = (unmet < 0 or bad < 0) and bad <= 0
    whole = method is Method.REPLACED or _says_as_much(before, after)
    return better and whole and not worse(doubts(before), doubts(after))


def _says_as_much(before: Attempt, after: Attempt) -> bool:
    """Whether what is not a term is hardly shorter than it was: else something was swallowed."""
    return _rest(after) >= SHORTEST * _rest(before)


def _rest(attempt: Attempt) -> float:
    """The characters that render no term; what stands for an unmet one may be of some length."""
    terms = sum(len(use.rendering) or WORDY * (use.end - use.start) for use in attempt.uses)
    return len(attempt.text) - terms


def _likely(offers: Sequence[Attempt], engine: Engine) -> list[bool]:
    """Whether the engine finds each hardly less likely than the plain translation.

    What its search came to has a score: a forced term leaves itself out, and counts by how well
    the engine goes on after it. A text that was put together has none, and is scored.
    """
    scorer = steerable(engine)
    unscored = [offer for offer in offers if scorer and offer.hypothesis.score is None]
    asked = [(offer.sentence, offer.text) for offer in unscored]
    found = dict(zip(asked, scorer.score(asked), strict=True)) if scorer and asked else {}

    def drop(offer: Attempt) -> float:
        if offer.hypothesis.score is not None:
            return offer.plain_score - offer.hypothesis.score
        score = found.get((offer.sentence, offer.text), offer.plain_score)
        return offer.plain_score - score - TERM_DROP * _put_in(offer)

    return [drop(offer) <= SCORE_DROP for offer in offers]


def _put_in(offer: Attempt) -> float:
    """The part of the text, 0 to 1, that is renderings which the engine did not come to itself."""
    own = (Method.PLAIN, Method.HYPOTHESIS)
    put_in = sum(len(use.rendering) for use in offer.uses if use.method not in own)
    return put_in / max(len(offer.text), 1)


def with_offer(before: Attempt, offer: Hypothesis, method: Method, language: str) -> Attempt:
    """The attempt with the offer as its text; the terms that it meets are the method's."""
    found = uses(before.matches, offer.text, language)
    return replace(before, hypothesis=offer, uses=tuple(map(_credit(method), before.uses, found)))


def _credit(method: Method) -> Callable[[TermUse, TermUse], TermUse]:
    """Names the method that met a term: this one only if none had before."""

    def credit(before: TermUse, after: TermUse) -> TermUse:
        if after.method is Method.UNMET:
            return after
        return replace(after, method=method if before.method is Method.UNMET else before.method)

    return credit


def doubts(attempt: Attempt) -> list[Issue]:
    """What the checks doubt, but for terms."""
    issues = check(attempt.sentence, attempt.text, attempt.uses)
    return [issue for issue in issues if issue.check != "terms"]
