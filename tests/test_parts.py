"""A long sentence is translated in parts, and the doubts about a part are not lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks import check
from bilingual.engines import Engine
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Term
from bilingual.model import Issue, Origin, Translation
from bilingual.parts import joined, parts
from bilingual.translate import Translator

FORBIDDEN = Issue("terms", "“dozen” should not stand for “douze”")
UNKNOWN = Issue("unknown", "the engine does not know: bricolastiqué")


def _checked(piece: str, text: str, *told: Issue) -> Translation:
    """A part's translation as it comes: with what the checks find, and what others told of it."""
    return Translation(text, Origin.ENGINE, issues=(*check(piece.strip(), text), *told))


def test_what_only_a_part_could_be_told_of_is_kept() -> None:
    pieces = ("Il a bricolastiqué, ", "avec douze chats.")
    made = [
        _checked(pieces[0], "He has bricolastiqué,", UNKNOWN),
        _checked(pieces[1], "with a dozen cats.", FORBIDDEN),
    ]
    assert joined("".join(pieces), pieces, made).issues == (UNKNOWN, FORBIDDEN)


def test_the_whole_is_checked_and_not_its_parts_again() -> None:
    """A number may stand in another part than its own: lost in neither, or lost once."""
    pieces = ("En 2025, ", "14 chats dorment ; ", "17 chats mangent.")
    made = [
        _checked(piece, text)
        for piece, text in zip(pieces, ("In,", "14 cats sleep in 2025;", "cats eat."), strict=True)
    ]
    assert [len(part.issues) for part in made] == [1, 0, 1]
    (issue,) = joined("".join(pieces), pieces, made).issues
    assert issue.detail == "17 is missing in the translation"


def test_a_part_that_came_back_empty_is_a_doubt_about_the_whole() -> None:
    pieces = ("Il dort, ", "et elle mange.")
    made = [_checked(pieces[0], "He is asleep,"), _checked(pieces[1], "")]
    assert [issue.check for issue in joined("".join(pieces), pieces, made).issues] == ["empty"]


def test_a_long_sentence_keeps_its_forbidden_rendering(apertium: Engine) -> None:
    """It cannot be exchanged, as the year would be lost; the one doubt about 6,000 characters."""
    term = Term("douze", "twelve", avoid=("2025",))
    sentence = f"{'Le chat dort sur la table, ' * 220}et il a vu douze chats en 2025."
    assert not apertium.fits(sentence)
    made = Translator(apertium, Matcher([term], "fr")).translate([sentence])[0]
    details = [issue.detail for issue in made.issues if issue.check == "terms"]
    assert details == ["“2025” should not stand for “douze”"]


def test_what_is_doubted_of_a_part_by_a_model_is_kept(argos: Engine) -> None:
    sentence = f"{'Le chat dort sur la table, ' * 40}et elle habite 4711 zyrgq 0815."
    assert not argos.fits(sentence)
    made = Translator(argos).translate([sentence])[0]
    assert set(made.issues) >= set(check(sentence, made.text, made.terms)) != set()


@given(st.lists(st.sampled_from(["Le chat, ", "14 fois ; ", "il dort ", ": "]), min_size=2))
def test_every_doubt_of_a_whole_is_one_of_its_checks_or_of_its_parts(pieces: list[str]) -> None:
    made = [_checked(piece, piece.upper().strip("; "), UNKNOWN) for piece in pieces]
    whole = joined("".join(pieces), pieces, made)
    rest = [issue for issue in whole.issues if issue.check != "empty"]
    assert rest.count(UNKNOWN) == len(pieces)
    assert set(rest) - {UNKNOWN} <= set(check("".join(pieces), whole.text))


@pytest.mark.parametrize("longest", [1, 7, 40])
def test_each_part_fits(longest: int) -> None:
    sentence = "Le chat dort ; il rêve, mais elle chante (bien)."
    assert all(len(part) <= longest for part in parts(sentence, lambda p: len(p) <= longest))
