"""The commands do what their help says, and end plainly when they cannot."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.workspace import Workspace

CASES = Path(__file__).parent / "cases" / "cli"


def _run(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=text)


def _commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, *names, name)
        else:
            yield (*names, name)


@pytest.mark.parametrize("names", list(_commands(main)), ids=" ".join)
def test_every_command_has_help_with_examples_and_a_loudness(names: tuple[str, ...]) -> None:
    done = _run(*names, "--help")
    assert done.exit_code == 0
    assert "Example" in done.stdout
    assert "--quiet" in done.stdout
    assert "--verbose" in done.stdout


def test_init_then_build_makes_a_reader(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert "bilingual build" in _run("init", folder).stdout
    article = folder / "corpus" / "a.txt"
    article.write_text("Un titre\n\nElle habite à Paris.\n", "utf-8")
    done = _run("build", "-w", folder)
    assert done.exit_code == 0, done.output
    assert "2 sentences translated" in done.stdout
    assert "Reader:" in done.stdout
    assert (folder / "build" / "html" / "a.html").exists()
    assert "Nothing to do: 1 article unchanged" in _run("build", "-w", folder).stdout


def test_quiet_says_nothing_when_all_is_well(workspace: Workspace) -> None:
    done = _run("build", "-q", "-w", workspace.root)
    assert (done.exit_code, done.output) == (0, "")


def test_a_dry_run_lists_the_articles(workspace: Workspace) -> None:
    done = _run("build", "--dry-run", "-w", workspace.root)
    assert "1 article would be made anew" in done.stdout
    assert "6 sentences would be translated" in done.stdout
    assert "chat" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "--format", "docx"], 2, "formats cannot be"),
        (["build", "--engine", "babelfish"], 2, "engine cannot be 'babelfish'"),
        (["build", "missing.txt"], 2, "does not exist"),
        (["build", "--colour"], 2, "No such option"),
        (["init", "x", "--source", "../up"], 1, "source cannot be"),
        (["bild"], 2, "No such command"),
        (["ingest"], 2, "Missing argument"),
        (["models", "install", "fr", "en", "de"], 2, "give SOURCE TARGET"),
        (["models", "install", "missing.argosmodel"], 1, "no such file"),
        (["models", "remove", "xx", "yy"], 1, "no package for xx→yy is installed"),
        (["translate", "--target", "xx"], 1, "fr→xx"),
        (["engines", "--source", "xx"], 1, ""),
    ],
)
def test_a_problem_is_one_message_and_the_right_exit_code(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(workspace.root)
    done = _run(*arguments, text="Bonjour.\n")
    assert done.exit_code == code, done.output
    assert message in done.stderr
    assert "Traceback" not in done.output


def test_a_problem_in_one_article_ends_with_one_and_builds_the_rest(workspace: Workspace) -> None:
    (workspace.corpus / "vide.txt").write_text("", "utf-8")
    done = _run("build", "-w", workspace.root)
    assert done.exit_code == 1
    assert "vide.txt: empty" in done.stderr
    assert "1 problem; everything else is done" in done.stderr
    assert workspace.index.exists()


def test_outside_a_workspace_build_says_how_to_make_one(tmp_path: Path) -> None:
    done = _run("build", "-w", tmp_path)
    assert done.exit_code == 1
    assert "bilingual init" in done.stderr


def test_segment_gives_one_sentence_a_line_and_keeps_paragraphs() -> None:
    done = _run("segment", "--lang", "fr", text="M. Norov parle. Il\nsourit.\n\nFin.\n")
    assert done.stdout == "M. Norov parle.\nIl sourit.\n\nFin.\n"


def test_translate_keeps_count_and_order_and_blank_lines(workspace: Workspace) -> None:
    lines = ["Il ne pleut pas.", "", "Elle habite à Paris.", "Il ne pleut pas."]
    done = _run("translate", "-w", workspace.root, text="\n".join(lines))
    out = done.stdout.split("\n")
    assert len(out) == 5
    assert out[1] == ""
    assert out[0] == out[3]
    assert out[2] == "She lives in Paris."


def test_translate_reads_a_line_as_a_build_reads_an_article(workspace: Workspace) -> None:
    """Accents typed apart and doubled spaces hide no term, and places are those of `source`."""
    workspace.glossary("fr").write_text("source\ttarget\n\u00e9t\u00e9 froid\twinter\n", "utf-8")
    line = "  L'e\u0301te\u0301  froid.\n"
    done = _run("translate", "--json", "-w", workspace.root, text=line)
    made = json.loads(done.stdout)
    (use,) = made["terms"]
    assert made["source"][use["start"] : use["end"]] == "\u00e9t\u00e9 froid"


def test_translate_applies_glossary_and_approved_sentences(workspace: Workspace) -> None:
    workspace.glossary("fr").write_text("source\ttarget\ngare\trailway station\n", "utf-8")
    memory = workspace.root / "glossary" / "memory.fr-en.tsv"
    memory.write_text("source\ttarget\nIl ne pleut pas.\tThere is no rain.\n", "utf-8")
    done = _run(
        "translate", "--json", "-w", workspace.root, text="Où est la gare ?\nIl ne pleut pas.\n"
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert "railway station" in first["text"]
    assert first["terms"][0]["target"] == "railway station"
    assert first["engine"].startswith("Argos fr→en")
    assert isinstance(first["score"], float)
    assert (second["text"], second["origin"]) == ("There is no rain.", "reviewed")


def test_no_standard_input_is_one_message(workspace: Workspace) -> None:
    command = f"{sys.executable} -m bilingual segment <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_every_book_of_many_is_pointed_to(workspace: Workspace) -> None:
    done = _run("build", "-f", "epub", "--editions", "parallel,target", "-w", workspace.root)
    assert "E-books: 2 in" in done.stdout


def test_ingest_takes_the_language_of_the_workspace_where_it_cannot_tell(
    workspace: Workspace,
) -> None:
    short = workspace.corpus / "court.txt"
    short.write_text("Accord final\n\nOui.\n", "utf-8")
    assert json.loads(_run("ingest", "--json", short).stdout)["language"] == "fr"


def test_input_that_is_not_utf8_is_one_message() -> None:
    done = _run("segment", text=b"\xe9t\xe9\n")
    assert done.exit_code == 1
    assert "not UTF-8" in done.stderr


def test_ingest_shows_what_was_understood_and_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Un sommet à Astana\n\nLes pays se réunissent demain dans la capitale.\n\n"
        "Newsletter\n\nPour recevoir les nouvelles\n",
        "utf-8",
    )
    done = _run("ingest", path)
    assert done.exit_code == 0
    assert "title" in done.stdout
    assert "Un sommet à Astana" in done.stdout
    aside = done.stdout.partition("set aside:")[2]
    assert "Newsletter" in aside
    assert "(" in aside


def test_ingest_as_json_is_one_object_a_file(workspace: Workspace) -> None:
    done = _run("ingest", "--json", workspace.corpus / "chat.txt")
    article = json.loads(done.stdout)
    assert article["language"] == "fr"
    assert article["blocks"][0]["kind"] == "title"


def test_ingest_reports_a_bad_file_and_shows_the_others(workspace: Workspace) -> None:
    bad = workspace.corpus / "vide.txt"
    bad.write_text("", "utf-8")
    done = _run("ingest", bad, workspace.corpus / "chat.txt")
    assert done.exit_code == 1
    assert "vide.txt: empty" in done.stderr
    assert "Le chat dort" in done.stdout


def test_a_damaged_cache_is_one_message_and_not_one_an_article(workspace: Workspace) -> None:
    _run("build", "-q", "-w", workspace.root)
    with contextlib.closing(sqlite3.connect(workspace.memory)) as database, database:
        database.execute("update shelf set value = 'junk'")
    done = _run("glossary", "report", "-w", workspace.root)
    assert done.exit_code == 1
    assert done.stderr.count("the cache is damaged") == 1
    assert "Delete it" in done.stderr


def test_engines_says_which_one_is_used(workspace: Workspace) -> None:
    done = _run("engines", "-w", workspace.root)
    assert done.exit_code == 0
    assert "● Argos fr→en" in done.stdout


def test_models_are_listed_and_a_file_can_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packages: Path
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    assert "none installed" in _run("models", "list").stderr
    micro = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
    assert "installed fr→en" in _run("models", "install", micro).stdout
    assert "fr→en" in _run("models", "list").stdout
    assert "removed fr→en" in _run("models", "remove", "fr", "en").stdout


def test_clean_removes_what_was_built_and_nothing_else(workspace: Workspace) -> None:
    _run("build", "-q", "-w", workspace.root)
    assert "would remove" in _run("clean", "--dry-run", "-w", workspace.root).stdout
    assert workspace.pages.exists()
    _run("clean", "-w", workspace.root)
    assert not workspace.pages.exists()
    assert not workspace.book.exists()
    assert workspace.memory.exists()
    _run("clean", "--all", "-w", workspace.root)
    assert not workspace.memory.exists()
    assert (workspace.corpus / "chat.txt").exists()


def test_output_that_nobody_reads_is_no_traceback(workspace: Workspace) -> None:
    """As in `bilingual segment | head -1`."""
    command = [sys.executable, "-m", "bilingual", "segment"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, input=b"Une phrase. " * 20_000, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert b"Traceback" not in done.stderr
