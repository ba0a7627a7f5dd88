"""The commands `bilingual glossary ...`, as somebody at a terminal uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual import pipeline
from bilingual.cli.glossary import glossary
from bilingual.glossary.terms import Status, Term, load, save
from bilingual.workspace import create, open_workspace

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
TEXT = """Le chat dort

Le chat dort sur la table. Elle habite à Paris.

La banque agricole est là. La banque agricole est ici. Merci.
"""
OURS = (Term("chat", "kitten", avoid=("puss",)), Term("Paris", "Paris", pos="name"))

Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one article, two terms and a very small engine."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    create(tmp_path / "reader", source="fr", target="en")
    (tmp_path / "reader" / "corpus" / "chat.txt").write_text(TEXT, "utf-8")
    save(OURS, tmp_path / "reader" / "glossary" / "fr-en.tsv")
    return tmp_path / "reader"


@pytest.fixture
def run(place: Path) -> Run:
    def run(*arguments: str, answer: str = "", code: int = 0) -> Result:
        command, *rest = arguments
        result = CliRunner().invoke(glossary, [command, "-w", str(place), *rest], input=answer)
        assert result.exit_code == code, result.output
        return result

    return run


def _terms(place: Path) -> list[tuple[str, str, Status]]:
    return [(t.source, t.target, t.status) for t in load(place / "glossary" / "fr-en.tsv")]


def test_check_ends_with_1_for_errors_and_0_for_notes(place: Path, run: Run) -> None:
    assert "0 errors, 0 notes" in run("check").stderr
    path = place / "glossary" / "fr-en.tsv"
    path.write_text("source\ttarget\tavoid\nchat \tcat\t\nun\tone\tone\n", "utf-8")
    output = run("check", code=1).stdout
    assert "fr-en.tsv:2: note a space before or after 'chat'. Remove it" in output
    assert "fr-en.tsv:3: error 'one' is to be avoided, but is 'one', which is accepted." in output
    assert "note" not in run("check", "-q", code=1).stdout
    path.write_text("source\ttarget\nchat \tcat\n", "utf-8")
    run("check")


def test_check_prints_json_lines(place: Path, run: Run) -> None:
    path = place / "glossary" / "fr-en.tsv"
    path.write_text("source\ttarget\nun\tone\nun\ttwo\n", "utf-8")
    (finding,) = map(json.loads, run("check", "--json", code=1).stdout.splitlines())
    assert (finding["check"], finding["level"], finding["line"]) == ("two-targets", "error", 3)
    assert finding["file"].endswith("fr-en.tsv")


def test_check_goes_on_after_a_file_that_cannot_be_read(place: Path, run: Run) -> None:
    (place / "glossary" / "aa-en.tsv").write_text("source\tcible\n", "utf-8")
    (place / "glossary" / "fr-en.tsv").write_text("source\ttarget\nun\tone\nun\ttwo\n", "utf-8")
    result = run("check", code=1)
    assert "aa-en.tsv:1: unknown column 'cible'" in result.stderr
    assert "two-targets" in result.stdout


def test_check_with_the_corpus_names_what_it_never_has(place: Path, run: Run) -> None:
    save((*OURS, Term("girafe", "giraffe")), place / "glossary" / "fr-en.tsv")
    output = run("check", "--corpus").stdout
    assert "fr-en.tsv:4: note 'girafe' is never seen in the corpus" in output
    assert "'chat'" not in output


def test_an_import_is_shown_asked_for_and_undone(place: Path, run: Run, tmp_path: Path) -> None:
    path = place / "glossary" / "fr-en.tsv"
    before = path.read_bytes()
    (tmp_path / "more.csv").write_text("source;target\nchat;tomcat\ntable;table\n", "utf-8")
    shown = run("import", str(tmp_path / "more.csv"), "--dry-run").output
    assert "~ chat\n    target: kitten → tomcat\n+ table = table\n" in shown
    assert "1 added, 1 changed, 0 the same" in shown
    run("import", str(tmp_path / "more.csv"), answer="n\n", code=1)
    assert path.read_bytes() == before
    run("import", str(tmp_path / "more.csv"), answer="y\n")
    assert [s for s, _, _ in _terms(place)] == ["chat", "Paris", "table"]
    assert load(path)[0].avoid == ("puss",)
    run("undo")
    assert path.read_bytes() == before
    assert "nothing to undo" in run("undo", code=1).stderr


@pytest.mark.parametrize("ending", ["tbx", "csv", "tsv", "txt"])
def test_what_is_exported_comes_back_the_same(run: Run, tmp_path: Path, ending: str) -> None:
    out = str(tmp_path / f"out.{ending}")
    assert "2 entries" in run("export", out).stdout
    assert "0 added, 0 changed, 2 the same" in run("import", out).stdout


def test_an_import_of_a_damaged_file_writes_nothing(place: Path, run: Run, tmp_path: Path) -> None:
    before = (place / "glossary" / "fr-en.tsv").read_bytes()
    (tmp_path / "bad.tbx").write_text("<tbx>", "utf-8")
    assert "bad.tbx:1: not a sound XML" in run("import", str(tmp_path / "bad.tbx"), code=1).stderr
    assert (place / "glossary" / "fr-en.tsv").read_bytes() == before


def test_an_import_into_a_file_elsewhere_is_refused(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "a.csv"))
    into = str(tmp_path / "fr-en.tsv")
    error = run("import", str(tmp_path / "a.csv"), "--into", into, code=1).stderr
    assert "no glossary of this workspace. Glossaries are .tsv files in" in error


def test_suggestions_are_candidates_until_they_are_approved(place: Path, run: Run) -> None:
    output = run("suggest").stdout.splitlines()
    columns = output[0].split("\t")
    row = dict(zip(columns, output[1].split("\t"), strict=True))
    assert (row["source"], row["status"]) == ("banque agricole", "candidate")
    assert row["target"]
    assert len(_terms(place)) == 2
    run("suggest", "--write", "--yes")
    assert _terms(place)[0][::2] == ("banque agricole", Status.CANDIDATE)
    assert len(run("suggest").stdout.splitlines()) == 1
    run("approve", "banque agricole=farm bank", "--yes")
    assert _terms(place)[0] == ("banque agricole", "farm bank", Status.APPROVED)
    run("undo")
    run("undo")
    assert len(_terms(place)) == 2


def test_a_suggestion_has_examples_and_a_count_for_programs(run: Run) -> None:
    (candidate,) = map(json.loads, run("suggest", "--json").stdout.splitlines())
    assert (candidate["source"], candidate["kind"], candidate["count"]) == (
        "banque agricole", "phrase", 2,
    )  # fmt: skip
    assert candidate["examples"][0]["text"] == "La banque agricole est là."


def test_try_shows_before_and_after_and_writes_nothing(place: Path, run: Run) -> None:
    glossary_file = place / "glossary" / "fr-en.tsv"
    kept = glossary_file.read_bytes()
    lines = run("try", "chat=tomcat", "--json").stdout.splitlines()
    found = {line["source"]: line for line in map(json.loads, lines)}
    assert set(found) == {"Le chat dort", "Le chat dort sur la table."}
    assert all("kitten" in line["before"].lower() for line in found.values())
    assert all("tomcat" in line["after"].lower() for line in found.values())
    assert glossary_file.read_bytes() == kept
    report = pipeline.build(open_workspace(place), dry_run=True)
    assert report.translated == 6  # nothing that was tried is kept


def test_try_says_how_much_a_change_bears_on(place: Path, run: Run) -> None:
    pipeline.build(open_workspace(place))
    output = run("try", "chat=tomcat").stdout
    assert "2 sentences affected, 2 would read differently; the engine was asked for 2" in output
    assert "tomcat]" in output


def test_try_takes_a_whole_edited_file(place: Path, run: Run, tmp_path: Path) -> None:
    save((Term("chat", "tomcat"), *OURS[1:]), tmp_path / "edited.tsv")
    lines = run("try", "--file", str(tmp_path / "edited.tsv"), "--json").stdout.splitlines()
    assert len(lines) == 2
    run("try", code=2)


def test_a_report_says_how_each_term_was_met(place: Path, run: Run) -> None:
    early = run("report")
    assert "6 sentences without a translation yet: run `bilingual build`" in early.stderr
    pipeline.build(open_workspace(place))
    (chat, paris) = map(json.loads, run("report", "--json").stdout.splitlines())
    assert (chat["source"], chat["occurrences"], chat["unmet"]) == ("chat", 2, [])
    assert sum(chat["methods"].values()) == 2
    assert "plain" not in chat["methods"]
    assert (paris["occurrences"], paris["methods"]) == (1, {"plain": 1})
    assert "6 sentences; met: " in run("report").stdout


@pytest.mark.parametrize("name", sorted(glossary.commands))
def test_every_command_has_help_with_examples(run: Run, name: str) -> None:
    output = run(name, "--help").output
    assert f"bilingual glossary {name}" in output
    assert "Example" in output
    assert "--quiet" in output
