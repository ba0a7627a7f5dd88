"""What a book shows beside its articles: contents, page numbers, glossary. Decided once, here.

`shelved` makes a `Book` of a `Library`; the templates in templates/book/ only lay it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bilingual.folding import fold
from bilingual.page import Library, Page, Place, Row, Run, Tongue

Entry = tuple[str, str, str, str]  # languages and texts: "fr", "OCS", "en", "SCO"

_SHEET = 1800  # characters of source on a page: the typescript page that translators count in


@dataclass(frozen=True, slots=True)
class Edition:
    """Which of the two texts a book shows."""

    name: str
    source: bool
    target: bool

    def shown(self, row: Row) -> tuple[Run, ...]:
        """What stands for the row where one text is shown."""
        return row.source if self.source or not row.target else row.target

    def unkept(self, row: Row) -> tuple[Run, ...]:
        """Terms of the source that nothing in the translation stands for."""
        kept = {run.term for run in row.target}
        return tuple(run for run in row.source if run.term and run.term not in kept)

    def languages(self, library: Library) -> tuple[str, ...]:
        """Codes of the languages of the book, the main one first."""
        if self.source and self.target:
            return library.languages
        pages = library.pages
        return tuple(dict.fromkeys((p.source if self.source else p.target).code for p in pages))


EDITIONS: Mapping[str, Edition] = {
    "parallel": Edition("parallel", source=True, target=True),
    "source": Edition("source", source=True, target=False),
    "target": Edition("target", source=False, target=True),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article with its place in the book."""

    number: int  # from 1
    page: Page
    sheets: Mapping[str, int]  # id of a row -> number of the page that begins with it
    terms: Mapping[int, int]  # number of a card -> number of its entry in the book's glossary

    @property
    def file(self) -> str:
        """The name of its file in an e-book."""
        return chapter_name(self.number)


@dataclass(frozen=True, slots=True)
class Group:
    """Chapters under one heading of the contents."""

    heading: str
    tongue: Tongue | None  # of the heading; None: English
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """Where a chapter has a term."""

    chapter: Chapter
    places: tuple[Place, ...]
    unmet: frozenset[str]  # ids of the rows whose translation lacks the agreed target


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the book's glossary."""

    number: int
    source: str
    source_tongue: Tongue
    target: str
    target_tongue: Tongue
    note: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the templates of a book ask for."""

    library: Library
    edition: Edition
    groups: tuple[Group, ...]
    terms: tuple[Term, ...]
    subtitle: str

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in reading order."""
        return tuple(chapter for group in self.groups for chapter in group.chapters)

    @property
    def sheets(self) -> Iterator[tuple[str, int]]:
        """File and number of every page."""
        for chapter in self.chapters:
            yield from ((chapter.file, number) for number in chapter.sheets.values())


def shelved(library: Library, *, edition: str = "parallel", contents: str = "date") -> Book:
    """The library as a book; `edition` is a name in `EDITIONS`, `contents` one in `CONTENTS`."""
    shelves = _shelves(library.pages, CONTENTS[contents])
    pages = [page for _, _, of_shelf in shelves for page in of_shelf]
    numbers = _numbers(pages)
    chapters = iter(_chapters(pages, numbers))
    groups = tuple(
        Group(heading, tongue, tuple(next(chapters) for _ in of_shelf))
        for heading, tongue, of_shelf in shelves
    )
    return Book(
        library=library,
        edition=EDITIONS[edition],
        groups=groups,
        terms=_terms([c for group in groups for c in group.chapters], numbers),
        subtitle=_subtitle(pages, EDITIONS[edition]),
    )


def chapter_name(number: int) -> str:
    """The name of a chapter's file in the book, `number` from 1."""
    return f"article-{number:04}.xhtml"


Shelf = tuple[str, Tongue | None, Sequence[Page]]


def _by_date(page: Page) -> tuple[str, Tongue | None]:
    return page.date[:4] or "Undated", None


