"""No engine: it stands where one is missing until a sentence is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines import Engine, Hypothesis, find
from bilingual.errors import EngineError


class Absent:
    """An engine that raises the error it was made with; what needs no engine works without."""

    name = "none"
    label = ""
    signature = "none"
    draft = False
    keeps_words = False

    def __init__(self, source: str, target: str, error: EngineError) -> None:
        self.source, self.target, self._error = source, target, error

    def fits(self, sentence: str) -> bool:
        """True: there is nothing it could be too long for."""
        return True

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """Nothing for no sentences; else raises the error."""
        if sentences:
            raise self._error
        return []


def find_or_absent(source: str, target: str, name: str) -> Engine:
    """The engine as `find` gives it, or an `Absent` one where there is none for the pair."""
    try:
        return find(source, target, name)
    except EngineError as error:
        return Absent(source, target, error)
