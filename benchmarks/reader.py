"""How large the web pages are and how fast they open: an article of 500 sentences, 1,000 articles.

    .venv/bin/python -m benchmarks.reader

Opens the pages in Chromium from a folder, as a reader does. The sentences are those of the sample
corpus that have an approved translation, two to a row, which is about as long as in the press.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bilingual.formats.html import write_index, write_page
from bilingual.formats.search import write_search
from bilingual.model import (
    Article,
    Bitext,
    Block,
    Kind,
    Method,
    Origin,
    Pair,
    Segment,
    TermUse,
    Translation,
)
from bilingual.page import Page
from bilingual.reviewed import load_reviewed
from bilingual.view import library, page
from bilingual.view.words import words

APPROVED = Path(__file__).parent.parent / "glossary" / "memory.fr-en.tsv"
TERMS = (("OCS", "SCO"), ("Chine", "China"), ("Ouzbékistan", "Uzbekistan"), ("Russie", "Russia"))
SOURCES = ("Le Courrier des steppes", "L’Écho du fleuve", "Cahiers du désert", "Agence du lac")
TAGS = ("eau", "énergie", "rail", "sécurité", "tourisme", "monnaie", "frontières", "culture")
ARTICLES, SENTENCES, LONG = 1_000, 40, 500


def main() -> None:
    """Prints sizes in kB (1,000 bytes) and times in milliseconds."""
    folder = Path(tempfile.mkdtemp(prefix="reader-"))
    try:
        _measure(folder)
    finally:
        shutil.rmtree(folder)


def _measure(folder: Path) -> None:
    chance = random.Random(1)
    approved = list(load_reviewed(APPROVED).items())
    long = write_page(_page("long", LONG, approved, chance), folder)
    began = time.perf_counter()
    pages = [_page(f"a{number:04}", SENTENCES, approved, chance) for number in range(ARTICLES)]
    made = time.perf_counter()
    shelf = library("Lectures", pages, version="benchmark")
    index = write_index(shelf, folder)
    indexed = time.perf_counter()
    scripts = write_search(shelf.pages, folder)
    print(f"1,000 articles laid out in {made - began:.1f} s", end=", ")
    print(f"index written in {indexed - made:.1f} s", end=", ")
    print(f"search in {time.perf_counter() - indexed:.1f} s")
    for label, files in (
        (f"article of {LONG} sentences", [long]),
        (f"index of {ARTICLES:,} articles", [index]),
        (f"search, {ARTICLES * SENTENCES:,} sentences in {len(scripts) - 1} parts", scripts),
    ):
        print(f"{label}: {sum(file.stat().st_size for file in files) / 1000:,.0f} kB")
    _open(long, index)


_TIMES = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return [paint.startTime, page.domContentLoadedEventEnd, page.loadEventEnd];
}"""
_SEARCH = """async (query) => {
  const [field, status] = ['find.text', 'find.status'].map((id) => document.getElementById(id));
  const began = performance.now();
  document.getElementById('find.')?.showModal();
  field.focus();
  field.value = query;
  const done = () => status.textContent && !status.textContent.includes('…');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  let first = 0;
  while (!done()) {
    await new Promise((next) => setTimeout(next, 5));
    if (!first && status.textContent) first = performance.now() - began;
  }
  return [first || performance.now() - began, performance.now() - began, status.textContent];
}"""
_AGAIN = """async (query) => {
  const [field, list] = ['find.text', 'find.list'].map((id) => document.getElementById(id));
  field.value = query;
  const began = performance.now();
  const drawn = new Promise((next) => {
    new MutationObserver(next).observe(list, { childList: true });
  });
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn;
  return performance.now() - began - 60; /* the pause before a search starts */
}"""


def _open(long: Path, index: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        browser.new_page().goto(index.as_uri())  # starts what a browser starts once
        for label, path in (("article", long), ("index", index)):
            screen = browser.new_page()
            screen.goto(path.as_uri())
            screen.wait_for_function("performance.getEntriesByName('first-contentful-paint')[0]")
            painted, interactive, loaded = screen.evaluate(_TIMES)
            print(f"{label}: first text {painted:.0f} ms, interactive {interactive:.0f} ms", end="")
            print(f", all {loaded:.0f} ms")
            if path == index:
                first, full, told = screen.evaluate(_SEARCH, "Samarcande")
                print(f"first search: first results {first:.0f} ms, all {full:.0f} ms ({told})")
                for query in ("sommet", "la chine et", "eau"):
                    print(f"next search, {query}: {screen.evaluate(_AGAIN, query):.0f} ms")
        browser.close()


def _page(
    name: str, sentences: int, approved: Sequence[tuple[str, str]], chance: random.Random
) -> Page:
    """An article with a title and so many sentences, terms and word links."""
    pairs = [_pair(number, approved, chance) for number in range(sentences)]
    groups = [pairs[:1], *(pairs[at : at + 4] for at in range(1, sentences, 4))]
    kinds = [Kind.TITLE, Kind.STANDFIRST] + [Kind.PARAGRAPH] * len(groups)
    blocks = [
        Block(kind, " ".join(pair.source.text for pair in group), "fr")
        for kind, group in zip(kinds, groups, strict=False)
    ]
    article = Article(
        id=name,
        path=f"{name}.txt",
        language="fr",
        blocks=tuple(blocks),
        date=date(2001, 6, 15) + timedelta(days=chance.randrange(9_000)),
        source=chance.choice(SOURCES),
        tags=tuple(chance.sample(TAGS, 2)),
    )
    made = Bitext(article, "en", tuple(map(tuple, groups)))
    return page(made, notes={}, version="benchmark")


def _pair(number: int, approved: Sequence[tuple[str, str]], chance: random.Random) -> Pair:
    two = chance.sample(approved, 2)
    source, target = " ".join(s for s, _ in two), " ".join(t for _, t in two)
    spans = list(zip(words(source), words(target), strict=False))
    links = tuple((*one, *other) for one, other in spans if chance.random() < 0.8)
    terms = tuple(
        TermUse(term, agreed, start, start + len(term), Method.PLAIN, agreed, there,
                there + len(agreed))
        for term, agreed in TERMS
        if (start := source.find(term)) >= 0 and (there := target.find(agreed)) >= 0
    )  # fmt: skip
    translation = Translation(
        target, Origin.ENGINE, engine="Argos fr→en 1.9", terms=terms, alignment=links
    )
    return Pair(f"s{number:08x}", Segment(source, " "), translation)


if __name__ == "__main__":
    main()
