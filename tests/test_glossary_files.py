"""Import, export, add and undo, as a terminologist at a terminal uses them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli.glossary import glossary
from bilingual.glossary.exchange import Pair, read_terms
from bilingual.glossary.terms import Status, Term, load
from bilingual.workspace import create

Run = Callable[..., Result]
PAIR = Pair("fr", "en")
ROWS = "source\ttarget\tnote\tpos\n\nchat\tcat\t\t\nOCS\tSCO\tfounded 2001\tacronym\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with two terms and one article."""
    create(tmp_path / "reader", source="fr", target="en")
    (tmp_path / "reader" / "corpus" / "chat.txt").write_text("Le chat dort.", "utf-8")
    (tmp_path / "reader" / "glossary" / "fr-en.tsv").write_bytes(ROWS.encode())
    return tmp_path / "reader"


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the workspace."""
    monkeypatch.chdir(place)

    def run(*arguments: str, answer: str = "", code: int = 0) -> Result:
        result = CliRunner().invoke(glossary, arguments, input=answer)
        assert result.exit_code == code, result.output
        return result

    return run


def _rows(place: Path) -> str:
    return (place / "glossary" / "fr-en.tsv").read_bytes().decode()


def _file(place: Path, name: str, text: str) -> str:
    (place / name).write_bytes(text.encode())
    return name


# --- export


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    "file", ["glossary/fr-en.tsv", "glossary/new.tsv", "corpus/chat.txt", "corpus/../corpus/x.csv"]
)
def test_no_export_goes_into_the_workspaces_own_folders(
    place: Path, run: Run, file: str, force: list[str]
) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    message = run("export", *force, file, code=1).stderr
    assert f"{os.path.normpath(file)}: in the workspace's own folder " in message
    assert "Give a path elsewhere: bilingual glossary export terms.tbx" in message
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_an_export_writes_over_a_file_only_if_forced(place: Path, run: Run) -> None:
    _file(place, "terms.csv", "mine")
    assert "terms.csv: there already. Write over it with --force" in (
        run("export", "terms.csv", code=1).stderr
    )
    assert (place / "terms.csv").read_text("utf-8") == "mine"
    run("export", "--force", "terms.csv")
    assert "OCS" in (place / "terms.csv").read_text("utf-8")


def test_an_export_makes_no_folder(place: Path, run: Run) -> None:
    assert "no folder nowhere. Make it" in run("export", "nowhere/terms.tbx", code=1).stderr
    assert not (place / "nowhere").exists()


def test_an_export_over_what_is_no_file_is_refused_even_if_forced(run: Run) -> None:
    if not Path("/dev/null").exists():
        pytest.skip("this system has no /dev/null")
    error = run("export", "--force", "--format", "csv", "/dev/null", code=1).stderr
    assert "/dev/null: not a file" in error
    assert not Path("/dev/null").is_file()


# --- languages


@pytest.mark.parametrize(
    "name", ["ru-en.tsv", "terms.ru-en.csv", "SCO_ru_en_2024.csv", "de-ru.csv", "en-fr.tsv"]
)
def test_a_file_named_by_other_languages_is_imported_only_if_forced(
    place: Path, run: Run, name: str
) -> None:
    _file(place, name, "source\ttarget\nchien\tdog\n")
    error = run("import", "-y", name, code=1).stderr
    assert re.search(
        rf"{re.escape(name)}: it is in \w+ and \w+ by its name, "
        r"this glossary in French and English\. "
        r"Import it with --into glossary/\w\w-\w\w\.tsv, or with --force",
        error,
    )
    assert _rows(place) == ROWS
    run("import", "-y", "--force", name)
    assert "chien\tdog" in _rows(place)


@pytest.mark.parametrize(
    "name", ["fr-en.csv", "glossaire-fr-en.csv", "mots-de-la-mer.csv", "a.csv"]
)
def test_a_file_named_by_our_languages_or_by_none_is_imported(
    run: Run, place: Path, name: str
) -> None:
    run("import", "-y", _file(place, name, "source,target\nchien,dog\n"))
    assert "chien\tdog" in _rows(place)


def test_columns_that_name_the_languages_count_more_than_the_files_name(
    place: Path, run: Run
) -> None:
    run("import", "-y", _file(place, "en-fr.csv", "English,French\ndog,chien\n"))
    assert "chien\tdog" in _rows(place)


def test_a_table_with_columns_of_other_languages_is_refused(place: Path, run: Run) -> None:
    error = run("import", "-y", _file(place, "a.csv", "ru,en\nкот,cat\n"), code=1).stderr
    assert "it is in Russian and English, this glossary in French and English" in error
    assert "--into glossary/ru-en.tsv, or call its columns source and target" in error


@pytest.mark.parametrize("ending", ["tbx", "txt"])
def test_what_says_in_itself_that_it_is_of_other_languages_is_refused(
    place: Path, run: Run, ending: str
) -> None:
    (place / "glossary" / "ru-en.tsv").write_text("source\ttarget\nкот\tcat\n", "utf-8")
    run("export", "--from", "glossary/ru-en.tsv", f"a.{ending}")
    error = run("import", "-y", f"a.{ending}", code=1).stderr
    assert "it is in Russian and English, this glossary in French and English" in error
    assert "--into glossary/ru-en.tsv" in error
    same = run("import", f"a.{ending}", "--into", "glossary/ru-en.tsv").stdout
    assert "0 added, 0 changed, 1 the same" in same


def test_a_language_that_is_none_is_not_repeated_in_a_message(place: Path, run: Run) -> None:
    sides = [(language, [("x", "")]) for language in ("../" * 10**5, "ru", "en")]
    error = run("import", _file(place, "a.tbx", _tbx(*sides)), code=1).stderr
    assert "it is in Russian and English" in error
    assert len(error) < 300


def test_sources_in_another_script_are_doubted(place: Path, run: Run) -> None:
    cyrillic = run("import", "-n", _file(place, "a.csv", "source,target\nкот,cat\nСША,US\n"))
    assert "a.csv: most sources are in Cyrillic letters: is this French?" in cyrillic.stderr
    latin = run("import", "-n", _file(place, "b.csv", "source,target\nchien,dog\nкот,cat\nun,a\n"))
    assert latin.stderr == ""


# --- what stands twice


def test_a_source_that_stands_twice_is_said_with_both_lines(place: Path, run: Run) -> None:
    text = "source,target,note\nUE,EU,a\nUE,UN,b\nUE,EU,c\nchien,dog,\nchien,dog,\n"
    shown = run("import", "-y", _file(place, "a.csv", text))
    assert "a.csv: lines 2 and 3: 'UE' stands twice, as 'EU' and as 'UN'" in shown.stderr
    assert "a.csv: lines 2 and 4: 'UE' stands twice with the same target; line 2 counts" in (
        shown.stderr
    )
    assert "chien" not in shown.stderr
    assert "3 added, 0 changed, 0 the same, 2 repeated in the file" in shown.stdout
    once = _rows(place)
    again = run("import", "-y", "a.csv").stdout
    assert "0 added, 0 changed, 3 the same" in again
    assert _rows(place) == once


def test_a_thousand_repeats_are_said_in_a_few_lines(place: Path, run: Run) -> None:
    text = "source,target\n" + "".join(f"UE,EU {n}\n" for n in range(1000))
    warnings = run("import", "-n", _file(place, "a.csv", text)).stderr.splitlines()
    assert len(warnings) == 11
    assert warnings[-1] == "a.csv: and 989 more of the kind"


def test_another_apostrophe_makes_no_other_entry(place: Path, run: Run) -> None:
    run("import", "-y", _file(place, "a.csv", "source,target\nchef d'État,head of state\n"))
    once = _rows(place)
    same = run("import", "-y", _file(place, "b.csv", "source,target\nchef d’État,head of state\n"))
    assert "0 added, 0 changed, 1 the same" in same.stdout
    assert _rows(place) == once


# --- columns


@pytest.mark.parametrize(
    "header",
    [
        "fr,en,note", "fr-FR,en-GB,comment", "French,English,Comments", "FR,EN,Remarks",
        "Source,Target,Notes", "Source term,Target term,Definition", "Term,Translation,Remark",
        "fr_CA,English (UK),Note",
    ],
)  # fmt: skip
def test_columns_may_be_called_as_other_programs_call_them(tmp_path: Path, header: str) -> None:
    (tmp_path / "a.csv").write_text(f"{header}\nchien,dog,a pet\n", "utf-8")
    found = read_terms(tmp_path / "a.csv", PAIR)
    assert found.terms == (Term("chien", "dog", note="a pet", line=2),)
    assert found.notes == ()


def test_several_columns_of_remarks_make_one_note(tmp_path: Path) -> None:
    text = "fr;en;definition;comment;POS\nchien;dog;a pet;barks;Noun\nâne;donkey;;brays;\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    dog, donkey = read_terms(tmp_path / "a.csv", PAIR).terms
    assert (dog.note, dog.pos) == ("a pet; barks", "noun")
    assert donkey.note == "brays"


def test_a_table_without_a_header_is_told_what_one_may_be(place: Path, run: Run) -> None:
    error = run("import", _file(place, "a.csv", "chien,dog\nâne,donkey\n"), code=1).stderr
    assert "a.csv:1: no column 'source'. The first row names the columns: " in error
    assert "source, source term, fr, French or target, target term, en, English" in error
    assert error.endswith("Here it is: chien | dog\n")


def test_two_columns_for_the_source_are_named(place: Path, run: Run) -> None:
    error = run("import", _file(place, "a.csv", "fr,fr-CA,en\na,b,c\n"), code=1).stderr
    assert "column 'source' stands twice. Keep one of: fr, fr-CA" in error


def test_an_import_changes_only_the_rows_that_it_says(place: Path, run: Run) -> None:
    shown = run("import", "-y", _file(place, "a.csv", "fr,en,pos\nchat,cat,noun\nun,one,noun\n"))
    assert "~ chat\n    pos: +noun\n+ un = one\n    pos: noun\n" in shown.stdout
    assert _rows(place) == (
        ROWS.replace("chat\tcat\t\t\n", "chat\tcat\t\tnoun\n") + "un\tone\t\tnoun\n"
    )
    run("undo")
    assert _rows(place) == ROWS


def test_approving_changes_one_cell(place: Path, run: Run) -> None:
    text = "status\ttarget\tsource\tnote\n\ncandidate\tdog\tchien\t\n\tcat\tchat\t\n"
    (place / "glossary" / "fr-en.tsv").write_bytes(text.encode())
    run("approve", "chien", "--yes")
    assert _rows(place) == text.replace("candidate", "approved")


# --- TBX: acronyms and full forms


def _tbx(*sides: tuple[str, list[tuple[str, str]]]) -> str:
    """One concept; each side a language and its terms, each with what is said of it."""
    types = {
        "preferred": "administrativeStatus", "admitted": "administrativeStatus",
        "deprecated": "administrativeStatus", "noun": "partOfSpeech",
    }  # fmt: skip
    written = ""
    for language, terms in sides:
        written += f"<langSec xml:lang='{language}'>"
        for text, said in terms:
            notes = "".join(
                f"<termNote type='{types.get(word, 'termType')}'>{word}"
                f"{'Term-admn-sts' if types.get(word) == 'administrativeStatus' else ''}</termNote>"
                for word in said.split()
            )
            written += f"<termSec><term>{text}</term>{notes}</termSec>"
        written += "</langSec>"
    opening = '<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
    return f"{opening}<conceptEntry>{written}</conceptEntry></body></text></tbx>"


def _read(folder: Path, *sides: tuple[str, list[tuple[str, str]]]) -> list[Term]:
    (folder / "a.tbx").write_text(_tbx(*sides), "utf-8")
    return [replace(t, line=0) for t in read_terms(folder / "a.tbx", PAIR).terms]


FULL_FR, FULL_EN = "Organisation de coopération de Shanghai", "Shanghai Cooperation Organisation"


@pytest.mark.parametrize("kind", ["acronym", "abbreviation", "initialism"])
def test_full_form_and_acronym_of_both_languages_are_two_entries(tmp_path: Path, kind: str) -> None:
    sources = [("OCS", kind), (FULL_FR, "fullForm noun"), ("Organisation de Shanghai", "fullForm")]
    targets = [(FULL_EN, "fullForm preferred"), ("SCO", f"{kind} admitted"), ("CSO", "deprecated")]
    assert _read(tmp_path, ("fr", sources), ("en", targets)) == [
        Term("OCS", "SCO", alternatives=(FULL_EN,), avoid=("CSO",), pos="acronym",
             expansion=FULL_EN),
        Term(FULL_FR, FULL_EN, variants=("Organisation de Shanghai",), alternatives=("SCO",),
             avoid=("CSO",), pos="noun"),
    ]  # fmt: skip


def test_an_acronym_alone_gets_the_targets_full_form_as_its_expansion(tmp_path: Path) -> None:
    targets = [(FULL_EN, "fullForm"), ("SCO", "acronym")]
    assert _read(tmp_path, ("fr", [("OCS", "acronym")]), ("en", targets)) == [
        Term("OCS", "SCO", alternatives=(FULL_EN,), pos="acronym", expansion=FULL_EN)
    ]


def test_a_full_form_alone_is_paired_with_the_full_form(tmp_path: Path) -> None:
    targets = [("SCO", "acronym"), (FULL_EN, "fullForm")]
    assert _read(tmp_path, ("fr", [(FULL_FR, "fullForm")]), ("en", targets)) == [
        Term(FULL_FR, FULL_EN, alternatives=("SCO",))
    ]


def test_a_stated_preference_wins_over_the_form(tmp_path: Path) -> None:
    targets = [("SCO", "acronym preferred"), (FULL_EN, "fullForm admitted")]
    (term,) = _read(tmp_path, ("fr", [(FULL_FR, "fullForm")]), ("en", targets))
    assert term.target == "SCO"


def test_without_an_acronym_in_the_target_both_sources_are_one_entry(tmp_path: Path) -> None:
    sources = [("OCS", "acronym"), (FULL_FR, "fullForm")]
    (term,) = _read(tmp_path, ("fr", sources), ("en", [(FULL_EN, "fullForm")]))
    assert (term.source, term.target, term.variants) == ("OCS", FULL_EN, (FULL_FR,))
    assert term.expansion == ""


def test_what_was_read_apart_is_written_and_read_the_same(place: Path, run: Run) -> None:
    sources = [("OCS", "acronym"), (FULL_FR, "fullForm")]
    targets = [("SCO", "acronym"), (FULL_EN, "fullForm")]
    _file(place, "a.tbx", _tbx(("fr", sources), ("en", targets)))
    run("import", "-y", "a.tbx")
    once = load(place / "glossary" / "fr-en.tsv")
    for ending in ("tbx", "csv", "tsv", "txt"):
        run("export", f"b.{ending}")
        assert "0 added, 0 changed, 3 the same" in run("import", "-y", f"b.{ending}").stdout
    assert "0 added, 0 changed, 2 the same" in run("import", "-y", "a.tbx").stdout
    assert load(place / "glossary" / "fr-en.tsv") == once


def test_another_programs_file_takes_nothing_away_of_which_it_says_nothing(
    place: Path, run: Run
) -> None:
    text = "source\ttarget\talternatives\tpos\nchat\tcat\tpuss\tnoun\nun\tone\t\tnoun\n"
    (place / "glossary" / "fr-en.tsv").write_bytes(text.encode())
    sides = ("fr", [("chat", "")]), ("en", [("cat", ""), ("kitty", "")])
    _file(place, "a.tbx", _tbx(*sides))
    run("import", "-y", "a.tbx")
    assert _rows(place) == text.replace("puss", "puss|kitty")
    run("import", "-y", _file(place, "a.csv", "fr,en,pos\nun,one,\n"))
    assert load(place / "glossary" / "fr-en.tsv")[1].pos == ""


# --- add


def test_an_entry_is_added_with_all_that_it_says(place: Path, run: Run) -> None:
    arguments = (
        "add", "sommet=summit", "--variant", "sommets", "--alternative", "meeting", "--avoid",
        "peak", "--avoid", "top", "--note", "of heads",
    )  # fmt: skip
    shown = run(*arguments, answer="y\n")
    said = "variants: sommets; alternatives: meeting; avoid: peak|top; note: of heads"
    assert f"+ sommet = summit\n    {said}\n" in shown.stdout
    assert "`bilingual glossary try` shows what it changes" in shown.stdout
    assert load(place / "glossary" / "fr-en.tsv")[-1] == Term(
        "sommet", "summit", ("sommets",), ("meeting",), ("peak", "top"), note="of heads", line=5
    )
    run("undo")
    assert _rows(place) == ROWS


def test_nothing_is_added_in_a_dry_run_or_without_consent(place: Path, run: Run) -> None:
    run("add", "sommet=summit", "--dry-run")
    run("add", "sommet=summit", answer="n\n", code=1)
    assert _rows(place) == ROWS


def test_capitals_are_taken_for_an_acronym_as_when_they_are_tried(place: Path, run: Run) -> None:
    run("add", "UE=EU", "--expansion", "European Union", "--yes")
    run("add", "AUBE=DAWN", "--pos", "noun", "--yes")
    found = {term.source: term for term in load(place / "glossary" / "fr-en.tsv")}
    union, dawn = found["UE"], found["AUBE"]
    assert (union.pos, union.case, union.expansion) == ("acronym", "exact", "European Union")
    assert (dawn.pos, dawn.case) == ("noun", "")


@pytest.mark.parametrize("entry", ["chat=tomcat", "Chat=cat"])
def test_what_is_there_already_is_not_added_but_named(place: Path, run: Run, entry: str) -> None:
    error = run("add", entry, "--yes", code=1).stderr
    assert re.search(r"fr-en\.tsv:3: '[Cc]hat' is here already: cat\. Edit it there", error)
    assert _rows(place) == ROWS


def test_a_variant_that_is_there_and_a_candidate_are_said(place: Path, run: Run) -> None:
    text = "source\ttarget\tvariants\tstatus\nPékin\tBeijing\tBeiping\t\nun\tone\t\tcandidate\n"
    (place / "glossary" / "fr-en.tsv").write_bytes(text.encode())
    error = run("add", "Beiping=Beijing", code=1).stderr
    assert "fr-en.tsv:2: 'Beiping' is here already, a variant of 'Pékin': Beijing. Edit" in error
    error = run("add", "un=a", code=1).stderr
    assert 'It is a candidate: bilingual glossary approve "un=a"' in error
    assert load(place / "glossary" / "fr-en.tsv")[1].status is Status.CANDIDATE


@pytest.mark.parametrize("entry", ["sommet", "sommet=", "=summit", "="])
def test_what_is_no_entry_is_a_wrong_call(run: Run, entry: str) -> None:
    assert 'write SOURCE=TARGET, such as "OCS=SCO"' in run("add", entry, code=2).stderr


def test_an_entry_into_another_glossary_makes_its_file_and_undo_removes_it(
    place: Path, run: Run
) -> None:
    run("add", "ШОС=SCO", "--into", "glossary/ru-en.tsv", "--yes")
    (term,) = load(place / "glossary" / "ru-en.tsv")
    assert (term.source, term.target, term.pos) == ("ШОС", "SCO", "acronym")
    run("undo")
    assert not (place / "glossary" / "ru-en.tsv").exists()


# --- help


def test_the_list_of_commands_is_whole_and_has_examples(run: Run) -> None:
    output = run("--help").output
    assert "Examples:\n    bilingual glossary check" in output
    listed = output.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == sorted(glossary.commands)
    assert all(line.endswith(".") and not line.endswith("..") for line in listed)
    assert max(map(len, output.splitlines())) <= 80


def test_help_says_what_columns_may_be_called(run: Run) -> None:
    output = run("import", "--help").output
    for name in ("fr-FR", "French", "translation", "comment", "definition"):
        assert name in output
