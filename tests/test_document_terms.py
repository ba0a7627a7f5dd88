"""An article has one wording for a term, and explains an acronym where it first stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks import check
from bilingual.glossary.document import consistent
from bilingual.glossary.match import Matcher
from bilingual.glossary.renderings import uses
from bilingual.glossary.terms import Term
from bilingual.model import (
    Article,
    Bitext,
    Block,
    Kind,
    Method,
    Origin,
    Pair,
    Segment,
    Translation,
)

CASES = Path(__file__).parent / "cases" / "glossary" / "document.txt"
OCS = Term("OCS", "SCO", pos="acronym", expansion="Shanghai Cooperation Organisation")
TRAFIC = Term("trafic", "trafficking", alternatives=("smuggling",))
_TERM = re.compile(r"term: (.+) = (.+) \((\w+)(?:; (.+))?\)")


def _cases() -> list[list[str]]:
    cases = CASES.read_text("utf-8").split("# --- ")[1:]
    return [[line for line in case.splitlines() if line] for case in cases]


def _term(line: str) -> Term:
    found = _TERM.fullmatch(line)
    assert found, line
    target, *alternatives = found[2].split(" / ")
    full = found[4] or ""
    return Term(found[1], target, alternatives=tuple(alternatives), pos=found[3], expansion=full)


Row = tuple[Kind, Origin, str, str]


def _row(line: str) -> tuple[Row, str]:
    """A sentence's row, and what its translation becomes."""
    kind, _, rest = line.partition(": ")
    source, said, *become = rest.split(" | ")
    origin = Origin.REVIEWED if kind.endswith("*") else Origin.ENGINE
    return (Kind(kind.removesuffix("*")), origin, source, said), become[0] if become else said


def _bitext(rows: Sequence[Row], terms: Sequence[Term]) -> Bitext:
    matcher = Matcher(terms, "fr")

    def pair(number: int, origin: Origin, source: str, said: str) -> tuple[Pair, ...]:
        found = uses(matcher.find(source), said, "en")
        links = tuple((u.start, u.end, u.target_start, u.target_end) for u in found if u.rendering)
        issues = check(source, said, found)
        made = Translation(said, origin, terms=found, issues=issues, alignment=links)
        return (Pair(f"s{number}", Segment(source), made),)

    blocks = tuple(Block(kind, source, "fr") for kind, _, source, _ in rows)
    pairs = tuple(pair(n, *rest) for n, (_, *rest) in enumerate(rows))
    return Bitext(Article("a", "a.txt", "fr", blocks), "en", pairs)


def _texts(made: Bitext) -> list[str]:
    return [pair.target.text for row in made.pairs for pair in row]


def _points_right(made: Bitext) -> bool:
    for row in made.pairs:
        for pair in row:
            text, source = pair.target.text, pair.source.text
            links = {link[:2]: text[link[2] : link[3]] for link in pair.target.alignment}
            for use in pair.target.terms:
                if use.rendering and (
                    text[use.target_start : use.target_end] != use.rendering
                    or links[use.start, use.end] != use.rendering
                ):
                    return False
            if pair.target.issues != check(source, text, pair.target.terms):
                return False
    return True


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[0][:50])
def test_what_an_article_becomes(case: list[str]) -> None:
    terms = [_term(line) for line in case[1:] if line.startswith("term: ")]
    rows = [_row(line) for line in case[1:] if not line.startswith("term: ")]
    made = consistent(_bitext([row for row, _ in rows], terms), terms)
    assert _texts(made) == [become for _, become in rows]
    assert _points_right(made)


def test_the_cases_are_enough() -> None:
    assert len(_cases()) >= 20


def test_a_second_time_changes_nothing() -> None:
    for case in _cases():
        terms = [_term(line) for line in case[1:] if line.startswith("term: ")]
        rows = [_row(line)[0] for line in case[1:] if not line.startswith("term: ")]
        once = consistent(_bitext(rows, terms), terms)
        assert consistent(once, terms) == once


