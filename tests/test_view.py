from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_bitext import ENGINE, bare, bitext, pair, shelf, shown

from bilingual.errors import InputError
from bilingual.model import Kind, Origin
from bilingual.page import Place, Row
from bilingual.view import library, tongue
from bilingual.view.terms import runs

PLACES = st.integers(-2, 45)
MARKS = st.lists(st.tuples(PLACES, PLACES, st.integers(1, 9)), max_size=8)


@given(st.text(max_size=40), MARKS)
def test_runs_joined_are_the_text(text: str, marks: list[tuple[int, int, int]]) -> None:
    assert "".join(run.text for run in runs(text, marks)) == text


@given(st.text(min_size=1, max_size=40), MARKS)
def test_every_mark_that_no_other_touches_is_kept(
    text: str, marks: list[tuple[int, int, int]]
) -> None:
    inside = [mark for mark in marks if 0 <= mark[0] < mark[1] <= len(text)]
    alone = [
        mark
        for at, mark in enumerate(inside)
        if all(
            mark[1] <= other[0] or other[1] <= mark[0]
            for other in (*inside[:at], *inside[at + 1 :])
        )
    ]
    found, at = set(), 0
    for run in runs(text, marks):
        found.add((at, at + len(run.text), run.term))
        at += len(run.text)
    assert set(alone) <= found


def test_unknown_places_leave_no_mark() -> None:
    assert [run.term for run in runs("texte", [(-1, -1, 1)])] == [0]


def rows() -> dict[str, Row]:
    return {row.id: row for row in shown(bitext()).rows}


def test_rows_have_the_ids_of_their_pairs_and_count_through() -> None:
    expected = [one.id for of_block in bitext().pairs for one in of_block]
    assert [row.id for row in shown(bitext()).rows] == expected
    assert [row.number for row in shown(bitext()).rows] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("s001", ENGINE),
        ("s002", "reviewed"),
        ("s004", "translated by rule"),
        ("s016", "not translated: Persian"),
        ("s017", "already in English"),
    ],
)
def test_a_label_says_where_a_translation_comes_from(row: str, label: str) -> None:
    assert rows()[row].label == label


def test_what_is_not_translated_is_shown_once() -> None:
    assert [row.id for row in shown(bitext()).rows if not row.target] == ["s016", "s017"]


def test_a_block_in_a_third_language_keeps_its_direction() -> None:
    foreign = next(s for s in shown(bitext()).sections if s.language.code == "fa")
    assert foreign.language.direction == "rtl"


def test_terms_are_marked_on_both_sides_with_one_number() -> None:
    row = rows()["s005"]
    source = {run.text: run.term for run in row.source if run.term}
    target = {run.text: run.term for run in row.target if run.term}
    assert source == {"chefs d’État": 2, "OCS": 1}
    assert target == {"heads of state": 2, "SCO": 1}


def test_a_card_knows_note_places_and_where_the_agreed_term_is_missing() -> None:
    card = shown(bitext()).terms[2]
    assert (card.source, card.target) == ("séparatisme", "separatism")
    assert card.note.startswith("One of")
    assert card.rows == card.unmet == (Place("s009", 9),)


def test_the_colophon_counts() -> None:
    made = shown(bitext()).colophon
    assert (made.sentences, made.reviewed, made.doubtful) == (19, 3, 2)
    assert (made.terms_met, made.terms_unmet) == (5, 1)
    assert (made.engines, made.edition) == ((ENGINE,), "2024-05-14")


def test_only_engines_in_use_make_a_page_a_draft() -> None:
    assert shown(bitext(), drafts=(ENGINE, "another")).colophon.drafts == (ENGINE,)
    assert shown(bitext(), drafts=("another",)).colophon.drafts == ()


def test_list_items_know_the_ends_of_their_list() -> None:
    items = [s for s in shown(bitext()).sections if s.kind is Kind.LIST_ITEM]
    assert [(item.first, item.last) for item in items] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


def test_an_article_without_title_is_called_by_its_id() -> None:
    page = shown(bare())
    assert (page.title, page.target_title, page.titled) == ("sans-titre", "sans-titre", False)
    assert (page.date, page.date_text) == ("", "")


def test_a_title_that_shows_nothing_is_none() -> None:
    assert library("\x00 \u00a0", [shown(bare())], version="1").title == "Articles"
    assert library("a\x00", [shown(bare())], version="1").title == "a\x00"


def test_a_block_without_sentences_leaves_no_section() -> None:
    given = bare()
    blocks = (*given.article.blocks, *given.article.blocks)
    page = shown(
        replace(given, article=replace(given.article, blocks=blocks), pairs=((), given.pairs[0]))
    )
    assert len(page.sections) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "http://a b"]
)
def test_an_address_that_is_no_plain_web_address_is_dropped(url: str) -> None:
    given = bare()
    assert shown(replace(given, article=replace(given.article, url=url))).url == ""


def test_ids_stay_names_that_links_and_xml_take() -> None:
    given = replace(bare(), pairs=((pair('1"> x', "Oui.", "Yes."),),))
    assert next(shown(given).rows).id == "s-1---x"


def test_headings_rank_below_the_title() -> None:
    ranks = [section.rank for section in shown(bitext()).sections if section.rank]
    assert ranks == [1, 2, 3]


def test_a_library_shows_the_newest_first_and_undated_articles_last() -> None:
    older = bitext()
    older = replace(older, article=replace(older.article, id="older", date=date(1999, 1, 1)))
    pages = [shown(bare()), shown(older), shown(bitext())]
    shelf_ = library("x", pages, version="1")
    assert [page.id for page in shelf_.pages] == ["2024-tachkent", "older", "sans-titre"]
    assert shelf_.colophon.edition == "2024-05-14"


def test_a_library_adds_its_pages_up() -> None:
    made = shelf()
    assert made.colophon.sentences == 20
    assert made.languages == ("fr", "en")


def test_an_empty_library_is_refused() -> None:
    with pytest.raises(InputError, match="no article to show"):
        library("x", [], version="1")


def test_an_opening_is_cut_at_a_word() -> None:
    given = bare()
    long = replace(given, pairs=((pair("s1", "mot " * 100, "word " * 100),),))
    page = shown(long)
    assert page.opening.endswith("mot…")
    assert page.target_opening.endswith("word…")
    assert len(page.opening) <= 221


def test_an_unknown_language_is_called_by_its_code() -> None:
    assert tongue("zz-unknown").name == "zz-unknown"


def test_a_code_of_a_language_is_a_plain_name() -> None:
    assert tongue('fr"><script>').code == "frscript"
    assert tongue("<>").code == "und"


def test_french_signs_keep_to_their_words() -> None:
    given = replace(bare(), pairs=((pair("s1", "« OCS » : oui ; 40 % ?", "“SCO” : yes"),),))
    row = next(shown(given).rows)
    joined = ["".join(run.text for run in side) for side in (row.source, row.target)]
    assert joined == ["«\u00a0OCS\u00a0»\u00a0: oui\u00a0; 40\u00a0%\u00a0?", "“SCO” : yes"]
    assert [run.text for run in row.source if run.term] == ["OCS"]


def test_a_rule_is_an_origin_of_its_own() -> None:
    assert rows()["s004"].origin is Origin.RULE
