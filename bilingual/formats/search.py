"""The texts of all articles as scripts, so that a page opened from a folder can search them.

A page may not read other files, but it may load scripts. `search.js` searches; the texts come in
parts of about a megabyte, newest articles first, and are loaded when somebody starts a search.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.files import write_text
from bilingual.formats.html import file_name
from bilingual.formats.templating import bundle, clean
from bilingual.page import Page, Row, Run

SEARCH = "search.js"
PART = 1_000_000  # characters of a part, about


def write_search(pages: Iterable[Page], folder: Path) -> list[Path]:
    """The files that were written: `search.js` and its parts; parts of before are removed."""
    names = []
    for number, part in enumerate(parts(pages), start=1):
        names.append(f"search-{number}.js")
        write_text(folder / names[-1], part)
    write_text(folder / SEARCH, f"{bundle(SEARCH)}bilingual.parts({json.dumps(names)});\n")
    for old in folder.glob("search-[0-9]*.js"):
        if old.name not in names:
            old.unlink()
    return [folder / name for name in (SEARCH, *names)]


def parts(pages: Iterable[Page]) -> Iterator[str]:
    """The scripts with the texts, each of whole articles and not much over `PART` characters."""
    lines: list[str] = []
    for page in pages:
        lines.append(json.dumps(_article(page), ensure_ascii=False, separators=(",", ":")))
        if sum(map(len, lines)) > PART:
            yield _script(lines)
            lines = []
    if lines:
        yield _script(lines)


def _article(page: Page) -> list[list[str]]:
    """File, titles, date and languages, then the rows."""
    target_title = page.target_title if page.target_title != page.title else ""
    tongues = [page.source.code, page.target.code]
    head = [file_name(page.id), page.title, target_title, page.date_text, *tongues]
    rows = [
        _row(row, section.language.code, page.source.code)
        for section in page.sections
        for row in section.rows
    ]
    return [[clean(text) for text in fields] for fields in (head, *rows)]


def _row(row: Row, language: str, usual: str) -> list[str]:
    """Id and texts, and the language of the source where it is not the article's."""
    texts = [row.id, _text(row.source), _text(row.target)]
    return texts if language == usual else [*texts, language]


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _script(lines: list[str]) -> str:
    return "bilingual.add([\n" + ",\n".join(lines) + "\n]);\n"
