"""A glossary goes to other programs and comes back whole; damaged files are refused."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import InputError
from bilingual.glossary.exchange import FORMATS, Imported, Pair, read_terms, write_terms
from bilingual.glossary.tbx import LANG
from bilingual.glossary.terms import COLUMNS, CONTROL, Status, Term, load

PAIR = Pair("fr", "en")
HOME = Path(__file__).parent.parent / "glossary"
TBX = (
    '<?xml version="1.0"?>\n<tbx style="dca" type="TBX-Basic" xml:lang="en" '
    'xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{}</body></text></tbx>'
)

# What opens remarks, formulas, lists, notes and columns in one format or another.
awkward = st.sampled_from(
    ["=1+1", "'=x", "#a", "\\", "\\|", ";", " ; ", "note: x", "avoid: y", "bilingual:pos=name",
     '"', '"a"', ",", "<&>", "a|b", "entry: a", "&amp;", "]]>", "-", "@", "+", "sep=;",
     "1,5", "'1/2", "007", "mai 2024", "''80s", "TRUE"]
)  # fmt: skip
words = st.one_of(awkward, st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12))
cells = (
    st.lists(words, max_size=3)
    .map(lambda parts: " ".join(normalize("NFC", "".join(parts)).split()))
    .filter(lambda cell: not CONTROL.search(cell))
)
filled = cells.filter(bool)
lists = st.lists(
    cells.map(lambda c: " ".join(c.replace("|", " ").split())).filter(bool), max_size=3
)
tuples = lists.map(tuple)
terms = st.builds(
    Term, source=filled, target=filled, variants=tuples, alternatives=tuples, avoid=tuples,
    pos=st.sampled_from(["", "noun", "name", "acronym", "adjective", "verb", "phrase"]),
    inflection=cells, expansion=cells, case=st.sampled_from(["", "exact"]), domain=cells,
    status=st.sampled_from(Status), note=cells, authority=cells,
)  # fmt: skip


def _bare(found: tuple[Term, ...]) -> list[Term]:
    return [replace(term, line=0) for term in found]


def _read(folder: Path, name: str, content: str | bytes, form: str = "") -> Imported:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_terms(path, PAIR, form)


@pytest.mark.parametrize("form", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(terms, min_size=1, max_size=4))
def test_a_glossary_survives_every_format(tmp_path: Path, form: str, some: list[Term]) -> None:
    path = tmp_path / "glossary"
    write_terms(some, path, PAIR, form)
    assert _bare(read_terms(path, PAIR, form).terms) == some


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["fr-en", "ru-en", "zh-en"])
def test_our_own_glossaries_survive_every_format(tmp_path: Path, form: str, name: str) -> None:
    pair = Pair(*name.split("-"))
    some = load(HOME / f"{name}.tsv")
    write_terms(some, tmp_path / "x", pair, form)
    found = read_terms(tmp_path / "x", pair, form)
    assert _bare(found.terms) == _bare(some)
    assert found.notes == ()


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'\.doc'\. Known endings: \.tbx, \.csv"):
        _read(tmp_path, "a.doc", "")


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods"])
def test_a_spreadsheet_in_its_own_format_is_to_be_saved_as_csv(tmp_path: Path, ending: str) -> None:
    with pytest.raises(InputError, match="In the spreadsheet, save it as CSV in UTF-8"):
        _read(tmp_path, f"a{ending}", "")


# --- TBX


def test_tbx_says_which_term_is_preferred_admitted_and_deprecated(tmp_path: Path) -> None:
    term = Term("OCS", "SCO", alternatives=("the SCO",), avoid=("CSO",), domain="organisation")
    write_terms([term], tmp_path / "a.tbx", PAIR)
    text = " ".join((tmp_path / "a.tbx").read_text("utf-8").split())
    for said, status in (("SCO", "preferred"), ("the SCO", "admitted"), ("CSO", "deprecated")):
        note = f'<termNote type="administrativeStatus">{status}Term-admn-sts</termNote>'
        assert f"<term>{said}</term> {note}" in text
    assert '<descrip type="subjectField">organisation</descrip>' in text


# What TBX-Basic allows in the style DCA, as far as it can stand in our files: by element and type,
# the levels and the words (none: any).
BASIC = {
    ("descrip", "subjectField"): (("conceptEntry",), ()),
    ("admin", "source"): (("conceptEntry", "langSec", "termSec"), ()),
    ("termNote", "partOfSpeech"): (("termSec",), ("noun", "verb", "adjective", "adverb", "other")),
    ("termNote", "termType"): (
        ("termSec",),
        ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"),
    ),
    ("termNote", "administrativeStatus"): (
        ("termSec",),
        tuple(f"{s}Term-admn-sts" for s in ("preferred", "admitted", "deprecated", "superseded")),
    ),
}
ORDER = {  # of the elements in another one
    "tbx": ("tbxHeader", "text"),
    "conceptEntry": ("descrip", "note", "langSec"),
    "termSec": ("term", "termNote", "admin"),
}


@pytest.mark.parametrize("name", ["fr-en", "ru-en", "zh-en"])
def test_tbx_has_only_what_the_dialect_allows_at_its_level(tmp_path: Path, name: str) -> None:
    source, target = name.split("-")
    some = [*load(HOME / f"{name}.tsv"), *(Term("a", "b", pos=pos) for pos in ("verb", "phrase"))]
    write_terms(some, tmp_path / "a.tbx", Pair(source, target))
    root: Any = etree.parse(str(tmp_path / "a.tbx")).getroot()
    assert (root.get("type"), root.get("style"), root.get(LANG)) == ("TBX-Basic", "dca", source)
    for element in root.iter(etree.Element):
        assert etree.QName(element).namespace == "urn:iso:std:iso:30042:ed-2"
        kind = etree.QName(element).localname
        order = [etree.QName(child).localname for child in element]
        assert order == sorted(order, key=ORDER.get(kind, order).index)
        if "type" in element.attrib and element is not root:
            levels, words = BASIC[kind, element.get("type")]
            assert etree.QName(element.getparent()).localname in levels
            assert not words or element.text in words
    assert len({element.get("id") for element in root.iter("{*}conceptEntry")}) == len(some)


def test_a_tbx_file_has_at_least_one_entry(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no entries to write"):
        write_terms([], tmp_path / "a.tbx", PAIR)


def _section(language: str, *named: str) -> str:
    return f'<langSec xml:lang="{language}">{"".join(named)}</langSec>'


def _named(text: str, status: str = "") -> str:
    note = f'<termNote type="administrativeStatus">{status}-admn-sts</termNote>' if status else ""
    return f"<termSec><term>{text}</term>{note}</termSec>"


def test_tbx_without_statuses_takes_the_first_term(tmp_path: Path) -> None:
    concept = _section("en-GB", _named("SCO"), _named("the SCO")) + _section("FR", _named("OCS"))
    found = _read(tmp_path, "a.tbx", TBX.format(f"<conceptEntry>{concept}</conceptEntry>"))
    assert _bare(found.terms) == [Term("OCS", "SCO", alternatives=("the SCO",))]
    assert found.columns == {"source", "target", "alternatives"}


def test_tbx_concepts_of_other_languages_are_left_out_and_counted(tmp_path: Path) -> None:
    concept = f"<conceptEntry>{_section('de', _named('SOZ'))}</conceptEntry>"
    found = _read(tmp_path, "a.tbx", TBX.format(concept * 3))
    assert found.terms == ()
    assert found.notes == ("3 concepts without a term in both fr and en left out",)


def test_a_concept_with_only_deprecated_targets_has_no_agreed_one(tmp_path: Path) -> None:
    concept = _section("fr", _named("OCS")) + _section("en", _named("CSO", "deprecatedTerm"))
    found = _read(tmp_path, "a.tbx", TBX.format(f"<conceptEntry>{concept}</conceptEntry>"))
    assert found.terms == ()


def test_the_older_form_of_tbx_is_read_too(tmp_path: Path) -> None:
    old = (
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
        '<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">'
        '<descripGrp><descrip type="subjectField">body</descrip></descripGrp>'
        '<langSet xml:lang="fr"><ntig><termGrp><term>OCS</term>'
        '<termNote type="partOfSpeech">properNoun</termNote></termGrp></ntig></langSet>'
        '<langSet xml:lang="en"><tig><term>SCO</term></tig></langSet>'
        "</termEntry></body></text></martif>"
    )
    (term,) = _read(tmp_path, "a.tbx", old).terms
    assert (term.source, term.target, term.pos, term.domain) == ("OCS", "SCO", "name", "body")


def test_the_style_dct_is_read_too(tmp_path: Path) -> None:
    status = '<m:administrativeStatus xmlns:m="http://example.org/m">{}Term-admn-sts</m:administrativeStatus>'
    targets = "".join(
        f"<termSec><term>{text}</term>{status.format(kind)}</termSec>"
        for text, kind in (("CSO", "deprecated"), ("SCO", "preferred"))
    )
    concept = (
        f"<conceptEntry>{_section('fr', _named('OCS'))}{_section('en', targets)}</conceptEntry>"
    )
    (term,) = _read(tmp_path, "a.tbx", TBX.format(concept)).terms
    assert (term.target, term.avoid) == ("SCO", ("CSO",))


DCT = (
    '<?xml version="1.0"?>\n<tbx style="dct" type="TBX-Basic" xml:lang="en" '
    'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" '
    'xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body><conceptEntry id="c1">'
    "<transacGrp><basic:transactionType>origination</basic:transactionType></transacGrp>"
    "<min:subjectField>diplomacy</min:subjectField><note>often annual</note>"
    '<langSec xml:lang="fr"><descripGrp><basic:definition>réunion de chefs</basic:definition>'
    "<basic:source>a dictionary</basic:source></descripGrp>"
    "<termSec><term>sommet</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>"
    '<langSec xml:lang="en"><termSec><term>summit</term>'
    "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>"
    "<descripGrp><basic:context>The summit ended.</basic:context>"
    "<basic:source>a newspaper</basic:source></descripGrp><note>not a peak</note></termSec>"
    "<termSec><term>top meeting</term>"
    "<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>"
    "</langSec></conceptEntry></body></text></tbx>"
)


def test_what_a_foreign_tbx_says_comes_in_and_what_cannot_is_named(tmp_path: Path) -> None:
    found = _read(tmp_path, "a.tbx", DCT)
    note = "often annual réunion de chefs not a peak"
    assert _bare(found.terms) == [
        Term("sommet", "summit", avoid=("top meeting",), pos="noun", domain="diplomacy", note=note)
    ]
    assert found.notes == ("facts that no column has, left out: context, transactionType",)


def test_parts_of_speech_are_known_however_they_are_written(tmp_path: Path) -> None:
    said = "".join(
        f"<conceptEntry><langSec xml:lang='fr'><termSec><term>{pos}</term>"
        f"<termNote type='partOfSpeech'>{pos}</termNote></termSec></langSec>"
        f"{_section('en', _named('x'))}</conceptEntry>"
        for pos in ("Noun", "properNoun", "Proper Noun", "verb", "gerund")
    )
    found = _read(tmp_path, "a.tbx", TBX.format(said))
    assert [term.pos for term in found.terms] == ["noun", "name", "name", "verb", ""]


def test_a_long_note_of_somebody_else_is_cut_and_said(tmp_path: Path) -> None:
    terms = _section("fr", _named("OCS")) + _section("en", _named("SCO"))
    concept = f"<conceptEntry><note>{'x' * 9000}</note>{terms}</conceptEntry>"
    found = _read(tmp_path, "a.tbx", TBX.format(concept))
    assert found.terms[0].note == "x" * 1999 + "…"
    assert found.notes == ("1 note cut at 2,000 characters",)


def _bomb() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    concept = f"<conceptEntry>{_section('fr', _named('&e11;'))}</conceptEntry>"
    return f'<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY e0 "ha">{levels}]><tbx>{concept}</tbx>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_bomb(), "entit"),
        (
            '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>',
            "declares entit",
        ),
        ('<!DOCTYPE tbx [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]><tbx/>', "declares entit"),
        ("<html><body/></html>", "<html> is no TBX. It begins with <tbx>"),
        ("<tbx><conceptEntry>", "not a sound XML file"),
        ("", "not a sound XML file"),
        ("source\ttarget\n", "not a sound XML file"),
        ("<tbx>\x07</tbx>", "not a sound XML file"),
        ("<tbx>" * 100_000, "not a sound XML file"),
        ("<tbx>\n<conceptEntry>&x;</conceptEntry></tbx>", r":2: .*Entity 'x' not defined"),
        (
            '<!DOCTYPE tbx SYSTEM "x.dtd">\n<tbx>\n<conceptEntry>&x;</conceptEntry></tbx>',
            r":3: the entity &x; stands for nothing in it\. Write the character itself",
        ),
        (
            "<tbx><conceptEntry>" + "<note/>" * 30_000 + "</conceptEntry></tbx>",
            "a concept of over 20,000 elements. Split it",
        ),
    ],
    ids=[
        "bomb", "external", "parameter", "html", "cut", "empty", "tsv", "control", "deep",
        "undefined", "undeclared", "endless",
    ],
)  # fmt: skip
def test_hostile_tbx_is_one_clear_error(tmp_path: Path, content: str, message: str) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match=message) as error:
        _read(tmp_path, "a.tbx", content)
    assert str(error.value).startswith(str(tmp_path / "a.tbx"))
    assert time.monotonic() - began < 10


def test_an_attribute_bomb_is_one_clear_error(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(InputError):
        _read(tmp_path, "a.tbx", f'<!DOCTYPE tbx [<!ENTITY e0 "ha">{levels}]><tbx type="&e11;"/>')


def test_characters_that_xml_cannot_hold_are_refused_when_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'OCS' has a control character \(U\+0007\) in note"):
        write_terms([Term("OCS", "SCO", note="a\x07b")], tmp_path / "a.tbx", PAIR)
    assert not (tmp_path / "a.tbx").exists()


# --- spreadsheets


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_spreadsheet_may_save_it_its_way(
    tmp_path: Path, delimiter: str, encoding: str, ending: str
) -> None:
    rows = [
        ["Source", "target", "alternatives", "note", ""],
        ["OCS", "SCO", "the SCO|Shanghai Group", '"dite ""de\nShanghai"""', ""],
        ["", "", "", "", ""],
        ["PIB", "GDP", "", '"1,5; 2"', ""],
    ]
    text = "\n".join(delimiter.join(row) for row in rows) + "\n"
    found = _read(tmp_path, "a.csv", text.replace("\n", ending).encode(encoding))
    assert [(t.source, t.target, t.note, t.line) for t in found.terms] == [
        ("OCS", "SCO", 'dite "de Shanghai"', 2),
        ("PIB", "GDP", "1,5; 2", 5),
    ]
    assert found.terms[0].alternatives == ("the SCO", "Shanghai Group")
    assert found.columns == {"source", "target", "alternatives", "note"}


