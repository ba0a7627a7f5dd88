"""The commands `bilingual glossary ...`, as somebody at a terminal uses them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual import pipeline
from bilingual.cli.glossary import glossary
from bilingual.corpus import built
from bilingual.glossary.terms import Status, Term, load, save
from bilingual.glossary.whatif import edited
from bilingual.memory import Memory
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


def test_a_glossary_of_a_language_without_articles_has_no_unseen_entries(
    place: Path, run: Run
) -> None:
    (place / "glossary" / "zh-en.tsv").write_text("source\ttarget\n上合组织\tSCO\n", "utf-8")
    result = run("check", "--corpus")
    assert "上合组织" not in result.stdout
    assert "zh-en.tsv: no article in 'zh'" in result.stderr


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


def test_try_says_how_much_a_change_bears_on_and_what_to_do(place: Path, run: Run) -> None:
    early = run("try", "chat=tomcat").stdout
    assert "4 other sentences without a translation yet: `bilingual build` shows" in early
    pipeline.build(open_workspace(place))
    output = run("try", "chat=tomcat").stdout
    assert "2 sentences would read differently; 2 would be translated again\n" in output
    assert "Nothing was written. To have it: `bilingual glossary add` or edit " in output
    assert "fr-en.tsv, then `bilingual build`" in output
    assert "tomcat]" in output
    assert "No sentence would change\n" in run("try", "girafe=giraffe").stdout


def _rows(place: Path) -> dict[tuple[str, str], str]:
    """What the readers show, by article and row."""
    with Memory(open_workspace(place).memory) as memory:
        found = built(memory, "fr").values()
    return {
        (seen.place.article, seen.place.row): seen.translation.text
        for seen in found if seen.translation
    }  # fmt: skip


@pytest.mark.parametrize("given", ["edit", "file", "nothing"])
@pytest.mark.parametrize("edit", ["chat=tomcat", "Paris=Lutetia", "table=desk", "chat="])
def test_what_try_shows_is_what_the_next_build_gives(
    place: Path, run: Run, tmp_path: Path, edit: str, given: str
) -> None:
    dated = "Titre\n\nPARIS, 15 mai - RIA Novosti. Le chat dort. Elle habite à Paris.\n"
    (place / "corpus" / "paris.txt").write_text(dated, "utf-8")
    pipeline.build(open_workspace(place))
    before, path = _rows(place), place / "glossary" / "fr-en.tsv"
    after = edited(load(path), [edit], "fr")
    save(after, path if given == "nothing" else tmp_path / "edited.tsv")
    arguments = {"edit": [edit], "file": ["--file", str(tmp_path / "edited.tsv")], "nothing": []}
    result = run("try", *arguments[given], "--json")
    promised = {
        (at["article"], at["row"]): (line["before"], line["after"])
        for line in map(json.loads, result.stdout.splitlines())
        for at in line["places"]
    }
    assert promised
    save(after, path)
    report = pipeline.build(open_workspace(place))
    now = _rows(place)
    assert promised == {row: (before[row], now[row]) for row in before if before[row] != now[row]}
    assert f"; {report.translated} would be translated again" in result.stderr
    assert "No sentence would change" in run("try").stdout


def test_try_needs_a_build_to_compare_the_file_with(run: Run) -> None:
    assert (
        "nothing is built yet to compare with. Run `bilingual build`" in run("try", code=1).stderr
    )


def test_try_refuses_a_glossary_of_other_languages(run: Run, tmp_path: Path) -> None:
    save(OURS, tmp_path / "zh-en.tsv")
    message = run("try", "--file", str(tmp_path / "zh-en.tsv"), code=1).stderr
    assert "a glossary of other languages. The one for these articles: " in message


@pytest.mark.parametrize("command", [["report"], ["try", "chat=tomcat"], ["suggest"]])
def test_a_language_without_articles_is_said(run: Run, command: list[str]) -> None:
    assert "no article in 'ru'. --source names" in run(*command, "--source", "ru", code=1).stderr


def test_candidates_come_without_targets_where_no_engine_is_installed(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    create(tmp_path / "zh", source="zh", target="en")
    text = "标题\n\n区域银行今天开门。我爱区域银行的人。请看：区域银行。\n"
    (tmp_path / "zh" / "corpus" / "a.txt").write_text(text, "utf-8")
    result = CliRunner().invoke(glossary, ["suggest", "-w", str(tmp_path / "zh")])
    assert result.exit_code == 0, result.output
    columns, row = (line.split("\t") for line in result.stdout.splitlines())
    assert dict(zip(columns, row, strict=True))["source"] == "区域银行"
    assert dict(zip(columns, row, strict=True))["target"] == "?"
    assert "zh→en" in result.stderr


def test_numbers_of_candidates_are_one_at_least(run: Run) -> None:
    run("suggest", "--min", "0", code=2)
    run("suggest", "--top", "0", code=2)
    assert (
        "Nothing that the glossary lacks is seen 40 times" in run("suggest", "--min", "40").stderr
    )


def test_approving_says_what_there_is(place: Path, run: Run) -> None:
    assert (
        "has no candidates; `bilingual glossary suggest` finds some"
        in run("approve", "--all").stdout
    )
    assert (
        "'chat' is no candidate. It is in line 2 of the glossary, approved: kitten"
        in run("approve", "chat", code=1).stderr
    )
    (place / "glossary" / "fr-en.tsv").unlink()
    assert "'chat' is no candidate" in run("approve", "chat", code=1).stderr


def _on_terminal(columns: int, *arguments: str) -> list[str]:
    """The lines that a command shows on a terminal of this width, colours and progress apart."""
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    termios = pytest.importorskip("termios", reason="needs a POSIX terminal")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    command = [sys.executable, "-m", "bilingual", "glossary", *arguments]
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
    done = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux's word for the end of a terminal
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert done.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).splitlines()


@pytest.mark.parametrize("columns", [60, 160])
def test_a_terminal_of_any_width_shows_whole_words(place: Path, columns: int) -> None:
    pipeline.build(open_workspace(place))
    for arguments in (("report",), ("try", "chat=tomcat"), ("suggest",)):
        lines = _on_terminal(columns, *arguments, "-w", str(place))
        shown = [line for line in lines if "`" not in line and " would " not in line]
        assert max(map(len, shown)) <= columns
        assert any(
            word in line for word in ("kitten", "tomcat", "banque agricole") for line in shown
        )


def test_try_takes_a_whole_edited_file(place: Path, run: Run, tmp_path: Path) -> None:
    save((Term("chat", "tomcat"), *OURS[1:]), tmp_path / "edited.tsv")
    lines = run("try", "--file", str(tmp_path / "edited.tsv"), "--json").stdout.splitlines()
    assert len(lines) == 2


def test_a_report_says_how_each_term_was_met(place: Path, run: Run) -> None:
    early = run("report")
    assert "6 sentences without a translation yet: run `bilingual build`" in early.stderr
    pipeline.build(open_workspace(place))
    (chat, paris) = map(json.loads, run("report", "--json").stdout.splitlines())
    assert (chat["source"], chat["occurrences"], chat["unmet"]) == ("chat", 2, [])
    assert sum(chat["methods"].values()) == 2
    assert "plain" not in chat["methods"]
    assert (paris["occurrences"], paris["methods"]) == (1, {"plain": 1})
    told = run("report").stdout
    assert "6 sentences; 2 of 2 terms seen, 3 times\nmet: " in told
    assert "there without help 1" in told


@pytest.mark.parametrize("name", sorted(glossary.commands))
def test_every_command_has_help_with_examples(run: Run, name: str) -> None:
    output = run(name, "--help").output
    assert f"bilingual glossary {name}" in output
    assert "Example" in output
    assert "--quiet" in output
