"""Getting the agreed terms into translations: one method after another, until one works.

Each method is tried on all sentences that still have a problem, so that an engine is asked once a
method and not once a sentence. What a method offers counts only if it is better: more terms right,
no number, name or negation lost on the way, and not much less likely to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.checks import check
from bilingual.engines import Engine, Hypothesis, Request, steerable
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.match import Match
from bilingual.glossary.methods import ROUNDS, Attempt, Offers
from bilingual.glossary.renderings import uses, wrong
from bilingual.model import Method, TermUse
from bilingual.second_look import N_BEST, soundest_first

SCORE_DROP = 1.0  # nats a token that an offer may be less likely than the plain translation,
TERM_DROP = 12.0  # and what the share of the text that was put into it may add to that
SHORTEST = 0.85  # of what there was, terms apart, that an offer must have
WORDY = 1.3  # times as long as a term in the source its wrong rendering may be


def translate_with_terms(
    sentences: Sequence[str], matches: Sequence[tuple[Match, ...]], engine: Engine
) -> list[Attempt]:
    """One attempt a sentence, with its terms met wherever a method could; the rest is UNMET."""
    offered = _first(sentences, matches, engine)
    attempts = [
        Attempt(
            sentence,
            found,
            offers[0],
            uses(found, offers[0].text, engine.target),
            offers[0].score or 0.0,
        )
        for sentence, found, offers in zip(sentences, matches, offered, strict=True)
    ]
    others = [offers[1:] for offers in offered]
    attempts = _chosen(attempts, others, Method.HYPOTHESIS, engine)
    troubled = list(range(len(attempts)))
    for method, offers_of in ROUNDS:
        troubled = [i for i in troubled if problems(attempts[i], engine.target)]
        if not troubled:
            break
        some = [attempts[i] for i in troubled]
        better = _chosen(some, offers_of(some, engine), method, engine)
        for i, attempt in zip(troubled, better, strict=True):
            attempts[i] = attempt
    return [with_capitals(attempt, engine.target) for attempt in attempts]


def _first(
    sentences: Sequence[str], matches: Sequence[tuple[Match, ...]], engine: Engine
) -> list[tuple[Hypothesis, ...]]:
    """What the engine says for each sentence, soundest first: several where a term may need them.

    The search looks at as many all the same, so that the others cost nothing.
    """
    steered = steerable(engine)
    if not steered:
        return [(hypothesis,) for hypothesis in engine.translate(sentences)]
    counts = [N_BEST if found else 1 for found in matches]
    requests = [Request(s, n_best=n) for s, n in zip(sentences, counts, strict=True)]
    found = [offers or (Hypothesis(""),) for offers in steered.steer(requests)]
    unmet = [uses(terms, "", engine.target) for terms in matches]
    return soundest_first(sentences, unmet, found, steered)


def problems(attempt: Attempt, language: str) -> int:
    """How many terms the translation lacks, and how many forbidden renderings it has."""
    return len(attempt.unmet) + len(forbidden(attempt, language))


def forbidden(attempt: Attempt, language: str) -> dict[tuple[int, int], Match]:
    """Where the translation has a forbidden rendering, and of which match."""
    found, said = attempt.matches, (attempt.sentence, attempt.text, language)
    return {span: match for match in found for span in wrong(found, match, *said)}


def _chosen(
    attempts: Sequence[Attempt],
    offered: Sequence[Offers],
    method: Method,
    engine: Engine,
) -> list[Attempt]:
    """Each attempt, or the first offer for it that is better."""
    fit = [
        (i, after)
        for i, (before, offers) in enumerate(zip(attempts, offered, strict=True))
        for after in (_after(before, offer, method, engine.target) for offer in offers)
        if _gains(before, after, method, engine.target)
    ]
    likely = _likely([after for _, after in fit], engine)
    chosen = dict(
        reversed([pair for pair, is_likely in zip(fit, likely, strict=True) if is_likely])
    )
    return [chosen.get(i, attempt) for i, attempt in enumerate(attempts)]


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
    return better and whole and _doubts(after) <= _doubts(before)


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


def with_capitals(attempt: Attempt, language: str) -> Attempt:
    """The attempt with the capitals of names and terms that the engine wrote small.

    `cold War` is taken for `Cold War`, and becomes it; `Member State` for `member state` stays.
    """
    text, mended = attempt.text, []
    for match, use in zip(attempt.matches, attempt.uses, strict=True):
        form = _larger(use.rendering, target_forms(match.term, language))
        text = text[: use.target_start] + form + text[use.target_end :] if form else text
        mended.append(replace(use, rendering=form) if form else use)
    if text == attempt.text:
        return attempt
    return replace(attempt, hypothesis=replace(attempt.hypothesis, text=text), uses=tuple(mended))


def _larger(rendering: str, forms: Sequence[str]) -> str:
    """The form that is the rendering but for more capitals; "" where there is none.

    >>> _larger("cold War", ("Cold War",)), _larger("Cold War", ("cold war",))
    ('Cold War', '')
    """
    if rendering in forms:
        return ""
    alike = (form for form in forms if form.casefold() == rendering.casefold())
    return next((f for f in alike if f != rendering and _capitals(f) > _capitals(rendering)), "")


def _capitals(text: str) -> int:
    return sum(character.isupper() for character in text)


def _doubts(attempt: Attempt) -> int:
    issues = check(attempt.sentence, attempt.text, attempt.uses)
    return sum(issue.check != "terms" for issue in issues)
