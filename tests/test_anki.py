"""Decks for Anki, read back as Anki reads them: a database in an archive."""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile
from lxml import html
from sample_bitext import bare, bitext, shelf, shown

from bilingual.errors import ConfigError
from bilingual.formats.anki import CARDS, write_deck
from bilingual.formats.templating import clean
from bilingual.model import Bitext, Origin
from bilingual.page import Library
from bilingual.view import library

MODIFIED = 1_700_000_000


@pytest.fixture(autouse=True)
def needs_genanki(request: pytest.FixtureRequest) -> None:
    if "missing" not in request.node.name:
        pytest.importorskip("genanki")


def rows(deck: Path, query: str) -> Iterator[tuple[Any, ...]]:
    with zipfile.ZipFile(deck) as archive:
        database = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        yield from connection.execute(query)


def notes(of: Library, folder: Path, cards: str = "sentences") -> dict[str, list[str]]:
    """The fields of each note by its identity."""
    deck = write_deck(of, folder / "d.apkg", cards=cards, modified=MODIFIED)
    return {guid: said.split("\x1f") for guid, said in rows(deck, "select guid, flds from notes")}


def plain(field: str) -> str:
    return str(html.fragment_fromstring(field, create_parent=True).text_content())


def test_each_translated_sentence_is_a_card(tmp_path: Path) -> None:
    made = [(plain(front), plain(back)) for front, back, *_ in notes(shelf(), tmp_path).values()]
    pairs = [pair for of_block in bitext().pairs for pair in of_block]
    assert made == [
        *(
            (pair.source.text, pair.target.text)
            for pair in pairs
            if pair.target.origin not in {Origin.FOREIGN, Origin.COPIED}
        ),
        ("Oui.", "Yes."),
    ]


@pytest.mark.parametrize(("cards", "count"), [("reviewed", 3), ("doubtful", 2), ("terms", 3)])
def test_cards_can_be_chosen(tmp_path: Path, cards: str, count: int) -> None:
    assert len(notes(shelf(), tmp_path, cards)) == count


def test_a_doubtful_card_says_why(tmp_path: Path) -> None:
    said = [note for _, _, note, _ in notes(shelf(), tmp_path, "doubtful").values()]
    assert said[0] == "1 250 000 in the source is 1,250 in the translation"


def test_a_term_comes_in_its_sentences_those_that_keep_it_first(tmp_path: Path) -> None:
    cards = {
        plain(front).partition("L’OCS")[0]: (front, back, note)
        for front, back, note, _ in notes(shelf(), tmp_path, "terms").values()
    }
    front, back, note = next(one for one in cards.values() if ">OCS</b>" in one[0])
    assert front.startswith('<b lang="fr" dir="ltr">OCS</b>')
    assert back.startswith('<b lang="en" dir="ltr">SCO</b>')
    assert front.count("<i class=term>OCS</i>") == 3
    assert note == "Shanghai Cooperation Organisation, founded in 2001."


def corrected() -> Bitext:
    """The article with another translation of one sentence."""
    old = bitext()
    pair = old.pairs[0][0]
    new = replace(pair, target=replace(pair.target, text="Asia, central"))
    return replace(old, pairs=((new,), *old.pairs[1:]))


def test_a_correction_changes_the_card_and_not_its_identity(tmp_path: Path) -> None:
    before = notes(library("x", [shown(bitext())], version="1"), tmp_path)
    after = notes(library("x", [shown(corrected())], version="1"), tmp_path)
    assert before.keys() == after.keys()
    changed = [guid for guid in before if before[guid] != after[guid]]
    assert [plain(after[guid][1]) for guid in changed] == ["Asia, central"]


def test_deck_and_kind_of_card_are_the_same_in_every_run(tmp_path: Path) -> None:
    seen = set()
    for number in range(2):
        deck = write_deck(shelf(), tmp_path / "d.apkg", modified=MODIFIED + number)
        ((decks, models),) = rows(deck, "select decks, models from col")
        seen.add((*json.loads(decks), *json.loads(models)))
    assert len(seen) == 1


def test_the_same_library_at_the_same_time_is_the_same_bytes(tmp_path: Path) -> None:
    def written(modified: int) -> bytes:
        return write_deck(shelf(), tmp_path / "d.apkg", modified=modified).read_bytes()

    assert written(MODIFIED) == written(MODIFIED) != written(MODIFIED + 1)


def test_time_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    deck = write_deck(shelf(), tmp_path / "d.apkg")
    assert set(rows(deck, "select mod from notes")) == {(1_600_000_000,)}


def test_a_hostile_article_comes_through_as_text(tmp_path: Path) -> None:
    bad = library("a::b<script>", [shown(hostile())], version="1")
    fields = list(notes(bad, tmp_path).values())
    assert [plain(front) for front, *_ in fields] == [clean(attack) for attack in ATTACKS]
    for field in (one for of in fields for one in of):
        body = html.fragment_fromstring(field, create_parent=True)
        assert {node.tag for node in body.iter()} <= {"div", "span", "i"}
        assert "[" not in field
        assert "\\" not in field.replace("<span>\\</span>", "")
    deck = write_deck(bad, tmp_path / "d.apkg", modified=MODIFIED)
    ((decks,),) = rows(deck, "select decks from col")
    assert "::" not in "".join(one["name"] for one in json.loads(decks).values())


def test_what_anki_would_run_is_text(tmp_path: Path) -> None:
    attack = r"[sound:x.mp3] [latex]\input{x}[/latex] \(\href{javascript:alert(1)}{x}\) {{c1::x}}"
    page = shown(bare())
    row = next(page.rows)
    run = replace(row.source[0], text=attack)
    bad = replace(page, sections=(replace(page.sections[0], rows=(replace(row, source=(run,)),)),))
    ((front, *_),) = notes(library("x", [bad], version="1"), tmp_path).values()
    assert plain(front) == attack
    assert "[sound" not in front
    assert r"\(" not in front


def test_an_unknown_kind_of_cards_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=", ".join(CARDS)):
        write_deck(shelf(), tmp_path / "d.apkg", cards="x")


def test_a_missing_library_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(ConfigError, match=r"pip install .bilingual\[anki\]"):
        write_deck(shelf(), tmp_path / "d.apkg")
