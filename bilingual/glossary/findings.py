"""What the rules of `glossary check` see, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bilingual.glossary.exchange import Pair
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Status, Term

UNSPACED = frozenset(("zh", "ja", "th"))  # no spaces: parts of a word are no words in it


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # the glossary contradicts itself, or cannot do what it says
    NOTE = "note"  # worth a look, perhaps right


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd."""

    check: str  # the rule's name: "two-targets"
    level: Level
    line: int  # of the file; 0 where it is about the whole file
    what: str  # for people: "'OCS' has two targets: ..."
    todo: str  # what to do


@dataclass(frozen=True)
class Checked:
    """A glossary as the rules see it."""

    terms: tuple[Term, ...]
    pair: Pair
    lines: tuple[tuple[int, str], ...] = ()  # of the file as it stands, by number; none is empty
    sentences: Sequence[str] | None = None  # of the corpus; None where it was not asked about

    @cached_property
    def approved(self) -> tuple[Term, ...]:
        """The terms in use."""
        return tuple(term for term in self.terms if term.status is Status.APPROVED)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the terms in use."""
        return Matcher(self.approved, self.pair.source)


Rule = Callable[[Checked], Iterable[Finding]]
