"""Which entries the terms of a concept make: the agreed ones, acronyms and full forms apart.

Where both languages have an acronym and a full form, each is an entry: a text that writes out the
one is not to have the other in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
FULL, SHORT = "full", "short"
_AVOID = frozenset((DEPRECATED, "supersededTerm-admn-sts", "forbidden", "obsolete"))
_FORMS = {  # termType, folded -> form
    "fullform": FULL,
    "acronym": SHORT,
    "initialism": SHORT,
    "abbreviation": SHORT,
    "abbreviatedform": SHORT,
    "shortform": SHORT,
}


@dataclass
class Named:
    """One term of a concept as the file has it."""

    text: str = ""
    facts: dict[str, str] = field(default_factory=dict)  # category -> value
    notes: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Its standing, by one of the names above."""
        status = self.facts.get("administrativeStatus", "")
        return f"{status}-admn-sts" if status.endswith("Term") else status

    @property
    def form(self) -> str:
        """FULL or SHORT, where the file says so, else ""."""
        return _FORMS.get(_folded(self.facts.get("termType", "")), "")

    @property
    def is_acronym(self) -> bool:
        """Whether it is said to be one; an abbreviation may also be "M." or "p. ex."."""
        kind = _folded(self.facts.get("termType", ""))
        return kind in {"acronym", "initialism"} or (self.form == SHORT and self.text.isupper())

    @property
    def is_avoided(self) -> bool:
        """Whether it is out of use."""
        return self.status in _AVOID


@dataclass(frozen=True)
class Entry:
    """The terms of a concept that one row of the glossary takes."""

    source: Named
    target: Named
    variants: Sequence[Named]
    alternatives: Sequence[Named]
    avoid: Sequence[Named]

    @property
    def expansion(self) -> str:
        """The target's full form, for an acronym."""
        full = next((named.text for named in self.alternatives if named.form == FULL), "")
        return full if self.source.form == SHORT and self.target.form != FULL else ""


def entries(sources: Sequence[Named], targets: Sequence[Named]) -> Iterator[Entry]:
    """The entries of a concept: one, or two where acronym and full form stand in both languages.

    In each the preferred term leads; without statuses the first. None where all targets are to be
    avoided; a source out of use still leads where there is no other.
    """
    right = [n for n in sources if not n.is_avoided] or sources
    good = [n for n in targets if not n.is_avoided]
    avoid = [n for n in targets if n.is_avoided]
    if not (right and good):
        return
    if not (_has_both(right) and _has_both(good)):
        yield _entry(sources, good, good, avoid)
        return
    usual = next(n.form for n in (_leading(right), *right) if n.form)  # of terms without one
    for form in (usual, SHORT if usual == FULL else FULL):
        own = [n for n in sources if (n.form or usual) == form]
        yield _entry(own, [n for n in good if n.form == form], good, avoid)


def _entry(
    sources: Sequence[Named],
    leading: Sequence[Named],
    good: Sequence[Named],
    avoid: Sequence[Named],
) -> Entry:
    """The entry whose target is one of `leading`; all others that are good are alternatives."""
    right = [n for n in sources if not n.is_avoided]
    source = _leading(right or sources)
    target = _leading(leading, source.form)
    variants = [n for n in (*right, *(n for n in sources if n.is_avoided)) if n is not source]
    return Entry(source, target, variants, [n for n in good if n is not target], avoid)


def _leading(named: Sequence[Named], form: str = "") -> Named:
    """The preferred one, else the first; of several, one of this form."""
    best = [n for n in named if n.status == PREFERRED] or named
    return next((n for n in best if form and n.form == form), best[0])


def _has_both(named: Sequence[Named]) -> bool:
    return {FULL, SHORT} <= {n.form for n in named}


def _folded(word: str) -> str:
    return "".join(word.split()).casefold()
