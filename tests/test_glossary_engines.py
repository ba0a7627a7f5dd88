"""The glossary's commands say which engine they go by, what is nowhere, and where things stand."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bilingual import pipeline
from bilingual.cli import main
from bilingual.engines import Engine
from bilingual.glossary.match import Matcher
from bilingual.glossary.report import Place, Seen, report
from bilingual.glossary.terms import Status, Term, load, save
from bilingual.glossary.whatif import never_seen
from bilingual.model import Origin, Translation
from bilingual.workspace import create, open_workspace

TEXT = """Le chat dort

PARIS, 15 mai - RIA Novosti. Le chat dort sur la table. Le chat de la banque dort.
"""
Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one article and one term, built with a very small Argos package."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    folder = tmp_path / "reader"
    create(folder, source="fr", target="en")
    (folder / "corpus" / "chat.txt").write_text(TEXT, "utf-8")
    save((Term("chat", "kitten"),), folder / "glossary" / "fr-en.tsv")
    pipeline.build(open_workspace(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(place: Path) -> Run:
    def run(*arguments: str, answer: str = "", code: int = 0) -> Result:
        result = CliRunner().invoke(main, ["glossary", *arguments], input=answer)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.mark.parametrize("command", [["report"], ["try", "chat=tomcat"]])
def test_the_engine_is_named(run: Run, command: list[str]) -> None:
    output = run(*command).stdout
    assert "engine: Argos fr→en" in output
    assert "The last build used" not in output
    for line in run(*command, "--json").stdout.splitlines():
        assert json.loads(line)["engine"].startswith("Argos fr→en")


@pytest.mark.parametrize("command", [["report"], ["try"], ["try", "chat=tomcat"]])
def test_another_engine_than_that_of_the_last_build_is_said_first(
    place: Path, run: Run, apertium: Engine, command: list[str]
) -> None:
    workspace = open_workspace(place)
    other = replace(workspace, config=replace(workspace.config, engine="apertium"))
    pipeline.build(other)
    first = run(*command).stdout.splitlines()[0]
    assert first.startswith(f"The last build used {apertium.label}; this goes by Argos fr→en")
    assert "(-e apertium chooses that one)" in first
    assert "The last build used" not in run(*command, "-e", "apertium").output
    as_json = run(*command, "--json")
    assert "The last build used" in as_json.stderr
    assert all(line.startswith("{") for line in as_json.stdout.splitlines())


def test_a_term_that_no_article_has_is_named(run: Run) -> None:
    output = run("try", "Pas là=nowhere").stdout
    assert "No sentence would change\nnowhere in the articles: 'Pas là'\n" in output
    assert "nowhere" not in run("try", "chat=tomcat").stdout
    assert "nowhere" not in run("try", "Paris=Lutetia").stdout  # it stands in a dateline


def test_of_many_terms_that_no_article_has_some_are_named(run: Run, tmp_path: Path) -> None:
    save([Term(f"mot {n}", "word") for n in range(8)], tmp_path / "edited.tsv")
    output = run("try", "--file", str(tmp_path / "edited.tsv")).stdout
    assert (
        "nowhere in the articles: 'mot 0', 'mot 1', 'mot 2', 'mot 3', 'mot 4' and 3 more" in output
    )


def test_what_stands_only_in_a_longer_term_is_somewhere() -> None:
    long = Term("Conseil des chefs d'État", "Council")
    text = ["Le Conseil des chefs d'État siège."]
    after = (long, Term("chef d'État", "head of state"), Term("girafe", "giraffe"))
    assert never_seen((long,), after, text, "fr") == ("girafe",)
    assert never_seen(after, (long,), text, "fr") == ("girafe",)
    assert never_seen(after, after, text, "fr") == ()


def test_try_shows_article_and_sentence_as_the_page_numbers_them(place: Path, run: Run) -> None:
    output = run("try", "chat=tomcat").stdout
    assert "chat 1" in output
    found = [json.loads(line) for line in run("try", "chat=tomcat", "--json").stdout.splitlines()]
    numbers = {at["row"]: at["number"] for line in found for at in line["places"]}
    page = (place / "build" / "html" / "chat.html").read_text("utf-8")
    assert numbers
    for row, number in numbers.items():
        assert re.search(rf"<a href=#{row}[^>]*>{number}</a>", page)


def test_a_report_uses_the_words_of_the_pages_and_its_json_short_ones(run: Run) -> None:
    told = run("report").stdout
    (chat,) = map(json.loads, run("report", "--json").stdout.splitlines())
    words = {
        "plain": "there without help",
        "hypothesis": "chosen among the engine’s proposals",
        "forced": "the engine was made to say it",
        "source": "given to the engine within the sentence",
        "replaced": "put in place of another word",
    }
    assert chat["methods"]
    met = told[told.index("\nmet: ") :].partition("\n0 unmet")[0]
    for method, count in chat["methods"].items():
        assert f"{words[method]} {count}" in met


def test_a_table_cuts_no_word(place: Path, run: Run) -> None:
    names = ("Ouzbékistan", "Kirghizstan", "Turkménistan")
    terms = [Term(f"la république du {n} et la banque du {n}", f"the {n} bank") for n in names]
    save([Term("chat", "kitten"), *terms], place / "glossary" / "fr-en.tsv")
    table = run("report", "--all").stdout
    assert all(table.count(name) == 3 for name in names)


def test_a_forbidden_rendering_counts_once_for_one_place() -> None:
    terms = (
        Term("ouzbek", "Uzbek", variants=("ouzbèke",), avoid=("Ouzbek",)),
        Term("Kazakhe", "Kazakh", avoid=("Ouzbek and Kazakhe", "Ouzbek")),
    )
    said = Translation("An Ouzbek, one Uzbek and two Kazakhs spoke.", Origin.ENGINE)
    text = "Un ouzbek, une ouzbèke et deux Kazakhes ont parlé."
    found = report(Matcher(terms, "fr"), [Seen(text, Place("a", "s1", 7), said)], "en")
    examples = [example for term in found.terms for example in term.forbidden]
    assert [(e.rendering, e.number) for e in examples] == [("Ouzbek", 7)]
    assert found.forbidden == 1


def test_check_says_where_no_glossary_is_and_how_to_begin(place: Path, run: Run) -> None:
    (place / "glossary" / "fr-en.tsv").unlink()
    message = run("check").stderr
    assert "no glossary for fr→en: glossary/fr-en.tsv is not there. " in message
    for way in ("suggest --write", "import FILE", "init ."):
        assert way in message
    (place / "glossary" / "de-en.tsv").write_text("source\ttarget\nKatze\tcat\n", "utf-8")
    assert "is not there (there: de-en.tsv)" in run("check").stderr


def test_check_gives_every_fault_as_json(place: Path, run: Run) -> None:
    path = place / "glossary" / "fr-en.tsv"
    path.write_text("source\ttarget\tpos\nun\t\t\ndeux\ttwo\tnom\n", "utf-8")
    found = [json.loads(line) for line in run("check", "--json", code=1).stdout.splitlines()]
    assert [(f["check"], f["line"]) for f in found] == [("unreadable", 2), ("unreadable", 3)]
    path.write_text("source\tcible\n", "utf-8")
    (found,) = map(json.loads, run("check", "--json", code=1).stdout.splitlines())
    assert (found["level"], found["line"], found["file"]) == ("error", 1, "glossary/fr-en.tsv")
    assert "cible" in found["what"]


def test_check_shows_paths_in_one_way(place: Path, run: Run) -> None:
    (place / "glossary" / "fr-en.tsv").write_text("source\tcible\n", "utf-8")
    assert run("check", code=1).stderr.startswith("bilingual: glossary/fr-en.tsv:1: unknown column")


def test_check_of_a_csv_file_says_to_import_it(place: Path, run: Run) -> None:
    (place / "terms.csv").write_text("source;target\nOCS;SCO\n", "utf-8")
    message = run("check", "terms.csv", code=1).stderr
    assert "Import it first: bilingual glossary import terms.csv" in message


def test_init_says_for_which_languages_forms_must_be_listed(tmp_path: Path) -> None:
    def init(source: str, target: str) -> str:
        folder = str(tmp_path / f"{source}-{target}")
        arguments = ["init", folder, "--source", source, "--target", target]
        return CliRunner().invoke(main, arguments).stdout

    assert "Plurals" not in init("fr", "en")
    assert "only known for French sources" in init("es", "en")
    assert "only known for English targets" in init("fr", "de")


@pytest.fixture
def acronyms(place: Path) -> Path:
    """The workspace with an article that has acronyms, and no glossary."""
    shutil.rmtree(place / "build")
    first = "L'Organisation du développement des tables (ODT) dort. Le chat de l'ODT dort."
    bank = "Vive la banque agricole.\n\nLa banque agricole de Paris dort.\n"
    (place / "corpus" / "chat.txt").write_text(f"Titre\n\n{first} {bank}", "utf-8")
    (place / "glossary" / "fr-en.tsv").unlink()
    return place


def _candidates(run: Run, *arguments: str) -> dict[str, dict[str, Any]]:
    """What JSON says of each candidate."""
    lines = run("suggest", "--json", *arguments).stdout.splitlines()
    return {str(one["source"]): one for one in map(json.loads, lines)}


def test_a_copied_acronym_and_a_guess_are_marked(
    acronyms: Path, run: Run, apertium: Engine
) -> None:
    run("suggest", "--write", "--yes", "-e", "apertium")
    terms = {term.source: term for term in load(acronyms / "glossary" / "fr-en.tsv")}
    acronym = terms["ODT"]
    assert (acronym.target, acronym.expansion) == ("ODT", "")
    assert acronym.note.startswith("target copied from the source; seen 2 times; full form: ")
    assert "Organisation du développement des tables (the engine says: " in acronym.note
    assert terms["banque agricole"].note.startswith("target guessed by the engine; seen 2 times")


def test_a_full_form_that_is_agreed_is_the_expansion(acronyms: Path, run: Run) -> None:
    save(
        [Term("Organisation du développement des tables", "Table League")],
        acronyms / "glossary" / "fr-en.tsv",
    )
    run("suggest", "--write", "--yes")
    terms = {term.source: term for term in load(acronyms / "glossary" / "fr-en.tsv")}
    assert terms["ODT"].expansion == "Table League"
    assert "the engine says" not in terms["ODT"].note


def test_json_has_what_the_engine_says_and_null_before_a_build(
    acronyms: Path, run: Run, apertium: Engine
) -> None:
    found = _candidates(run, "-e", "apertium")["ODT"]
    assert found["engine"] == apertium.label
    assert (found["expansion"], found["doubt"]) == (
        "Organisation du développement des tables", "target copied from the source",
    )  # fmt: skip
    assert found["expansion_target"]
    (example, _) = found["examples"]
    assert (example["article"], example["translation"]) == ("chat", None)
    workspace = open_workspace(acronyms)
    pipeline.build(replace(workspace, config=replace(workspace.config, engine="apertium")))
    (example, _) = _candidates(run, "-e", "apertium")["ODT"]["examples"]
    assert "ODT" in example["translation"]


def test_what_translations_have_is_no_guess(acronyms: Path, run: Run) -> None:
    pipeline.build(open_workspace(acronyms))
    found = _candidates(run)["banque agricole"]
    assert found["renderings"]
    assert found["doubt"] == ""


def test_approving_all_shows_what_and_asks(acronyms: Path, run: Run, apertium: Engine) -> None:
    path = acronyms / "glossary" / "fr-en.tsv"
    run("suggest", "--write", "--yes", "-e", "apertium")
    before = path.read_bytes()
    asked = run("approve", "--all", answer="n\n", code=1)
    assert "ODT = ODT (target copied from the source)\n" in asked.stdout
    assert "with a target that nobody but the engine has said" in asked.stdout
    assert "Write glossary/fr-en.tsv?" in asked.output
    assert path.read_bytes() == before
    run("approve", "--all", "--dry-run")
    assert path.read_bytes() == before
    assert "`bilingual glossary undo` takes it back" in run("approve", "--all", "--yes").stdout
    assert {term.status for term in load(path)} == {Status.APPROVED}


def test_another_target_is_no_copy_any_more(acronyms: Path, run: Run, apertium: Engine) -> None:
    run("suggest", "--write", "--yes", "-e", "apertium")
    shown = run("approve", "ODT=TO", "--yes").stdout
    assert "ODT = TO\n1 candidate to approve\n" in shown
    (term,) = [t for t in load(acronyms / "glossary" / "fr-en.tsv") if t.source == "ODT"]
    assert (term.target, term.note.partition(";")[0]) == ("TO", "seen 2 times")
