"""The articles as an index shows them: by year, with a cover, and what they can be chosen by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bilingual.formats.cover import Cover, cover
from bilingual.page import Page


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that articles can be chosen by."""

    key: str  # short: stands in the entries that have the value
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to choose articles; a page's `values` are its texts."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    values: Callable[[Page], Iterable[str]]

    def keys(self, page: Page) -> list[str]:
        """The keys of this page's values."""
        wanted = frozenset(self.values(page))
        return [choice.key for choice in self.choices if choice.text in wanted]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the index."""

    page: Page
    file: str
    cover: Cover
    keys: str  # of everything it can be chosen by, between spaces


@dataclass(frozen=True, slots=True)
class Year:
    """The articles of a year."""

    name: str  # "2024", or "Undated"
    entries: tuple[Entry, ...]


def facets(pages: Sequence[Page]) -> tuple[Facet, ...]:
    """The ways to choose among these pages; one that would not tell them apart is left out."""
    ways = (
        _facet("year", "Year", pages, lambda page: [year(page)], as_they_come=True),
        _facet("source", "Source", pages, lambda page: [page.publication]),
        _facet("tag", "Tag", pages, lambda page: page.tags),
        _facet("language", "Language", pages, lambda page: [page.source.name]),
    )
    return tuple(way for way in ways if any(choice.count < len(pages) for choice in way.choices))


def years(
    pages: Iterable[Page], by: Sequence[Facet], file_name: Callable[[str], str]
) -> tuple[Year, ...]:
    """The pages in the order given, those of one year together."""
    return tuple(
        Year(name, tuple(_entry(page, by, file_name) for page in of_year))
        for name, of_year in groupby(pages, key=year)
    )


def year(page: Page) -> str:
    """The year of publication, or "Undated"."""
    return page.date[:4] or "Undated"


def _entry(page: Page, by: Sequence[Facet], file_name: Callable[[str], str]) -> Entry:
    keys = " ".join(key for facet in by for key in facet.keys(page))
    return Entry(page, file_name(page.id), cover(page), keys)


def _facet(
    name: str,
    label: str,
    pages: Iterable[Page],
    values: Callable[[Page], Iterable[str]],
    *,
    as_they_come: bool = False,
) -> Facet:
    found = Counter(value for page in pages for value in dict.fromkeys(values(page)) if value)
    texts = list(found) if as_they_come else sorted(found, key=str.casefold)
    return Facet(
        name,
        label,
        tuple(
            Choice(f"{name[0]}{number}", text, found[text])
            for number, text in enumerate(texts, start=1)
        ),
        values,
    )
