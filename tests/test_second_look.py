"""What the checks doubt is searched for once more; what they do not doubt stays as it was."""

from __future__ import annotations

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
