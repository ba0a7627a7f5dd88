"""What the first row of a table calls the columns of a glossary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual.errors import InputError
from bilingual.glossary.exchange import Pair
from bilingual.glossary.languages import NAMES, check_languages, code_of
from bilingual.glossary.opened import shortened
from bilingual.glossary.terms import COLUMNS

SYNONYMS = {  # what other programs call a column -> ours
    "source term": "source",
    "term": "source",
    "target term": "target",
    "translation": "target",
    "variant": "variants",
    "alternative": "alternatives",
    "forbidden": "avoid",
    "part of speech": "pos",
    "full form": "expansion",
    "subject": "domain",
    "subject field": "domain",
    "field": "domain",
    "notes": "note",
    "comment": "note",
    "comments": "note",
    "remark": "note",
    "remarks": "note",
    "definition": "note",
    "reference": "authority",
}
JOINED = "note"  # the column that several of a table may go into
_NAMED = 10  # columns left out that are named


def column(name: str, pair: Pair) -> str:
    """The glossary's column that a header means; the header itself, folded, where it means none.

    >>> pair = Pair("fr", "en")
    >>> [column(name, pair) for name in ("fr-FR", "English (UK)", "Comment", "Note", "Date")]
    ['source', 'target', 'note', 'note', 'date']
    """
    folded = " ".join(name.split()).casefold()
    by_language = {pair.source: "source", pair.target: "target"}.get(code_of(name), "")
    return by_language or SYNONYMS.get(folded, folded)


def columns(header: Sequence[str], pair: Pair, path: Path, line: int) -> list[str]:
    """The column of each cell of a header; `InputError` where it cannot be a glossary's."""
    names = [column(name, pair) for name in header]
    for needed in ("source", "target"):
        if needed not in names:
            raise _lacking(needed, header, pair, path, line)
    for name in COLUMNS:
        same = [cell.strip() for cell, meant in zip(header, names, strict=True) if meant == name]
        if len(same) > 1 and name != JOINED:
            what = f"column {name!r} stands twice"
            hint = f"Keep one of: {', '.join(map(shortened, same))}"
            raise InputError(what, path=path, line=line, hint=hint)
    return names


def stated(header: Sequence[str], pair: Pair) -> tuple[str, ...]:
    """The pair's languages where the header names both; () where it does not say.

    >>> stated(["English", "fr-FR"], Pair("fr", "en")), stated(["source", "en"], Pair("fr", "en"))
    (('fr', 'en'), ())
    """
    ours = (pair.source, pair.target)
    return ours if {*map(code_of, header)} >= {*ours} else ()


def left_out(names: Sequence[str]) -> tuple[str, ...]:
    """A remark about columns that no glossary has; none where there are none."""
    unknown = [shortened(name) for name in names if name and name not in COLUMNS]
    more = [f"and {len(unknown) - _NAMED:,} more"] if len(unknown) > _NAMED else []
    return (f"columns left out: {', '.join([*unknown[:_NAMED], *more])}",) if unknown else ()


def understood(pair: Pair) -> str:
    """What a header may be, for people."""
    sides = (
        ", ".join(dict.fromkeys((side, f"{side} term", code, NAMES.get(code, code))))
        for side, code in (("source", pair.source), ("target", pair.target))
    )
    others = ", ".join(c for c in COLUMNS if c not in {"source", "target"})
    return f"{' or '.join(sides)}; and {others}"


def _lacking(needed: str, header: Sequence[str], pair: Pair, path: Path, line: int) -> InputError:
    languages = [code for code in map(code_of, header) if code in NAMES]
    others = [code for code in languages if code not in {pair.source, pair.target}]
    if len(languages) > 1 and others:
        check_languages(path, languages, pair, ", or call its columns source and target")
    first = shortened(" | ".join(header)) if header else "none"
    hint = f"The first row names the columns: {understood(pair)}. Here it is: {first}"
    return InputError(f"no column {needed!r}", path=path, line=line, hint=hint)
