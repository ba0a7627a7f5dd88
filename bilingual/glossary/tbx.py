"""The glossary as TBX-Basic (ISO 30042:2019, style DCA), the exchange form of terminologists.

An entry is a concept. In each language the preferred term is the agreed one, admitted terms are
variants (source) and alternatives (target), deprecated ones are what to avoid. What TBX-Basic has
no category for stands in notes of the form `bilingual:column=value`; all else is lossless by
itself. Read are also DCT, the older form (martif, termEntry, langSet, tig, ntig) and files of other
programs. The file is read element by element: no entities, no DTD, no network.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.errors import InputError
from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.rows import CONTROL, LISTS, row, term_of
from bilingual.glossary.terms import COLUMNS, FILE_LIMIT, SEPARATOR, Term

OURS = "made from a bilingual glossary, whole entries"
_NOTE = "bilingual:"
_SPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPT = ("conceptEntry", "termEntry")
_POS = {"noun": "noun", "name": "properNoun", "adjective": "adjective", "verb": "verb"}
_KIND = {"acronym": "acronym", "phrase": "phrase"}  # pos -> termType
_IN_NOTES = ("inflection", "expansion", "case", "status")
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated")
)
_AVOID = frozenset((_DEPRECATED, "supersededTerm-admn-sts"))


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
                terms.append(term_of(cells, path, element.sourceline or 0))
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
    events = etree.iterparse(
        str(path), events=("start", "end"), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    depth = 0
    for event, element in events:
        if event == "start":
            depth += 1
            if depth == 1:
                _check(element, path)
            continue
        depth -= 1
        if _name(element) in (*_CONCEPT, "tbxHeader", "martifHeader"):
            yield element


def _check(root: Any, path: Path) -> None:
    declared = root.getroottree().docinfo.internalDTD
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
    cells |= {c: SEPARATOR.join(n.text for n in named) for c, named in lists.items() if named}
    cells |= _facts(concept, source, agreed)
    return {column: cell for column, cell in cells.items() if cell}


def _terms(concept: Any, language: str) -> list[_Named]:
    found = []
    for section in concept:
        code = (section.get(_LANG) or section.get("lang") or "") if _is_element(section) else ""
        if code.replace("_", "-").split("-")[0].lower() == language:
            holders = (e for e in section.iter() if _is_element(e) and _name(e) in _HOLDERS)
            found += [named for named in map(_named, holders) if named.text]
    return found


_HOLDERS = ("termSec", "tig", "ntig")


def _named(holder: Any) -> _Named:
    named = _Named("")
    for element in filter(_is_element, holder.iter()):
        text = " ".join("".join(element.itertext()).split()).replace(SEPARATOR, "/")
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
    first = next((n for n in right if n.status == _PREFERRED), right[0] if right else None)
    return first, [n for n in right if n is not first], avoid


def _facts(concept: Any, source: _Named, target: _Named) -> dict[str, str]:
    pos = {v: k for k, v in _POS.items()}.get(source.facts.get("partOfSpeech", ""), "")
    kind = {v: k for k, v in _KIND.items()}.get(source.facts.get("termType", ""), "")
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
        column, _, value = text.removeprefix(_NOTE).partition("=")
        if text.startswith(_NOTE) and column in COLUMNS:
            facts[column] = value
        else:
            plain.append(text)
    return facts | ({"note": " ".join(plain)} if plain else {})


def written(terms: Sequence[Term], pair: Pair) -> bytes:
    """A TBX file with one concept a term; `InputError` for characters that XML cannot hold."""
    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        facts = {"style": "dca", "type": "TBX-Basic", _LANG: pair.source}
        with file.element("tbx", facts, nsmap={None: _SPACE}):
            file.write(_header(pair), pretty_print=True)
            with file.element("text"), file.element("body"):
                for number, term in enumerate(terms, start=1):
                    file.write(_concept(term, number, pair), pretty_print=True)
    return out.getvalue()


def _header(pair: Pair) -> Any:
    header = etree.Element("tbxHeader")
    description = etree.SubElement(header, "fileDesc")
    title = etree.SubElement(etree.SubElement(description, "titleStmt"), "title")
    title.text = f"Glossary {pair.source}-{pair.target}"
    source = etree.SubElement(etree.SubElement(description, "sourceDesc"), "p")
    source.text = OURS
    return header


def _concept(term: Term, number: int, pair: Pair) -> Any:
    cells = row(term)
    for column, cell in cells.items():
        if found := CONTROL.search(cell):
            what = f"{term.source!r} has a control character (U+{ord(found[0]):04X}) in {column}"
            raise InputError(what, hint=f"Remove it: XML cannot hold it (line {term.line})")
    concept = etree.Element("conceptEntry", id=f"c{number}")
    if term.domain:
        _add(concept, "descrip", term.domain, "subjectField")
    if term.note:
        own = f"{_NOTE}note={term.note}" if term.note.startswith(_NOTE) else term.note
        _add(concept, "note", own)
    for column in _IN_NOTES:
        if cells[column] and (column, cells[column]) != ("status", "approved"):
            _add(concept, "note", f"{_NOTE}{column}={cells[column]}")
    sources = _section(concept, pair.source)
    first = _section_term(sources, term.source, _PREFERRED)
    if term.pos:
        _add(first, "termNote", _POS.get(term.pos, "noun"), "partOfSpeech")
    if term.pos in _KIND:
        _add(first, "termNote", _KIND[term.pos], "termType")
    for variant in term.variants:
        _section_term(sources, variant, _ADMITTED)
    targets = _section(concept, pair.target)
    agreed = _section_term(targets, term.target, _PREFERRED)
    if term.authority:
        _add(agreed, "admin", term.authority, "source")
    for texts, status in ((term.alternatives, _ADMITTED), (term.avoid, _DEPRECATED)):
        for text in texts:
            _section_term(targets, text, status)
    return concept


def _section(concept: Any, language: str) -> Any:
    return etree.SubElement(concept, "langSec", {_LANG: language})


def _section_term(section: Any, text: str, status: str) -> Any:
    holder = etree.SubElement(section, "termSec")
    _add(holder, "term", text)
    _add(holder, "termNote", status, "administrativeStatus")
    return holder


def _add(parent: Any, name: str, text: str, category: str = "") -> None:
    etree.SubElement(parent, name, {"type": category} if category else {}).text = text


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
