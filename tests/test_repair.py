"""A term put into a finished translation: its articles, its capitals, its word links."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines import Engine, Hypothesis
from bilingual.glossary.articles import begins_with_vowel
from bilingual.glossary.inflect import Number
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.repair import agreed, exchange, put, put_last
from bilingual.glossary.terms import Term
from bilingual.translate import Translator

CASES = Path(__file__).parent / "cases" / "glossary" / "a_or_an.txt"


def _cases() -> list[tuple[str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [(line, line.split(" ", 1)[1]) for line in lines if line and not line.startswith("#")]


def _put(before: str, term: Term, number: Number = Number.SAME) -> str:
    """The text with the term in place of its X, as English."""
    place = before.index("X")
    return put(before, place, place + 1, agreed(Match(term, 0, 1, number), "en"))


def test_there_are_many_cases() -> None:
    assert len(_cases()) > 200


@pytest.mark.parametrize(("phrase", "term"), _cases())
def test_a_or_an_goes_by_the_sound(phrase: str, term: str) -> None:
    assert ("an " if begins_with_vowel(term) else "a ") + term == phrase


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He reads the X.", "He reads The New York Times."),
        ("The X said so.", "The New York Times said so."),
        ("In an X it said so.", "In The New York Times it said so."),
        ("X said so.", "The New York Times said so."),
    ],
)
def test_a_name_with_an_article_of_its_own_gets_no_second_one(before: str, after: str) -> None:
    assert _put(before, Term("New York Times", "The New York Times", pos="name")) == after


@pytest.mark.parametrize(
    ("target", "after"),
    [
        ("Lake Balkhash", "He left Lake Balkhash."),
        ("Silicon Valley", "He left Silicon Valley."),
        ("Fergana Valley", "He left the Fergana Valley."),
        ("Kremlin", "He left the Kremlin."),
        ("Caspian", "He left the Caspian."),
        ("Gambia", "He left the Gambia."),
        ("West Bank", "He left the West Bank."),
        ("Gaza Strip", "He left the Gaza Strip."),
        ("White House", "He left the White House."),
        ("Uzbekistan", "He left Uzbekistan."),
    ],
)
def test_a_place_keeps_the_article_that_english_gives_it(target: str, after: str) -> None:
    assert _put("He left the X.", Term("X", target, pos="name", domain="place")) == after


def test_a_name_without_an_article_gets_no_indefinite_one_either() -> None:
    india = Term("Inde", "India", pos="name", domain="state")
    assert _put("There is an X that grows.", india) == "There is India that grows."
    assert _put("A X that grows.", india) == "India that grows."


def test_an_article_before_a_compound_is_not_the_names() -> None:
    india = Term("Inde", "India", pos="name", domain="state")
    assert _put("On the X-China border.", india) == "On the India-China border."
    assert _put("It is a X-led force.", india) == "It is an India-led force."


TALKS = Term("pourparlers", "talks", inflection="none")
TRAFFICKING = Term("trafic de drogue", "drug trafficking", inflection="none")
CEASEFIRE = Term("cessez-le-feu", "ceasefire", inflection="none")
STATE = Term("État membre", "member state")
RIGHTS = Term("droits de l'homme", "human rights", inflection="none")


@pytest.mark.parametrize(
    ("before", "term", "number", "after"),
    [
        ("It began a X.", TALKS, Number.SAME, "It began talks."),
        ("A X was held.", TALKS, Number.SAME, "Talks was held."),
        ("A X and crime.", TRAFFICKING, Number.SAME, "Drug trafficking and crime."),
        ("It signed a X.", CEASEFIRE, Number.SAME, "It signed a ceasefire."),
        ("It asks a X.", STATE, Number.PLURAL, "It asks member states."),
        ("It asks an X.", STATE, Number.SAME, "It asks a member state."),
        ("It asks the X.", STATE, Number.PLURAL, "It asks the member states."),
        ("She is a X activist.", RIGHTS, Number.SAME, "She is a human rights activist."),
    ],
)  # fmt: skip
def test_no_a_stands_before_what_is_several_or_is_not_counted(
    before: str, term: Term, number: Number, after: str
) -> None:
    assert _put(before, term, number) == after


def test_a_word_with_two_numbers_alike_is_counted() -> None:
    assert _put("There is a X.", Term("crise", "food crisis")) == "There is a food crisis."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SOMMET : THE X ADOPTS A TEXT", "SOMMET : THE HEAD OF STATE ADOPTS A TEXT"),
        ("SUMMIT FOR A X", "SUMMIT FOR A HEAD OF STATE"),
        ("A X LEAVES THE SUMMIT", "A HEAD OF STATE LEAVES THE SUMMIT"),
        ("UN, NATO: X", "UN, NATO: head of state"),
        ("SUMMIT of a X", "SUMMIT of a head of state"),
        ("SUMMIT: X", "SUMMIT: head of state"),
        ("峰会 : X 峰会", "峰会 : head of state 峰会"),
    ],
)
def test_among_capitals_a_term_is_in_capitals(before: str, after: str) -> None:
    assert _put(before, Term("chef d'État", "head of state")) == after


def test_an_article_among_capitals_is_in_capitals() -> None:
    assert _put("THE SUMMIT OF A X", Term("x", "observer")) == "THE SUMMIT OF AN OBSERVER"


def test_terms_in_a_heading_in_capitals_come_in_capitals(apertium: Engine) -> None:
    terms = [
        Term("OCS", "SCO", pos="acronym", case="exact"),
        Term("chef d'État", "head of state"),
        Term("Déclaration d'Astana", "Astana Declaration", pos="name"),
        Term("sommet de l'OCS", "SCO summit"),
    ]
    heading = "SOMMET DE L'OCS : LES CHEFS D'ÉTAT ADOPTENT LA « DÉCLARATION D'ASTANA »"
    made = Translator(apertium, Matcher(terms, "fr")).translate([heading])[0]
    assert [use.rendering for use in made.terms] == [
        "SCO SUMMIT",
        "HEADS OF STATE",
        "ASTANA DECLARATION",
    ]
    assert made.text.isupper()


def test_what_is_put_last_sees_what_comes_after_it() -> None:
    rights = agreed(Match(RIGHTS, 0, 1, Number.SAME), "en")
    assert put_last("She is a X activist.", 9, 10, rights) == "She is a human rights"
    assert put_last("She wants a X.", 12, 13, rights) == "She wants human rights"


@given(
    st.text(max_size=40), st.integers(0, 40), st.integers(0, 40), st.text(min_size=1, max_size=9)
)
def test_links_of_the_term_are_the_term(text: str, a: int, b: int, target: str) -> None:
    """Also where an article went, or letters became two as capitals."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    links = ((0, 1, start, end),) if start < end else ()
    term = agreed(Match(Term("X", target, inflection="none"), 0, 1, Number.SAME), "en")
    after = exchange(Hypothesis(text, alignment=links), start, end, term)
    for _, _, first, last in after.alignment:
        assert after.text[first:last].casefold() == target.casefold()
        assert after.text[last:] == text[end:]
