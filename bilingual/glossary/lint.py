"""What is wrong or odd in a glossary file: every finding with its line and what to do about it.

A rule is a function from a `Checked` glossary to findings; `RULES` is their order. Rules that
read single entries are in `lint_entry`, those that compare entries here. All of them are linear
in the number of entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from bilingual.files import numbered_lines
from bilingual.folding import SAME, fold
from bilingual.glossary.circles import circles as reaching
from bilingual.glossary.exchange import Pair, pair_of
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.lint_entry import ENTRY_RULES, Problem, spaces
from bilingual.glossary.match import Matcher
from bilingual.glossary.opened import glossary_text
from bilingual.glossary.terms import Status, Term, load

_WORD = re.compile(r"\w+")
_UNSPACED = frozenset(("zh", "ja", "th"))  # parts of a word are no words in it
_SHOWN = 5  # lines that a finding names; the rest it counts


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # the glossary contradicts itself, or cannot do what it says
    NOTE = "note"  # worth a look, perhaps right


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd."""

    check: str  # the rule's name: "two-targets"
    level: Level
    line: int  # of the file
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


def lint(
    path: Path, *, rules: Sequence[Rule] = (), sentences: Sequence[str] | None = None
) -> list[Finding]:
    """Everything that `rules` (all of them by default) find in a file, from its first line down.

    `sentences` are the corpus's, for the entries it never has. Raises `InputError` for a file that
    cannot be loaded.
    """
    terms = load(path)
    lines = tuple(line for line in numbered_lines(glossary_text(path)) if line[1].strip())
    checked = Checked(terms, pair_of(path) or Pair("", ""), lines, sentences)
    found = [finding for rule in rules or RULES for finding in rule(checked)]
    return sorted(found, key=lambda f: f.line)


def repeated(checked: Checked) -> Iterator[Finding]:
    """Sources and variants that several entries in use have."""
    for form, entries in _by_source(checked.approved).items():
        if len(entries) < 2:
            continue
        targets = list(dict.fromkeys(term.target for term in entries))
        places = _places(entries)
        if len(targets) == 1:
            what = f"{form!r} stands in {places}"
            yield Finding("duplicate", Level.ERROR, entries[1].line, what, "Keep one of them")
            continue
        said = _some(map(repr, targets))
        what = f"{form!r} has {len(targets):,} targets ({said}) in {places}"
        todo = "Keep one; the other can be its alternative, or name a longer source"
        yield Finding("two-targets", Level.ERROR, entries[1].line, what, todo)


def lookalikes(checked: Checked) -> Iterator[Finding]:
    """Sources of different entries that differ in accents only."""
    groups: dict[str, dict[str, Term]] = defaultdict(dict)
    for term in checked.approved:
        for form in (term.source, *term.variants):
            groups[fold(form)].setdefault(_same(form), term)
    for forms in groups.values():
        terms = list(dict.fromkeys(forms.values()))
        if len(terms) > 1:
            what = f"{terms[1].source!r} differs from {_places(terms[:1])} in accents only"
            yield Finding("accents", Level.NOTE, terms[1].line, what, "Right if both are words")


def clashes(checked: Checked) -> Iterator[Finding]:
    """Sources inside others whose targets have nothing of theirs."""
    if checked.pair.source in _UNSPACED:
        return
    for term in {_same(term.source): term for term in reversed(checked.approved)}.values():
        inside = dict.fromkeys(_inside(term, checked.matcher))
        said = [_words(form) for form in (term.target, *term.alternatives)] if inside else []
        for inner in inside:
            forms = [_words(form) for form in target_forms(inner, checked.pair.target)]
            if not any(form <= outer for form in forms for outer in said):
                what = (
                    f"{term.source!r} is {term.target!r}, but {inner.source!r} in it"
                    f" (line {inner.line}) is {inner.target!r} elsewhere"
                )
                todo = "Make them agree, or leave it if that is the official name"
                yield Finding("clash", Level.NOTE, term.line, what, todo)


