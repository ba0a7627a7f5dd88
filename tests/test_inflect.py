"""Forms of terms: English numbers, French feminines, and what is not known in other languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary import english, french
from bilingual.glossary.inflect import (
    Number,
    agreed_form,
    knows_form,
    source_forms,
    target_forms,
)
from bilingual.glossary.terms import Term, load

CASES = Path(__file__).parent / "cases" / "glossary"
GLOSSARIES = Path(__file__).parent.parent / "glossary"


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return [(left, right) for left, _, right in pairs]


@pytest.mark.parametrize(("one", "several"), _pairs("numbers.en.txt"))
def test_an_english_phrase_for_one_and_for_several(one: str, several: str) -> None:
    assert (english.plural(one), english.singular(several)) == (several, one)
    assert (english.plural(several), english.singular(one)) == (several, one)


@pytest.mark.parametrize(("one", "several"), [("person", "people"), ("basis", "bases")])
def test_an_irregular_english_plural_that_leads_back_to_another_word(
    one: str, several: str
) -> None:
    assert english.plural(one) == several


@pytest.mark.parametrize("name", ["fr-en.tsv", "ru-en.tsv", "zh-en.tsv"])
def test_every_plural_of_the_glossaries_is_one_and_goes_back(name: str) -> None:
    """For all targets that inflect: asking again changes nothing, and one gives the same one."""
    terms = [term for term in load(GLOSSARIES / name) if term.inflects and term.pos != "adjective"]
    assert terms
    for form in {form for term in terms for form in (term.target, *term.alternatives)}:
        several, one = english.plural(form), english.singular(form)
        assert english.plural(several) == several
        assert english.singular(one) == one
        assert english.singular(several) == one


@pytest.mark.parametrize("name", ["fr-en.tsv", "ru-en.tsv", "zh-en.tsv"])
def test_plurals_that_the_glossaries_name_are_those_of_the_rules(name: str) -> None:
    """So the rules need no help there, but where the phrase has two plurals in it."""
    terms = [term for term in load(GLOSSARIES / name) if term.inflection.startswith("plural ")]
    wrong = {
        term.target
        for term in terms
        if term.pos != "adjective"
        and term.inflection.removeprefix("plural ") != english.plural(term.target)
    }
    assert wrong <= {"Secretary of the Security Council"}


@given(st.text(alphabet="asyfeunm -'’GM", max_size=20))
def test_any_text_has_a_plural_and_a_singular_and_keeps_its_beginning(text: str) -> None:
    for form in (english.plural(text), english.singular(text)):
        assert form[:1].casefold() == text[:1].casefold() or len(text) < 2


@pytest.mark.parametrize(("masculine", "feminines"), _pairs("feminines.fr.txt"))
def test_a_french_word_in_the_feminine(masculine: str, feminines: str) -> None:
    assert list(french.feminines(masculine)) == feminines.split(", ")


def test_many_words_of_two_feminines_have_few_together() -> None:
    assert len(list(french.feminines(" ".join(["porteur"] * 40)))) == 2


def test_a_noun_alone_has_no_feminine_unless_it_is_an_office() -> None:
    assert "porte" not in source_forms(Term("port", "port", pos="noun"), "fr")
    assert "course" not in source_forms(Term("cours d'eau", "river", pos="noun"), "fr")
    assert "conseillère" in source_forms(Term("conseiller", "adviser", domain="post"), "fr")
    assert "présidente" in source_forms(Term("président", "president", domain="post"), "fr")
    assert "cheffe d'État" in source_forms(Term("chef d'État", "x", domain="post"), "fr")


def test_feminines_have_the_number_of_the_text() -> None:
    forms = source_forms(Term("premier ministre", "prime minister"), "fr")
    assert forms["première ministre"] is Number.SAME
    assert forms["premières ministres"] is Number.PLURAL


def test_a_hyphen_lets_one_word_or_both_have_a_plural() -> None:
    forms = source_forms(Term("accord-cadre", "framework agreement"), "fr")
    assert {"accords-cadres", "accord-cadres"} <= forms.keys()


def test_a_variant_is_the_number_that_it_is_of_the_others() -> None:
    term = Term("services secrets", "secret services", variants=("service secret", "agence"))
    forms = source_forms(term, "fr")
    assert forms["service secret"] is Number.SINGULAR
    assert forms["agence"] is Number.SAME
    assert forms["agences"] is Number.PLURAL


def test_a_plural_that_the_entry_names_counts_in_any_language() -> None:
    state = Term("État membre", "Estado miembro", inflection="plural Estados miembros")
    assert agreed_form(state, Number.PLURAL, "es") == "Estados miembros"
    assert target_forms(state, "es") == ("Estado miembro", "Estados miembros")
    assert knows_form(state, Number.PLURAL, "es")
    assert not knows_form(state, Number.SINGULAR, "es")


@pytest.mark.parametrize(
    ("term", "known"),
    [
        (Term("État membre", "Estado miembro"), False),
        (Term("russe", "ruso", pos="adjective"), False),
        (Term("OCS", "OCS", pos="acronym"), True),
        (Term("Nations unies", "Naciones Unidas", pos="name"), True),
        (Term("relations", "relaciones", inflection="none"), True),
    ],
)
def test_a_plural_is_known_in_a_language_without_rules_only_if_none_is_needed(
    term: Term, known: bool
) -> None:
    assert knows_form(term, Number.PLURAL, "es") is known
    assert agreed_form(term, Number.PLURAL, "es") == term.target


def test_french_targets_inflect_by_the_french_rules() -> None:
    state = Term("member state", "État membre")
    assert knows_form(state, Number.PLURAL, "fr")
    assert agreed_form(state, Number.PLURAL, "fr") == "États membres"
    assert target_forms(state, "fr") == ("État membre", "États membres")


def test_an_english_adjective_has_no_plural() -> None:
    russian = Term("russe", "Russian", pos="adjective")
    assert target_forms(russian, "en") == ("Russian",)
    assert knows_form(russian, Number.PLURAL, "en")
