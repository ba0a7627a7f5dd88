"""The glossary as TBX-Basic (ISO 30042:2019, style DCA), the exchange form of terminologists.

An entry is a concept. In each language the preferred term is the agreed one, admitted terms are
variants (source) and alternatives (target), deprecated ones are what to avoid; `tbx_forms` tells
acronyms and full forms apart. What TBX-Basic has
no category for stands in notes of the form `bilingual:column=value`; all else is lossless by
itself. Read are also DCT, the older form (martif, termEntry, langSet, tig, ntig) and files of other
programs, whose facts that no column has are named. The file is read element by element: no
entities, no DTD, no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.opened import CELL_LIMIT, shortened
from bilingual.glossary.tbx_concepts import (
    CONCEPT,
    category,
    elements,
    facts_named,
    forget,
    is_element,
    name_of,
    parts,
    text_of,
)
from bilingual.glossary.tbx_forms import Named, entries
from bilingual.glossary.terms import COLUMNS, SEPARATOR, imported_term

OURS = "made from a bilingual glossary, whole entries"
NOTE = "bilingual:"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HOLDERS = frozenset(("termSec", "tig", "ntig"))
POS = {  # pos -> partOfSpeech, which is noun, verb, adjective, adverb or other in TBX-Basic
    "noun": "noun",
    "name": "noun",
    "acronym": "noun",
    "adjective": "adjective",
    "verb": "verb",
    "phrase": "other",
}
KIND = {"acronym": "acronym", "phrase": "phrase"}  # pos -> termType
_POS = {"noun": "noun", "propernoun": "name", "adjective": "adjective", "verb": "verb"}
_NOTES = frozenset(("note", "definition"))
_READ = _NOTES | {"administrativeStatus", "partOfSpeech", "source", "subjectField", "termType"}
_SHOWN = 10  # facts left out that are named


@dataclass
class _LeftOut:
    """What an import could not take, for people."""

    concepts: int = 0  # without a term in both languages
    cut: int = 0  # notes
    facts: set[str] = field(default_factory=set)  # that no column has

    def said(self, pair: Pair) -> Iterator[str]:
        if self.concepts:
            concepts = f"{self.concepts:,} concept{'' if self.concepts == 1 else 's'}"
            yield f"{concepts} without a term in both {pair.source} and {pair.target} left out"
        if self.cut:
            notes = f"{self.cut:,} note{'' if self.cut == 1 else 's'}"
            yield f"{notes} cut at {CELL_LIMIT:,} characters"
        if self.facts:
            names = [shortened(name) for name in sorted(self.facts)]
            more = [f"and {len(names) - _SHOWN:,} more"] if len(names) > _SHOWN else []
            yield f"facts that no column has, left out: {', '.join([*names[:_SHOWN], *more])}"


def read(path: Path, pair: Pair) -> Imported:
    """The concepts of a TBX file that have a term in both languages.

    Raises `InputError` for what is no TBX, declares entities or is damaged.
    """
    terms, seen, left = [], {"source", "target"}, _LeftOut()
    header = ""
    languages: dict[str, None] = {}
    for element in elements(path):
        if name_of(element) not in CONCEPT:
            header += "".join(element.itertext())[:10_000]
            continue
        languages |= dict.fromkeys(filter(None, map(_language, filter(is_element, element))))
        for cells in _rows(element, pair, left):
            terms.append(imported_term(cells, path, element.sourceline or 0))
            seen |= cells.keys()
        forget(element)
    is_ours = OURS in header
    columns = frozenset(COLUMNS if is_ours else seen)
    ours = (pair.source, pair.target)
    stated = ours if languages.keys() >= {*ours} else tuple(languages)
    return Imported(tuple(terms), columns, tuple(left.said(pair)), is_ours, stated)


def _rows(concept: Any, pair: Pair, left: _LeftOut) -> Iterator[dict[str, str]]:
    """The concept as rows; none where one of the languages has no term."""
    sections = [list(_sections(concept, language)) for language in (pair.source, pair.target)]
    sources, targets = (list(_terms(some)) for some in sections)
    found = list(entries(sources, targets))
    if not found:
        left.concepts += 1
        return
    left.facts.update(name for name in facts_named(concept) if name not in _READ)
    notes = list(_notes(concept, *sections[0], *sections[1]))
    for entry in found:
        cells = {"source": entry.source.text, "target": entry.target.text}
        cells |= {
            "variants": _list(entry.variants),
            "alternatives": _list(entry.alternatives),
            "avoid": _list(entry.avoid),
            "expansion": entry.expansion,
        }
        cells |= _facts(concept, entry.source, entry.target)
        cells |= _noted([*notes, *entry.source.notes, *entry.target.notes])
        if len(cells.get("note", "")) > CELL_LIMIT:
            left.cut += 1
            cells["note"] = cells["note"][: CELL_LIMIT - 1] + "…"
        yield {column: cell for column, cell in cells.items() if cell}


def _list(named: Sequence[Named]) -> str:
    return SEPARATOR.join(n.text.replace(SEPARATOR, "/") for n in named)


def _sections(concept: Any, language: str) -> Iterator[Any]:
    for section in filter(is_element, concept):
        if _language(section) == language:
            yield section


def _language(section: Any) -> str:
    """The code of its language; "" for what can be none."""
    tag = section.get(LANG) or section.get("lang") or ""
    code = tag[:20].replace("_", "-").split("-")[0].lower()
    return code if code.isalpha() and len(code) <= 8 else ""


def _terms(sections: Sequence[Any]) -> Iterator[Named]:
    for section in sections:
        holders = (e for e in section if is_element(e) and name_of(e) in _HOLDERS)
        yield from (named for named in map(_named, holders) if named.text)


def _named(holder: Any) -> Named:
    named = Named()
    for element in parts(holder, ("termGrp", "termNoteGrp", "adminGrp")):
        if name_of(element) == "term":
            named.text = named.text or text_of(element)
        elif name_of(element) == "note":
            named.notes.append(text_of(element))
        else:
            named.facts.setdefault(category(element), text_of(element))
    return named


def _facts(concept: Any, source: Named, target: Named) -> dict[str, str]:
    pos = _POS.get("".join(source.facts.get("partOfSpeech", "").split()).casefold(), "")
    kind = {v: k for k, v in KIND.items()}.get(source.facts.get("termType", ""), "")
    kind = "acronym" if source.is_acronym else kind
    groups = ("descripGrp",)
    domains = [text_of(e) for e in parts(concept, groups) if category(e) == "subjectField"]
    facts = {
        "pos": kind or pos,
        "domain": "; ".join(domains),
        "authority": target.facts.get("source", ""),
    }
    return {column: fact for column, fact in facts.items() if fact}


def _notes(*holders: Any) -> Iterator[str]:
    for holder in holders:
        for element in parts(holder, ("descripGrp", "adminGrp")):
            if category(element) in _NOTES:
                yield text_of(element)


def _noted(notes: Sequence[str]) -> dict[str, str]:
    """The columns in notes: ours by their names, the rest joined as the note."""
    facts, plain = {}, []
    for text in notes:
        column, _, value = text.removeprefix(NOTE).partition("=")
        if text.startswith(NOTE) and column in COLUMNS:
            facts[column] = value
        else:
            plain.append(text)
    return facts | ({"note": " ".join(plain)} if plain else {})
