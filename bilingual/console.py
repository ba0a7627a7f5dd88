"""What a person at a terminal sees: progress while it lasts, plain lines where there is no one.

Nothing here decides anything; results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from types import TracebackType

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_PAUSE = 10.0  # seconds between two plain lines of one stage


class Follower(AbstractContextManager["Follower"]):
    """A `Watch` for people: bars on a terminal, a line now and then elsewhere, or nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        bars = console.is_terminal and not quiet
        self._bars = _progress(console) if bars else None
        self._lines = not bars and not quiet
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
            click.echo(f"{what}: {total:,} {unit}", err=True)

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
        left = (self._total - self._done) / speed if speed else 0
        done = f"{self._done:,} of {self._total:,} {self._unit}"
        return f"{done}, {speed:.1f} {self._unit}/s, {left:.0f} s left"


class _Speed(ProgressColumn):
    """Units a second, such as "34.0 sentences/s"."""

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:.1f} {task.fields['unit']}/s", style="dim")


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Speed(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
