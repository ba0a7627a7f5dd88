"""A workspace is found, made, and says plainly what is wrong with its settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.config import Config, load_config, with_options
from bilingual.errors import ConfigError, InputError
from bilingual.workspace import create, open_workspace


def _config(folder: Path, text: str) -> Config:
    (folder / "bilingual.toml").write_text(text, "utf-8")
    return load_config(folder / "bilingual.toml")


def test_a_setting_left_out_has_its_default(tmp_path: Path) -> None:
    assert _config(tmp_path, 'source = "es"') == Config(source="es")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'title = "x"\nsorce = "fr"',
            r"bilingual\.toml:2: unknown setting 'sorce'\. Known .*source",
        ),
        ("source = 3", r":1: source cannot be 3\. Write it between quotation marks"),
        ('\n\ntarget = "English"', r":3: target cannot be 'English'\. A language code"),
        ('formats = ["docx"]', r":1: formats cannot be \['docx'\]\. One or more of: html, epub"),
        ("formats = []", r":1: formats cannot be \[\]"),
        ("title = ]", r":1: not valid TOML"),
        ("x = " + "[" * 5000, "not valid TOML"),
        ('title = " "', r":1: title cannot be ' '"),
        ('engine = "babelfish"', r":1: engine cannot be 'babelfish'\. One of: auto, argos"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises((ConfigError, InputError), match=message):
        _config(tmp_path, text)


def test_options_stand_over_settings() -> None:
    changed = with_options(
        Config(), {"formats": " epub, html,epub", "layout": "", "engine": "argos"}
    )
    assert changed == Config(formats=("epub", "html"), engine="argos")
    with pytest.raises(ConfigError, match=r"layout cannot be 'shelf'\. One of: stacked, table"):
        with_options(Config(), {"layout": "shelf"})


def test_a_workspace_is_found_from_inside(tmp_path: Path) -> None:
    create(tmp_path / "demo", source="fr", target="en")
    inside = tmp_path / "demo" / "corpus"
    assert open_workspace(inside).root == (tmp_path / "demo").resolve()


def test_outside_a_workspace_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"not in a workspace\. .*bilingual init"):
        open_workspace(tmp_path)


def test_making_a_workspace_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "bilingual.toml").write_text('title = "Mine"', "utf-8")
    made = create(tmp_path, source="fr", target="en")
    assert open_workspace(tmp_path).config.title == "Mine"
    assert tmp_path / "bilingual.toml" not in made
    assert tmp_path / "glossary" / "fr-en.tsv" in made


def test_a_new_workspace_has_the_settings_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / 'a "quoted" \\name'
    create(folder, source="ru", target="de")
    config = open_workspace(folder).config
    assert (config.source, config.target, config.title) == ("ru", "de", "a quoted name")


def test_articles_have_one_id_each(tmp_path: Path) -> None:
    create(tmp_path, source="fr", target="en")
    corpus = tmp_path / "corpus"
    for name in ("a.txt", "a.md", "2024/Été à Oufa.html", ".hidden.txt", "notes.docx", "b.toml"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("x", "utf-8")
    articles = open_workspace(tmp_path).articles()
    assert set(articles) == {"a-txt", "a-md", "2024-ete-a-oufa"}


def test_two_files_with_the_same_page_are_an_error(tmp_path: Path) -> None:
    create(tmp_path, source="fr", target="en")
    for name in ("été.txt", "ete.txt"):
        (tmp_path / "corpus" / name).write_text("x", "utf-8")
    with pytest.raises(InputError, match="would have the same page as"):
        open_workspace(tmp_path).articles()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_approved_sentences_is_an_error_not_a_wait(tmp_path: Path) -> None:
    create(tmp_path, source="fr", target="en")
    approved = tmp_path / "glossary" / "memory.fr-en.tsv"
    approved.unlink()
    os.mkfifo(approved)
    with pytest.raises(InputError, match="not a file"):
        open_workspace(tmp_path).reviewed("fr")