def circles(checked: Checked) -> Iterator[Finding]:
    """Entries of which each forbids the next one's agreed target: no text can please them all."""
    agreed = defaultdict(list)
    for number, term in enumerate(checked.approved):
        agreed[fold(term.target)].append(number)
    steps: dict[object, list[object]] = {key: list(to) for key, to in agreed.items()}
    for number, term in enumerate(checked.approved):
        steps[number] = [key for key in map(fold, term.avoid) if key in agreed]
    for circle in reaching(steps):
        terms = [checked.approved[node] for node in sorted(n for n in circle if isinstance(n, int))]
        if len(terms) > 1:
            said = _some(f"{t.source!r} = {t.target!r}" for t in terms)
            what = f"{_places(terms)} forbid each other's targets: {said}"
            todo = "A sentence with both can satisfy neither: remove one from `avoid`"
            yield Finding("circle", Level.NOTE, terms[1].line, what, todo)


def waiting(checked: Checked) -> Iterator[Finding]:
    """Candidates for what is agreed already."""
    known = _by_source(checked.approved)
    for term in checked.terms:
        for other in known.get(_same(term.source), ())[:1]:
            if term.status is Status.CANDIDATE:
                what = f"{term.source!r} is a candidate, and agreed in line {other.line}"
                yield Finding("candidate", Level.NOTE, term.line, what, "Remove the candidate")


def unseen(checked: Checked) -> Iterator[Finding]:
    """Entries that the corpus never has."""
    if checked.sentences is None:
        return
    found: set[Term] = set()
    for sentence in checked.sentences:
        for match in checked.matcher.find(sentence):
            found.update((match.term, *match.over))
    for term in checked.approved:
        if term not in found:
            what = f"{term.source!r} is never seen in the corpus"
            yield Finding("unseen", Level.NOTE, term.line, what, "Check its spelling, or keep it")


def entries(checked: Checked) -> Iterator[Finding]:
    """What is wrong with single entries."""
    for term in checked.terms:
        for rule in ENTRY_RULES:
            yield from (_finding(p, term.line) for p in rule(term, checked.pair.target))


def lines(checked: Checked) -> Iterator[Finding]:
    """What is wrong with single lines of the file."""
    for number, line in checked.lines:
        yield from (_finding(problem, number) for problem in spaces(line))


RULES: tuple[Rule, ...] = (lines, entries, repeated, lookalikes, clashes, circles, waiting, unseen)


def _finding(problem: Problem, line: int) -> Finding:
    check, is_error, what, todo = problem
    return Finding(check, Level.ERROR if is_error else Level.NOTE, line, what, todo)


def _by_source(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Entries by the forms they match, alike if a sentence could have one for the other."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        for form in dict.fromkeys(map(_same, (term.source, *term.variants))):
            found[form].append(term)
    return found


def _inside(term: Term, matcher: Matcher) -> Iterator[Term]:
    for match in matcher.find(term.source):
        whole = (match.start, match.end) == (0, len(term.source))
        yield from match.over if whole else (match.term, *match.over)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _same(form: str) -> str:
    return form.translate(SAME).casefold()


def _places(terms: Sequence[Term]) -> str:
    """Where the terms stand.

    >>> _places([Term("a", "b", line=line) for line in (2, 7)])
    'lines 2 and 7'
    """
    lines = [str(term.line) for term in terms]
    if len(lines) == 1:
        return f"line {lines[0]} ({terms[0].source!r})"
    more = len(lines) - _SHOWN
    shown = [*lines[:_SHOWN], f"{more:,} more"] if more > 0 else lines
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"


def _some(texts: Iterable[str]) -> str:
    found = list(texts)
    more = [f"{len(found) - _SHOWN:,} more"] if len(found) > _SHOWN else []
    return ", ".join([*found[:_SHOWN], *more])
