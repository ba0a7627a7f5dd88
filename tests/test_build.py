"""A folder of articles becomes a reader; nothing is done twice and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual import engines
from bilingual.config import CHOICES, with_options
from bilingual.errors import ConfigError, EngineError, InputError
from bilingual.formats.anki import CARDS
from bilingual.formats.book import CONTENTS, EDITIONS
from bilingual.formats.divide import DIVISIONS
from bilingual.formats.epub import LAYOUTS
from bilingual.pipeline import build
from bilingual.publish import WRITERS
from bilingual.workspace import Workspace, open_workspace

ROOT = Path(__file__).parent.parent


def _write(workspace: Workspace, name: str, text: str) -> Path:
    path = workspace.corpus / name
    path.write_text(text, "utf-8")
    return path


def _with(workspace: Workspace, **options: str) -> Workspace:
    return replace(workspace, config=with_options(workspace.config, options))


def _page(workspace: Workspace, name: str) -> str:
    return (workspace.pages / f"{name}.html").read_text("utf-8")


def _made(folder: Path) -> dict[str, bytes]:
    """Everything built, but for the cache."""
    files = [path for path in folder.rglob("*") if path.is_file() and "cache" not in path.name]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("setting", "table"),
    [
        ("formats", WRITERS),
        ("engine", {engines.AUTO: None, **engines.ENGINES}),
        ("layout", LAYOUTS),
        ("editions", EDITIONS),
        ("books", DIVISIONS),
        ("contents", CONTENTS),
        ("cards", CARDS),
    ],
)
def test_settings_know_what_the_formats_know(setting: str, table: Mapping[str, object]) -> None:
    assert set(CHOICES[setting]) == set(table)


def test_books_of_editions_that_are_no_longer_wanted_go(workspace: Workspace) -> None:
    build(_with(workspace, editions="parallel,target", formats="epub"))
    assert {path.name for path in workspace.output.glob("*.epub")} == {
        "demo.epub",
        "demo-target.epub",
    }
    build(_with(workspace, editions="source", formats="epub"))
    assert {path.name for path in workspace.output.glob("*.epub")} == {"demo-source.epub"}


def test_another_layout_makes_the_book_anew_and_translates_nothing(workspace: Workspace) -> None:
    build(workspace)
    report = build(_with(workspace, layout="notes"))
    assert (report.translated, report.changed) == (0, ())
    assert report.written == (workspace.book,)


def test_paper_and_cards_are_made_when_asked_for(workspace: Workspace) -> None:
    try:
        import weasyprint  # noqa: F401 # found out here: it needs Pango from the system
    except (ImportError, OSError) as error:
        pytest.skip(f"needs WeasyPrint and Pango: {error}")
    build(_with(workspace, formats="pdf,anki", cards="terms"))
    assert workspace.book.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert zipfile.is_zipfile(workspace.book.with_suffix(".apkg"))


def test_a_folder_of_articles_becomes_pages_and_a_book(workspace: Workspace) -> None:
    report = build(workspace)
    assert report.changed == ("chat",)
    assert report.translated == 6
    page = _page(workspace, "chat")
    assert "Le chat dort sur la table." in page
    assert "The cat is sleeping on the table." in page
    assert 'href="chat.html"' in workspace.index.read_text("utf-8")
    with zipfile.ZipFile(workspace.book) as book:
        texts = [book.read(name).decode() for name in book.namelist() if "xhtml" in name]
    assert any("The cat is sleeping on the table." in text for text in texts)


def test_a_second_build_translates_and_writes_nothing(workspace: Workspace) -> None:
    build(workspace)
    before = {path: path.stat().st_mtime_ns for path in workspace.output.rglob("*.html")}
    report = build(workspace)
    assert (report.translated, report.changed, report.written) == (0, (), ())
    assert report.unchanged == 1
    assert before == {path: path.stat().st_mtime_ns for path in workspace.output.rglob("*.html")}


def test_only_new_sentences_of_a_changed_article_are_translated(workspace: Workspace) -> None:
    build(workspace)
    text = (workspace.corpus / "chat.txt").read_text("utf-8")
    _write(workspace, "chat.txt", text + "\nMerci beaucoup, mon ami.\n")
    assert build(workspace).translated == 1


def test_a_sentence_in_two_articles_is_translated_once(workspace: Workspace) -> None:
    _write(workspace, "autre.txt", "Un autre titre\n\nLe chat dort sur la table.\n")
    assert build(workspace).translated == 7


def test_a_changed_term_touches_only_the_sentences_that_have_it(workspace: Workspace) -> None:
    build(workspace)
    glossary = workspace.glossary("fr")
    glossary.write_text("source\ttarget\ngare\ttrain station\n", "utf-8")
    report = build(workspace)
    assert (report.translated, report.changed) == (1, ("chat",))


def test_an_approved_sentence_wins_over_the_engine(workspace: Workspace) -> None:
    memory = workspace.root / "glossary" / "memory.fr-en.tsv"
    memory.write_text("source\ttarget\nIl ne pleut pas.\tThere is no rain today.\n", "utf-8")
    assert build(workspace).translated == 5
    assert "There is no rain today." in _page(workspace, "chat")


def test_an_approval_after_a_build_shows_in_the_next(workspace: Workspace) -> None:
    build(workspace)
    memory = workspace.root / "glossary" / "memory.fr-en.tsv"
    memory.write_text("source\ttarget\nIl ne pleut pas.\tThere is no rain today.\n", "utf-8")
    assert build(workspace).translated == 0
    assert "There is no rain today." in _page(workspace, "chat")


def test_an_article_that_is_gone_leaves_the_reader(workspace: Workspace) -> None:
    gone = _write(workspace, "vieux.txt", "Vieux titre\n\nLe chat dort.\n")
    build(workspace)
    gone.unlink()
    assert build(workspace).removed == ("vieux",)
    assert not (workspace.pages / "vieux.html").exists()
    assert "vieux.html" not in workspace.index.read_text("utf-8")


def test_a_broken_article_is_reported_and_the_others_are_built(workspace: Workspace) -> None:
    _write(workspace, "vide.txt", "")
    report = build(workspace)
    (error,) = report.failed
    assert str(error).startswith(str(workspace.corpus / "vide.txt"))
    assert report.changed == ("chat",)
    assert workspace.index.exists()


def test_an_article_that_breaks_keeps_its_old_page(workspace: Workspace) -> None:
    build(workspace)
    _write(workspace, "chat.txt", "")
    assert len(build(workspace).failed) == 1
    assert "The cat is sleeping" in _page(workspace, "chat")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(workspace: Workspace) -> None:
    report = build(workspace, dry_run=True)
    assert (report.changed, report.translated) == (("chat",), 6)
    assert not workspace.pages.exists()
    assert not workspace.book.exists()


def test_one_article_can_be_built_alone(workspace: Workspace) -> None:
    one = _write(workspace, "autre.txt", "Un autre titre\n\nElle habite à Paris.\n")
    assert build(workspace, only=[one]).changed == ("autre",)
    assert not (workspace.pages / "chat.html").exists()


def test_a_file_outside_the_corpus_is_not_built(workspace: Workspace, tmp_path: Path) -> None:
    stray = tmp_path / "stray.txt"
    stray.write_text("Un titre\n\nUne phrase.", "utf-8")
    with pytest.raises(InputError, match="not an article of this workspace"):
        build(workspace, only=[stray])


def test_an_empty_corpus_says_what_to_put_there(workspace: Workspace) -> None:
    (workspace.corpus / "chat.txt").unlink()
    with pytest.raises(InputError, match=r"no articles\. Put \.txt, \.md, \.html or \.epub"):
        build(workspace)


def test_a_pair_without_an_engine_names_the_commands_that_give_one(workspace: Workspace) -> None:
    _write(
        workspace, "ru.txt", "Заголовок статьи о саммите\n\n" + "Саммит начнётся завтра утром. " * 9
    )
    report = build(workspace)
    (error,) = report.failed
    assert isinstance(error, EngineError)
    assert "ru→en" in str(error)
    assert str(workspace.corpus / "ru.txt") in str(error)
    assert "bilingual models install ru en" in str(error)
    assert "chat" in report.changed


def test_text_in_the_target_language_needs_no_engine(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    (workspace.corpus / "chat.txt").unlink()
    english = "The summit of the organisation will take place in the capital next week. " * 4
    _write(workspace, "english.txt", f"A title in English for once\n\n{english}\n")
    report = build(workspace)
    assert (report.failed, report.translated) == ((), 0)
    assert "The summit of the organisation" in _page(workspace, "english")


def test_a_block_in_another_language_is_shown_and_not_translated(workspace: Workspace) -> None:
    russian = "Президент сообщил журналистам, что саммит состоится в столице осенью этого года."
    french = "Mon père travaille dans une grande ville. Elle habite à Paris avec son frère. " * 3
    _write(workspace, "mixte.txt", f"Un titre\n\n{french}\n\n{russian}\n\n{french}\n")
    build(workspace)
    page = _page(workspace, "mixte")
    assert russian in page
    assert re.search(r'lang="ru"', page)


def test_the_same_input_gives_the_same_bytes(workspace: Workspace) -> None:
    build(workspace)
    first = _made(workspace.output)
    shutil.rmtree(workspace.output)
    build(open_workspace(workspace.root))
    assert _made(workspace.output) | {"README.md": first["README.md"]} == first


def test_deleting_the_cache_loses_nothing_but_time(workspace: Workspace) -> None:
    build(workspace)
    first = _made(workspace.output)
    for path in workspace.output.glob("cache.sqlite*"):
        path.unlink()
    assert build(workspace).translated == 6
    assert _made(workspace.output) == first


def test_a_dry_run_tells_of_a_layout_that_would_be_made(workspace: Workspace) -> None:
    build(workspace)
    report = build(_with(workspace, layout="notes"), dry_run=True)
    assert len(report.written) == 1
    assert build(workspace).written == ()


def test_a_damaged_cache_is_made_anew_by_the_way(workspace: Workspace) -> None:
    build(workspace)
    with sqlite3.connect(workspace.memory) as database:
        database.execute("update shelf set value = 'junk'")
        database.execute("update translations set value = '{}'")
    database.close()
    assert build(workspace).translated == 6


def test_an_index_never_points_to_a_page_that_went(workspace: Workspace) -> None:
    gone = _write(workspace, "vieux.txt", "Vieux titre\n\nLe chat dort.\n")
    build(workspace)
    gone.unlink()
    build(_with(workspace, formats="epub"))
    assert "vieux.html" not in workspace.index.read_text("utf-8")


def test_a_broken_glossary_is_one_error_for_all_articles(workspace: Workspace) -> None:
    _write(workspace, "autre.txt", "Un autre titre\n\nElle habite à Paris.\n")
    workspace.glossary("fr").write_text("source\ttarget\nx\n", "utf-8")
    with pytest.raises(InputError, match=r"fr-en\.tsv:2: no tab in this line"):
        build(workspace)


def test_a_wrong_edition_is_found_before_any_work(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999")
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH cannot be"):
        build(workspace)


@pytest.mark.skipif(os.name != "posix", reason="kills a process with SIGKILL")
def test_a_killed_build_goes_on_where_it_stopped(workspace: Workspace) -> None:
    """What was translated before the kill is not translated again."""
    numbers = [f"Le numéro {n} habite à Paris avec {n + 1} chats." for n in range(700)]
    _write(workspace, "long.txt", "Un long titre\n\n" + "\n\n".join(numbers))
    command = [sys.executable, "-m", "bilingual", "build", "-q", "-w", str(workspace.root)]
    process = subprocess.Popen(command)
    kept = 0
    for _ in range(1200):
        time.sleep(0.05)
        kept = _kept(workspace)
        if kept or process.poll() is not None:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < kept < 700
    kept = _kept(workspace)
    report = build(workspace)
    assert report.failed == ()
    assert report.translated == 707 - kept


def _kept(workspace: Workspace) -> int:
    if not workspace.memory.exists():
        return 0
    with sqlite3.connect(workspace.memory) as database:
        try:
            return int(database.execute("select count(*) from translations").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are not there yet
            return 0
        finally:
            database.rollback()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)),
    suffix=st.sampled_from([".txt", ".md", ".html", ".epub"]),
)
def test_any_bytes_give_a_reader_or_one_clear_message(
    workspace: Workspace, content: bytes, suffix: str
) -> None:
    for old in workspace.corpus.glob("any.*"):
        old.unlink()
    path = workspace.corpus / f"any{suffix}"
    path.write_bytes(content)
    report = build(_with(workspace, formats="html"))
    if report.failed:
        (error,) = report.failed
        assert str(path) in str(error) or isinstance(error, EngineError)
    else:
        assert (workspace.pages / "any.html").exists()
