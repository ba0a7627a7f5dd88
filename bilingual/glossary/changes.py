"""What an import or an approval changes in a glossary: shown before, and undone after.

The file as it was before each change lies in a folder beside the cache, named by a number, by the
hash of what the change wrote, and by its own name: `0003-1f0c...-fr-en.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.errors import ConfigError
from bilingual.files import fingerprint, write_bytes, write_text
from bilingual.folding import fold
from bilingual.glossary.exchange import Imported
from bilingual.glossary.terms import COLUMNS, LISTS, Term, row, table

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
    repeated: int = 0  # entries that the file had before in the same words

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
    Columns of which the file does not speak stay as they are.
    """
    after = list(terms)
    brought = {(term.source, term.target) for term in imported.terms}
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for number, term in enumerate(after):
        places[term.source].setdefault(term.target, number)
    changes: list[Change] = []
    distinct = dict.fromkeys(replace(term, line=0) for term in imported.terms)
    for term in distinct:
        at = _place(term, places[term.source], brought)
        before = None if at is None else terms[at]
        changes.append(Change(before, _onto(before, term, imported.columns)))
        if at is None:
            after.append(changes[-1].after)
        else:
            after[at] = changes[-1].after
    repeated = len(imported.terms) - len(distinct)
    return Plan(_ordered(after, len(terms)), tuple(changes), repeated)


def _place(term: Term, places: dict[str, int], brought: set[tuple[str, str]]) -> int | None:
    """The entry that this one changes, taken out of those of its source; None for a new one."""
    if term.target in places:
        return places.pop(term.target)
    left = [target for target in places if (term.source, target) not in brought]
    return places.pop(left[0]) if len(left) == 1 else None


def write(plan: Plan, path: Path, undo: Path) -> None:
    """Writes the glossary of a plan, and keeps what the file was in the folder `undo`."""
    text = table(plan.terms)
    before = path.read_bytes() if path.exists() else b""
    kept = _kept(undo)
    number = int(kept[-1].name.partition("-")[0]) + 1 if kept else 1
    write_bytes(undo / f"{number:04}-{fingerprint(text)}-{path.name}", before)
    write_text(path, text)
    for old in kept[: max(0, len(kept) + 1 - KEPT)]:
        old.unlink()


def undo_last(glossary: Path, undo: Path) -> Path:
    """The glossary file whose last change is undone; a file that the change had made is removed.

    Raises `ConfigError` where there is none, and where somebody edited the file afterwards.
    """
    kept = _kept(undo)
    if not kept:
        hint = "Imports, approvals and `suggest --write` can be undone, edits by hand cannot"
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


def _onto(before: Term | None, term: Term, columns: Iterable[str]) -> Term:
    if before is None:
        return term
    return replace(before, **{column: getattr(term, column) for column in columns})


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
