"""The records that a reader shows; nothing else.

`view.page` makes a `Page` of a `Bitext`; every format lays the same `Page` out. All that a
template would have to decide stands here ready: names of languages, labels, links, counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.model import Kind, Origin


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a page names and writes it."""

    code: str  # ISO 639-1, such as "fr"
    name: str  # in English
    direction: str  # "ltr" or "rtl"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a term where `term` is not 0."""

    text: str
    term: int = 0  # number of its card on the page, 1-based
    unmet: bool = False  # a term whose agreed target the translation lacks


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and its translation: the unit that stays together in every format."""

    id: str  # `Pair.id`, made safe for links and XML
    number: int  # of the sentence on the page, 1-based
    source: tuple[Run, ...]
    target: tuple[Run, ...]  # empty where the source is shown once for both: copied, foreign
    origin: Origin
    label: str  # for people: "reviewed", "Apertium fr→es→en", "not translated: Russian"
    doubts: tuple[str, ...] = ()
    links: str = ""  # word by word, see `view.words.links`; "" where the engine says nothing

    @property
    def start(self) -> str:
        """The first words of the source, some 60 characters."""
        text = "".join(run.text for run in self.source)
        return text if len(text) <= 60 else text[:60].rpartition(" ")[0].rstrip(" ,;:«") + "…"


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the article; blocks without a sentence have none."""

    kind: Kind
    rank: int  # of the heading in HTML: 1 for the title, 2 to 6 for headings; 0 elsewhere
    level: int  # of a list item, 1 is the outermost; 0 elsewhere
    language: Tongue  # of the source text
    rows: tuple[Row, ...]
    first: bool = False  # list items: the first of their list
    last: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A row, as others point to it."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Met:
    """The rows in which a term got its agreed target in one way."""

    how: str  # for people: "the engine's own word"
    places: tuple[Place, ...]
    unmet: bool = False  # they lack it


@dataclass(frozen=True, slots=True)
class TermCard:
    """A glossary entry as far as this page uses it."""

    number: int
    source: str
    target: str
    note: str
    rows: tuple[Place, ...]  # the rows that have it
    unmet: tuple[Place, ...]  # of these, the rows whose translation lacks the agreed target
    met: tuple[Met, ...] = ()  # the same rows by how the agreed target came in; unmet last


@dataclass(frozen=True, slots=True)
class Colophon:
    """How a page or book was made. No clock in it: the same input gives the same bytes."""

    engines: tuple[str, ...]  # labels
    drafts: tuple[str, ...]  # of these, the ones that give a rough gist only: say so
    version: str  # of this program
    edition: str  # ISO date of the newest article, or of SOURCE_DATE_EPOCH; "" where unknown
    sentences: int
    reviewed: int
    doubtful: int
    terms_met: int
    terms_unmet: int


@dataclass(frozen=True, slots=True)
class Page:
    """One article as it is shown."""

    id: str
    title: str
    target_title: str  # the same as `title` where there is no other
    source: Tongue
    target: Tongue
    date: str  # ISO, or ""
    date_text: str  # "15 May 2017", or ""
    author: str
    publication: str
    url: str  # http(s) only, or ""
    tags: tuple[str, ...]
    credits: tuple[str, ...]
    opening: str  # first words of the standfirst, or of the first paragraph
    target_opening: str
    sections: tuple[Section, ...]
    terms: tuple[TermCard, ...]
    colophon: Colophon
    lengths: tuple[tuple[float, float], ...] = ()  # see `view.lengths`: what a cover draws

    @property
    def rows(self) -> Iterator[Row]:
        """Every row, in reading order."""
        return (row for section in self.sections for row in section.rows)

    @property
    def titled(self) -> bool:
        """True where a section is the title; else `title` is only the article's id."""
        return any(section.rank == 1 for section in self.sections)

    @property
    def doubtful(self) -> str:
        """The id of the first row with a doubt, or ""."""
        return next((row.id for row in self.rows if row.doubts), "")

    @property
    def doubts(self) -> tuple[Row, ...]:
        """The rows that a check doubts, in reading order."""
        return tuple(row for row in self.rows if row.doubts)

    @property
    def usual(self) -> str:
        """The label of most rows where one engine made them: rows need not repeat it; else ""."""
        return self.colophon.engines[0] if len(self.colophon.engines) == 1 else ""


@dataclass(frozen=True, slots=True)
class Library:
    """The whole workspace: title and pages, newest first."""

    title: str
    pages: tuple[Page, ...]  # one at least
    colophon: Colophon

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of every source language, then of every target language, none twice."""
        codes = [page.source.code for page in self.pages] + [p.target.code for p in self.pages]
        return tuple(dict.fromkeys(codes))
