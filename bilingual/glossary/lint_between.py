"""Rules that compare entries: the same source twice, targets that contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bilingual.folding import SAME, fold
from bilingual.glossary.circles import circles as reaching
from bilingual.glossary.findings import UNSPACED, Checked, Finding, Level
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Status, Term

_WORD = re.compile(r"\w+")
_SHOWN = 5  # lines that a finding names; the rest it counts
Entry = tuple[Term, str]  # a term, and one of the forms in which it is looked for


def repeated(checked: Checked) -> Iterator[Finding]:
    """Sources and variants that several entries in use have."""
    for alike in _by_source(checked.approved).values():
        for entries in _in_conflict(alike):
            yield _repeated(entries)


def _repeated(entries: Sequence[Entry]) -> Finding:
    form, terms = entries[0][1], [term for term, _ in entries]
    targets = list(dict.fromkeys(term.target for term in terms))
    places = _places(terms)
    if len(targets) == 1:
        what = f"{form!r} stands in {places}"
        return Finding("duplicate", Level.ERROR, terms[1].line, what, "Keep one of them")
    what = f"{form!r} has {len(targets):,} targets ({_some(map(repr, targets))}) in {places}"
    todo = "Keep one; the other can be its alternative, or name a longer source"
    return Finding("two-targets", Level.ERROR, terms[1].line, what, todo)


def _in_conflict(alike: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Of entries alike but for capitals, those of which a sentence could have one for the other.

    Where capitals matter (`case` is exact), other capitals are another word.
    """
    loosely = {form.translate(SAME) for term, form in alike if term.case != "exact"}
    groups: dict[str, dict[int, Entry]] = defaultdict(dict)  # "" for what takes all capitals
    for term, form in alike:
        spelling = form.translate(SAME)
        apart = term.case == "exact" and spelling not in loosely
        groups[spelling if apart else ""].setdefault(id(term), (term, form))
    yield from (list(group.values()) for group in groups.values() if len(group) > 1)


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
    if checked.pair.source in UNSPACED:
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
        if term.status is not Status.CANDIDATE:
            continue
        spelling = term.source.translate(SAME)
        agreed = (
            other
            for other, form in known.get(_same(term.source), ())
            if other.case != "exact" or form.translate(SAME) == spelling
        )
        if other := next(agreed, None):
            what = f"{term.source!r} is a candidate, and agreed in line {other.line}"
            yield Finding("candidate", Level.NOTE, term.line, what, "Remove the candidate")


def _by_source(terms: Iterable[Term]) -> dict[str, list[Entry]]:
    """Entries with the forms they match, together where those are alike but for capitals."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for term in terms:
        for form in dict.fromkeys((term.source, *term.variants)):
            found[_same(form)].append((term, form))
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
