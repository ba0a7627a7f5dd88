"""Terms are found where they stand, in every form, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.folding import fold
from bilingual.glossary.inflect import agreed_form, target_forms
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.terms import Status, Term, load

CASES = Path(__file__).parent / "cases" / "glossary"


def _cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (CASES / "match.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            seen, _, entry = line.strip().partition(" = ")
            found[-1][1].append((seen, entry))
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(CASES / "match.tsv"), "fr")


@pytest.mark.parametrize(("sentence", "expected"), _cases(), ids=lambda value: str(value)[:40])
def test_terms_of_a_sentence(
    matcher: Matcher, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = [(sentence[m.start : m.end], m.term.source) for m in matcher.find(sentence)]
    assert found == expected


def test_a_longer_term_says_which_ones_it_displaced(matcher: Matcher) -> None:
    (match,) = matcher.find("Le Conseil des chefs d'État se réunit.")
    assert [term.source for term in match.over] == ["chef d'État"]


def test_a_longer_term_goes_before_one_that_starts_earlier_and_reaches_into_it() -> None:
    terms = [Term("sécurité régionale", "x"), Term("régionale et collective", "y")]
    (match,) = Matcher(terms, "fr").find("La sécurité régionale et collective progresse.")
    assert match.term.target == "y"
    assert [term.target for term in match.over] == ["x"]


def test_a_term_displaces_no_variant_of_itself() -> None:
    delhi = Term("New Delhi", "New Delhi", variants=("Delhi",), pos="name")
    (match,) = Matcher([delhi], "fr").find("Le sommet de New Delhi est fini.")
    assert match.over == ()


def test_candidates_and_deprecated_terms_are_not_used() -> None:
    terms = [Term("un", "one", status=status) for status in Status if status != Status.APPROVED]
    assert Matcher(terms, "fr").find("un") == ()


def test_chinese_terms_need_no_borders() -> None:
    matcher = Matcher([Term("上合组织", "SCO")], "zh")
    (match,) = matcher.find("这次上合组织峰会")
    assert (match.start, match.end) == (2, 6)


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="Ocsé’ l'd\u00a0-", max_size=40))
def test_matches_never_overlap_and_stand_at_borders(text: str) -> None:
    found = Matcher([Term("OCS", "SCO"), Term("l'OCS", "x"), Term("cs", "y")], "fr").find(text)
    end = 0
    for match in found:
        assert match.start >= end
        end = match.end
        assert not text[match.start - 1 : match.start].isalnum() or match.start == 0
        assert not text[end : end + 1].isalnum()


@given(
    st.text(max_size=30),
    st.sampled_from(["OCS", "État membre", "ETATS\u00a0MEMBRES", "Etat-membre"]),
)
def test_a_term_is_found_where_it_stands_after_any_text(before: str, seen: str) -> None:
    sentence = f"{before} . {seen} ."
    found = Matcher([Term("OCS", "SCO", case="exact"), Term("État membre", "x")], "fr")
    last = found.find(sentence)[-1]
    assert (last.start, last.end) == (len(before) + 3, len(before) + 3 + len(seen))


def test_fifty_thousand_terms_are_found_in_one_pass() -> None:
    """The longest of nested entries wins among tens of thousands."""
    terms = [Term(f"projet numéro {n}", f"project number {n}") for n in range(50_000)]
    matcher = Matcher(terms, "fr")
    (match,) = matcher.find("Le projet numéro 4999 est prêt.")
    assert match.term.target == "project number 4999"


def _composed_cases() -> list[tuple[str, list[list[str]]]]:
    found: list[tuple[str, list[list[str]]]] = []
    for line in (CASES / "composed.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip().split(" = "))
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"), _composed_cases(), ids=lambda value: str(value)[:40]
)
def test_a_noun_with_an_adjective_is_one_term(sentence: str, expected: list[list[str]]) -> None:
    matches = Matcher(load(CASES / "match.tsv"), "fr", "en").find(sentence)
    seen = [[sentence[m.start : m.end], m.term.source, _agreed(m)] for m in matches]
    assert seen == expected


def _agreed(match: Match) -> str:
    return agreed_form(match.term, match.number, "en")


def test_a_term_put_together_names_its_entries_and_what_it_displaced(matcher: Matcher) -> None:
    terms = [*matcher.terms, Term("Défense", "defence")]
    (match,) = Matcher(terms, "fr", "en").find("Le ministre russe de la Défense arrive.")
    assert [term.source for term in match.entries] == ["ministre de la Défense", "russe"]
    assert [term.source for term in match.over] == ["Défense"]


def test_a_term_put_together_accepts_what_its_entries_accept() -> None:
    minister = Term("ministre de la Défense", "defence minister", alternatives=("war minister",))
    russian = Term("russe", "Russian", alternatives=("Russia", "Russia's"), pos="adjective")
    (match,) = Matcher([minister, russian], "fr", "en").find("Le ministre russe de la Défense.")
    forms = target_forms(match.term, "en")
    assert forms[0] == "Russian defence minister"
    assert {"Russia's war minister", "defence ministers of Russia"} <= set(forms)


def test_terms_are_not_put_together_where_the_order_of_words_is_not_known() -> None:
    terms = [Term("président", "Präsident"), Term("russe", "russisch", pos="adjective")]
    for target in ("de", ""):
        found = Matcher(terms, "fr", target).find("Le président russe arrive.")
        assert [match.term for match in found] == terms


def test_a_word_that_is_one_and_several_has_the_number_of_the_words_before(
    matcher: Matcher,
) -> None:
    numbers = {
        "Les pays tiers votent.": "third countries",
        "Dans les autres pays tiers, on vote.": "third countries",
        "Un pays tiers vote.": "third country",
        "Entre pays tiers, on vote.": "third country",
    }
    for sentence, expected in numbers.items():
        (match,) = matcher.find(sentence)
        assert _agreed(match) == expected


def test_a_variant_that_is_the_singular_of_its_entry_is_one(matcher: Matcher) -> None:
    (match,) = matcher.find("Le règlement en monnaies nationales progresse.")
    assert _agreed(match) == "settlement in national currencies"


@given(st.text(alphabet="Orusprédent ,.-@", max_size=60))
def test_terms_put_together_stay_in_the_sentence_and_apart(text: str) -> None:
    terms = [Term("président de r", "x"), Term("russe", "y", pos="adjective"), Term("r", "z")]
    end = 0
    for match in Matcher(terms, "fr", "en").find(f"Le président russe de r {text} président russe"):
        assert end <= match.start < match.end
        end = match.end


def test_a_glossary_of_marks_alone_finds_nothing() -> None:
    assert Matcher([Term("–", "dash")], "fr").find("Ici – là.") == ()
