"""Every line of a glossary that holds no term is named, in words that people understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import InputError
from bilingual.glossary.findings import Level
from bilingual.glossary.lint import lint
from bilingual.glossary.terms import load, read

HEADER = "source\ttarget\tpos\tcase\n"
FOUR = HEADER + "Paul\t\t\t\nchat\tcat\tnom\t\n\tdog\t\t\npays\tcountry\tfoo\tbar\nclé \tkey\t\t\n"


def _file(folder: Path, content: str, name: str = "fr-en.tsv") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def test_all_lines_without_a_term_are_found_at_once_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    found = lint(_file(tmp_path, FOUR))
    assert [(f.line, f.level, f.what) for f in found] == [
        (2, Level.ERROR, "no target"),
        (3, Level.ERROR, "unknown pos 'nom'"),
        (4, Level.ERROR, "no source"),
        (5, Level.ERROR, "unknown pos 'foo'"),
        (5, Level.ERROR, "unknown case 'bar'"),
        (6, Level.NOTE, "a space before or after 'clé'"),
    ]
    assert all(finding.todo for finding in found)


def test_the_terms_of_the_other_lines_are_read_and_a_build_stops_at_the_first(
    tmp_path: Path,
) -> None:
    terms, faults = read(_file(tmp_path, FOUR))
    assert [term.source for term in terms] == ["clé"]
    assert [fault.line for fault in faults] == [2, 3, 4, 5, 5]
    with pytest.raises(InputError, match=r"fr-en\.tsv:2: no target"):
        load(tmp_path / "fr-en.tsv")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("source\ttarget\tvarients\n", "unknown column 'varients'. Did you mean variants? Known"),
        ("source;target;note\nOCS;SCO;\n", "cells separated by semicolons, not by tabs"),
        ("source,target\nOCS,SCO\n", "cells separated by commas, not by tabs"),
        ("source   target\nOCS   SCO\n", "cells separated by spaces, not by tabs"),
        ("source target\nOCS SCO\n", "cells separated by spaces, not by tabs. Put a tab between"),
        ("target\nSCO\n", "no column 'source'"),
        (HEADER + "OCS;SCO\n", "cells separated by semicolons, not by tabs. Put tabs there, or"),
        (HEADER + "OCS   SCO\n", "cells separated by spaces, not by tabs"),
        (HEADER + "OCS\n", "no tab in this line. Put a tab between source and target"),
        (HEADER + '"OCS\tSCO\n', "'\"OCS' begins with a quotation mark that nothing closes."),
        (HEADER + '"un "petit" mot"\tword\n', "has quotation marks inside that are not doubled"),
    ],
)
def test_a_line_in_another_layout_is_told_what_it_looks_like(
    tmp_path: Path, content: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(_file(tmp_path, content))
    assert message in str(caught.value)


def test_cells_with_semicolons_can_be_imported_instead(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bilingual glossary import FILE"):
        load(_file(tmp_path, "source;target\nOCS;SCO\n"))


def test_a_sentence_as_header_is_no_list_of_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown column 'the source of it all'"):
        load(_file(tmp_path, "the source of it all\n"))


@pytest.mark.parametrize("name", ["terms.csv", "terms.TBX"])
def test_a_file_of_another_program_is_to_be_imported_first(tmp_path: Path, name: str) -> None:
    path = _file(tmp_path, "source\ttarget\nOCS\tSCO\n", name)
    with pytest.raises(InputError, match=f"Import it first: bilingual glossary import {name}"):
        lint(path)


def test_findings_show_the_spelling_of_the_file(tmp_path: Path) -> None:
    rows = "OCS\tSCO\nocs\tOSC\nÉtat membre\tmember\nÉtat membre\tmember\n"
    said = [f.what for f in lint(_file(tmp_path, "source\ttarget\n" + rows)) if f.check != "pos"]
    assert said == [
        "'OCS' has 2 targets ('SCO', 'OSC') in lines 2 and 3",
        "'État membre' stands in lines 4 and 5",
    ]


def test_a_bar_in_a_cell_that_holds_one_thing_is_an_error(tmp_path: Path) -> None:
    rows = "source\ttarget\nsommet\tsummit | peak\nrive|bord\tbank\n"
    found = lint(_file(tmp_path, rows))
    assert [(f.level, f.check, f.line) for f in found] == [
        (Level.ERROR, "separator", 2),
        (Level.ERROR, "separator", 3),
    ]
    assert "`alternatives`" in found[0].todo
    assert "`variants`" in found[1].todo


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("ru-en.tsv", "дом\tland\nвода\twater\nмир\tpeace\n", "French sources: 3 "),
        ("fr-de.tsv", "pays\tLand\n", "English targets: 1 "),
        ("ru-en.tsv", "дом\tland\tдома\n", ""),
        ("zh-en.tsv", "峰会\tsummit\n", ""),
        ("fr-en.tsv", "pays\tcountry\n", ""),
        ("terms.tsv", "дом\tland\n", ""),
    ],
)
def test_one_note_says_that_plurals_are_not_known_in_a_language(
    tmp_path: Path, name: str, rows: str, said: str
) -> None:
    found = lint(_file(tmp_path, "source\ttarget\tvariants\n" + rows, name))
    assert [(f.check, f.level, f.line) for f in found] == (
        [("plurals", Level.NOTE, 2)] if said else []
    )
    assert all(said in f.what for f in found)


def test_both_sides_of_a_pair_are_in_the_same_note(tmp_path: Path) -> None:
    (found,) = lint(_file(tmp_path, "source\ttarget\nдом\tHaus\n", "ru-de.tsv"))
    assert "French sources" in found.what
    assert "English targets" in found.what
    assert "`variants`" in found.todo
    assert "`inflection`" in found.todo


@pytest.mark.parametrize("pair", ["fr-en", "ru-en", "zh-en"])
def test_the_glossaries_here_have_no_finding_but_one_known_note(pair: str) -> None:
    path = Path(__file__).parent.parent / "glossary" / f"{pair}.tsv"
    checks = {finding.check for finding in lint(path)}
    assert checks <= {"clash"}
