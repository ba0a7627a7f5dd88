"""What the README says is so."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from bilingual.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_its_python_example_makes_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packages: Path
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example, "README.md", "exec"), {})
    assert said.getvalue().startswith("2 sentences;")
    assert (tmp_path / "my-reader" / "build" / "html" / "sommet.html").is_file()


def test_it_names_every_command() -> None:
    assert [name for name in main.commands if f"`bilingual {name}" not in README] == []


def test_every_file_and_folder_it_names_is_there() -> None:
    named = re.findall(r"`((?:bilingual|docs|tests|corpus|glossary)/[\w./-]*)`", README)
    made_by_people = {"corpus/furniture.tsv"}
    missing = [name for name in named if not (ROOT / name).exists()]
    assert len(named) > 10
    assert set(missing) <= made_by_people
