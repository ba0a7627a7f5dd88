"""The records that travel through a run; nothing else.

A file becomes an `Article` of `Block`s; a block is cut into `Segment`s (sentences); a segment
and its `Translation` make a `Pair`; an article's pairs, block by block, make its `Bitext`.
Every record is frozen: a step that changes something returns a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a block is in the layout of an article."""

    TITLE = "title"
    KICKER = "kicker"  # the short line above or below a title that names the subject
    STANDFIRST = "standfirst"  # the summary between title and body
    DATELINE = "dateline"  # "ASTANA, 15 mai - RIA Novosti."
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an article, on one line: single spaces, NFC, no line breaks."""

    kind: Kind
    text: str
    language: str  # ISO 639-1 code, such as "fr"
    line: int = 0  # line of the file where it starts, 1-based; 0 where the format has no lines
    level: int = 0  # headings: 1 is the highest; list items: 1 is the outermost; else 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that is not part of the article, kept with the reason."""

    text: str
    reason: str  # "furniture: newsletter", "repeats the title", ...
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """What was understood from one file."""

    id: str  # unique in a workspace, from the file's path: "2019/norov" -> "2019-norov"
    path: str  # the file, relative to the corpus folder, with "/" on every system
    language: str  # the document's main language
    blocks: tuple[Block, ...]  # in reading order: title, kicker, standfirst, then the body
    date: date | None = None  # of publication
    author: str = ""
    source: str = ""  # the publication: site, agency or paper
    url: str = ""
    tags: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()  # of pictures; shown, never translated
    set_aside: tuple[SetAside, ...] = ()

    @property
    def title(self) -> str:
        """The text of the title block, or the id where the file has none."""
        return next((b.text for b in self.blocks if b.kind is Kind.TITLE), self.id)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a block. `text + space` of all segments, joined, is the block's text."""

    text: str  # no white space at either end
    space: str = ""  # what separated it from the next sentence


class Origin(StrEnum):
    """Where a translation comes from."""

    REVIEWED = "reviewed"  # a person approved it: glossary/memory.*.tsv
    ENGINE = "engine"
    RULE = "rule"  # a dateline, translated by its parts
    COPIED = "copied"  # already in the target language
    FOREIGN = "foreign"  # in a third language: shown as it is, not translated


class Method(StrEnum):
    """How a term got its agreed target."""

    PLAIN = "plain"  # the engine said it by itself
    HYPOTHESIS = "hypothesis"  # another of the engine's n best had it
    FORCED = "forced"  # align, force, continue
    SOURCE = "source"  # the target stood in the source that was translated
    REPLACED = "replaced"  # the rendering was replaced in the translation
    UNMET = "unmet"  # none of these worked: the translation does not have it


@dataclass(frozen=True, slots=True)
class TermUse:
    """One occurrence of a glossary entry in a sentence, and what became of it."""

    source: str  # the entry's source form: with `target` it names the entry
    target: str  # the agreed target
    start: int  # of the occurrence in the segment's text, in characters
    end: int
    method: Method
    rendering: str = ""  # what the translation has for it; "" where unmet
    target_start: int = -1  # of the rendering in the translation, in characters; -1 where unknown
    target_end: int = -1


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt about one translation, found by a check."""

    check: str  # the rule's name: "numbers", "terms", ...
    detail: str  # for people: "2025 is missing in the translation"


@dataclass(frozen=True, slots=True)
class Translation:
    """The target text of one segment, and how it came about."""

    text: str
    origin: Origin
    engine: str = ""  # "argos fr→en 1.9", "apertium fr→es→en"; "" where none was asked
    score: float | None = None  # mean log-probability a token, from the engine
    terms: tuple[TermUse, ...] = ()
    issues: tuple[Issue, ...] = ()
    alignment: tuple[tuple[int, int, int, int], ...] = ()
    # word links, in characters: source start, source end, target start, target end


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment beside its translation; `id` names the row in every format."""

    id: str  # unique in the article; from the sentence itself, so that it outlives edits elsewhere
    source: Segment
    target: Translation


@dataclass(frozen=True, slots=True)
class Bitext:
    """An article beside its translation: for each of its blocks, the pairs of its sentences."""

    article: Article
    target_language: str
    pairs: tuple[tuple[Pair, ...], ...]  # as long as article.blocks
