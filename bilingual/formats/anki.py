"""Cards to learn from: a deck for Anki through genanki, which nothing else here needs.

A note keeps its identity (from article and sentence, or from the glossary entry), so that a deck
that is imported again changes the cards that are there, and keeps what was learned.
"""

from __future__ import annotations

import html
import io
import itertools
import os
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError
from bilingual.files import fingerprint, write_bytes
from bilingual.formats.book import shelved
from bilingual.formats.templating import asset, clean
from bilingual.model import Origin
from bilingual.page import Library, Page, Row, Run, Tongue

_MODEL = 1_607_392_301  # any number: it names our kind of card for good, in every deck
_FIELDS = ("Front", "Back", "Note", "Where")
_FRONT = "<div class=front>{{Front}}</div>"
_BACK = (
    "{{FrontSide}}<hr id=answer><div class=back>{{Back}}</div>"
    "<div class=note>{{Note}}</div><div class=where>{{Where}}</div>"
)
_CONTEXTS = 3  # sentences on the card of a term


@dataclass(frozen=True, slots=True)
class Card:
    """A note of the deck; the texts are HTML, escaped."""

    guid: str  # its identity for Anki
    front: str
    back: str
    note: str
    where: str
    tags: tuple[str, ...] = ()


def _sentences(library: Library, wanted: Callable[[Row], bool]) -> Iterator[Card]:
    for page in library.pages:
        for row in page.rows:
            if row.target and wanted(row):
                yield Card(
                    guid=_guid("sentence", page.id, row.id),
                    front=_marked(row.source, page.source),
                    back=_marked(row.target, page.target),
                    note=_text("; ".join(row.doubts)),
                    where=_where(page),
                    tags=(row.origin.value,),
                )


def _terms(library: Library) -> Iterator[Card]:
    """A card for each entry of the glossary that occurs, with sentences that have it."""
    rows = {page.id: {row.id: row for row in page.rows} for page in library.pages}
    for term in shelved(library).terms:
        found = [
            (place.id in use.unmet, use.chapter.page, rows[use.chapter.page.id][place.id])
            for use in term.uses
            for place in use.places
        ]
        found.sort(key=lambda one: one[0])  # sentences that have the agreed target first
        shown = [(page, row) for _, page, row in found[:_CONTEXTS]]
        yield Card(
            guid=_guid("term", term.source_tongue.code, term.source, term.target),
            front=_said(term.source, term.source_tongue)
            + "".join(f"<p>{_marked(row.source, page.source)}</p>" for page, row in shown),
            back=_said(term.target, term.target_tongue)
            + "".join(f"<p>{_marked(row.target, page.target)}</p>" for page, row in shown),
            note=_text(term.note),
            where=" · ".join(dict.fromkeys(_where(page) for page, _ in shown)),
            tags=("term",),
        )


CARDS: Mapping[str, Callable[[Library], Iterator[Card]]] = {
    "sentences": lambda library: _sentences(library, lambda _: True),
    "reviewed": lambda library: _sentences(library, lambda row: row.origin is Origin.REVIEWED),
    "doubtful": lambda library: _sentences(library, lambda row: bool(row.doubts)),
    "terms": _terms,
}


def write_deck(
    library: Library, path: Path, *, cards: str = "sentences", modified: int | None = None
) -> Path:
    """The file that was written: the chosen cards as a deck (.apkg).

    `cards` is a name in `CARDS`. `modified`, in seconds since 1970, is when the deck was changed:
    Anki takes only what is newer than what it has. It is SOURCE_DATE_EPOCH or now where not
    given; with the same value the same library gives the same bytes. Raises `ConfigError` for an
    unknown name and where genanki is missing.
    """
    if cards not in CARDS:
        raise ConfigError(f"no kind of cards “{cards}”", hint=f"There are: {', '.join(CARDS)}")
    genanki = _genanki()
    if modified is None:
        modified = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    model = genanki.Model(
        _MODEL,
        "bilingual",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=asset("cards.css"),
    )
    title = clean(library.title).replace("::", ": ")  # "::" would make a deck in a deck
    deck = genanki.Deck(_number(title, cards), f"{title}: {cards}")
    for card in CARDS[cards](library):
        fields = [card.front, card.back, card.note, card.where]
        deck.add_note(genanki.Note(model, fields, guid=card.guid, tags=list(card.tags)))
    write_bytes(path, _packed(genanki.Package(deck), modified))
    return path


def _genanki() -> Any:
    """The library, where it is installed."""
    try:
        import genanki
    except ImportError:
        hint = 'Install it: pip install "bilingual[anki]"'
        raise ConfigError("Anki decks need genanki, which is not installed", hint=hint) from None
    return genanki


def _packed(package: Any, modified: int) -> bytes:
    """The archive that Anki imports: a database and a list of media, of which there are none."""
    with closing(sqlite3.connect(":memory:")) as connection:
        package.write_to_db(connection.cursor(), modified, itertools.count(modified * 1000))
        connection.commit()
        files = {"collection.anki2": connection.serialize(), "media": b"{}"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, content)
    return made.getvalue()


def _guid(*parts: str) -> str:
    return fingerprint(*parts)[:16]


def _number(*parts: str) -> int:
    """A number for a deck, the same in every run."""
    return 2**30 + int(fingerprint(*parts)[:7], 16)


def _where(page: Page) -> str:
    return ", ".join(_text(text) for text in (page.title, page.publication, page.date_text) if text)


def _said(text: str, tongue: Tongue) -> str:
    return f'<b lang="{_text(tongue.code)}" dir="{tongue.direction}">{_text(text)}</b>'


def _marked(runs: tuple[Run, ...], tongue: Tongue) -> str:
    """A sentence in its language, its terms marked."""
    inner = "".join(
        f"<i class=term>{_text(run.text)}</i>" if run.term else _text(run.text) for run in runs
    )
    return f'<span lang="{_text(tongue.code)}" dir="{tongue.direction}">{inner}</span>'


def _text(text: str) -> str:
    """The text as it stands, whatever Anki would make of it: HTML, sounds, LaTeX, MathJax.

    >>> _text("a < b [sound:x] \\\\(x)")
    'a &lt; b &#91;sound:x] <span>\\\\</span>(x)'
    """
    return html.escape(clean(text)).replace("[", "&#91;").replace("\\", "<span>\\</span>")
