"""Markdown (CommonMark): headings, lists and quotations as the file marks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.ingest.draft import Draft, Piece
from bilingual.ingest.given import front_matter
from bilingual.ingest.text import read_text
from bilingual.model import Kind, SetAside

if TYPE_CHECKING:
    from markdown_it.token import Token

CODE = frozenset({"fence", "code_block"})
LEAVES = frozenset({"inline", "hr", "html_block", "heading_open", *CODE})
CELLS = frozenset({"th_open", "td_open"})
BETWEEN_CELLS = " – "


@dataclass(slots=True)
class Walk:
    """What was met on the way through the tokens."""

    first: int  # number of the file's line that the tokens count as 0
    pieces: list[Piece] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    inside: list[Token] = field(default_factory=list)  # open headings, lists, items, quotations
    fresh: bool = False  # an item was opened and has no text yet
    cells: list[tuple[str, str]] = field(default_factory=list)
    # of the open row of a table: as the file has them, and their text

    def piece(self, text: str, line: int) -> None:
        """Adds a piece of the kind that is open."""
        kinds = [token.type.removesuffix("_open") for token in self.inside]
        level = sum(kind.endswith("_list") for kind in kinds)
        if "heading" in kinds:
            self.pieces.append(Piece(text, line, Kind.HEADING, int(self.inside[-1].tag[1])))
        elif "list_item" in kinds and self.fresh:
            self.pieces.append(Piece(text, line, Kind.LIST_ITEM, level))
        elif "blockquote" in kinds:
            self.pieces.append(Piece(text, line, Kind.QUOTE))
        else:
            self.pieces.append(Piece(text, line, Kind.PARAGRAPH))
        self.fresh = False


def read(path: Path) -> Draft:
    """The blocks of a Markdown file, with the fields of its front matter.

    Links become their text, rows of tables a paragraph each. Pictures, code, raw HTML and link
    definitions are set aside.
    """
    text = read_text(path)
    fields, skipped = front_matter(text, path)
    lines = text.split("\n")[skipped:]
    walk = Walk(first=skipped + 1)
    read_lines: set[int] = set()
    for token in _tokens("\n".join(lines)):
        if token.map and token.type in LEAVES:
            read_lines.update(range(*token.map))
        _step(walk, token, lines)
    for number, line in enumerate(lines):
        if number not in read_lines and any(char.isalnum() for char in line):
            walk.aside.append(SetAside(line.strip(), "Markdown: no text", number + walk.first))
    return Draft(tuple(walk.pieces), fields, tuple(walk.aside))


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    class AnyAddress(MarkdownIt):
        """CommonMark in which a link is a link wherever it leads: its address is not used."""

        def validateLink(self, url: str) -> bool:  # noqa: N802 - the name that is called
            return True

    # Indented text is no code here: people indent paragraphs.
    return AnyAddress("commonmark").enable("table").disable("code").parse(text)


def _step(walk: Walk, token: Token, lines: list[str]) -> None:
    """Takes one token into account."""
    start, end = token.map or (0, 0)
    if token.nesting == 1 and token.type != "paragraph_open":
        walk.inside.append(token)
        walk.fresh = token.type == "list_item_open" or (walk.fresh and token.type != "heading_open")
    elif token.nesting == -1 and token.type != "paragraph_close":
        opened = walk.inside.pop()
        if opened.type == "tr_open":
            _row(walk, opened, lines)
    elif token.type == "inline":
        text = "".join(_plain(walk, token.children or [], start + walk.first))
        if walk.inside and walk.inside[-1].type in CELLS:
            walk.cells.append((token.content, text.strip()))
        elif text.strip():
            walk.piece(text, start + walk.first)
    elif token.type in {*CODE, "html_block", "hr"}:
        name = {"html_block": "HTML", "hr": "line"}.get(token.type, "code")
        walk.aside += [
            SetAside(line.strip(), f"Markdown: {name}", number + walk.first)
            for number, line in enumerate(lines[start:end], start)
            if line.strip()
        ]


def _row(walk: Walk, row: Token, lines: list[str]) -> None:
    """Adds what the cells of a closed row hold as one paragraph; sets aside any that are too many.

    The parser leaves out cells beyond the columns of the table.
    """
    number = (row.map or [0])[0]
    line, end = lines[number], 0
    for raw, _ in walk.cells:
        raw = raw.replace("|", r"\|")
        end = max(line.find(raw, end) + len(raw), end)
    rest = line[end:].strip(" |")
    if any(char.isalnum() for char in rest):
        walk.aside.append(SetAside(rest, "Markdown: beyond the table", number + walk.first))
    text = BETWEEN_CELLS.join(text for _, text in walk.cells if text)
    walk.cells.clear()
    if text:
        walk.piece(text, number + walk.first)


def _plain(walk: Walk, tokens: list[Token], line: int) -> Iterator[str]:
    """The text without marks, piece by piece; pictures and HTML are set aside."""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
            yield "\n"
        elif token.type == "image":
            text = " ".join((token.content, str(token.attrs.get("src", ""))))
            walk.aside.append(SetAside(text.strip(), "Markdown: picture", line))
        elif token.type == "html_inline":
            walk.aside.append(SetAside(token.content, "Markdown: HTML", line))
        else:
            yield token.content
