"""What the checks doubt is searched for once more; what they do not doubt stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bilingual.checks import check
from bilingual.engines import Engine, Hypothesis, Request, Steerable, steerable
from bilingual.second_look import soundest_first
from bilingual.translate import Translator

LOOPS = "Le ministre de la Défense arrive ce soir avec une petite délégation."
SOUND = "Le chat dort sur la table."


@pytest.fixture
def steered(argos: Engine) -> Steerable:
    engine = steerable(argos)
    assert engine
    return engine


def _doubts(sentence: str, text: str) -> list[str]:
    return [issue.check for issue in check(sentence, text)]


def test_a_model_that_runs_in_circles_is_asked_again(steered: Steerable) -> None:
    plain = steered.translate([LOOPS])[0]
    assert "loop" in _doubts(LOOPS, plain.text)
    ((first, *_),) = soundest_first([LOOPS], [()], [(plain,)], steered)
    assert _doubts(LOOPS, first.text) == []
    assert first.text == Translator(steered).translate([LOOPS])[0].text


def test_a_sentence_without_doubts_stays_as_it_was(steered: Steerable) -> None:
    plain = (steered.translate([SOUND])[0],)
    assert soundest_first([SOUND], [()], [plain], steered) == [plain]


def test_what_is_no_better_stays_first(steered: Steerable) -> None:
    """No search finds the number: the plain translation stays, and the doubt is marked."""
    sentence = "Zyrgq 4711 blorf vlxq."
    plain = Hypothesis("The cat sleeps.")
    ((first, *others),) = soundest_first([sentence], [()], [(plain,)], steered)
    if all(_doubts(sentence, other.text) for other in others):
        assert first == plain
    else:
        assert _doubts(sentence, first.text) == []


def test_no_group_of_pieces_comes_twice_where_that_is_asked(steered: Steerable) -> None:
    ((plain,), (once,)) = steered.steer([Request(LOOPS), Request(LOOPS, no_repeat=3)])
    assert plain.text.count("Minister") > 1
    assert once.text.count("Minister") <= 1


@dataclass(frozen=True)
class Finds:
    """A small engine that knows one sentence, and says other things when asked again."""

    more: tuple[str, ...]
    name = source = target = label = signature = ""
    draft = keeps_words = False

    def fits(self, sentence: str) -> bool:
        return bool(sentence)

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(self.more[0]) for _ in sentences]

    def steer(self, requests: Sequence[Request]) -> list[tuple[Hypothesis, ...]]:
        return [tuple(map(Hypothesis, self.more)) for _ in requests]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [-1.0 for _ in pairs]


NEGATED = "Selon Zhaksylykov, la Russie ne soutient pas la loi de 2025."


def _first(sentence: str, plain: str, *more: str) -> str:
    ((first, *_),) = soundest_first([sentence], [()], [(Hypothesis(plain),)], Finds(more))
    return first.text


def test_a_negation_is_not_given_for_a_name_and_a_number() -> None:
    plain = "According to a man, Russia does not support the law."
    turned = "According to Zhaksylykov, Russia supports the law of 2025."
    assert _doubts(NEGATED, plain) == ["numbers", "names"]
    assert _doubts(NEGATED, turned) == ["negation"]
    assert _first(NEGATED, plain, turned) == plain


def test_what_cures_one_doubt_and_raises_none_comes_first() -> None:
    plain = "According to a man, Russia does not support the law."
    half = "According to Zhaksylykov, Russia does not support the law."
    turned = "According to Zhaksylykov, Russia supports the law of 2025."
    assert _first(NEGATED, plain, turned, half) == half
