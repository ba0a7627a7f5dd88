"""The programs of one of Apertium's pairs, started once and kept running.

Texts go in and come out with a null character after each, on which every program forgets what came
before. The last ones may be held back until more comes: a program that reads up to a null character
may look one further. So each question is followed by texts that nobody asked for, and the next
question skips the answers to them.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from bilingual.errors import EngineError

QUIET = 3  # seconds without an answer after which they are told that no more text will come
START_UP, PER_BYTE = 60, 0.005  # seconds that an answer may take: some 100 times what it needs
FOLLOWING = 4  # texts that nobody asked for; two were ever needed
_AT_ONCE = 4096  # bytes that a pipe takes without waiting, once it takes any

_Process = subprocess.Popen[bytes]


class Programs:
    """A mode of Apertium: its programs start with the first question and end with this object."""

    def __init__(self, mode: Path, *, marks: bool = True) -> None:
        """With `marks`, words that they do not know come out with one, as in "*word"."""
        self.mode = mode
        self._command = ["apertium", "-z", "-f", "none", *([] if marks else ["-u"])]
        self._command += ["-d", str(mode.parent.parent), mode.stem]
        self._process: _Process | None = None
        self._skip = 0  # answers to come that nobody asked for
        self._early = b""  # those of them that are here already

    def ask(self, texts: Sequence[str]) -> list[str] | None:
        """One answer a text; None where a text breaks the programs, or they take too long.

        Raises EngineError where they cannot be started.
        """
        process = self._process = self._process or self._start()
        # The empty blank "[]" is needed: a full stop directly before the null character is lost.
        fed = "".join(f"{text}[]\0" for text in (*texts, *[""] * FOLLOWING)).encode()
        try:
            answers = self._exchange(process, fed, self._skip + len(texts))
        except BrokenPipeError:
            answers = None
        except BaseException:  # they would answer what was asked now to the next question
            self._end()
            raise
        skip, self._skip = self._skip, FOLLOWING
        if answers is None or cast("IO[bytes]", process.stdin).closed:
            self._end()
        if answers is None:
            return None
        return [text.decode("utf-8", "replace").replace("[]", "") for text in answers[skip:]]

    def _start(self) -> _Process:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is ours, texts go to its input
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # all its programs can then be ended together
            )
        except OSError as error:
            raise EngineError(f"Apertium cannot be run: {error}", path=self.mode) from error
        self._finalizer = weakref.finalize(self, _end, process)
        return process

    def _end(self) -> None:
        self._finalizer()
        self._process, self._skip, self._early = None, 0, b""

    def _exchange(self, process: _Process, fed: bytes, count: int) -> list[bytes] | None:
        """So many answers, while the questions go in; None where there are fewer."""
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        late = time.monotonic() + START_UP + PER_BYTE * len(fed)
        came, missing, sent = [self._early], count - self._early.count(b"\0"), 0
        with selectors.DefaultSelector() as either:
            either.register(stdin, selectors.EVENT_WRITE)
            either.register(stdout, selectors.EVENT_READ)
            while missing > 0 or sent < len(fed):
                ready = [key.fileobj for key, _ in either.select(QUIET)]
                if not ready and time.monotonic() > late:
                    return None
                if not ready and sent == len(fed):  # broken programs now end, slow ones go on
                    stdin.close()
                if stdout in ready:
                    chunk = os.read(stdout.fileno(), 1 << 16)
                    if not chunk:
                        return None
                    came.append(chunk)
                    missing -= chunk.count(b"\0")
                if stdin in ready:
                    sent += os.write(stdin.fileno(), fed[sent : sent + _AT_ONCE])
                    if sent == len(fed):
                        either.unregister(stdin)
        *answers, self._early = b"".join(came).split(b"\0", count)
        return answers


def _end(process: _Process) -> None:
    """Ends all programs of a mode, whatever they are at."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    process.wait()
