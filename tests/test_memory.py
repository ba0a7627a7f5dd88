"""The cache gives back what it was given, survives damage, and approved pairs are read right."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import ConfigError, InputError
from bilingual.memory import DamagedCacheError, Memory
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
        memory.put("page", "a", "key 1", ["old"])
        memory.put("page", "a", "key 2", ["new"])
        assert memory.get("page", "a", "key 1", list[str]) is None
        assert memory.get("page", "a", "key 2", list[str]) == ["new"]
        assert not memory.has("page", "a", "key 1")
        assert memory.has("page", "a", "key 2")
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
    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.keep({"k": FULL})
    database = sqlite3.connect(tmp_path / "cache.sqlite")
    database.execute("pragma user_version = 99")
    database.close()
    with Memory(tmp_path / "cache.sqlite") as memory:
        assert memory.known(["k"]) == set()


def test_a_cache_that_cannot_be_opened_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").mkdir()
    with pytest.raises(ConfigError, match="cannot use the cache"):
        Memory(tmp_path / "cache.sqlite")


def test_a_record_of_another_shape_is_a_damaged_cache(tmp_path: Path) -> None:
    with Memory(tmp_path / "cache.sqlite") as memory:
        memory.put("page", "a", "key", {"no": "page"})
        with pytest.raises(DamagedCacheError, match="the cache is damaged"):
            memory.get("page", "a", "key", Translation)


def test_a_cache_damaged_in_the_middle_is_found_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Memory(path) as memory:
        memory.keep({str(n): FULL for n in range(500)})
    raw = bytearray(path.read_bytes())
    raw[8192:-4096] = os.urandom(len(raw) - 12288)
    path.write_bytes(raw)
    with Memory(path) as memory, pytest.raises(DamagedCacheError):
        memory.recall(map(str, range(500)))


def test_builds_that_start_together_share_a_new_cache(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from bilingual.memory import Memory
from bilingual.model import Origin, Translation
with Memory(Path(sys.argv[1])) as memory:
    memory.keep({sys.argv[2]: Translation("x", Origin.ENGINE)})
"""
    path = str(tmp_path / "cache.sqlite")
    command = [sys.executable, "-c", program, path]
    started = [subprocess.Popen([*command, str(n)]) for n in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    with Memory(Path(path)) as memory:
        assert memory.known("0123") == set("0123")


def test_a_cache_that_another_program_holds_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cache.sqlite"
    monkeypatch.setattr("bilingual.memory.PATIENCE", 0.1)
    with Memory(path) as memory, contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with pytest.raises(ConfigError, match="database is locked"):
            memory.keep({"k": FULL})


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


def test_marks_that_a_spreadsheet_adds_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "memory.fr-en.tsv"
    text = 'source\ttarget\n"L\'OCS ""agit""."\t"The SCO ""acts""."\n"Oui."\t"Yes."\n'
    path.write_text(text, "utf-8")
    assert dict(load_reviewed(path)) == {
        normal('L\'OCS "agit".'): 'The SCO "acts".',
        normal('"Oui."'): '"Yes."',
    }


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
