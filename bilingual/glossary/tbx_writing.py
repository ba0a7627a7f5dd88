"""Writing TBX-Basic: see `tbx` for what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from bilingual.errors import InputError
from bilingual.glossary.exchange import Pair
from bilingual.glossary.tbx import KIND, LANG, NOTE, OURS, POS
from bilingual.glossary.tbx_forms import ADMITTED, DEPRECATED, PREFERRED
from bilingual.glossary.terms import CONTROL, Term, row

_IN_NOTES = ("inflection", "expansion", "case", "status")
_PLAIN = {"status": "approved"}  # what goes without saying
_OPENING = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<tbx style="dca" type="TBX-Basic" xml:lang="{}" xmlns="urn:iso:std:iso:30042:ed-2">\n'
)


def written(terms: Sequence[Term], pair: Pair) -> bytes:
    """A TBX file with one concept a term.

    Raises `InputError` for characters that XML cannot hold, and where there is no term: the
    standard wants one at least.
    """
    if not terms:
        raise InputError("no entries to write", hint="A TBX file has at least one")
    concepts = (_concept(term, number, pair) for number, term in enumerate(terms, start=1))
    parts = [
        _OPENING.format(pair.source),
        _xml(_header(pair)),
        "<text>\n<body>\n",
        *map(_xml, concepts),
        "</body>\n</text>\n</tbx>\n",
    ]
    return "".join(parts).encode()


def _xml(element: Any) -> str:
    return etree.tostring(element, encoding="unicode", pretty_print=True)


def _header(pair: Pair) -> Any:
    header = etree.Element("tbxHeader")
    description = etree.SubElement(header, "fileDesc")
    title = etree.SubElement(etree.SubElement(description, "titleStmt"), "title")
    title.text = f"Glossary {pair.source}-{pair.target}"
    source = etree.SubElement(etree.SubElement(description, "sourceDesc"), "p")
    source.text = OURS
    return header


def _concept(term: Term, number: int, pair: Pair) -> Any:
    concept = etree.Element("conceptEntry", id=f"c{number}")
    _add_facts(concept, term)
    sources = etree.SubElement(concept, "langSec", {LANG: pair.source})
    first = _add_term(sources, term.source, PREFERRED)
    if term.pos:
        _add(first, "termNote", POS[term.pos], "partOfSpeech")
    if term.pos in KIND:
        _add(first, "termNote", KIND[term.pos], "termType")
    for variant in term.variants:
        _add_term(sources, variant, ADMITTED)
    targets = etree.SubElement(concept, "langSec", {LANG: pair.target})
    agreed = _add_term(targets, term.target, PREFERRED)
    if term.authority:
        _add(agreed, "admin", term.authority, "source")
    for texts, status in ((term.alternatives, ADMITTED), (term.avoid, DEPRECATED)):
        for text in texts:
            _add_term(targets, text, status)
    return concept


def _add_facts(concept: Any, term: Term) -> None:
    """What holds for the concept as a whole."""
    cells = row(term)
    for column, cell in cells.items():
        if found := CONTROL.search(cell):
            what = f"{term.source!r} has a control character (U+{ord(found[0]):04X}) in {column}"
            raise InputError(what, hint=f"Remove it: XML cannot hold it (line {term.line})")
    if term.domain:
        _add(concept, "descrip", term.domain, "subjectField")
    if term.note:
        named = f"{NOTE}note={term.note}"
        _add(concept, "note", named if term.note.startswith(NOTE) else term.note)
    for column in (*_IN_NOTES, *(["pos"] if term.pos == "name" else [])):
        if cells[column] and cells[column] != _PLAIN.get(column):
            _add(concept, "note", f"{NOTE}{column}={cells[column]}")


def _add_term(section: Any, text: str, status: str) -> Any:
    holder = etree.SubElement(section, "termSec")
    _add(holder, "term", text)
    _add(holder, "termNote", status, "administrativeStatus")
    return holder


def _add(parent: Any, name: str, text: str, category: str = "") -> None:
    etree.SubElement(parent, name, {"type": category} if category else {}).text = text
