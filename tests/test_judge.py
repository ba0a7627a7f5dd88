"""What is offered for a translation counts only if it is better, and nothing else gets worse."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines import Engine, Hypothesis
from bilingual.glossary.judge import chosen
from bilingual.glossary.match import Matcher
from bilingual.glossary.methods import Attempt
from bilingual.glossary.renderings import uses
from bilingual.glossary.terms import Term
from bilingual.model import Method

SISTER = Term("sœur", "sibling")
SENTENCE = "Je parle anglais avec ma sœur."
SAID = "I speak English with my sister."
BETTER = "I speak English with my sibling."


def _chosen(
    engine: Engine,
    offers: Sequence[Hypothesis],
    *,
    method: Method = Method.FORCED,
    terms: Sequence[Term] = (SISTER,),
    sentence: str = SENTENCE,
    said: str = SAID,
) -> str:
    """What stands after the offers for what was said, which the engine found as likely as any."""
    found = Matcher(terms, "fr").find(sentence)
    before = Attempt(sentence, found, Hypothesis(said, -0.5), uses(found, said, "en"), -0.5)
    (after,) = chosen([before], [offers], method, engine)
    return after.text


def test_an_offer_with_a_term_more_counts(argos: Engine) -> None:
    assert _chosen(argos, [Hypothesis(BETTER, -0.6)]) == BETTER


def test_an_offer_without_a_term_more_does_not(argos: Engine) -> None:
    assert _chosen(argos, [Hypothesis("I speak English with my brother.", -0.1)]) == SAID


def test_the_first_of_two_good_offers_counts(argos: Engine) -> None:
    other = "I speak English with a sibling of mine."
    assert _chosen(argos, [Hypothesis(BETTER, -0.6), Hypothesis(other, -0.1)]) == BETTER
    assert _chosen(argos, [Hypothesis(other, -0.6), Hypothesis(BETTER, -0.1)]) == other


def test_an_offer_that_the_engine_finds_unlikely_does_not_count(argos: Engine) -> None:
    """It has the term, is long enough and passes all checks; only the model knows better."""
    nonsense = "A green sibling under purple rain wins."
    assert _chosen(argos, [Hypothesis(nonsense)], method=Method.REPLACED) == SAID
    assert _chosen(argos, [Hypothesis(BETTER)], method=Method.REPLACED) == BETTER


def test_an_offer_that_the_search_came_to_may_be_a_little_less_likely(argos: Engine) -> None:
    assert _chosen(argos, [Hypothesis(BETTER, -1.4)]) == BETTER
    assert _chosen(argos, [Hypothesis(BETTER, -1.6)]) == SAID


def test_an_offer_that_swallows_a_part_of_the_sentence_does_not_count(argos: Engine) -> None:
    """Whatever the engine thinks of it; what was put into a whole text has lost nothing."""
    short = "English with my sibling."
    assert _chosen(argos, [Hypothesis(short, -0.1)]) == SAID
    assert _chosen(argos, [Hypothesis("I talk English with my sibling.", -0.1)]) != SAID


def test_an_offer_with_a_forbidden_rendering_more_does_not_count(argos: Engine) -> None:
    terms = (SISTER, Term("gare", "railway station", avoid=("depot",)))
    sentence = "Ma sœur est à la gare de la ville."
    said = "My sister is at the railway station of the town."
    clean = "My sibling is at the railway station of the town."
    spoilt = "My sibling is at the railway station of the town, the depot."
    for offer, after in ((clean, clean), (spoilt, said)):
        offers = [Hypothesis(offer, -0.5)]
        assert _chosen(argos, offers, terms=terms, sentence=sentence, said=said) == after


def test_an_offer_that_loses_a_number_does_not_count(argos: Engine) -> None:
    sentence, said = "Ma sœur a 12 chats noirs.", "My sister has 12 black cats."
    offers = [Hypothesis("My sibling has many black cats.", -0.5)]
    assert _chosen(argos, offers, sentence=sentence, said=said) == said


def test_luck_in_avoiding_a_forbidden_word_is_no_gain(argos: Engine) -> None:
    """Only exchanging it is: else the word may be gone with what it said."""
    terms = (Term("sœur", "sibling", avoid=("sister",)),)
    said, after = "I talk with my sibling, a sister.", "I talk with my sibling, a woman."
    offers = [Hypothesis(after, -0.5)]
    assert _chosen(argos, offers, terms=terms, said=said, method=Method.SOURCE) == said
    assert _chosen(argos, offers, terms=terms, said=said, method=Method.REPLACED) == after
