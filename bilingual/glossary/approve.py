"""Candidates that become terms in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from bilingual.errors import InputError
from bilingual.folding import SAME
from bilingual.glossary.propose import UNKNOWN, doubt
from bilingual.glossary.terms import Status, Term


def approved(terms: Sequence[Term], names: Sequence[str]) -> tuple[Term, ...]:
    """The terms, those named approved: `TERM`, or `TERM=TARGET` to give it another target.

    Raises `InputError` for a name that is no candidate, and for a candidate without a target.
    """
    after = list(terms)
    for name in names:
        source, _, target = (part.strip() for part in name.partition("="))
        found = [
            n for n, term in enumerate(after)
            if term.status is Status.CANDIDATE and _same(term.source) == _same(source)
        ]  # fmt: skip
        if not found:
            raise InputError(f"{source!r} is no candidate", hint=_hint(source, after))
        term = after[found[0]]
        if (target or term.target) == UNKNOWN:
            hint = f'Give one: "{source}=..."'
            raise InputError(f"nobody has a target for {source!r} yet", hint=hint)
        after[found[0]] = _agreed(term, target or term.target)
    return tuple(after)


def _agreed(term: Term, target: str) -> Term:
    """The term in use; what its note says about the target goes where that is another one."""
    said = doubt(term)
    note = term.note
    if said and target != term.target:
        note = note.removeprefix(said).removeprefix("; ")
    return replace(term, target=target, status=Status.APPROVED, note=note)


def _hint(source: str, terms: Sequence[Term]) -> str:
    """What somebody may have meant who named what is no candidate."""
    known = next((t for t in terms if _same(t.source) == _same(source)), None)
    if known:
        return f"It is in line {known.line} of the glossary, {known.status}: {known.target}"
    names = {_same(t.source): t.source for t in terms if t.status is Status.CANDIDATE}
    close = get_close_matches(_same(source), names, n=3)
    if close:
        return f"Did you mean: {', '.join(names[name] for name in close)}"
    return "`bilingual glossary suggest --write` adds candidates"


def _same(form: str) -> str:
    return form.translate(SAME).casefold()
