"""What an import or an approval changes in a glossary: shown before, and undone after.

The file as it was before each change lies in a folder beside the cache, named by a number, by the
hash of what the change wrote, and by its own name: `0003-1f0c...-fr-en.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError
from bilingual.files import fingerprint, write_bytes
from bilingual.folding import SAME, fold
from bilingual.glossary.exchange import Imported
from bilingual.glossary.rows import rewritten
from bilingual.glossary.terms import COLUMNS, LISTS, Term, load, row, table

KEPT = 20  # changes that can be undone


@dataclass(frozen=True, slots=True)
class Change:
    """One entry before and after."""

    before: Term | None  # None: it is new
    after: Term

    @property
    def is_none(self) -> bool:
        """True where the entry stays as it is."""
        return self.before is not None and row(self.before) == row(self.after)

    def said(self) -> Iterator[str]:
        """What differs, a line a column: `alternatives: +FTA -free trade`."""
        old = row(self.before) if self.before else dict.fromkeys(COLUMNS, "")
        for column, new in row(self.after).items():
            if old[column] == new:
                continue
            if column in LISTS:
                yield f"{column}: {_listed(old[column], new)}"
            elif old[column] and new:
                yield f"{column}: {old[column]} → {new}"
            else:
                yield f"{column}: {'+' if new else '-'}{new or old[column]}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A glossary as it would be, and how it comes about."""

    terms: tuple[Term, ...]
    changes: tuple[Change, ...]  # one an entry that was brought, in the order of the file
    repeated: int = 0  # entries that the file had before

    @property
    def added(self) -> tuple[Change, ...]:
        """The new entries."""
        return tuple(change for change in self.changes if change.before is None)

    @property
    def changed(self) -> tuple[Change, ...]:
        """The entries that become others."""
        return tuple(c for c in self.changes if c.before is not None and not c.is_none)

    @property
    def same(self) -> int:
        """How many stay as they are."""
        return sum(change.is_none for change in self.changes)


def merged(terms: Sequence[Term], imported: Imported) -> Plan:
    """The glossary with what was imported: entries of the same source change, others are added.

    Where a source has several entries, the one of the same target is meant, else a new one comes.
    Columns of which the file does not speak stay as they are, and so does the source: which
    apostrophe it has makes no other one of it. What is no whole glossary takes nothing away. Of
    entries with one source and target in the file, the first counts.
    """
    after = list(terms)
    distinct: dict[tuple[str, str], Term] = {}
    for term in imported.terms:
        distinct.setdefault(_key(term), replace(term, line=0))
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for number, term in enumerate(after):
        source, target = _key(term)
        places[source].setdefault(target, number)
    changes: list[Change] = []
    for key, term in distinct.items():
        at = _place(key, places[key[0]], distinct)
        before = None if at is None else terms[at]
        changes.append(Change(before, _onto(before, term, imported)))
        if at is None:
            after.append(changes[-1].after)
        else:
            after[at] = changes[-1].after
    repeated = len(imported.terms) - len(distinct)
    return Plan(_ordered(after, len(terms)), tuple(changes), repeated)


def repeats(imported: Imported) -> Iterator[str]:
    """What stands more than once in an imported file and differs, for people, with the lines."""
    first: dict[str, Term] = {}
    for term in imported.terms:
        source, target = _key(term)
        earlier = first.setdefault(source, term)
        lines = f"lines {earlier.line} and {term.line}: {earlier.source!r} stands twice"
        if _key(earlier)[1] != target:
            yield (
                f"{lines}, as {earlier.target!r} and as {term.target!r}; both are taken. "
                "Keep one, or make the other its alternative"
            )
        elif replace(term, line=earlier.line) != earlier:
            yield f"{lines} with the same target; line {earlier.line} counts"


def _key(term: Term) -> tuple[str, str]:
    """What tells entries apart: source and target, whatever their apostrophes and hyphens."""
    return term.source.translate(SAME), term.target.translate(SAME)