def test_a_line_that_names_the_separator_is_understood(tmp_path: Path) -> None:
    found = _read(tmp_path, "a.csv", "sep=;\nfr;en;Date\nOCS;SCO;2001\n")
    assert [(t.source, t.target, t.line) for t in found.terms] == [("OCS", "SCO", 3)]
    assert found.notes == ("columns left out: date",)


@pytest.mark.parametrize(
    "cell",
    ["1,5", "1/2", "007", "1E5", "12:30", "50%", "3 000 €", "11 septembre", "mai 2024", "VRAI"],
)
def test_no_number_and_no_date_stands_bare_in_a_spreadsheet(tmp_path: Path, cell: str) -> None:
    write_terms([Term(cell, "x")], tmp_path / "a.csv", PAIR, "csv-semicolon")
    row = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1]
    assert row.startswith(f"'{cell};x;")


@pytest.mark.parametrize(
    "cell", ["#NAME?", "#NOM?", "#REF!", "#DIV/0!", "#N/A", "Err:508", "1,2E+05"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv"])
def test_what_a_spreadsheet_wrote_for_a_word_is_refused(
    tmp_path: Path, name: str, cell: str
) -> None:
    header = "" if name == "a.txt" else "source\ttarget\n"
    with pytest.raises(InputError, match="A spreadsheet put it in the place of a word"):
        _read(tmp_path, name, f"{header}OCS\tSCO\nUE\t{cell}\n")


def test_unicode_text_of_a_spreadsheet_is_a_table_and_no_omegat_glossary(tmp_path: Path) -> None:
    text = 'Source\tTarget\tnote\r\nOCS\tSCO\t"dite ""Shanghai"""\r\n'
    (term,) = _read(tmp_path, "a.txt", text.encode("utf-16")).terms
    assert (term.source, term.target, term.note) == ("OCS", "SCO", 'dite "Shanghai"')


def test_a_table_may_be_saved_with_other_separators_than_it_came_with(tmp_path: Path) -> None:
    some = [Term("1/2", "half", note="=x"), Term("les années 80", "'80s"), Term("mai 2024", "l'x")]
    write_terms(some, tmp_path / "a.csv", PAIR)
    text = (tmp_path / "a.csv").read_text("utf-8-sig").replace(",", "\t")
    assert _bare(_read(tmp_path, "b.tsv", text).terms) == some
    assert _bare(_read(tmp_path, "b.txt", text).terms) == some


def test_no_cell_is_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    write_terms([Term("=1+1", "@SUM(A1)", note="-1")], tmp_path / "a.csv", PAIR)
    row = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1]
    assert all(not cell.startswith(("=", "@", "-", "+")) for cell in row.split(","))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\nx,y\n", r":1: no column 'source'\. The first row names the columns"),
        ("", r":1: no column 'source'"),
        ("source,target,target\n", r":1: column 'target' stands twice"),
        ("source,target\nOCS,SCO\nUE\n", r":3: no target\. Fill it"),
        ("source,target\nOCS,SCO,and so on\n", r":2: 3 cells for 2 columns"),
        ('source,target\nOCS,"SCO\n', r":2: cannot read the row"),
        ("source,target,pos\nOCS,SCO,thing\n", r":2: unknown pos 'thing'\. One of: acronym"),
        ("source,target\nO\x07CS,SCO\n", r":2: a control character \(U\+0007\) in source"),
        (b"source,target\n\xe9tat,state\n", r":2: not UTF-8\. Save it as UTF-8"),
        ("source,target\nOCS," + "x" * 3000, r":2: a cell over 2000 characters"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        _read(tmp_path, "a.csv", content)


# --- OmegaT


def test_a_plain_omegat_glossary_makes_one_entry_of_several_targets(tmp_path: Path) -> None:
    text = "# my glossary\nOCS\tSCO\tsee C:\\dir | page 2\nOCS\tShanghai Group\nUE\tEU\n"
    found = _read(tmp_path, "a.txt", text)
    assert _bare(found.terms) == [
        Term("OCS", "SCO", alternatives=("Shanghai Group",), note="see C:\\dir | page 2"),
        Term("UE", "EU"),
    ]
    assert found.columns == {"source", "target", "alternatives", "note"}


def test_omegat_sees_variants_and_alternatives_on_lines_of_their_own(tmp_path: Path) -> None:
    term = Term("Pékin", "Beijing", variants=("Beijing",), alternatives=("Peking",))
    write_terms([term], tmp_path / "a.txt", PAIR)
    lines = (tmp_path / "a.txt").read_text("utf-8").splitlines()
    pairs = [tuple(line.split("\t")[:2]) for line in lines if not line.startswith("#")]
    assert pairs == [("Pékin", "Beijing"), ("Beijing", "Beijing"), ("Pékin", "Peking")]


def test_omegat_is_told_the_encoding(tmp_path: Path) -> None:
    write_terms([Term("été", "summer")], tmp_path / "a.txt", PAIR)
    first = (tmp_path / "a.txt").read_text("utf-8").splitlines()[0]
    assert first.startswith("#")
    assert "-*- coding: utf-8 -*-" in first


def test_more_targets_than_a_cell_holds_are_one_error(tmp_path: Path) -> None:
    text = "".join(f"OCS\ttarget {n}\n" for n in range(100_000))
    with pytest.raises(InputError, match=r":1: a cell over 2000 characters in alternatives"):
        _read(tmp_path, "a.txt", text)


@pytest.mark.parametrize("comment", ["avoid: " + ";" * 10**7, "\\|" * 10**7, "|avoid: x" * 10**6])
def test_a_comment_without_end_is_one_error_at_once(tmp_path: Path, comment: str) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match=r":1: a line over 52,000 characters"):
        _read(tmp_path, "a.txt", f"OCS\tSCO\t{comment}\n")
    assert time.monotonic() - began < 5


def test_a_line_added_in_omegat_comes_in_with_ours(tmp_path: Path) -> None:
    write_terms([Term("OCS", "SCO", avoid=("CSO",))], tmp_path / "a.txt", PAIR)
    text = (tmp_path / "a.txt").read_text("utf-8") + "UE\tEU\tadded by hand\n"
    found = _read(tmp_path, "a.txt", text)
    assert _bare(found.terms) == [
        Term("OCS", "SCO", avoid=("CSO",)),
        Term("UE", "EU", note="added by hand"),
    ]


# --- all of them


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a.tbx"])
def test_a_cell_of_fifty_megabytes_is_one_clear_error(tmp_path: Path, name: str) -> None:
    cell = "x" * (50 * 2**20)
    concept = f"<conceptEntry>{_section('fr', _named(cell))}</conceptEntry>"
    text = {
        "a.csv": f"source,target\nOCS,{cell}\n", "a.tsv": f"source\ttarget\nOCS\t{cell}\n",
        "a.txt": f"OCS\t{cell}\n", "a.tbx": TBX.format(concept),
    }[name]  # fmt: skip
    began = time.monotonic()
    with pytest.raises(InputError, match=r"a cell over|a line over|not a sound XML"):
        _read(tmp_path, name, text)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a.tbx"])
def test_a_file_of_seventy_megabytes_is_not_opened(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(70 * 2**20)
    with pytest.raises(InputError, match="larger than 64 MB"):
        read_terms(tmp_path / name, PAIR)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a.tbx"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_glossary_or_one_error(tmp_path: Path, name: str, content: bytes) -> None:
    opening = {"a.csv": b"source,target\n", "a.tsv": b"source\ttarget\n"}.get(name, b"")
    try:
        columns = _read(tmp_path, name, opening + content).columns
    except InputError:
        columns = frozenset()
    assert columns <= set(COLUMNS)


NAMES = ["a.csv", "a.tsv", "a.txt", "a.tbx"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_file_is_one_error_and_never_waited_for(tmp_path: Path, name: str) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe, folder, loop = (tmp_path / kind / name for kind in ("pipe", "folder", "loop"))
    folder.mkdir(parents=True)
    for place in (pipe, loop):
        place.parent.mkdir()
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path in (pipe, folder, loop, tmp_path / "nowhere" / name):
        with pytest.raises(InputError, match=f"{path}: "):
            read_terms(path, PAIR)


@pytest.mark.parametrize("name", NAMES)
def test_a_device_is_no_glossary(tmp_path: Path, name: str) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(InputError, match="not a file"):
        read_terms(tmp_path / name, PAIR)


@pytest.mark.parametrize("opening", [b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0"])
@pytest.mark.parametrize("name", NAMES)
def test_a_packed_file_under_another_name_is_told_apart(
    tmp_path: Path, name: str, opening: bytes
) -> None:
    with pytest.raises(InputError, match="packed, or in a spreadsheet's own format"):
        _read(tmp_path, name, opening + bytes(100))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
def test_an_encoding_that_nothing_names_is_one_error(
    tmp_path: Path, name: str, encoding: str
) -> None:
    with pytest.raises(InputError, match=r":1: not text in UTF-8\. Save it as UTF-8"):
        _read(tmp_path, name, "source\ttarget\nOCS\tSCO\n".encode(encoding))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_million_columns_are_named_in_few_words(tmp_path: Path, name: str) -> None:
    columns = "\t".join(["source", "target", *(f"c{n}" for n in range(10**6))])
    found = _read(tmp_path, name, f"{columns}\nOCS\tSCO\n")
    assert _bare(found.terms) == [Term("OCS", "SCO")]
    assert found.notes[0].endswith("c8, c9, and 999,990 more")
