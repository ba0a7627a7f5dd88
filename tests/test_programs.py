"""Apertium's programs stay running, and an answer belongs to its question whatever happens."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilingual.engines import Engine, programs
from bilingual.engines.programs import Programs
from bilingual.errors import EngineError

CAT = "The black cat sleeps."


@pytest.fixture
def spanish(apertium: Engine) -> Programs:
    """The second half of the way from French to English."""
    assert apertium.label == "Apertium fr→es→en"
    return Programs(Path("/usr/share/apertium/modes/spa-eng.mode"))


def leader(running: Programs) -> int:
    process = running._process  # what a test ends from outside
    assert process is not None
    return process.pid


def session(leader: int) -> list[str]:
    """The programs that were started with this one."""
    names = ["ps", "-o", "comm=", "-s", str(leader)]
    return subprocess.run(names, capture_output=True, text=True, check=False).stdout.split()


def gone(leader: int) -> bool:
    """Whether all of them have ended, now or within ten seconds."""
    for _ in range(100):
        if not session(leader):
            return True
        time.sleep(0.1)
    return False


def test_every_question_gets_its_own_answers(spanish: Programs) -> None:
    assert spanish.ask(["El gato negro duerme."]) == [CAT]
    assert spanish.ask(["La casa es grande.", "", "El gato negro duerme."]) == [
        "The house is big.",
        "",
        CAT,
    ]
    assert spanish.ask([]) == []
    assert spanish.ask(["El gato negro duerme."]) == [CAT]


def test_the_programs_are_started_once(spanish: Programs) -> None:
    spanish.ask(["gato"])
    first = leader(spanish)
    spanish.ask(["gato"])
    assert leader(spanish) == first
    assert "lt-proc" in session(first)


def test_a_question_may_be_larger_than_any_pipe(spanish: Programs) -> None:
    many = ["El gato negro duerme."] * 20_000
    assert spanish.ask(many) == [CAT] * 20_000


def test_programs_that_were_ended_from_outside_start_anew(spanish: Programs) -> None:
    spanish.ask(["gato"])
    os.killpg(leader(spanish), signal.SIGKILL)
    assert spanish.ask(["El gato negro duerme."]) is None
    assert spanish.ask(["El gato negro duerme."]) == [CAT]


def test_programs_that_never_answer_are_ended(
    spanish: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish.ask(["gato"])
    stopped = leader(spanish)
    os.killpg(stopped, signal.SIGSTOP)
    monkeypatch.setattr(programs, "START_UP", 0.2)
    monkeypatch.setattr(programs, "QUIET", 0.1)
    assert spanish.ask(["gato"]) is None
    assert gone(stopped)


def test_slow_programs_are_waited_for(spanish: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    spanish.ask(["gato"])
    monkeypatch.setattr(programs, "QUIET", 0.001)
    assert spanish.ask(["El gato negro duerme."] * 300) == [CAT] * 300
    assert spanish.ask(["La casa es grande."]) == ["The house is big."]


def test_an_interrupted_question_leaves_nothing_to_the_next_one(
    spanish: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    spanish.ask(["gato"])
    with monkeypatch.context() as patch:
        patch.setattr(os, "read", interrupt)
        with pytest.raises(KeyboardInterrupt):
            spanish.ask(["La casa es grande."])
    assert spanish.ask(["El gato negro duerme."]) == [CAT]


def test_the_programs_end_with_their_object(apertium: Engine) -> None:
    running = Programs(Path("/usr/share/apertium/modes/spa-eng.mode"))
    running.ask(["gato"])
    first = leader(running)
    del running
    gc.collect()
    assert gone(first)


@pytest.mark.parametrize("end", ["", "import os; os.kill(os.getpid(), 9)"])
def test_the_programs_end_with_the_process_that_started_them(
    apertium: Engine, tmp_path: Path, end: str
) -> None:
    script = (
        "from pathlib import Path; from bilingual.engines.programs import Programs;"
        "running = Programs(Path('/usr/share/apertium/modes/spa-eng.mode'));"
        "running.ask(['gato']); print(running._process.pid, flush=True);"
    )
    told = subprocess.run(
        [sys.executable, "-c", script + end], capture_output=True, text=True, check=False
    )
    assert gone(int(told.stdout))


def test_an_apertium_that_cannot_be_run_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="cannot be run"):
        Programs(tmp_path / "modes" / "x-y.mode").ask(["gato"])