def _place(
    key: tuple[str, str], places: dict[str, int], brought: Container[tuple[str, str]]
) -> int | None:
    """The entry that this one changes, taken out of those of its source; None for a new one."""
    source, target = key
    if target in places:
        return places.pop(target)
    left = [other for other in places if (source, other) not in brought]
    return places.pop(left[0]) if len(left) == 1 else None


def write(plan: Plan, path: Path, undo: Path) -> None:
    """Writes the glossary of a plan, and keeps what the file was in the folder `undo`.

    Rows that the plan does not change keep their bytes. Raises `ConfigError` where the file is no
    longer what the plan was made for.
    """
    before = path.read_bytes() if path.exists() else b""
    known = load(path) if before else ()
    if known != _planned_for(plan):
        hint = "Run the command again: it will go by the file as it is now"
        raise ConfigError("edited meanwhile, so nothing was written", path=path, hint=hint)
    content = rewritten(before, known, plan.terms) if before else table(plan.terms).encode()
    kept = _kept(undo)
    number = int(kept[-1].name.partition("-")[0]) + 1 if kept else 1
    write_bytes(undo / f"{number:04}-{fingerprint(content)}-{path.name}", before)
    write_bytes(path, content)
    for old in kept[: max(0, len(kept) + 1 - KEPT)]:
        old.unlink()


def _planned_for(plan: Plan) -> tuple[Term, ...]:
    """The terms that the file had when the plan was made."""
    before = {change.after.line: change.before for change in plan.changes if change.before}
    return tuple(before.get(term.line, term) for term in plan.terms if term.line)


def undo_last(glossary: Path, undo: Path) -> Path:
    """The glossary file whose last change is undone; a file that the change had made is removed.

    Raises `ConfigError` where there is none, and where somebody edited the file afterwards.
    """
    kept = _kept(undo)
    if not kept:
        hint = "Import, add, approve and suggest --write can be undone, edits by hand cannot"
        raise ConfigError("nothing to undo", hint=hint)
    _, written, name = kept[-1].name.split("-", 2)
    path = glossary / name
    if not path.exists() or fingerprint(path.read_bytes()) != written:
        hint = f"What it was before lies in {kept[-1]}"
        raise ConfigError("edited since, so it cannot be undone", path=path, hint=hint)
    before = kept[-1].read_bytes()
    if before:
        write_bytes(path, before)
    else:
        path.unlink()
    kept[-1].unlink()
    return path


def _kept(undo: Path) -> list[Path]:
    return sorted(undo.glob("[0-9][0-9][0-9][0-9]-*-*.tsv"))


def _onto(before: Term | None, term: Term, imported: Imported) -> Term:
    if before is None:
        return term
    said = {c: getattr(term, c) for c in imported.columns if c != "source"}
    if not imported.whole:
        said = {c: _with(getattr(before, c), value) for c, value in said.items() if value}
    return replace(before, **said)


def _with(old: Any, new: Any) -> Any:  # a cell, or the parts of a list
    """The new cell; a list keeps what it had."""
    return tuple(dict.fromkeys((*old, *new))) if isinstance(new, tuple) else new


def _ordered(terms: Sequence[Term], known: int) -> tuple[Term, ...]:
    """New entries in their alphabetical place, if the file is in that order; else at the end."""
    keys = [_sort_key(term) for term in terms]
    if keys[:known] == sorted(keys[:known]):
        return tuple(sorted(terms, key=_sort_key))
    return tuple(terms)


def _sort_key(term: Term) -> str:
    return fold(term.source)


def _listed(old: str, new: str) -> str:
    before, after = old.split("|"), new.split("|")
    gone = [f"-{part}" for part in before if part and part not in after]
    come = [f"+{part}" for part in after if part and part not in before]
    return ", ".join(come + gone) or "in another order"
