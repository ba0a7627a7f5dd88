"""What an engine says first: by itself, or told at once which terms it lacks."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines import Engine, Hypothesis, Request, steerable
from bilingual.glossary.judge import chosen, with_offer
from bilingual.glossary.match import Match
from bilingual.glossary.methods import Attempt, in_source
from bilingual.glossary.renderings import uses
from bilingual.model import Method
from bilingual.second_look import N_BEST, soundest_first

Matches = Sequence[tuple[Match, ...]]


def by_itself(sentences: Sequence[str], matches: Matches, engine: Engine) -> list[Attempt]:
    """One attempt a sentence: the best of what the engine says without help."""
    hypotheses = _hypotheses(sentences, matches, engine)
    attempts = [
        Attempt(sentence, found, best, uses(found, best.text, engine.target), best.score or 0.0)
        for sentence, found, (best, *_) in zip(sentences, matches, hypotheses, strict=True)
    ]
    return chosen(attempts, [others for _, *others in hypotheses], Method.HYPOTHESIS, engine)


def _hypotheses(
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


def told(
    sentences: Sequence[str], matches: Matches, engine: Engine, alone: dict[str, str]
) -> dict[int, Attempt]:
    """Attempts, by place, for the sentences whose terms the engine is told at once.

    Only an engine that keeps words is. Asked for the terms alone, it shows which it lacks; it will
    hardly have them in a sentence, and a stand-in can be in there from the start. `alone` has what
    it said before for terms alone, and gets what it says now.
    """
    if not engine.keeps_words:
        return {}
    blank = _asked_alone(sentences, matches, engine, alone)
    lacking = [place for place, attempt in enumerate(blank) if attempt.unmet]
    offers = in_source([blank[place] for place in lacking], engine)
    return {
        place: with_offer(blank[place], found[0], Method.SOURCE, engine.target)
        for place, found in zip(lacking, offers, strict=True)
        if found
    }


def _asked_alone(
    sentences: Sequence[str], matches: Matches, engine: Engine, alone: dict[str, str]
) -> list[Attempt]:
    """Attempts without a text, whose terms are met where the engine has them when asked alone."""
    terms = [
        [sentence[match.start : match.end] for match in found]
        for sentence, found in zip(sentences, matches, strict=True)
    ]
    new = list(dict.fromkeys(term for some in terms for term in some if term not in alone))
    alone |= {term: said.text for term, said in zip(new, engine.translate(new), strict=True)}
    return [
        Attempt(
            sentence,
            found,
            Hypothesis(""),
            tuple(
                use
                for match, term in zip(found, some, strict=True)
                for use in uses((match,), alone[term], engine.target)
            ),
        )
        for sentence, found, some in zip(sentences, matches, terms, strict=True)
    ]
