"""Agreed terms get into translations, by one method or another, and nothing else is harmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines import Engine, Hypothesis
from bilingual.glossary.enforce import with_capitals
from bilingual.glossary.inflect import Number
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.methods import Attempt
from bilingual.glossary.renderings import leftovers, uses, wrong
from bilingual.glossary.repair import Agreed, agreed, exchange, put
from bilingual.glossary.terms import Term, load
from bilingual.model import Method, Origin, Translation
from bilingual.parts import joined, parts
from bilingual.translate import Translator

ROOT = Path(__file__).parent.parent
OCS = Term("OCS", "SCO", pos="acronym", case="exact", inflection="none")
GARE = Term("gare", "railway station")
SISTER = Term("sœur", "sibling")


def _translated(engine: Engine, terms: Sequence[Term], sentence: str) -> Translation:
    return Translator(engine, Matcher(terms, "fr")).translate([sentence])[0]


def _methods(made: Translation) -> list[Method]:
    return [use.method for use in made.terms]


def test_a_term_the_engine_knows_is_left_alone(argos: Engine) -> None:
    made = _translated(argos, [Term("chat", "cat")], "Le chat dort sur la table.")
    assert made.text == "The cat is sleeping on the table."
    assert _methods(made) == [Method.PLAIN]
    (use,) = made.terms
    assert made.text[use.target_start : use.target_end] == "cat"


def test_a_term_is_forced_where_its_rendering_started(argos: Engine) -> None:
    made = _translated(argos, [SISTER], "Je parle anglais avec ma sœur.")
    assert re.search(r"English with my sibling\b", made.text)
    assert _methods(made)[0] in {Method.FORCED, Method.HYPOTHESIS}


def test_two_terms_of_one_sentence_are_both_met(argos: Engine) -> None:
    made = _translated(argos, [SISTER, GARE], "Ma sœur est à la gare.")
    assert "sibling" in made.text.casefold()
    assert "railway station" in made.text
    assert Method.UNMET not in _methods(made)


def test_a_forced_term_keeps_its_number(argos: Engine) -> None:
    """The model would go on with `s` after `minister`."""
    term = Term("ministre de la Défense", "defence minister")
    sentence = "Le ministre de la Défense arrive ce soir avec une petite délégation."
    made = _translated(argos, [term], sentence)
    assert "defence minister is coming this evening" in made.text
    assert _methods(made) == [Method.FORCED]


def test_several_terms_are_forced_from_left_to_right(argos: Engine) -> None:
    council = Term("conseil des chefs d'État", "Council of Heads of State")
    sentence = "Le Conseil des chefs d'État siège deux jours à Astana."
    made = _translated(argos, [council, Term("Astana", "Astana")], sentence)
    assert re.fullmatch(r"The Council of Heads of State .* two days .*Astana\.", made.text)
    assert _methods(made) == [Method.FORCED, Method.FORCED]


def test_a_term_does_not_swallow_the_rest_of_the_sentence(argos: Engine) -> None:
    """After `SCO` the model would stop at `opened an open dialogue`, without saying on what."""
    osce = Term("OSCE", "OSCE", pos="acronym", case="exact", inflection="none")
    terms = [OCS, osce, Term("Asie centrale", "Central Asia", inflection="none")]
    sentence = "L'OCS et l'OSCE ont ouvert un dialogue sur l'Asie centrale."
    made = _translated(argos, terms, sentence)
    assert [use.rendering for use in made.terms] == ["SCO", "OSCE", "Central Asia"]
    assert "dialogue on" in made.text


def test_an_alternative_counts_as_met(argos: Engine) -> None:
    term = Term("chat", "feline", alternatives=("cat",))
    made = _translated(argos, [term], "Le chat dort sur la table.")
    assert _methods(made) == [Method.PLAIN]


def test_a_forbidden_rendering_does_not_stay(argos: Engine) -> None:
    term = Term("chat", "tomcat", avoid=("cat",))
    made = _translated(argos, [term], "Le chat dort sur la table.")
    assert not re.search(r"\bcat\b", made.text)
    assert "tomcat" in made.text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Belarus", "Belarus left."), ("Central Asia", "Central Asia left."),
        ("Maldives", "The Maldives left."), ("Kyrgyz Republic", "The Kyrgyz Republic left."),
        ("Aral Sea", "The Aral Sea left."), ("South Korea", "South Korea left."),
    ],
)  # fmt: skip
def test_an_article_goes_only_where_english_has_none(target: str, text: str) -> None:
    match = Match(Term("X", target, pos="name", domain="place"), 0, 1, Number.SAME)
    assert put("The X left.", 4, 5, agreed(match, "en")) == text


def test_what_cannot_be_met_is_said(argos: Engine) -> None:
    """A sentence the small model loses altogether: the term is marked, never forgotten."""
    sentence = "Zyrgq blorf OCS vlxq."
    made = _translated(argos, [OCS], sentence)
    if "SCO" not in made.text:
        assert _methods(made) == [Method.UNMET]
        assert any(issue.check == "terms" for issue in made.issues)


def test_the_draft_engine_gets_a_whole_term_with_its_plural(apertium: Engine) -> None:
    term = Term("État membre", "member state")
    made = _translated(apertium, [OCS, term], "Les Etats membres de l'OCS ont signé un accord.")
    assert "member states of the SCO" in made.text
    assert _methods(made) == [Method.SOURCE, Method.SOURCE]


@pytest.mark.parametrize(
    ("before", "span", "term", "after"),
    [
        ("A organisation met.", (2, 14), Agreed("summit"), "A summit met."),
        ("He saw a cat.", (9, 12), Agreed("SCO member"), "He saw an SCO member."),
        ("An cat left.", (3, 6), Agreed("union"), "A union left."),
        ("cat left.", (0, 3), Agreed("member states"), "Member states left."),
        ("« cat left.", (2, 5), Agreed("member states"), "« Member states left."),
        ("OCS's summit", (0, 3), Agreed("SCO"), "SCO's summit"),
        ("The Inde left.", (4, 8), Agreed("India", bare=True), "India left."),
        ("Der Rat tagt.", (4, 7), Agreed("OSZE", language="de"), "Der OSZE tagt."),
    ],
)
def test_the_english_around_a_term_is_mended(
    before: str, span: tuple[int, int], term: Agreed, after: str
) -> None:
    assert put(before, *span, term) == after


@given(
    st.text(max_size=40), st.integers(0, 40), st.integers(0, 40), st.text(min_size=1, max_size=9)
)
def test_links_stay_inside_the_text(text: str, a: int, b: int, term: str) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    links = tuple((0, 1, i, i + 1) for i in range(len(text)))
    after = exchange(Hypothesis(text, alignment=links), start, end, Agreed(term))
    assert all(0 <= link[2] <= link[3] <= len(after.text) for link in after.alignment)


def test_each_occurrence_needs_a_rendering_of_its_own() -> None:
    sentence = "L'OCS et l'OCS."
    found = Matcher([OCS], "fr").find(sentence)
    assert [u.method for u in uses(found, "The SCO alone.", "en")] == [Method.PLAIN, Method.UNMET]


def test_a_longer_target_is_not_taken_for_a_shorter_one() -> None:
    terms = [Term("chef d'État", "head of state"), Term("Conseil", "Council of Heads of State")]
    sentence = "Le chef d'État et le Conseil."
    found = Matcher(terms, "fr").find(sentence)
    states = uses(found, "The Council of Heads of State.", "en")
    assert [use.rendering for use in states] == ["", "Council of Heads of State"]


def test_the_source_form_left_in_a_translation_is_wrong() -> None:
    sentence = "L'OCS est née."
    found = Matcher([OCS], "fr").find(sentence)
    assert wrong(found, found[0], sentence, "The OCS was born.", "en") == [(4, 7)]
    assert wrong(found, found[0], sentence, "The SCO was born.", "en") == []


def test_a_right_rendering_inside_a_longer_forbidden_one_does_not_save_it() -> None:
    cairo = Term("Le Caire", "Cairo", avoid=("The Cairo",), pos="name", domain="place")
    sentence = "Il part pour Le Caire."
    found = Matcher([cairo], "fr").find(sentence)
    assert wrong(found, found[0], sentence, "He leaves for The Cairo.", "en") == [(14, 23)]
    assert wrong(found, found[0], sentence, "He leaves for Cairo.", "en") == []


def test_a_forbidden_rendering_that_has_to_stay_is_marked(apertium: Engine) -> None:
    """Exchanging it would lose a number of the sentence."""
    term = Term("douze", "a dozen", avoid=("12",), inflection="none")
    made = _translated(apertium, [term], "Il y a douze chiens et 12 chats.")
    assert "12 cats" in made.text
    assert "“12” should not stand for “douze”" in [issue.detail for issue in made.issues]


@pytest.mark.parametrize(
    ("rendering", "forms", "capitals"),
    [
        ("regional anti-terrorist Structure", ("Regional Anti-Terrorist Structure",), True),
        ("Cold war", ("Cold War",), True),
        ("Member States", ("member state", "member states"), False),
        ("cold war", ("Cold War", "cold war"), False),
    ],
)
def test_a_name_gets_the_capitals_of_its_agreed_form(
    rendering: str, forms: tuple[str, ...], *, capitals: bool
) -> None:
    term = Term("nom", forms[0], alternatives=forms[1:], inflection="none")
    text = f"The {rendering} is here."
    found = (Match(term, 3, 6, Number.SAME),)
    before = Attempt("Un nom est là.", found, Hypothesis(text), uses(found, text, "en"))
    after = with_capitals(before, "en")
    said = forms[0] if capitals else rendering
    assert after.text == f"The {said} is here."
    (use,) = after.uses
    assert after.text[use.target_start : use.target_end] == use.rendering == said


def test_what_is_forbidden_for_one_term_may_be_right_for_another() -> None:
    terms = [Term("sécurité", "security", avoid=("safety",)), Term("sûreté", "safety")]
    sentence = "La sécurité et la sûreté."
    found = Matcher(terms, "fr").find(sentence)
    assert wrong(found, found[0], sentence, "Security and safety.", "en") == []


NATO = Term("OTAN", "NATO", pos="acronym", alternatives=("North Atlantic Treaty Organization",))
NATO_LONG = Term(
    "Organisation du traité de l'Atlantique nord",
    "North Atlantic Treaty Organization",
    pos="name",
    alternatives=("NATO",),
)
INDIA = Term("Inde", "India", pos="name", domain="state", alternatives=("Indian",))


def _renderings(terms: Sequence[Term], sentence: str, translation: str) -> list[str]:
    return [use.rendering for use in uses(Matcher(terms, "fr").find(sentence), translation, "en")]


def test_an_agreed_rendering_is_not_taken_for_an_alternative_of_another_term() -> None:
    sentence = "L'Organisation du traité de l'Atlantique nord (OTAN) vote."
    said = "The organization of the treaty (NATO) votes."
    assert _renderings([NATO, NATO_LONG], sentence, said) == ["", "NATO"]
    said = "NATO and the North Atlantic Treaty Organization vote."
    assert _renderings([NATO, NATO_LONG], sentence, said) == [
        "North Atlantic Treaty Organization",
        "NATO",
    ]


@pytest.mark.parametrize(
    ("said", "rendering"),
    [
        ("The Indian government and the army.", "Indian"),
        ("The Indian and Pakistani presidents.", "Indian"),
        ("An Indian-led mission.", "Indian"),
        ("The role of Indian and of Pakistan.", ""),
        ("Indian is a member.", ""),
        ("They left Indian.", ""),
    ],
)
def test_the_adjective_of_a_state_only_counts_before_a_noun(said: str, rendering: str) -> None:
    assert _renderings([INDIA], "L'Inde.", said) == [rendering]


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (Term("an", "year"), "Ils ont signé un accord d'un an."),
        (Term("or", "gold"), "Le prix de l'or ou du gaz monte."),
        (Term("pays", "country"), "Le pays paie ses dettes."),
    ],
)
def test_an_english_word_is_not_taken_for_the_french_one(
    apertium: Engine, term: Term, sentence: str
) -> None:
    made = _translated(apertium, [term], sentence)
    assert made.text.count(term.target) == 1
    assert made.issues == ()


def test_an_acronym_left_over_beside_a_longer_term_is_told() -> None:
    secretariat = Term("secrétariat de l'OCS", "SCO Secretariat", pos="name")
    sentence = "Au secrétariat de l'OCS, on se tait."
    found = Matcher([secretariat, OCS], "fr").find(sentence)
    said = "SCO Secretariat of the OCS, nobody speaks."
    ((span, match),) = leftovers(found, sentence, said, "en")
    assert (said[slice(*span)], match.term) == ("OCS", secretariat)
    assert not list(leftovers(found, sentence, "At the SCO Secretariat nobody speaks.", "en"))


def test_a_term_is_found_in_a_translation_without_spaces() -> None:
    sco = Term("OCS", "上合组织", pos="acronym")
    assert uses(Matcher([sco], "fr").find("L'OCS grandit."), "他加入上合组织了。", "zh")[
        0
    ].rendering == ("上合组织")


def test_a_heading_in_capitals_is_translated_in_capitals(apertium: Engine) -> None:
    terms = [OCS, Term("chef d'État", "head of state"), Term("sommet de l'OCS", "SCO summit")]
    made = _translated(apertium, terms, "SOMMET DE L'OCS : LES CHEFS D'ÉTAT ARRIVENT")
    assert made.text.isupper()
    assert [made.text[u.target_start : u.target_end] for u in made.terms] == [
        "SCO SUMMIT",
        "HEADS OF STATE",
    ]
    assert [use.rendering for use in made.terms] == ["SCO SUMMIT", "HEADS OF STATE"]


def test_a_term_the_draft_engine_lacks_is_told_at_once(apertium: Engine) -> None:
    """Nothing is asked twice: terms alone, sentences told, and those that need no help."""
    asked: list[str] = []
    translate = type(apertium).translate

    class Listening(type(apertium)):  # type: ignore[misc] # the fixture knows its class
        def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
            asked.extend(sentences)
            return translate(self, sentences)

    listening = Listening((apertium.source, "es", apertium.target), apertium._modes)  # type: ignore[attr-defined]
    translator = Translator(listening, Matcher([OCS, Term("maison", "house")], "fr"))
    sentences = ["L'OCS grandit.", "La maison est grande.", "Le chat dort."]
    for _ in range(2):
        made = translator.translate(sentences)
        assert [use.method for one in made for use in one.terms] == [Method.SOURCE, Method.PLAIN]
    assert len(asked) == 2 + 2 * 3
    assert asked[:2] == ["OCS", "maison"]


names = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=8)


@settings(max_examples=12)
@given(
    terms=st.lists(st.builds(Term, source=names, target=names), max_size=4),
    words=st.lists(names, max_size=8),
)
def test_no_glossary_and_no_text_leaves_a_stand_in(
    apertium: Engine, terms: list[Term], words: list[str]
) -> None:
    sentence = " ".join([*words, *(term.source for term in terms)])
    made = _translated(apertium, terms, sentence)
    assert not re.search(r"(?i)xq[b-z]w", made.text.replace(sentence, ""))
    for use in made.terms:
        if use.method is not Method.UNMET:
            assert made.text[use.target_start : use.target_end] == use.rendering


def test_the_glossary_of_the_repository_loads_and_is_large_enough() -> None:
    terms = load(ROOT / "glossary" / "fr-en.tsv")
    assert len(terms) >= 400
    assert len({term.source for term in terms}) == len(terms)


def test_a_sentence_too_long_for_the_engine_is_translated_whole(apertium: Engine) -> None:
    sentence = "; ".join(["Le sommet de l'OCS commence demain matin à Astana"] * 120) + "."
    assert not apertium.fits(sentence)
    made = _translated(apertium, [OCS], sentence)
    assert len(made.terms) == made.text.count("SCO") == 120
    for use in made.terms:
        assert sentence[use.start : use.end] == "OCS"
        assert made.text[use.target_start : use.target_end] == "SCO"


@given(st.text(max_size=200), st.integers(1, 30))
def test_parts_joined_are_the_sentence(sentence: str, longest: int) -> None:
    cut = parts(sentence, lambda part: len(part) <= longest)
    assert "".join(cut) == sentence
    assert all(len(part) <= longest for part in cut)


def test_a_sentence_in_one_part_is_its_translation() -> None:
    one = Translation("x", Origin.ENGINE)
    assert joined("y", ("y",), [one]) is one


def test_a_word_the_engine_does_not_know_is_a_doubt(apertium: Engine) -> None:
    made = _translated(apertium, [OCS], "Le sommet de l'OCS a été bricolastiqué hier.")
    assert [issue.detail for issue in made.issues if issue.check == "unknown"] == [
        "the engine does not know: bricolastiqué"
    ]
