"""A form is found in a translation however it is spelt, and nothing else is."""

from __future__ import annotations

import pytest

from bilingual.glossary.match import Matcher
from bilingual.glossary.renderings import uses, wrong
from bilingual.glossary.terms import Term
from bilingual.spans import spans_of


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("member state", "Member-States and a MEMBER\u00a0STATE", ["MEMBER\u00a0STATE"]),
        ("people's", "The people’s army", ["people’s"]),
        ("US", "US troops told us", ["US"]),
        ("us", "US troops told us", ["US", "us"]),
        ("state", "statement, interstate, state", ["state"]),
        ("中国", "在中国人", ["中国"]),
        ("C++", "C++ and C+", ["C++"]),
        ("", "anything", []),
    ],
)
def test_a_form_is_found(form: str, text: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in spans_of((form,), text)] == found


def test_the_longest_of_several_forms_is_found() -> None:
    assert list(spans_of(("state", "state of law"), "A state of law")) == [(2, 14)]


def test_forms_are_found_from_a_place_on() -> None:
    assert list(spans_of(("cat",), "cat cat cats cat", 4)) == [(4, 7), (13, 16)]
    assert list(spans_of(("at",), "cat", 1)) == []


def test_an_acronym_is_not_met_by_a_word_that_is_spelt_like_it() -> None:
    term = Term("États-Unis", "US", pos="acronym")
    found = Matcher([term], "fr").find("Les États-Unis nous invitent.")
    assert [use.rendering for use in uses(found, "They invite us.", "en")] == [""]
    assert [use.rendering for use in uses(found, "The US invite us.", "en")] == ["US"]


def test_a_forbidden_acronym_is_not_found_in_a_word() -> None:
    term = Term("États-Unis", "United States", avoid=("US",))
    sentence = "Les États-Unis nous invitent."
    found = Matcher([term], "fr").find(sentence)
    assert wrong(found, found[0], sentence, "The United States invite us.", "en") == []
    assert wrong(found, found[0], sentence, "The US invite us.", "en") == [(4, 6)]
