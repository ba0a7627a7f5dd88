"""The cache gives back what it was given, survives damage, and approved pairs are read right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import ConfigError, InputError
from bilingual.memory import Memory
from bilingual.model import Issue, Method, Origin, TermUse, Translation
from bilingual.reviewed import load_reviewed, normal

FULL = Translation(
    "The SCO has 10 members.", Origin.ENGINE, "Argos fr→en 1.0", -0.25,
    (TermUse("OCS", "SCO", 2, 5, Method.FORCED, "SCO", 4, 7),),
    (Issue("numbers", "9 is missing"),), ((0, 2, 0, 3),),
)  # fmt: skip


def test_a_translation_comes_back_whole(tmp_path: Path) -> None:
    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.keep({"k": FULL})
    with Memory(tmp_path / "cache.sqlite") as memory:
        assert memory.recall(["k", "other"]) == {"k": FULL}
        assert memory.known(["k", "other"]) == {"k"}


def test_thousands_of_keys_are_asked_at_once(tmp_path: Path) -> None:
    keys = [str(n) for n in range(2500)]
    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.keep(dict.fromkeys(keys, FULL))
        assert len(memory.recall(keys)) == 2500


def test_a_value_counts_only_under_the_key_it_was_made_with(tmp_path: Path) -> None:
    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.put("page", "a", "key 1", b"old")
        memory.put("page", "a", "key 2", b"new")
        assert memory.get("page", "a", "key 1") is None
        assert memory.get("page", "a", "key 2") == b"new"
        assert memory.keys("page") == {"a": "key 2"}
        memory.forget("page", "a")
        assert memory.keys("page") == {}


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_damaged_cache_starts_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with Memory(path) as memory:
        memory.keep({"k": FULL})
        assert memory.known(["k"]) == {"k"}


def test_a_cache_of_another_version_starts_anew(tmp_path: Path) -> None:
    import sqlite3

    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.keep({"k": FULL})
    database = sqlite3.connect(tmp_path / "cache.sqlite")
    database.execute("pragma user_version = 99")
    database.close()
    with Memory(tmp_path / "cache.sqlite") as memory:
        assert memory.known(["k"]) == set()


def test_a_cache_that_cannot_be_opened_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").mkdir()
    with pytest.raises(ConfigError, match="cannot open the cache"):
        Memory(tmp_path / "cache.sqlite")


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    """A process that is killed right after `keep` has lost nothing."""
    path = tmp_path / "cache.sqlite"
    program = f"""
import os, signal
from pathlib import Path
from bilingual.memory import Memory
from bilingual.model import Origin, Translation
memory = Memory(Path({str(path)!r}))
memory.keep({{str(n): Translation("x", Origin.ENGINE) for n in range(1000)}})
os.kill(os.getpid(), signal.{"SIGKILL" if os.name == "posix" else "SIGTERM"})
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    with Memory(path) as memory:
        assert len(memory.known(map(str, range(1000)))) == 1000


def test_approved_pairs_match_whatever_apostrophes_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "memory.fr-en.tsv"
    path.write_text("source\ttarget\tnote\nL’OCS\u00a0: un forum.\tThe SCO: a forum.\t\n", "utf-8")
    assert load_reviewed(path)[normal("L'OCS : un forum.")] == "The SCO: a forum."


def test_no_file_of_approved_pairs_is_none_approved(tmp_path: Path) -> None:
    assert load_reviewed(tmp_path / "memory.fr-en.tsv") == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("OCS\tSCO\n", ":1: the first line must name the columns"),
        ("source\ttarget\nOCS\n", ":2: no source or no target"),
        ("source\ttarget\nOCS\tSCO\nl’x\ta\nl'x\tb\n", ":4: a second translation"),
    ],
)
def test_a_wrong_row_of_approved_pairs_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "memory.fr-en.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        load_reviewed(path)
