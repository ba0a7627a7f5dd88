"""The blocks of a marked-up document: HTML pages and the chapters of an EPUB.

One walk over the lxml tree, without recursion, gives every stretch of text that a browser would
show as a paragraph of its own, in order, with the exact text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from lxml import etree, html

from bilingual.errors import InputError
from bilingual.ingest.draft import Piece
from bilingual.ingest.places import hidden, place_of
from bilingual.model import Kind

MAX_ATTRIBUTES = 1_000  # of one element: the parser compares each with all before it
MAX_BLOCKS = 200_000  # of one document
MAX_DEPTH = 2000  # of elements inside each other; libxml2 itself stops at 2048

SIMPLER = "Save the page again, or copy its text into a .txt file"

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "label",
    "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
KINDS = {  # what text in this element is, wherever it does not say so more closely
    "p": Kind.PARAGRAPH,
    "li": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "dd": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    **dict.fromkeys(HEADINGS, Kind.HEADING),
}
SILENT = frozenset({
    "head", "script", "style", "template", "svg", "iframe", "object", "canvas", "audio",
    "video", "rp",
})  # fmt: skip
CREDIT = re.compile(r"(?:^|[\s_-])(?:credits?|copyright)(?:$|[\s_-])", re.I)  # of a class

# Never part of a text: controls, soft hyphen, zero-width space, word joiner, byte order mark.
# The zero-width joiner and non-joiner stay: Persian and Indic words are spelt with them.
STRAY = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]+")
SPACES = re.compile(r"[ \t\r\n\f]+")  # what HTML calls white space: a no-break space is not
SUBSET = re.compile(r"\s{0,99}(?:<\?xml[^>]*>\s{0,99})?<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.I | re.S)
ATTRIBUTE = r"""[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{ATTRIBUTE})*+")
CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Found:
    """One block of a document, and where it was found."""

    piece: Piece
    place: str  # what the elements of PLACES and ROLES around it say; "" without one
    element: etree._Element  # the block element whose text it is
    scope: etree._Element | None  # the outermost <article> around it, or else the <main>
    links: int  # how many links it has
    linked: float  # share of its characters that are links, 0 to 1
    credit: bool  # it names who made a picture
    strings: tuple[tuple[etree._Element, bool], ...]
    # its text nodes: the element, and whether it is the text after that element


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for the text inside one open block element."""

    element: etree._Element
    kind: Kind | None = None
    level: int = 0
    place: str = ""
    lists: int = 0  # how many lists it is in
    verbatim: bool = False  # inside <pre>: line breaks count
    credit: bool = False
    scope: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class _String:
    """One text node."""

    text: str
    element: etree._Element
    tail: bool  # it is the text after the element, not the one in it
    link: int  # number of the link it is in; 0 where none


def parse(text: str, path: Path | str) -> etree._Element:
    """The <html> element of a page, its broken markup repaired; no entities, no network.

    XHTML goes the same way: an HTML parser knows no entity declarations and no external ones.
    Raises InputError where there is nothing in it.
    """
    text = STRAY.sub("", text)
    declarations = SUBSET.match(text)
    text = text[declarations.end() :] if declarations else text
    text = CDATA.sub(lambda found: found[1].replace("&", "&amp;").replace("<", "&lt;"), text)
    _refuse_endless_tags(text, path)
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        raise InputError("there is no text in it", path=path) from None


def _refuse_endless_tags(text: str, path: Path | str) -> None:
    """Raises InputError where an element has attributes by the thousand."""
    for tag in TAG.finditer(text):
        if tag.end() - tag.start() < 2 * MAX_ATTRIBUTES:
            continue
        if sum(1 for _ in re.finditer(ATTRIBUTE, tag[0])) > MAX_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            what = f"an element with more than {MAX_ATTRIBUTES} attributes"
            raise InputError(what, path=path, line=line, hint=SIMPLER)


def blocks(root: etree._Element, path: Path | str) -> list[Found]:
    """Every block under `root`, in order.

    Raises InputError where elements nest too deep or there is no end of blocks.
    """
    walk, depth = _Walk(root), 0
    skipped: etree._Element | None = None
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            depth -= 1
            if element is not skipped:
                walk.close(element)
            walk.read(element, tail=True)
            continue
        depth += 1
        if depth > MAX_DEPTH:
            what = f"more than {MAX_DEPTH} elements inside each other"
            raise InputError(what, path=path, line=line_of(element), hint=SIMPLER)
        if len(walk.found) > MAX_BLOCKS:
            raise InputError(f"more than {MAX_BLOCKS} paragraphs", path=path, hint=SIMPLER)
        if _silent(element):
            skipped = element
            steps.skip_subtree()
        else:
            walk.open(element)
    walk.flush()
    return walk.found


def _silent(element: etree._Element) -> bool:
    """True for scripts, styles, pictures, page numbers and a hidden stretch inside a line."""
    if "pagebreak" in element.get("epub:type", "").split():
        return True
    return element.tag in SILENT or (element.tag not in BLOCKS and hidden(element))


class _Walk:
    """Collects blocks while the elements of a document open and close."""

    def __init__(self, root: etree._Element) -> None:
        self.found: list[Found] = []
        self.frames = [_Frame(root)]
        self.lines: list[list[_String]] = [[]]
        self.links = 0  # seen so far
        self.link = 0  # number of the open one

    def open(self, element: etree._Element) -> None:
        """Step into an element and read the text before its first child."""
        if element.tag == "br":
            self.lines.append([])
        elif element.tag == "a":
            self.links += 1
            self.link = self.links
        elif element.tag in BLOCKS or _credits(element, self.frames[-1]):
            self.flush()
            self.frames.append(_frame(element, self.frames[-1]))
        self.read(element, tail=False)

    def close(self, element: etree._Element) -> None:
        """Step out of an element."""
        if element.tag == "a":
            self.link = 0
        elif element is self.frames[-1].element:
            self.flush()
            self.frames.pop()

    def read(self, element: etree._Element, *, tail: bool) -> None:
        """Take in one text node."""
        text = element.tail if tail else element.text
        if text:
            if not self.frames[-1].verbatim:
                text = SPACES.sub(" ", text)
            self.lines[-1].append(_String(STRAY.sub("", text), element, tail, self.link))

    def flush(self) -> None:
        """End the block: one more found, or several where empty lines divide it."""
        group: list[list[_String]] = []
        for line in [*self.lines, []]:
            if any(string.text.strip() for string in line):
                group.append(line)
            elif group:
                self.found.append(_found(self.frames[-1], group))
                group = []
        self.lines = [[]]


def _credits(element: etree._Element, frame: _Frame) -> bool:
    """True where an element beside a picture says that it names who made it."""
    if frame.element.tag not in {"figure", "figcaption"}:
        return False
    return bool(CREDIT.search(element.get("class", "")))


def _frame(element: etree._Element, outer: _Frame) -> _Frame:
    """What holds inside `element`, on top of what holds around it."""
    tag = str(element.tag)
    lists = outer.lists + (tag in LISTS)
    kind, level = outer.kind, outer.level
    if tag in KINDS and not (tag == "p" and kind):  # <li><p> is a list item
        kind = KINDS[tag]
        level = HEADINGS.get(tag) or (max(lists, 1) if kind is Kind.LIST_ITEM else 0)
    opens = tag == "article" or (tag == "main" and outer.scope is None)
    inner = outer.scope is not None and outer.scope.tag == "article"
    return _Frame(
        element,
        kind,
        level,
        place_of(element, outer.place, quoted=kind is Kind.QUOTE),
        lists,
        verbatim=outer.verbatim or tag == "pre",
        credit=outer.credit or _credits(element, outer),
        scope=element if opens and not inner else outer.scope,
    )


def _found(frame: _Frame, lines: list[list[_String]]) -> Found:
    """The block of these lines."""
    text = "\n".join("".join(string.text for string in line) for line in lines)
    text = "\n".join(re.sub(" {2,}", " ", line).strip() for line in text.split("\n")).strip("\n")
    strings = [string for line in lines for string in line if string.text.strip()]
    links = {string.link for string in strings} - {0}
    linked = sum(len(string.text) for string in strings if string.link)
    return Found(
        Piece(text, _line(strings[0]), frame.kind, frame.level),
        frame.place,
        frame.element,
        frame.scope,
        len(links),
        linked / sum(len(string.text) for string in strings),
        frame.credit,
        tuple((string.element, string.tail) for string in strings),
    )


def _line(string: _String) -> int:
    """The line of the file where a text node begins to say something."""
    element = string.element
    text = (element.tail if string.tail else element.text) or ""
    return line_of(element) + text.count("\n", 0, len(text) - len(text.lstrip()))


def line_of(element: etree._Element) -> int:
    """The line of the file where an element starts; 0 where the parser does not know."""
    return cast("int | None", element.sourceline) or 0
