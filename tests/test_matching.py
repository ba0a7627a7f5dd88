"""Terms are found where they stand, in every form, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.folding import fold
from bilingual.glossary.match import Matcher
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
