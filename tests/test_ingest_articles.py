"""Real articles come out right: those of corpus/, and five from the web where they are at hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bilingual.ingest import ingest
from bilingual.model import Article, Block, Kind

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
EXPECTED = ROOT / "tests" / "cases" / "corpus-expected.toml"
FROM_THE_WEB = ROOT.parent / "shared" / "articles"
REPEATS = "repeats the body"  # a summary that the body says again is not shown twice


def expectations() -> dict[str, dict[str, Any]]:
    return tomllib.loads(EXPECTED.read_text("utf-8")) if EXPECTED.is_file() else {}


def plain(text: str) -> str:
    """The text with every run of white space as one space, as the expectations are written."""
    return re.sub(r"\s+", " ", text).strip()


def texts(article: Article, *kinds: Kind) -> list[str]:
    return [plain(block.text) for block in article.blocks if block.kind in kinds]


@pytest.fixture(params=sorted(expectations()))
def case(request: pytest.FixtureRequest) -> tuple[Article, dict[str, Any]]:
    """An article of the corpus and what it must come out as."""
    name = str(request.param)
    return ingest(CORPUS / name, corpus=CORPUS), expectations()[name]


def test_every_article_of_the_corpus_has_its_expectations() -> None:
    found = {p.name for p in CORPUS.glob("*.*") if p.suffix in {".txt", ".md", ".html", ".epub"}}
    assert found == set(expectations())
    assert found


def test_the_fields_are_as_the_article_states_them(case: tuple[Article, dict[str, Any]]) -> None:
    article, expected = case
    found = {
        "date": article.date.isoformat() if article.date else "",
        "author": article.author,
        "source": article.source,
        "url": article.url,
        "tags": list(article.tags),
        "credits": [plain(credit) for credit in article.credits],
    }
    assert found == {**found, **{name: expected[name] for name in found if name in expected}}


def test_the_head_is_as_the_article_has_it(case: tuple[Article, dict[str, Any]]) -> None:
    article, expected = case
    assert texts(article, Kind.TITLE) == [expected["title"]]
    for kind in (Kind.KICKER, Kind.DATELINE):
        if kind in expected:
            assert texts(article, kind) == [text for text in [expected[kind]] if text]
    if "standfirst_starts" in expected:
        said = [plain(i.text) for i in article.set_aside if i.reason.startswith(REPEATS)]
        (found,) = texts(article, Kind.STANDFIRST) or said
        assert found.startswith(expected["standfirst_starts"])


def test_the_body_has_its_headings_lists_and_quotations(
    case: tuple[Article, dict[str, Any]],
) -> None:
    article, expected = case
    assert texts(article, Kind.HEADING) == expected["headings"]
    assert texts(article, Kind.LIST_ITEM) == expected["list_items"]
    assert texts(article, Kind.QUOTE) == expected["quotes"]


def test_the_body_starts_and_ends_where_the_article_does(
    case: tuple[Article, dict[str, Any]],
) -> None:
    article, expected = case
    assert texts(article, Kind.PARAGRAPH)[0].startswith(expected.get("first", ""))
    assert texts(article, *Kind)[-1].endswith(expected["last"])


def test_sentences_that_a_break_cuts_are_whole(case: tuple[Article, dict[str, Any]]) -> None:
    article, expected = case
    blocks = texts(article, *Kind)
    for sentence in expected["whole"]:
        assert any(sentence in block for block in blocks), sentence


def test_talk_is_in_paragraphs_of_its_own(case: tuple[Article, dict[str, Any]]) -> None:
    article, expected = case
    paragraphs = texts(article, Kind.PARAGRAPH)
    for opening in expected.get("dialogue", []):
        assert any(text.startswith(opening) for text in paragraphs), opening


def test_only_foreign_paragraphs_are_in_another_language(
    case: tuple[Article, dict[str, Any]],
) -> None:
    article, expected = case
    assert article.language == "fr"
    foreign = [block for block in article.blocks if block.language != article.language]
    found = [[b.language, plain(b.text)[: len(e[1])]] for b, e in zip_all(foreign, expected)]
    assert found == expected["foreign"]


def zip_all(blocks: list[Block], expected: dict[str, Any]) -> list[tuple[Block, list[str]]]:
    assert len(blocks) == len(expected["foreign"]), blocks
    return list(zip(blocks, expected["foreign"], strict=True))


def test_what_is_no_part_of_the_article_is_set_aside(case: tuple[Article, dict[str, Any]]) -> None:
    article, expected = case
    found = [
        plain(item.text)
        for item in article.set_aside
        if not item.reason.startswith(("used as", "page:", REPEATS))
    ]
    assert found == expected.get("set_aside", found)
    shown = " ".join(texts(article, *Kind))
    for words in expected["absent"]:
        assert words not in shown


def web(number: str) -> Article:
    """One of the five articles from the web."""
    found = sorted(FROM_THE_WEB.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the articles from the web are not at hand")
    return ingest(found[0])


def lines(article: Article, *kinds: Kind) -> list[int]:
    return [block.line for block in article.blocks if block.kind in kinds]


def aside(article: Article) -> dict[int, str]:
    return {item.line: item.reason for item in article.set_aside}


def text_at(article: Article, line: int) -> str:
    (found,) = [block.text for block in article.blocks if block.line == line]
    return found


def test_web_article_0_has_kicker_standfirst_four_headings_and_no_newsletter() -> None:
    article = web("000")
    assert lines(article, Kind.TITLE, Kind.KICKER, Kind.STANDFIRST) == [1, 2, 4]
    assert lines(article, Kind.HEADING) == [6, 12, 18, 24]
    assert lines(article, Kind.PARAGRAPH) == [8, 10, 14, 16, 20, 22, 26, 28]
    assert set(aside(article)) == {30, 32}


def test_web_article_1_has_two_headings_and_a_credit() -> None:
    article = web("001")
    assert lines(article, Kind.TITLE, Kind.KICKER, Kind.STANDFIRST) == [1, 2, 4]
    assert lines(article, Kind.HEADING) == [6, 12]
    assert lines(article, Kind.PARAGRAPH) == [8, 10, 14, 16]
    assert article.credits == ("Illustration www.freepik.com.",)
    assert set(aside(article)) == {20, 22}


def test_web_article_2_has_its_dateline_and_says_nothing_twice() -> None:
    article = web("002")
    assert texts(article, Kind.DATELINE) == ["ASTANA, 15 mai - RIA Novosti."]
    assert lines(article, Kind.TITLE) == [1]
    assert lines(article, Kind.PARAGRAPH) == [6, 8, 10, 12, 14, 16]
    assert set(aside(article)) == {3, 4, 18, 19, 20, 21, 22, 23}
    assert aside(article)[4] == "repeats the body, line 8"
    assert {block.language for block in article.blocks} == {"fr"}


def test_web_article_3_has_its_fields_and_whole_paragraphs() -> None:
    article = web("003")
    assert lines(article, Kind.TITLE) == [6]
    assert str(article.date) == "2019-09-02"
    assert article.author == "Joseph Martin"
    assert article.source == "Carnets du Business"
    assert article.tags == ("Asie centrale", "Etat", "Norov", "OCS", "OSCE", "politique")
    assert lines(article, Kind.STANDFIRST) == [14]
    assert lines(article, Kind.PARAGRAPH) == [18, 20, 22, 24, 26, 27, 30, 32, 34, 36]
    assert "propos de Les" in text_at(article, 27)
    assert lines(article, Kind.HEADING) == []
    assert {45, 47, 48, 49, 50, 61} <= set(aside(article))


def test_web_article_4_has_its_title_once_and_its_cut_sentence_whole() -> None:
    article = web("004")
    assert lines(article, Kind.TITLE) == [1]
    assert aside(article) == {3: "repeats the title"}
    assert lines(article, Kind.PARAGRAPH) == [5, 7, 9, 11, 13, 18, 20, 22, 24]
    assert "Aujourd'hui, les" in text_at(article, 13)
