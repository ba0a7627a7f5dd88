from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile
from lxml import html
from sample_bitext import ENGINE, bare, bitext, lengthened, same_as_golden, shelf, shown

from bilingual.formats.html import (
    ARTICLE_SCRIPT,
    ARTICLE_STYLE,
    EARLY,
    INDEX_SCRIPT,
    INDEX_STYLE,
    file_name,
    write_index,
    write_page,
)
from bilingual.formats.templating import bundle, clean
from bilingual.view import library


def parsed(path: Path) -> Any:
    return html.fromstring(path.read_text("utf-8"))


def hashed(element: Any) -> str:
    digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest())
    return f"'sha256-{digest.decode()}'"


def bared(text: str) -> str:
    """The page without what changes with every touch of the design."""
    for names in (ARTICLE_STYLE, INDEX_STYLE, EARLY, ARTICLE_SCRIPT, INDEX_SCRIPT):
        text = text.replace(bundle(*names), f"({names[-1]})")
    return re.sub(r"&#39;sha256-[^;]+;", "(hash)", text)


def test_a_page_is_as_agreed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = write_page(shown(bitext()), tmp_path)
    assert path.name == "2024-tachkent.html"
    same_as_golden(request, "article.html", bared(path.read_text("utf-8")))


def test_an_index_is_as_agreed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = write_index(shelf(), tmp_path)
    same_as_golden(request, "index.html", bared(path.read_text("utf-8")))


def test_the_least_article_has_a_heading_and_no_empty_parts(tmp_path: Path) -> None:
    tree = parsed(write_page(shown(bare()), tmp_path))
    assert tree.xpath("string(//h1)") == "sans-titre"
    assert not tree.xpath("//time[@datetime='']")
    assert not tree.xpath("//*[@class='terms']")


def test_500_sentences_with_word_links_stay_below_300_kilobytes(tmp_path: Path) -> None:
    page = shown(lengthened(500))
    assert all(row.links for row in page.rows)
    assert write_page(page, tmp_path).stat().st_size < 300_000


def test_nothing_is_loaded_from_anywhere(tmp_path: Path) -> None:
    for path in (write_page(shown(bitext()), tmp_path), write_index(shelf(), tmp_path)):
        tree = parsed(path)
        assert not tree.xpath("//@src | //*[@style] | //@*[starts-with(name(), 'on')]")
        assert not tree.xpath("//object | //embed | //iframe | //image | //use")
        assert tree.xpath("//link/@href") == ["data:,"]
        assert not re.search(r"url\(|@import", path.read_text("utf-8"))


@pytest.mark.parametrize("kind", ["page", "index"])
def test_the_policy_names_the_very_style_and_scripts(tmp_path: Path, kind: str) -> None:
    path = (
        write_page(shown(bitext()), tmp_path) if kind == "page" else write_index(shelf(), tmp_path)
    )
    tree = parsed(path)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(part.split(" ", 1) for part in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == " ".join(map(hashed, tree.xpath("//style")))
    scripts = [hashed(script) for script in tree.xpath("//script")]
    assert rules["script-src"] == " ".join([*scripts, "'strict-dynamic'"])
    assert "unsafe" not in policy


def test_french_spacing_and_signs_survive(tmp_path: Path) -> None:
    text = write_page(shown(bitext()), tmp_path).read_text("utf-8")
    assert "«\u00a0parler d’une seule voix\u00a0»" in text
    assert "l’aval\u202f;" in text
    assert "&lt;tout haut&gt; &amp; à tous" in text


def test_every_text_has_a_language_and_a_direction(tmp_path: Path) -> None:
    tree = parsed(write_page(shown(bitext()), tmp_path))
    sources = {
        (cell.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"),
         cell.xpath("string(ancestor-or-self::*[@dir][1]/@dir)"))
        for cell in tree.xpath("//*[@class='s']")
    }  # fmt: skip
    assert sources == {("fr", "ltr"), ("fa", "rtl"), ("en", "ltr")}
    assert set(tree.xpath("//*[@class='t']/@lang")) == {"en"}


def test_every_link_inside_the_page_has_its_target(tmp_path: Path) -> None:
    tree = parsed(write_page(shown(bitext()), tmp_path))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}
    assert inside
    assert inside <= set(ids)


def test_a_rough_draft_says_so_on_page_and_index(tmp_path: Path) -> None:
    page = shown(bitext(), drafts=(ENGINE,))
    shelf_ = library("x", [page], version="1")
    for path in (write_page(page, tmp_path), write_index(shelf_, tmp_path)):
        assert f"a machine gist by {ENGINE}" in path.read_text("utf-8")
    assert "Rough draft" not in write_page(shown(bitext()), tmp_path).read_text("utf-8")


def test_a_hostile_article_comes_through_as_text(tmp_path: Path) -> None:
    page = shown(hostile(long=True))
    path = write_page(page, tmp_path)
    assert path.parent == tmp_path
    tree = parsed(path)
    cells = ["".join(cell.itertext()) for cell in tree.xpath("//*[@class='s']")]
    assert cells[: len(ATTACKS)] == [clean(attack) for attack in ATTACKS]
    assert len(cells[-1]) > 900_000
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath(
        "//img | //svg | //iframe | //form | //base | //@*[starts-with(name(),'on')]"
    )
    assert not [link for link in tree.xpath("//a/@href") if "javascript:" in link.casefold()]


def test_a_hostile_library_comes_through_as_text(tmp_path: Path) -> None:
    shelf_ = library(ATTACKS[4], [shown(hostile())], version=ATTACKS[0])
    tree = parsed(write_index(shelf_, tmp_path))
    assert tree.xpath("string(//h1)") == ATTACKS[4]
    assert len(tree.xpath("//script")) == 2
    assert len(tree.xpath("//svg")) == 1  # the cover
    assert not tree.xpath("//img | //iframe | //form | //base | //@*[starts-with(name(), 'on')]")
    assert not [link for link in tree.xpath("//a/@href") if "javascript:" in link]


def test_index_links_lead_to_the_pages(tmp_path: Path) -> None:
    shelf_ = shelf()
    names = [write_page(page, tmp_path).name for page in shelf_.pages]
    tree = parsed(write_index(shelf_, tmp_path))
    assert tree.xpath("//h3/a/@href") == names


def test_no_article_can_take_the_place_of_the_index() -> None:
    assert file_name("index") != "index.html"
    assert file_name("INDEX").casefold() != "index.html"


def test_the_same_page_is_the_same_bytes(tmp_path: Path) -> None:
    first = write_page(shown(bitext()), tmp_path / "a").read_bytes()
    assert write_page(shown(bitext()), tmp_path / "b").read_bytes() == first
    assert b"\r" not in first
