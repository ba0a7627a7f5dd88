"""A saved web page as a draft: its article in order, and what stands around it set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import InputError
from bilingual.ingest.charset import decode
from bilingual.ingest.cleaning import key
from bilingual.ingest.draft import Draft
from bilingual.ingest.html_choice import choose
from bilingual.ingest.html_fields import fields_of, head_of
from bilingual.ingest.markup import Found, blocks, parse
from bilingual.model import Kind, SetAside

LIMIT = 20 * 2**20  # bytes
NEAR = 8  # blocks from the title within which its kicker and standfirst stand
OPEN_PLACES = {"", "page: header", "page: form"}  # where a title may stand

# What a block is by the class that its element or the one around it has. Sites name the summary
# in many ways; a short line above the title in a few.
CLASSES = {
    Kind.STANDFIRST: "chapo|chapô|chapeau|standfirst|lede|lead|intro|introduction|dek|excerpt",
    Kind.KICKER: "surtitre|sur-titre|rubrique|kicker|overline|eyebrow",
}
PATTERNS = {
    kind: re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.I)
    for kind, names in CLASSES.items()
}


def read(path: Path) -> Draft:
    """The draft of an .html, .htm or .xhtml file in any encoding.

    The title, kicker and standfirst are pieces of that kind where the page shows them; the field
    `title` is set only where it does not. The field `credits` holds what names the makers of
    pictures, joined by line breaks. A page without an article gives a draft without pieces.
    Raises `InputError` for a file that cannot be read, is empty or over 20 MB, or nests too deep.
    """
    root = parse(decode(read_bytes(path, LIMIT)), path)
    found = blocks(root, path)
    head = head_of(root)
    fields = fields_of(head)
    title = _title(found, head.titles)
    if title is None and head.titles:
        fields["title"] = head.titles[0]
    inside = choose(root, found)
    kinds = _kinds(found, title)
    inside |= kinds.keys()
    credits_ = [found[index].piece.text for index in sorted(inside) if found[index].credit]
    if credits_:
        fields["credits"] = "\n".join(credits_)
    pieces = (
        replace(found[index].piece, kind=kinds[index], level=0)
        if index in kinds
        else found[index].piece
        for index in sorted(inside)
        if not found[index].credit
    )
    return Draft(tuple(pieces), fields, tuple(set_aside(found, inside)))


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a file. Raises InputError where it is over `limit` bytes or unreadable."""
    try:
        if path.stat().st_size > limit:
            hint = "Save only the article, or copy its text into a .txt file"
            raise InputError(f"larger than {limit // 2**20} MB", path=path, hint=hint)
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=path) from None


def set_aside(found: Sequence[Found], inside: set[int]) -> list[SetAside]:
    """The blocks that are not `inside`, each with its reason."""
    return [
        SetAside(block.piece.text, block.place or "page: outside the article", block.piece.line)
        for index, block in enumerate(found)
        if index not in inside
    ]


def _title(found: Sequence[Found], titles: Sequence[str]) -> int | None:
    """The number of the heading that is the article's title; None where the page shows none.

    A heading that says what the page calls itself, or else the first <h1> with a part of that, or
    else the first <h1> of all.
    """
    names = [key(title) for title in titles]
    headings = [
        index
        for index, block in enumerate(found)
        if block.piece.kind is Kind.HEADING and block.place in OPEN_PLACES
    ]
    highest = [index for index in headings if found[index].piece.level == 1]
    for index in headings:
        if key(found[index].piece.text) in names:
            return index
    for index in highest:
        text = key(found[index].piece.text)
        if any(text in name or name in text for name in names):
            return index
    return highest[0] if highest else None


def _kinds(found: Sequence[Found], title: int | None) -> dict[int, Kind]:
    """Title, kicker and standfirst by number: they belong to the article in any case."""
    first = title or 0
    kinds = {} if title is None else {title: Kind.TITLE}
    for index in range(max(first - NEAR, 0), min(first + NEAR + 1, len(found))):
        kind = _named(found[index])
        after_title = index >= first or kind is not Kind.STANDFIRST
        if kind and after_title and index not in kinds and kind not in kinds.values():
            kinds[index] = kind
    return kinds


def _named(block: Found) -> Kind | None:
    """Kicker or standfirst, where the class of an element says so."""
    if block.place not in OPEN_PLACES or block.piece.kind is Kind.LIST_ITEM:
        return None
    names = block.element.get("class", "")
    parent = block.element.getparent()
    if parent is not None and len(parent) == 1:
        names += " " + parent.get("class", "")
    return next((kind for kind, pattern in PATTERNS.items() if pattern.search(names)), None)
