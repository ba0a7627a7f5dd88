"""Somebody who follows a long piece of work."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """What long work tells about itself."""

    def start(self, what: str, total: int, unit: str) -> None:
        """A stage of `total` units begins; the unit is in the plural."""
        ...

    def advance(self, count: int = 1) -> None:
        """So many more units are done."""
        ...


class Silent:
    """A watch that shows nothing."""

    def start(self, what: str, total: int, unit: str) -> None:
        """Shows nothing."""

    def advance(self, count: int = 1) -> None:
        """Shows nothing."""
