"""What is wrong in a glossary is found with its line, and what is right is left alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.glossary.circles import circles
from bilingual.glossary.exchange import Pair, read_terms
from bilingual.glossary.findings import Level
from bilingual.glossary.lint import lint
from bilingual.glossary.terms import Term, save

CASES = Path(__file__).parent / "cases" / "glossary" / "check.txt"
HEADER = "source\ttarget\tvariants\tavoid\n"


def _cases() -> Iterator[tuple[list[str], list[str]]]:
    entries: list[str] = []
    found: list[str] = []
    for line in [*CASES.read_text("utf-8").splitlines(), ""]:
        if line.startswith("  "):
            found.append(line.strip())
        elif line and not line.startswith("#"):
            entries.append(line)
        elif entries:
            yield entries, found
            entries, found = [], []


@pytest.mark.parametrize(("entries", "expected"), list(_cases()), ids=str)
def test_a_glossary_is_checked(tmp_path: Path, entries: list[str], expected: list[str]) -> None:
    lines = [entry.replace(" = ", "\t", 1).replace(" | ", "\t", 1) for entry in entries]
    (tmp_path / "case.txt").write_text("\n".join(["# bilingual glossary, whole entries", *lines]))
    terms = read_terms(tmp_path / "case.txt", Pair("fr", "en")).terms
    assert len(terms) == len(entries)
    save(terms, tmp_path / "fr-en.tsv")
    found = lint(tmp_path / "fr-en.tsv")
    assert [f"{f.level.value} {f.check} {f.line - 1}" for f in found] == expected
    assert all(f.what and f.todo for f in found)


def _lint(folder: Path, content: str) -> list[tuple[str, str, int, str]]:
    (folder / "fr-en.tsv").write_text(content, "utf-8")
    return [(f.level.value, f.check, f.line, f.what) for f in lint(folder / "fr-en.tsv")]


def test_spaces_that_nobody_sees_are_named_with_their_line(tmp_path: Path) -> None:
    assert _lint(tmp_path, HEADER + "mot\tword\nclé \tkey\nÉtat  membre\tmember state\n") == [
        ("note", "spaces", 3, "a space before or after 'clé'"),
        ("note", "spaces", 4, "two spaces in 'État  membre'"),
    ]


def test_characters_that_nobody_sees_are_errors(tmp_path: Path) -> None:
    found = _lint(tmp_path, HEADER + "m\u200bot\tword\nclé\tk\x07ey\n")
    assert [(level, check, line) for level, check, line, _ in found] == [
        ("error", "unseen-character", 2),
        ("error", "unseen-character", 3),
    ]
    assert "U+200B" in found[0][3]


def test_every_finding_is_reported_not_only_the_first(tmp_path: Path) -> None:
    rows = "".join(f"mot {n}\tword\t\tword\n" for n in range(30))
    found = [line for _, check, line, _ in _lint(tmp_path, HEADER + rows) if check == "forbidden"]
    assert found == list(range(2, 32))


def test_entries_that_the_corpus_never_has_are_noted_only_when_asked(tmp_path: Path) -> None:
    save(
        (Term("sommet", "summit"), Term("Union africaine", "African Union")), tmp_path / "fr-en.tsv"
    )
    assert lint(tmp_path / "fr-en.tsv") == []
    found = lint(tmp_path / "fr-en.tsv", sentences=["Des sommets."])
    assert [(f.line, f.level) for f in found] == [(3, Level.NOTE)]


def test_a_term_seen_only_inside_a_longer_one_counts_as_seen(tmp_path: Path) -> None:
    terms = (Term("chef d'État", "head of state"), Term("Conseil des chefs d'État", "CHS"))
    save(terms, tmp_path / "fr-en.tsv")
    found = lint(tmp_path / "fr-en.tsv", sentences=["Le Conseil des chefs d'État siège."])
    assert [f for f in found if f.check == "unseen"] == []


def test_a_file_that_cannot_be_loaded_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fr-en\.tsv:1: no column 'target'"):
        _lint(tmp_path, "source\tnote\nOCS\tSCO\n")


def test_a_hundred_thousand_duplicates_are_one_finding(tmp_path: Path) -> None:
    (tmp_path / "fr-en.tsv").write_text(HEADER + "sommet\tsummit\n" * 100_000, "utf-8")
    (finding,) = lint(tmp_path / "fr-en.tsv")
    assert finding.what == "'sommet' stands in lines 2, 3, 4, 5, 6 and 99,995 more"


def test_three_million_empty_lines_are_no_work_for_the_rules(tmp_path: Path) -> None:
    began = time.monotonic()
    assert _lint(tmp_path, HEADER + "\n" * 3_000_000 + "sommet\tsummit\n") == []
    assert time.monotonic() - began < 10


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "fr-en.tsv")
    with pytest.raises(InputError, match="not a file"):
        lint(tmp_path / "fr-en.tsv")


def test_a_word_that_a_spreadsheet_broke_is_an_error(tmp_path: Path) -> None:
    found = _lint(tmp_path, HEADER + "#NOM?\tword\nclé\t1,20E+05\nG20\t#1\n")
    assert [(level, check, line) for level, check, line, _ in found] == [
        ("error", "spreadsheet", 2),
        ("error", "spreadsheet", 3),
    ]


graphs = st.dictionaries(
    st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), min_size=8, max_size=8
)


@given(graphs)
def test_a_circle_is_all_that_lead_to_each_other(steps: dict[int, list[int]]) -> None:
    def reached(start: int) -> set[int]:
        found: set[int] = set()
        work = list(steps[start])
        while work:
            node = work.pop()
            if node not in found:
                found.add(node)
                work += steps[node]
        return found

    ways = {node: reached(node) for node in steps}
    expected = {frozenset({a, *(b for b in steps if b in ways[a] and a in ways[b])}) for a in steps}
    assert {frozenset(found) for found in circles(steps)} == {e for e in expected if len(e) > 1}
