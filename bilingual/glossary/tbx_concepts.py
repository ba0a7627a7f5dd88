"""The elements of a TBX file, concept by concept: nothing hostile gets past here."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.errors import InputError
from bilingual.glossary.opened import check_file, shortened

CONCEPT = ("conceptEntry", "termEntry")
_LIMIT = 20_000  # elements of one concept
_HEADER = ("tbxHeader", "martifHeader")
_CARRIERS = frozenset(  # elements whose type names a fact, in the style DCA
    ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote",
     "xref")
)  # fmt: skip


def elements(path: Path) -> Iterator[Any]:
    """Headers and concepts as they end; refuses what is too large, no TBX or declares entities."""
    check_file(path)
    with path.open("rb") as stream:
        found = etree.iterparse(
            stream, events=("end",), tag=[f"{{*}}{name}" for name in (*CONCEPT, *_HEADER)],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            yield from _checked(found, path)
        except etree.XMLSyntaxError as error:
            raise _damaged(path, error, found.error_log) from None


def _checked(found: Any, path: Path) -> Iterator[Any]:
    checked = False
    for _, element in found:
        if not checked:
            _check(element.getroottree(), path)
            checked = True
        _check_concept(element, path)
        yield element
    if not checked:
        _check(found.root.getroottree(), path)


def _damaged(path: Path, error: Any, log: Any) -> InputError:
    first = next(iter(log), None)  # the error itself names none where it ends a file early
    message = first.message if first is not None else error.msg or str(error)
    line = first.line if first is not None else error.lineno or 0
    what = f"not a sound XML file ({' '.join(message.split())})"
    return InputError(what, path=path, line=line, hint="Export it again as TBX")


def _check_concept(element: Any, path: Path) -> None:
    """Refuses a concept without end, and references to what a DTD, which is not read, declares."""
    if element.xpath("count(.//*)") > _LIMIT:
        what = f"a concept of over {_LIMIT:,} elements"
        raise InputError(what, path=path, line=element.sourceline or 0, hint="Split it")
    entity = next(element.iter(etree.Entity), None)
    if entity is not None:
        what = f"the entity {shortened(entity.text)} stands for nothing in it"
        hint = "Write the character itself"
        raise InputError(what, path=path, line=element.sourceline or 0, hint=hint)


def _check(tree: Any, path: Path) -> None:
    root, declared = tree.getroot(), tree.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        hint = "A glossary needs none: remove the <!ENTITY> lines"
        raise InputError("declares entities", path=path, line=1, hint=hint)
    if name_of(root) not in {"tbx", "martif"}:
        hint = "It begins with <tbx> (2019) or <martif> (2008)"
        raise InputError(f"<{name_of(root)}> is no TBX", path=path, line=1, hint=hint)


def parts(parent: Any, groups: Container[str]) -> Iterator[Any]:
    """The elements in it, and those in groups of these names in it; deeper ones are none of its."""
    for element in filter(is_element, parent):
        if name_of(element) in groups:
            yield from filter(is_element, element)
        else:
            yield element


def is_element(node: Any) -> bool:
    """False for remarks and the like."""
    return isinstance(node.tag, str)


def text_of(element: Any) -> str:
    """All text in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def name_of(element: Any) -> str:
    """Its name without the namespace."""
    return str(element.tag).rpartition("}")[2]


def category(element: Any) -> str:
    """Its kind of fact: the type attribute (DCA), or the element's own name (DCT, notes)."""
    return element.get("type") or name_of(element)


def facts_named(concept: Any) -> Iterator[str]:
    """The names of all facts in it, whatever the style."""
    home = etree.QName(concept).namespace
    for element in concept.iter(etree.Element):
        if name_of(element) in _CARRIERS or etree.QName(element).namespace != home:
            yield category(element)


def forget(concept: Any) -> None:
    """Frees what was read, so that a large file needs little memory."""
    concept.clear()
    while concept.getprevious() is not None:
        del concept.getparent()[0]
