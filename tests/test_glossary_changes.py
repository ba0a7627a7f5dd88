"""What an import changes is known before it is written, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import ConfigError
from bilingual.glossary.changes import Change, merged, undo_last, write
from bilingual.glossary.exchange import Imported
from bilingual.glossary.terms import COLUMNS, Term, load, save

ALL = frozenset(COLUMNS)


def _names(terms: tuple[Term, ...]) -> list[tuple[str, str]]:
    return [(term.source, term.target) for term in terms]


def test_entries_are_added_changed_or_the_same() -> None:
    ours = (Term("OCS", "SCO"), Term("UE", "EU"))
    theirs = (Term("OCS", "SCO"), Term("UE", "European Union"), Term("Chine", "China"))
    plan = merged(ours, Imported(theirs, ALL))
    assert _names(plan.terms) == [("Chine", "China"), ("OCS", "SCO"), ("UE", "European Union")]
    assert [c.after.source for c in plan.added] == ["Chine"]
    assert [list(c.said()) for c in plan.changed] == [["target: EU → European Union"]]
    assert plan.same == 1


def test_columns_that_a_file_does_not_speak_of_stay() -> None:
    ours = (Term("OCS", "SCO", avoid=("CSO",), note="founded 2001"),)
    theirs = Imported((Term("OCS", "SCO", note="new"),), frozenset({"source", "target", "note"}))
    assert merged(ours, theirs).terms == (Term("OCS", "SCO", avoid=("CSO",), note="new"),)


def test_a_file_in_alphabetical_order_stays_so() -> None:
    ours = (Term("Astana", "Astana"), Term("Éthiopie", "Ethiopia"), Term("Oufa", "Ufa"))
    plan = merged(ours, Imported((Term("Kazan", "Kazan"),), ALL))
    assert [t.source for t in plan.terms] == ["Astana", "Éthiopie", "Kazan", "Oufa"]


def test_of_two_entries_with_one_source_the_one_with_that_target_is_meant() -> None:
    ours = (Term("banque", "bank"), Term("banque", "pool", note="of blood"))
    theirs = (Term("banque", "pool", note="x"), Term("banque", "bench"))
    plan = merged(ours, Imported(theirs, ALL))
    assert _names(plan.terms) == [("banque", "bench"), ("banque", "pool")]
    assert plan.terms[1].note == "x"


def test_a_hundred_thousand_repeats_are_one_entry() -> None:
    plan = merged((), Imported((Term("OCS", "SCO"),) * 100_000, ALL))
    assert plan.terms == (Term("OCS", "SCO"),)
    assert plan.repeated == 99_999


def test_a_change_says_what_comes_and_what_goes() -> None:
    before = Term("OCS", "SCO", alternatives=("a", "b"), note="old")
    after = Term("OCS", "SCO", alternatives=("b", "c"), case="exact")
    assert list(Change(before, after).said()) == [
        "alternatives: +c, -a", "case: +exact", "note: -old",
    ]  # fmt: skip


sources = st.sampled_from("abc")
some_terms = st.lists(
    st.builds(Term, sources, st.sampled_from("xyz"), note=st.sampled_from(["", "n"])), max_size=6
).map(tuple)


@given(some_terms, some_terms)
def test_importing_again_changes_nothing(ours: tuple[Term, ...], theirs: tuple[Term, ...]) -> None:
    distinct = tuple({(t.source, t.target): t for t in theirs}.values())
    once = merged(ours, Imported(distinct, ALL))
    again = merged(once.terms, Imported(distinct, ALL))
    assert again.terms == once.terms
    assert (again.added, again.changed) == ((), ())
    assert set(distinct) <= set(once.terms)


def test_what_was_written_can_be_undone_step_by_step(tmp_path: Path) -> None:
    path, undo = tmp_path / "glossary" / "fr-en.tsv", tmp_path / "undo"
    save((Term("OCS", "SCO"),), path)
    first = path.read_bytes()
    for target in ("EU", "European Union"):
        write(merged(load(path), Imported((Term("UE", target),), ALL)), path, undo)
    assert _names(load(path)) == [("OCS", "SCO"), ("UE", "European Union")]
    assert undo_last(path.parent, undo) == path
    assert _names(load(path)) == [("OCS", "SCO"), ("UE", "EU")]
    undo_last(path.parent, undo)
    assert path.read_bytes() == first
    with pytest.raises(ConfigError, match="nothing to undo"):
        undo_last(path.parent, undo)


def test_a_file_that_an_import_made_is_removed_again(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.tsv"
    write(merged((), Imported((Term("OCS", "SCO"),), ALL)), path, tmp_path / "undo")
    undo_last(tmp_path, tmp_path / "undo")
    assert not path.exists()


def test_what_somebody_edited_since_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.tsv"
    save((Term("OCS", "SCO"),), path)
    write(merged(load(path), Imported((Term("UE", "EU"),), ALL)), path, tmp_path / "undo")
    path.write_text(path.read_text("utf-8") + "Chine\tChina\n", "utf-8")
    with pytest.raises(ConfigError, match=r"edited since, so it cannot be undone\. What it was"):
        undo_last(tmp_path, tmp_path / "undo")
    assert "Chine" in path.read_text("utf-8")
