"""The glossary as TBX-Basic (ISO 30042:2019, style DCA), the exchange form of terminologists.

An entry is a concept. In each language the preferred term is the agreed one, admitted terms are
variants (source) and alternatives (target), deprecated ones are what to avoid. What TBX-Basic has
no category for stands in notes of the form `bilingual:column=value`; all else is lossless by
itself. Read are also DCT, the older form (martif, termEntry, langSet, tig, ntig) and files of other
programs. The file is read element by element: no entities, no DTD, no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.errors import InputError
from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.terms import COLUMNS, FILE_LIMIT, SEPARATOR, imported_term

OURS = "made from a bilingual glossary, whole entries"
NOTE = "bilingual:"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPT = ("conceptEntry", "termEntry")
_HEADER = ("tbxHeader", "martifHeader")
_HOLDERS = frozenset(("termSec", "tig", "ntig"))
POS = {"noun": "noun", "name": "properNoun", "adjective": "adjective", "verb": "verb"}
KIND = {"acronym": "acronym", "phrase": "phrase"}  # pos -> termType
PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
_AVOID = frozenset((DEPRECATED, "supersededTerm-admn-sts"))


@dataclass
class _Named:
    """One term of a concept as the file has it."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)  # category -> value

    @property
    def status(self) -> str:
        return self.facts.get("administrativeStatus", "")


def read(path: Path, pair: Pair) -> Imported:
    """The concepts of a TBX file that have a term in both languages.

    Raises `InputError` for what is no TBX, declares entities or is damaged.
    """
    terms, seen, without = [], {"source", "target"}, 0
    header = ""
    try:
        for element in _elements(path):
            if _name(element) not in _CONCEPT:
                header += "".join(element.itertext())[:10_000]
                continue
            cells = _cells(element, pair)
            if cells:
                terms.append(imported_term(cells, path, element.sourceline or 0))
                seen |= cells.keys()
            else:
                without += 1
            _forget(element)
    except (etree.XMLSyntaxError, OSError) as error:
        line = getattr(error, "lineno", 0) or 0
        what = f"not a sound XML file ({getattr(error, 'msg', '') or error})"
        raise InputError(what, path=path, line=line, hint="Export it again as TBX") from None
    notes = f"{without} concepts without a term in both {pair.source} and {pair.target} left out"
    columns = frozenset(COLUMNS if OURS in header else seen)
    return Imported(tuple(terms), columns, (notes,) if without else ())


def _elements(path: Path) -> Iterator[Any]:
    """Headers and concepts as they end; refuses what is too large, no TBX or declares entities."""
    if path.stat().st_size > FILE_LIMIT:
        raise InputError(f"larger than {FILE_LIMIT // 2**20} MB", path=path, hint="Split it")
    found = etree.iterparse(
        str(path), events=("end",), tag=[f"{{*}}{name}" for name in (*_CONCEPT, *_HEADER)],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    checked = False
    for _, element in found:
        if not checked:
            _check(element.getroottree(), path)
            checked = True
        yield element
    if not checked:
        _check(found.root.getroottree(), path)


def _check(tree: Any, path: Path) -> None:
    root, declared = tree.getroot(), tree.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        hint = "A glossary needs none: remove the <!ENTITY> lines"
        raise InputError("declares entities", path=path, line=1, hint=hint)
    if _name(root) not in {"tbx", "martif"}:
        hint = "It begins with <tbx> (2019) or <martif> (2008)"
        raise InputError(f"<{_name(root)}> is no TBX", path=path, line=1, hint=hint)


def _cells(concept: Any, pair: Pair) -> dict[str, str]:
    """The concept as a row; {} where one of the languages has no term."""
    sources, targets = _terms(concept, pair.source), _terms(concept, pair.target)
    agreed, others, avoid = _sorted(targets)
    source, variants, former = _sorted(sources, keep=True)
    if not (agreed and source):
        return {}
    lists = {"variants": [*variants, *former], "alternatives": others, "avoid": avoid}
    cells = {"source": source.text, "target": agreed.text}
    cells |= {
        c: SEPARATOR.join(n.text.replace(SEPARATOR, "/") for n in named)
        for c, named in lists.items()
        if named
    }
    cells |= _facts(concept, source, agreed)
    return {column: cell for column, cell in cells.items() if cell}


def _terms(concept: Any, language: str) -> list[_Named]:
    found = []
    for section in concept:
        code = (section.get(LANG) or section.get("lang") or "") if _is_element(section) else ""
        if code.replace("_", "-").split("-")[0].lower() == language:
            holders = (e for e in section.iter() if _is_element(e) and _name(e) in _HOLDERS)
            found += [named for named in map(_named, holders) if named.text]
    return found


def _named(holder: Any) -> _Named:
    named = _Named("")
    for element in filter(_is_element, holder.iter()):
        text = " ".join("".join(element.itertext()).split())
        if _name(element) == "term":
            named.text = named.text or text
        else:
            named.facts.setdefault(_category(element), text)
    return named


def _sorted(
    named: Sequence[_Named], *, keep: bool = False
) -> tuple[_Named | None, list[_Named], list[_Named]]:
    """The preferred one, admitted ones, and those to avoid; without statuses the first leads.

    `keep`: a source term out of use still leads where there is no other.
    """
    avoid = [n for n in named if n.status in _AVOID]
    right = [n for n in named if n.status not in _AVOID]
    if not right and keep:
        right, avoid = avoid, []
    first = next((n for n in right if n.status == PREFERRED), right[0] if right else None)
    return first, [n for n in right if n is not first], avoid


def _facts(concept: Any, source: _Named, target: _Named) -> dict[str, str]:
    pos = {v: k for k, v in POS.items()}.get(source.facts.get("partOfSpeech", ""), "")
    kind = {v: k for k, v in KIND.items()}.get(source.facts.get("termType", ""), "")
    facts = {"pos": kind or pos, "authority": target.facts.get("source", "")}
    notes = []
    for element in filter(_is_element, concept):
        for inner in filter(_is_element, element.iter() if _is_group(element) else (element,)):
            text = " ".join("".join(inner.itertext()).split())
            if _category(inner) == "subjectField":
                facts["domain"] = text
            elif _category(inner) in {"note", "definition"}:
                notes.append(text)
    return {k: v for k, v in facts.items() if v} | _noted(notes)


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


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str)


def _is_group(element: Any) -> bool:
    return _name(element).endswith("Grp")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _category(element: Any) -> str:
    """Its kind of fact: the type attribute (DCA), or the element's own name (DCT, notes)."""
    return element.get("type") or _name(element)


def _forget(concept: Any) -> None:
    """Frees what was read, so that a large file needs little memory."""
    concept.clear()
    while concept.getprevious() is not None:
        del concept.getparent()[0]
