"""An article has one wording for a term, and explains an acronym where it first stands."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.checks import check
from bilingual.engines import Engine
from bilingual.glossary.document import consistent
from bilingual.glossary.match import Matcher
from bilingual.glossary.renderings import uses
from bilingual.glossary.terms import Term, save
from bilingual.model import (
    Article,
    Bitext,
    Block,
    Issue,
    Kind,
    Method,
    Origin,
    Pair,
    Segment,
    TermUse,
    Translation,
)
from bilingual.pipeline import build
from bilingual.translate import Translator
from bilingual.workspace import Workspace

CASES = Path(__file__).parent / "cases" / "glossary" / "document.txt"
OCS = Term("OCS", "SCO", pos="acronym", expansion="Shanghai Cooperation Organisation")
TRAFIC = Term("trafic", "trafficking", alternatives=("smuggling",))
_TERM = re.compile(r"term: (.+) = (.+) \((\w+)(?:; (.+))?\)")


def _cases() -> list[list[str]]:
    cases = CASES.read_text("utf-8").split("\n# --- ")[1:]
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

    def pair(number: int, row: Row) -> tuple[Pair, ...]:
        _, origin, source, said = row
        found = uses(matcher.find(source), said, "en")
        links = tuple((u.start, u.end, u.target_start, u.target_end) for u in found if u.rendering)
        issues = check(source, said, found)
        made = Translation(said, origin, terms=found, issues=issues, alignment=links)
        return (Pair(f"s{number}", Segment(source), made),)

    blocks = tuple(Block(kind, source, "fr") for kind, _, source, _ in rows)
    pairs = tuple(pair(n, row) for n, row in enumerate(rows))
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


EU = Term("UE", "EU", alternatives=("European Union",), pos="acronym", expansion="European Union")


@pytest.mark.parametrize(
    "said", ["The European Union (EU) is silent.", "The EU (European Union) is silent."]
)
@pytest.mark.parametrize("mixed", ["The EU speaks.", "The European Union speaks."])
def test_two_names_side_by_side_stay_whichever_term_has_which(said: str, mixed: str) -> None:
    """Each of the two may have been taken for the rendering of each of two terms."""
    source = "L'Union européenne (UE) se tait."
    union = Term("Union européenne", "European Union", alternatives=("EU",), pos="name")
    short, long = ((said.index(n), said.index(n) + len(n)) for n in ("EU", "European Union"))
    for spans in ((short, long), (long, short)):
        found = tuple(
            TermUse(term.source, term.target, source.index(term.source),
                    source.index(term.source) + len(term.source),
                    Method.PLAIN, said[slice(*span)], *span)
            for term, span in zip((union, EU), spans, strict=True)
        )  # fmt: skip
        pair = Pair("a", Segment(source), Translation(said, Origin.ENGINE, terms=found))
        others = [(Kind.PARAGRAPH, Origin.ENGINE, s, mixed) for s in ("L'UE.", "Union européenne.")]
        rest = _bitext(others, [union, EU])
        blocks = (Block(Kind.PARAGRAPH, source, "fr"), *rest.article.blocks)
        before = Bitext(Article("a", "a.txt", "fr", blocks), "en", ((pair,), *rest.pairs))
        assert _texts(consistent(before, [union, EU]))[0] == said


def test_what_only_the_engine_could_tell_is_kept() -> None:
    """An exchange and a full form are checked anew; a word it does not know stays a doubt."""
    told = (Issue("unknown", "the engine does not know: bricolé"), Issue("terms", "“x” for “y”"))
    rows = [
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic croît.", "The trafficking grows."),
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic bricolé.", "The bricolé smuggling."),
        (Kind.PARAGRAPH, Origin.ENGINE, "Le sommet de l'OCS bricolé.", "The bricolé SCO summit."),
    ]
    plain = _bitext(rows, [OCS, TRAFIC])
    pairs = tuple(
        tuple(replace(p, target=replace(p.target, issues=(*p.target.issues, *told))) for p in row)
        for row in plain.pairs
    )
    made = consistent(replace(plain, pairs=pairs), [OCS, TRAFIC])
    assert _texts(made)[1:] == [
        "The bricolé trafficking.",
        "The bricolé Shanghai Cooperation Organisation (SCO) summit.",
    ]
    assert all(pair.target.issues == told for row in made.pairs for pair in row)


def test_an_engines_doubt_outlives_an_acronym_written_out(apertium: Engine) -> None:
    source = "La réunion de l'OCS a été bricolastiquée."
    (translation,) = Translator(apertium, Matcher([OCS], "fr")).translate([source])
    pair = Pair("a", Segment(source), translation)
    block = Block(Kind.PARAGRAPH, source, "fr")
    before = Bitext(Article("a", "a.txt", "fr", (block,)), "en", ((pair,),))
    after = consistent(before, [OCS]).pairs[0][0].target
    assert OCS.expansion in after.text
    assert after.issues == translation.issues != ()


def test_only_english_is_mended() -> None:
    rows = [
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic croît.", "Der Handel wächst."),
        (Kind.PARAGRAPH, Origin.ENGINE, "Le trafic baisse.", "Die Schieberei sinkt."),
    ]
    term = Term("trafic", "Handel", alternatives=("Schieberei",))
    made = _bitext(rows, [term])
    german = Bitext(made.article, "de", made.pairs)
    assert consistent(german, [term]) == german


WORDS = "OCS SCO trafic trafics smuggling trafficking smugglings le the a an ( ) 's ’ - . , 2025"
words = st.sampled_from(WORDS.split(" "))
texts = st.lists(words, min_size=1, max_size=9).map(" ".join) | st.text(max_size=20)
rows_of_text = st.tuples(st.sampled_from(Kind), st.sampled_from(Origin), texts, texts)


@settings(max_examples=150)
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


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9)
terms_of_any_kind = st.builds(
    Term,
    source=cells | words,
    target=cells | words,
    alternatives=st.lists(cells, max_size=2).map(tuple),
    avoid=st.lists(cells, max_size=2).map(tuple),
    pos=st.sampled_from(("", "noun", "name", "acronym", "adjective", "phrase")),
    expansion=st.just("") | cells,
)


@pytest.mark.parametrize("name", ["argos", "apertium"])
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    terms=st.lists(terms_of_any_kind, min_size=1, max_size=5),
    sentences=st.lists(texts, min_size=4, max_size=8),
)
def test_no_glossary_and_no_text_breaks_an_article(
    request: pytest.FixtureRequest, name: str, terms: list[Term], sentences: list[str]
) -> None:
    """Nothing crashes, no stand-in is left, and every use points at its rendering."""
    engine: Engine = request.getfixturevalue(name)
    texts = [*sentences, " ".join(t.source for t in terms), *(f"Le {t.source}." for t in terms)]
    texts = [" ".join(text.split()) or "." for text in texts]
    made = Translator(engine, Matcher(terms, "fr")).translate(texts)
    blocks = tuple(Block(Kind.PARAGRAPH, text, "fr") for text in texts)
    pairs = tuple((Pair(t, Segment(t), m),) for t, m in zip(texts, made, strict=True))
    before = Bitext(Article("a", "a.txt", "fr", blocks), "en", pairs)
    after = consistent(before, terms)
    for (old,), (new,) in zip(before.pairs, after.pairs, strict=True):
        text = new.target.text
        assert not re.search(r"(?i)xq[b-z]w", text.replace(new.source.text, ""))
        assert len(new.target.issues) <= len(old.target.issues)
        for use in new.target.terms:
            if use.method is not Method.UNMET:
                assert text[use.target_start : use.target_end] == use.rendering
        assert all(0 <= a <= b <= len(text) for _, _, a, b in new.target.alignment)


def test_a_full_form_added_to_the_glossary_shows_and_costs_no_translation(
    workspace: Workspace,
) -> None:
    glossary = workspace.root / "glossary" / "fr-en.tsv"
    page = workspace.pages / "chat.html"
    save((Term("chat", "cat"),), glossary)
    assert build(workspace).translated > 0
    assert "The cat is sleeping on the table." in _plain(page)
    save((Term("chat", "cat", expansion="small feline"),), glossary)
    report = build(workspace)
    assert (report.changed, report.translated) == (("chat",), 0)
    assert "The small feline (cat) is sleeping on the table." in _plain(page)
    assert build(workspace).unchanged == 1


def _plain(page: Path) -> str:
    """What the page says, without its mark-up."""
    return re.sub(r"<[^>]+>", "", page.read_text("utf-8"))


def test_a_long_article_is_quick() -> None:
    """Half of 2,000 sentences change; the time limit is a hundred times what it takes."""
    said = ["Trafficking grows.", "Smuggling grows."] * 1_000
    rows = [(Kind.PARAGRAPH, Origin.ENGINE, f"Le trafic {n}.", t) for n, t in enumerate(said)]
    before = _bitext(rows, [TRAFIC])
    began = time.perf_counter()
    after = consistent(before, [TRAFIC])
    assert time.perf_counter() - began < 20
    assert set(_texts(after)) == {"Trafficking grows."}