def _by_source(page: Page) -> tuple[str, Tongue | None]:
    return (page.publication, page.source) if page.publication else ("Other sources", None)


CONTENTS: Mapping[str, Callable[[Page], tuple[str, Tongue | None]]] = {
    "date": _by_date,  # by year; a library is newest first
    "source": _by_source,  # by publication, in the order of the alphabet
}


def _shelves(
    pages: Iterable[Page], heading: Callable[[Page], tuple[str, Tongue | None]]
) -> list[Shelf]:
    """The pages under their headings; every heading once, undated and unnamed ones last."""

    def place(page: Page) -> tuple[bool, str, str, str]:
        text, tongue = heading(page)
        return (False, fold(text), text, tongue.code) if tongue else (True, "", "", "")

    found = groupby(sorted(pages, key=place), key=heading)
    return [(text, tongue, list(of_shelf)) for (text, tongue), of_shelf in found]


def _numbers(pages: Iterable[Page]) -> dict[Entry, int]:
    """Every entry that the pages use with its number, in the order of the alphabet."""
    found = {_entry(page, card.number) for page in pages for card in page.terms}
    ordered = sorted(found, key=lambda entry: (fold(entry[1]), entry))
    return {entry: number for number, entry in enumerate(ordered, start=1)}


def _chapters(pages: Iterable[Page], numbers: Mapping[Entry, int]) -> Iterator[Chapter]:
    sheet = 0
    for number, page in enumerate(pages, start=1):
        starts = _sheet_starts(page)
        sheets = {row: sheet + count for count, row in enumerate(starts, start=1)}
        sheet += len(starts)
        terms = {card.number: numbers[_entry(page, card.number)] for card in page.terms}
        yield Chapter(number, page, sheets, terms)


def _sheet_starts(page: Page) -> list[str]:
    """Ids of the rows that begin a page.

    Counted in the source, so that every layout and edition has the same page numbers.
    """
    starts: list[str] = []
    room = 0
    for row in page.rows:
        if room <= 0:
            starts.append(row.id)
            room += _SHEET
        room = max(room - sum(len(run.text) for run in row.source), -_SHEET)
    return starts


def _terms(chapters: Sequence[Chapter], numbers: Mapping[Entry, int]) -> tuple[Term, ...]:
    notes: dict[Entry, str] = {}
    tongues: dict[Entry, tuple[Tongue, Tongue]] = {}
    uses: dict[Entry, list[Use]] = {entry: [] for entry in numbers}
    for chapter in chapters:
        for card in chapter.page.terms:
            entry = _entry(chapter.page, card.number)
            tongues[entry] = chapter.page.source, chapter.page.target
            notes[entry] = notes.get(entry) or card.note
            unmet = frozenset(place.id for place in card.unmet)
            uses[entry].append(Use(chapter, card.rows, unmet))
    return tuple(
        Term(
            number=number,
            source=entry[1],
            source_tongue=tongues[entry][0],
            target=entry[3],
            target_tongue=tongues[entry][1],
            note=notes[entry],
            uses=tuple(uses[entry]),
        )
        for entry, number in numbers.items()
    )


def _entry(page: Page, number: int) -> Entry:
    """What tells the entry of this card from all others in the book; cards are numbered from 1."""
    card = page.terms[number - 1]
    return page.source.code, card.source, page.target.code, card.target


def _subtitle(pages: Sequence[Page], edition: Edition) -> str:
    count = f"{len(pages)} article{'' if len(pages) == 1 else 's'}"
    sources = " and ".join(dict.fromkeys(page.source.name for page in pages))
    targets = " and ".join(dict.fromkeys(page.target.name for page in pages))
    if edition.source and edition.target:
        return f"{count} in {sources}, with a translation to {targets} sentence by sentence"
    return f"{count} in {sources}" if edition.source else f"{count} in {targets}, translated"
