"""A draft becomes an article: rules in a fixed order, each from one reading to the next.

To change what is found, change a rule or its place in `RULES`; nothing is thrown away on the way:
a line ends as a block, as a credit or set aside with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bilingual.errors import InputError
from bilingual.ingest import dates, facts, front, joins, layout, standfirst, trim
from bilingual.ingest.cleaning import clean, key, one_line
from bilingual.ingest.draft import Draft, Piece
from bilingual.ingest.furniture import Rules
from bilingual.ingest.identity import article_id
from bilingual.ingest.reading import Line, Reading
from bilingual.ingest.shapes import is_prose
from bilingual.language import block_language, main_language
from bilingual.model import Article, Block, Kind

MOST_LINES = 50_000  # an article has no more; a dump of something else does
OPENING = 400  # characters of a paragraph that tell its language
PARAGRAPHS = 5  # paragraphs that tell the language of the whole
LISTS = frozenset({"keep", "drop", "credits"})  # fields that hold lines

RULES: tuple[Callable[[Reading], Reading], ...] = (
    trim.asked,
    front.emptied,
    trim.wordless,
    facts.tags,
    facts.source,
    trim.page_furniture,
    joins.pieces,
    joins.unwrap,
    facts.updated,
    facts.byline,
    facts.address,
    front.title,
    front.kicker,
    front.given,
    trim.title_again,
    layout.quotes,
    layout.lists,
    facts.signature,
    trim.page_end,
    joins.mend,
    layout.datelines,
    layout.headings,
    standfirst.standfirst,
    standfirst.again,
    front.in_order,
)


def understand(draft: Draft, path: str, rules: Rules, default_language: str = "") -> Article:
    """The article that a draft holds; `path` is relative to the corpus folder.

    Raises `InputError` where nothing is left to translate or its language cannot be told.
    """
    reading = _opened(draft, rules)
    for rule in RULES:
        reading = rule(reading)
    if not reading.lines:
        hint = "Name lines to bring back with keep = [...] in a .toml file of the same name"
        raise InputError("no text in it", hint=hint if reading.set_aside else "")
    language = reading.fields.get("language") or _language(reading, default_language)
    if not language:
        hint = 'Write language = "fr" or another code in a .toml file of the same name'
        raise InputError("its language cannot be told", hint=hint)
    fields = reading.fields
    return Article(
        id=article_id(path),
        path=path,
        language=language,
        blocks=tuple(_block(line, language, default_language) for line in reading.lines),
        date=_date(fields.get("date", "")),
        author=fields.get("author", ""),
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        tags=tuple(tag for tag in fields.get("tags", "").split(", ") if tag),
        credits=reading.credits,
        set_aside=tuple(sorted(reading.set_aside, key=lambda item: item.line)),
    )


def _opened(draft: Draft, rules: Rules) -> Reading:
    """The draft's lines, cleaned, before any rule."""
    fields = {name: clean(value).strip() for name, value in draft.fields.items()}
    fields = {name: text if name in LISTS else one_line(text) for name, text in fields.items()}
    aside = (replace(item, text=one_line(clean(item.text))) for item in draft.set_aside)
    reading = Reading(
        lines=_lines(draft.pieces),
        fields=fields,
        rules=rules,
        given=frozenset(fields) - LISTS,
        keep=frozenset(key(text) for text in fields.get("keep", "").split("\n")) - {""},
        set_aside=tuple(item for item in aside if item.text),
        credits=tuple(one_line(text) for text in fields.get("credits", "").split("\n") if text),
    )
    return trim.credited(reading)


def _lines(pieces: tuple[Piece, ...]) -> tuple[Line, ...]:
    """The lines of all pieces, each with the blank lines above it."""
    lines: list[Line] = []
    for piece in pieces:
        for offset, text in enumerate(clean(piece.text).split("\n")):
            if not (text := one_line(text)):
                continue
            number = piece.line + offset if piece.line else 0
            blank = number - lines[-1].number - 1 if number and lines else 0
            gap = blank if offset else max(blank, 1)
            lines.append(Line(text, number, max(gap, 0), piece.kind, piece.level))
        if len(lines) > MOST_LINES:
            raise InputError(f"more than {MOST_LINES} lines", hint="Leave the article alone in it")
    return tuple(lines)


def _language(reading: Reading, default: str) -> str:
    """The language of most of the text; short lines tell it together."""
    prose = [line.text for line in reading.lines if is_prose(line.text)]
    short = "\n".join(line.text for line in reading.lines if not is_prose(line.text))
    step = max(-(-len(prose) // PARAGRAPHS), 1)  # from the whole length of the article
    return main_language((text[:OPENING] for text in (*prose[::step], short)), default)


def _block(line: Line, language: str, default: str) -> Block:
    dateline = line.kind is Kind.DATELINE
    of_line = language if dateline else block_language(line.text, language, default)
    return Block(line.kind or Kind.PARAGRAPH, line.text, of_line, line.number, line.level)


def _date(text: str) -> date | None:
    return dates.parse(text) if text else None
