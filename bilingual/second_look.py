"""A second look: sentences whose translation the checks doubt are searched for once more.

A model that runs in circles, ends too soon or drops a number often has a sounder translation
further down its list, or finds one if no group of pieces may come twice. Only doubted sentences
cost a second search, all in one batch, and what it finds counts only where less of it is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.checks import check, worse
from bilingual.engines import Hypothesis, Request, Steerable
from bilingual.model import Issue, TermUse

N_BEST = 4  # the width of the search
GROUP = 3  # pieces: fewer come twice in sound sentences, more let a model run in circles

Hypotheses = tuple[Hypothesis, ...]


def soundest_first(
    sentences: Sequence[str],
    terms: Sequence[tuple[TermUse, ...]],
    found: Sequence[Hypotheses],
    engine: Steerable,
) -> list[Hypotheses]:
    """The hypotheses of each sentence, with those of a second search where the first is doubted.

    The fewest doubts come first, but none goes before the first that one check doubts more: a
    negation is not given for a name. Equal ones keep their order, so that one without any stays
    the first. Terms are not looked at, and no doubt is raised about the words at their places in
    the sentence.
    """

    def doubts(place: int, hypothesis: Hypothesis) -> list[Issue]:
        issues = check(sentences[place], hypothesis.text, terms[place])
        return [issue for issue in issues if issue.check != "terms"]

    sound = list(found)
    doubted = [place for place, offers in enumerate(found) if doubts(place, offers[0])]
    requests = [Request(sentences[n], n_best=N_BEST, no_repeat=GROUP) for n in doubted]
    for place, more in zip(doubted, engine.steer(requests), strict=True):
        distinct = {offer.text: offer for offer in (*more, *found[place])}
        raised = {text: doubts(place, offer) for text, offer in distinct.items()}
        plain = raised[found[place][0].text]
        offers = sorted(
            found[place] + more,
            key=lambda o: (worse(plain, raised[o.text]), len(raised[o.text])),
        )
        sound[place] = tuple(distinct.pop(o.text) for o in offers if o.text in distinct)
    return sound
