"""What a person at a terminal sees: progress while it lasts, plain lines where there is no one.

Nothing here decides anything; results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PAUSE = 10.0  # seconds between two plain lines of one stage


class Follower(AbstractContextManager["Follower"]):
    """A `Watch` for people: bars on a terminal, a line now and then elsewhere, or nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        terminal = sys.stderr.isatty()
        self._bars = _bars() if terminal and not quiet else None
        self._lines = not terminal and not quiet
        self._task: TaskID | None = None
        self._stage, self._unit, self._total, self._done = "", "", 0, 0
        self._began = self._spoke = 0.0

    def __enter__(self) -> Follower:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars:
            self._bars.stop()

    def start(self, what: str, total: int, unit: str) -> None:
        """A stage of `total` units begins; a stage without any is not shown."""
        self._stage, self._unit, self._total, self._done = what, unit, total, 0
        self._began = self._spoke = time.monotonic()
        if self._bars and total:
            self._task = self._bars.add_task(what, total=total, unit=unit)
        elif self._lines and total:
            click.echo(
                f"{what}: {total:,} {unit if total != 1 else unit.removesuffix('s')}", err=True
            )

    def advance(self, count: int = 1) -> None:
        """So many more units are done."""
        self._done += count
        if self._bars and self._task is not None:
            self._bars.advance(self._task, count)
        elif self._lines and time.monotonic() - self._spoke > _PAUSE:
            self._spoke = time.monotonic()
            click.echo(f"{self._stage}: {self._told(self._spoke - self._began)}", err=True)

    def _told(self, seconds: float) -> str:
        speed = self._done / seconds
        left = max(self._total - self._done, 0) / speed if speed else 0
        done = f"{self._done:,} of {max(self._total, self._done):,} {self._unit}"
        return f"{done}, {speed:.1f} {self._unit}/s, {left:.0f} s left"


def _bars() -> Progress:
    from bilingual.bars import bars  # takes a while to load, and most output has no terminal

    return bars()
