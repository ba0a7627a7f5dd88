"""Terms that a corpus has and its glossary lacks are proposed, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.glossary.approve import approved
from bilingual.glossary.match import Matcher
from bilingual.glossary.phrases import tokens
from bilingual.glossary.propose import UNKNOWN, as_term, proposal
from bilingual.glossary.report import Place, Seen
from bilingual.glossary.suggest import Candidate, suggest
from bilingual.glossary.terms import Status, Term, load, save
from bilingual.model import Origin, Translation

CASES = Path(__file__).parent / "cases" / "glossary"
FILES = {
    "fr": "suggest.txt", "ru": "suggest.ru.txt", "zh": "suggest.zh.txt", "de": "suggest.de.txt",
}  # fmt: skip


def _cases() -> Iterator[tuple[str, list[str]]]:
    for language, name in FILES.items():
        for block in (CASES / name).read_text("utf-8").split("\n\n"):
            case = [line for line in block.splitlines() if not line.startswith("#")]
            if case:
                yield language, case


def _seen(sentence: str, translation: Translation | None = None) -> Seen:
    return Seen(sentence, Place("article", "s1"), translation)


def _said(candidate: Candidate) -> str:
    full = f" < {candidate.expansion}" if candidate.expansion else ""
    return f"{candidate.kind}: {candidate.source}{full}"


@pytest.mark.parametrize(("language", "case"), list(_cases()), ids=lambda value: str(value)[:40])
def test_what_is_proposed(language: str, case: list[str]) -> None:
    marked = {mark: [x[2:] for x in case if x.startswith(f"{mark} ")] for mark in "+-="}
    sentences = [_seen(line) for line in case if line[:2] not in {"+ ", "- ", "= "}]
    found = suggest(sentences, [Term(known, "x") for known in marked["="]], language)
    assert set(marked["+"]) <= set(map(_said, found))
    assert not set(marked["-"]) & {c.source for c in found}


def test_the_most_likely_one_comes_first() -> None:
    texts = ["La banque de développement est là."] * 5 + ["La ligne de crédit est là."] * 2
    found = suggest(map(_seen, texts), [], "fr")
    assert [c.source for c in found] == ["banque de développement", "ligne de crédit"]
    assert [c.score for c in found] == [5.0, 2.0]


def test_the_c_value_of_a_nested_phrase_counts_what_stands_alone() -> None:
    texts = ["La banque de développement est là."] * 5
    texts += ["La banque de développement agricole est là."] * 3
    scores = {c.source: c.score for c in suggest(map(_seen, texts), [], "fr")}
    assert scores["banque de développement"] == 8 - 3  # log2(2) * (8 - 3 / 1)
    assert scores["banque de développement agricole"] == pytest.approx(3 * 1.58, abs=0.01)


def test_a_rendering_comes_from_the_word_links() -> None:
    text = "La banque agricole est là."
    links = ((3, 9, 17, 21), (10, 18, 4, 16), (19, 22, 22, 27))
    made = Translation("The agricultural bank waits.", Origin.ENGINE, alignment=links)
    (candidate,) = suggest([_seen(text, made)] * 2, [], "fr")
    assert candidate.renderings == ("agricultural bank",)


def test_a_candidate_in_the_glossary_is_not_used_and_survives_the_file(tmp_path: Path) -> None:
    (candidate,) = suggest(map(_seen, ["La banque agricole est là."] * 2), [], "fr")
    term = as_term(proposal(candidate, {}, {}))
    assert (term.target, term.status) == (UNKNOWN, Status.CANDIDATE)
    assert "La banque agricole est là. (article s1)" in term.note
    save((term,), tmp_path / "fr-en.tsv")
    (again,) = load(tmp_path / "fr-en.tsv")
    assert Matcher([again], "fr").find(candidate.source) == ()


def test_a_target_has_no_capital_that_its_source_lacks() -> None:
    found = suggest(
        map(_seen, ["La banque agricole est là."] * 2 + ["Il va en Iran."] * 2), [], "fr"
    )
    said = {c.source: c.source.capitalize() for c in found}
    targets = {c.source: as_term(proposal(c, said, {})).target for c in found}
    assert targets["banque agricole"] == "banque agricole"
    assert targets["Iran"] == "Iran"


def test_what_was_proposed_once_is_not_proposed_again() -> None:
    sentences = [_seen("La banque agricole est là.")] * 2
    (candidate,) = suggest(sentences, [], "fr")
    assert suggest(sentences, [as_term(proposal(candidate, {}, {}))], "fr") == []


def test_an_approved_candidate_is_used() -> None:
    terms = (Term("banque agricole", "agricultural bank", status=Status.CANDIDATE),)
    (term,) = approved(terms, ["Banque agricole=farm bank"])
    assert (term.target, term.status) == ("farm bank", Status.APPROVED)
    assert len(Matcher([term], "fr").find("la banque agricole")) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("OCS", "'OCS' is no candidate. It is in line 2 of the glossary, approved: SCO"),
        ("autre", "'autre' is no candidate. `bilingual glossary suggest --write` adds"),
        ("banques", "'banques' is no candidate. Did you mean: banque"),
        ("banque", "nobody has a target for 'banque' yet. Give one: \"banque="),
    ],
)
def test_what_cannot_be_approved_is_said(name: str, message: str) -> None:
    terms = (Term("OCS", "SCO", line=2), Term("banque", UNKNOWN, status=Status.CANDIDATE))
    with pytest.raises(InputError, match=message):
        approved(terms, [name])


@given(st.lists(st.text(max_size=60), max_size=4), st.sampled_from(["fr", "ru", "zh", "de"]))
def test_any_text_is_looked_through(texts: list[str], language: str) -> None:
    for text in texts:
        assert all(text[t.start : t.end] == t.text for t in tokens(text))
    for candidate in suggest(map(_seen, texts * 2), [], language):
        assert any(candidate.source in text for text in texts)