def test_an_exchange_is_named_as_the_method() -> None:
    rows = [
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic croît.", "The trafficking grows."),
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic baisse.", "The smuggling falls."),
    ]
    made = consistent(_bitext(rows, [TRAFIC]), [TRAFIC])
    methods = [use.method for row in made.pairs for pair in row for use in pair.target.terms]
    assert methods == [Method.PLAIN, Method.REPLACED]


def test_writing_an_acronym_out_leaves_its_method() -> None:
    rows = [(Kind.PARAGRAPH, Origin.ENGINE, "L'OCS est née.", "The SCO was born.")]
    made = consistent(_bitext(rows, [OCS]), [OCS])
    (use,) = made.pairs[0][0].target.terms
    assert (use.method, use.rendering) == (
        Method.PLAIN,
        "Shanghai Cooperation Organisation (SCO)",
    )


def test_a_rendering_that_says_more_than_the_term_stays() -> None:
    """The minister would be lost: the links show that `foreign minister` stands for him too."""
    term = Term("AE", "foreign affairs", alternatives=("foreign minister",), pos="acronym")
    matcher = Matcher([term], "fr")

    def pair(source: str, said: str, links: tuple[tuple[int, int, int, int], ...]) -> Pair:
        found = uses(matcher.find(source), said, "en")
        return Pair(source, Segment(source), Translation(said, Origin.ENGINE, "", None, found,
                                                         (), links))  # fmt: skip

    pairs = (
        pair("Les AE", "Foreign affairs", ((4, 6, 0, 15),)),
        pair("le ministre des AE", "the foreign minister", ((3, 11, 12, 20), (16, 18, 4, 11))),
    )
    block = Block(Kind.PARAGRAPH, "", "fr")
    before = Bitext(Article("a", "a.txt", "fr", (block,)), "en", (pairs,))
    assert consistent(before, [term]) == before


def test_only_english_is_mended() -> None:
    rows = [
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic croît.", "Der Handel wächst."),
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic baisse.", "Die Schieberei sinkt."),
    ]
    term = Term("trafic", "Handel", alternatives=("Schieberei",))
    made = _bitext(rows, [term])
    german = Bitext(made.article, "de", made.pairs)
    assert consistent(german, [term]) == german


words = st.sampled_from(
    "OCS SCO trafic trafics smuggling trafficking smugglings le the a an ( ) 's ’ - . , \" 2025".split()
)
texts = st.lists(words, min_size=1, max_size=9).map(" ".join) | st.text(max_size=20)
rows_of_text = st.tuples(st.sampled_from(Kind), st.sampled_from(Origin), texts, texts)


@settings(max_examples=150, deadline=None)
@given(st.lists(rows_of_text, max_size=6))
def test_no_article_breaks_it(rows: list[Row]) -> None:
    """What is not an engine's stays, spans and links point right, and no check finds more."""
    before = _bitext(rows, [OCS, TRAFIC])
    after = consistent(before, [OCS, TRAFIC])
    assert _points_right(after)
    for (old,), (new,) in zip(before.pairs, after.pairs, strict=True):
        assert new.source == old.source
        assert len(new.target.issues) <= len(old.target.issues)
        if old.target.origin is not Origin.ENGINE:
            assert new == old
    assert sum(text.count(OCS.expansion) for text in _texts(after)) <= 1


def test_a_sentence_of_many_terms_and_an_article_of_many_sentences_are_quick() -> None:
    many = " ".join(["trafic"] * 2_000), " ".join(["trafficking", "smuggling"] * 1_000)
    rows = [(Kind.PARAGRAPH, Origin.ENGINE, *many)]
    rows += [(Kind.PARAGRAPH, Origin.ENGINE, "Le trafic.", "The smuggling.")] * 1_000
    before = _bitext(rows[1:], [TRAFIC])
    assert len(_texts(consistent(before, [TRAFIC]))) == 1_000
