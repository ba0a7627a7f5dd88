"""The glossary file survives people, spreadsheets and damage."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.glossary.terms import Status, Term, load, save

HEADER = "source\ttarget\talternatives\tavoid\tcase\tnote\n"

cells = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20).map(
    lambda text: " ".join(normalize("NFC", text).split())
)
filled = cells.filter(bool)
lists = st.lists(
    cells.map(lambda c: " ".join(c.replace("|", " ").split())).filter(bool), max_size=3
).map(tuple)
terms = st.builds(
    Term, source=filled, target=filled, variants=lists, alternatives=lists, avoid=lists,
    pos=st.sampled_from(["", "noun", "acronym"]), case=st.sampled_from(["", "exact"]),
    status=st.sampled_from(Status), note=cells, authority=cells,
)  # fmt: skip


def _load(folder: Path, content: str | bytes) -> tuple[Term, ...]:
    path = folder / "fr-en.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(terms, max_size=5))
def test_what_is_saved_loads_again(tmp_path: Path, some: list[Term]) -> None:
    path = tmp_path / "fr-en.tsv"
    save(tuple(some), path)
    from dataclasses import replace

    assert [replace(term, line=0) for term in load(path)] == some


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    (term,) = _load(tmp_path, "target\tnote\tsource\nSCO\tfounded 2001\tOCS\n")
    assert (term.source, term.target, term.note, term.line) == ("OCS", "SCO", "founded 2001", 2)


def test_accents_typed_apart_are_put_together_as_in_articles(tmp_path: Path) -> None:
    (term,) = _load(tmp_path, "source\ttarget\nE\u0301tat membre\tmember state\n")
    assert term.source == "\u00c9tat membre"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_spreadsheets_may_save_it_their_way(tmp_path: Path, encoding: str, ending: str) -> None:
    text = HEADER + '"l\'OCS dite ""de Shanghai"""\t1,5 million\ta | b\t\texact\t \n\n'
    (term,) = _load(tmp_path, text.replace("\n", ending).encode(encoding))
    assert term.source == 'l\'OCS dite "de Shanghai"'
    assert (term.target, term.alternatives, term.case) == ("1,5 million", ("a", "b"), "exact")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("source\tcible\n", r":1: unknown column 'cible'\. Known columns: source, target, "),
        ("source\tnote\n", r":1: no column 'target'\. The first line names the columns"),
        ("", r":1: no column 'source'"),
        ("source\ttarget\tsource\n", r":1: column 'source' stands twice"),
        (HEADER + "OCS\tSCO\n\t\nUE\t\n", r":4: no target\. Fill it or remove the row"),
        (HEADER + "OCS\tSCO\t\t\tfold\t\n", r":2: unknown case 'fold'\. One of: exact"),
        (HEADER + "OCS\tSCO\t\t\t\t\tx\ty\n", r":2: 8 cells\. 6 columns are named"),
        (
            HEADER + 'OCS\t"SCO\n',
            r":2: .\"SCO. begins with a quotation mark that nothing closes\. Remove it",
        ),
        (HEADER + "OCS\t" + "x" * 3000, r":2: a cell over 2000 characters"),
        (HEADER.encode() + b"\xe9tat\tstate\n", r":2: not UTF-8\. Save it as UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        _load(tmp_path, content)


def test_a_cell_of_fifty_megabytes_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read the row|a cell over"):
        _load(tmp_path, HEADER + "OCS\t" + "x" * (50 * 2**20))


@given(content=st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_glossary_or_one_error(tmp_path: Path, content: bytes) -> None:
    problem = ""
    try:
        _load(tmp_path, HEADER.encode() + content)
    except InputError as error:
        problem = str(error)
    assert not problem or problem.startswith(str(tmp_path))


def test_an_unused_column_is_not_written(tmp_path: Path) -> None:
    save((Term("OCS", "SCO", note="founded 2001"),), tmp_path / "g.tsv")
    assert (tmp_path / "g.tsv").read_text("utf-8").splitlines()[0] == "source\ttarget\tstatus\tnote"
