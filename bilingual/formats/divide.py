"""A library cut into the libraries of several books: one for all, one an article, one a tag."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from bilingual.errors import ConfigError
from bilingual.folding import fold
from bilingual.page import Library, Page
from bilingual.view import library as of_pages

Part = tuple[str, str, tuple[Page, ...]]  # key, title, pages


def divided(library: Library, by: str) -> Iterator[tuple[str, Library]]:
    """A name for files and a library for each part; the name is "" where there is one for all.

    `by` is a name in `DIVISIONS`; raises `ConfigError` for others. A page can be in several parts.
    """
    if by not in DIVISIONS:
        known = ", ".join(DIVISIONS)
        raise ConfigError(f"no way “{by}” to divide books", hint=f"There are: {known}")
    parts = list(DIVISIONS[by](library))
    names = _names(key for key, _, _ in parts)
    for name, (key, title, pages) in zip(names, parts, strict=True):
        edition = max(page.colophon.edition for page in pages)
        part = of_pages(title, pages, version=library.colophon.version, edition=edition)
        yield name, part if key else library


def _all(library: Library) -> Iterable[Part]:
    yield "", library.title, library.pages


def _articles(library: Library) -> Iterable[Part]:
    for page in library.pages:
        yield page.id, page.title, (page,)


def _tags(library: Library) -> Iterable[Part]:
    """A part for each tag, whatever its case, and a last one for articles that have none."""
    tagged: dict[str, list[Page]] = {}
    spellings: dict[str, Counter[str]] = {}
    for page in library.pages:
        for folded, tag in {fold(tag): tag for tag in reversed(page.tags)}.items():
            tagged.setdefault(folded, []).append(page)
            spellings.setdefault(folded, Counter())[tag] += 1
    for folded in sorted(tagged):
        ((tag, _),) = spellings[folded].most_common(1)
        yield tag, f"{library.title}: {tag}", tuple(tagged[folded])
    if untagged := tuple(page for page in library.pages if not page.tags):
        yield "untagged", f"{library.title} (untagged)", untagged


DIVISIONS: Mapping[str, Callable[[Library], Iterable[Part]]] = {
    "all": _all,
    "article": _articles,
    "tag": _tags,
}


def _names(keys: Iterable[str]) -> list[str]:
    """The keys as parts of file names: safe on every system, no two alike.

    >>> _names(["Diplomatie", "diplomatie", "../L’eau", "水", ""])
    ['diplomatie', 'diplomatie-2', 'l-eau', '水', '']
    >>> _names(["a b", "a b 2", "a-b"])
    ['a-b', 'a-b-2', 'a-b-3']
    """
    seen: Counter[str] = Counter()
    names: dict[str, None] = {}
    for key in keys:
        plain = re.sub(r"[\W_]+", "-", fold(key)[:80]).strip("-") or ("other" if key else "")
        name = plain
        while name in names:
            seen[plain] += 1
            name = f"{plain}-{seen[plain] + 1}"
        names[name] = None
    return list(names)
