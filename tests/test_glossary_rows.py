"""A changed glossary file differs from what it was in the changed rows, and in nothing else."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import ConfigError
from bilingual.glossary.changes import merged, write
from bilingual.glossary.exchange import Imported
from bilingual.glossary.rows import rewritten
from bilingual.glossary.terms import COLUMNS, Status, Term, load, row

ALL = frozenset(COLUMNS)
NAMED = frozenset({"source", "target", "note"})
# Columns in somebody's own order, an empty one, blank lines, cells quoted and not, short rows.
TEXT = (
    "note\ttarget\tsource\tdomain\t\n"
    "\n"
    'in "the" text\tcat\tchat\n'
    "\ttable\ttable\t\t\n"
    "\t\t\n"
    '"a\tb"\t"""dog"""\tchien\n'
)


def _import(folder: Path, content: bytes, *news: Term, columns: frozenset[str] = NAMED) -> bytes:
    path = folder / "fr-en.tsv"
    path.write_bytes(content)
    write(merged(load(path), Imported(news, columns)), path, folder / "undo")
    return path.read_bytes()


def _differing(before: bytes, after: bytes) -> list[str]:
    old, new = before.decode().split("\n"), after.decode().split("\n")
    return [line for line in new if line not in old]


def test_only_the_changed_row_differs(tmp_path: Path) -> None:
    content = TEXT.replace("\t\t\n", "\n").encode()
    after = _import(tmp_path, content, Term("table", "desk"), columns=frozenset({"target"}))
    assert after == content.replace(b"\ttable\ttable", b"\tdesk\ttable")


def test_unchanged_cells_of_a_changed_row_keep_their_quotation_marks(tmp_path: Path) -> None:
    content = TEXT.replace("\t\t\n", "\n").encode()
    after = _import(tmp_path, content, Term("chat", "tomcat"), columns=frozenset({"target"}))
    assert _differing(content, after) == ['in "the" text\ttomcat\tchat']


def test_a_tab_between_quotation_marks_divides_no_cells(tmp_path: Path) -> None:
    after = _import(tmp_path, TEXT.encode(), Term("chien", "hound"), columns=frozenset({"target"}))
    assert _differing(TEXT.encode(), after) == ["a b\thound\tchien"]
    assert load(tmp_path / "fr-en.tsv")[-1] == Term("chien", "hound", note="a b", line=6)


def test_a_new_row_has_the_columns_of_the_file_and_lacking_ones_come_last(tmp_path: Path) -> None:
    content = TEXT.replace("\t\t\n", "\n").encode()
    after = _import(tmp_path, content, Term("zèbre", "zebra", pos="noun", note="x"), columns=ALL)
    assert _differing(content, after) == [
        "note\ttarget\tsource\tdomain\t\tpos", "x\tzebra\tzèbre\t\t\tnoun",
    ]  # fmt: skip
    assert load(tmp_path / "fr-en.tsv")[-1] == Term("zèbre", "zebra", pos="noun", note="x", line=7)


def test_what_goes_without_saying_makes_no_column(tmp_path: Path) -> None:
    content = b"source\ttarget\nchat\tcat\n"
    assert _import(tmp_path, content, Term("chien", "dog")) == content + b"chien\tdog\n"
    candidate = Term("chien", "dog", status=Status.CANDIDATE)
    after = _import(tmp_path, content, candidate, columns=ALL)
    assert after == b"source\ttarget\tstatus\nchat\tcat\nchien\tdog\tcandidate\n"


def test_a_new_row_stands_in_its_alphabetical_place_before_blank_lines(tmp_path: Path) -> None:
    content = b"source\ttarget\na\tx\n\nc\tz\n"
    assert _import(tmp_path, content, Term("b", "y")) == b"source\ttarget\na\tx\nb\ty\n\nc\tz\n"


@pytest.mark.parametrize("mark", ["", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_encoding_and_ends_of_lines_stay(tmp_path: Path, mark: str, end: str, last: bool) -> None:
    text = f"source\ttarget{end}été\tsummer" + (end if last else "")
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    content = marks.get(mark, b"") + text.encode(mark or "utf-8")
    after = _import(tmp_path, content, Term("hiver", "winter"))
    added = f"{'' if last else end}hiver\twinter{end}".encode(mark.removesuffix("-sig") or "utf-8")
    assert after == content + added


cells = st.text("ab\"' é|", max_size=4).map(lambda text: " ".join(text.split()))
filled = st.text("ab'", min_size=1, max_size=3)
terms = st.builds(Term, filled, filled, note=cells, domain=cells)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ours=st.lists(terms, max_size=4), changed=st.lists(terms, max_size=4))
def test_any_import_gives_what_was_planned_and_keeps_every_other_line(
    tmp_path: Path, ours: list[Term], changed: list[Term]
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell

    lines = ["domain\tsource\ttarget\tnote"]
    for term in ours:
        cells = row(term)
        lines += ["\t".join(quoted(cells[c]) for c in lines[0].split("\t")), ""]
    path = tmp_path / "fr-en.tsv"
    path.write_bytes("\n".join(lines).encode())
    before = load(path)
    plan = merged(before, Imported(tuple(changed), NAMED))
    write(plan, path, tmp_path / "undo")
    assert [replace(t, line=0) for t in load(path)] == [replace(t, line=0) for t in plan.terms]
    touched = {c.after.line for c in plan.changed}
    after = path.read_bytes().decode().split("\n")
    kept = [line for number, line in enumerate(lines, start=1) if number not in touched]
    rest = iter(after)
    assert all(line in rest for line in kept)  # in this order
    assert len(after) - len(lines) in {len(plan.added), len(plan.added) + 1}


def test_a_row_that_is_gone_from_the_terms_is_gone_from_the_file() -> None:
    content = b"source\ttarget\na\tx\nb\ty\n"
    before = (Term("a", "x", line=2), Term("b", "y", line=3))
    assert rewritten(content, before, before[1:]) == b"source\ttarget\nb\ty\n"


def test_what_was_edited_while_a_question_was_open_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.tsv"
    path.write_text("source\ttarget\nchat\tcat\n", "utf-8")
    plan = merged(load(path), Imported((Term("chien", "dog"),), NAMED))
    path.write_text("source\ttarget\nâne\tdonkey\nchat\tcat\n", "utf-8")
    with pytest.raises(ConfigError, match="edited meanwhile, so nothing was written"):
        write(plan, path, tmp_path / "undo")
    assert "donkey" in path.read_text("utf-8")
    assert "dog" not in path.read_text("utf-8")
