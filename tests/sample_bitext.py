"""Hand-made bitexts with everything that a reader has to show; see golden/article.txt."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilingual.model import (
    Article,
    Bitext,
    Block,
    Issue,
    Kind,
    Method,
    Origin,
    Pair,
    Segment,
    TermUse,
    Translation,
)
from bilingual.page import Library, Page
from bilingual.view import library, page
from bilingual.view.words import words

GOLDEN = Path(__file__).parent / "golden"
ENGINE = "Argos fr→en 1.9"
NOTES = {
    ("OCS", "SCO"): "Shanghai Cooperation Organisation, founded in 2001.",
    ("chefs d’État", "heads of state"): "",
    ("séparatisme", "separatism"): "One of the “three evils” of the 2001 convention.",
}


def bitext() -> Bitext:
    """The article of golden/article.txt."""
    text = (GOLDEN / "article.txt").read_text("utf-8")
    number = 0
    blocks, pairs = [], []
    for kind, language, level, sentences in _blocks(text):
        row = []
        for source, target, origin, doubts in sentences:
            number += 1
            row.append(pair(f"s{number:03}", source, target, origin=origin, doubts=doubts))
        pairs.append(tuple(row))
        blocks.append(Block(kind, " ".join(s[0] for s in sentences), language, level=level))
    article = Article(
        id="2024-tachkent",
        path="2024/tachkent.txt",
        language="fr",
        blocks=tuple(blocks),
        date=date(2024, 5, 14),
        author="A. Correspondante",
        source="Le Courrier des steppes",
        url="https://example.org/tachkent?a=1&b=2",
        tags=("diplomatie", "OCS"),
        credits=("Photo\u00a0: la salle du congrès / DR",),
    )
    return Bitext(article, "en", tuple(pairs))


def bare() -> Bitext:
    """The least an article can be: one sentence, no title, no date."""
    article = Article("sans-titre", "sans-titre.txt", "fr", (Block(Kind.PARAGRAPH, "Oui.", "fr"),))
    return Bitext(article, "en", ((pair("s001", "Oui.", "Yes."),),))


def lengthened(sentences: int) -> Bitext:
    """An article of so many sentences of 130 characters, each with two terms, four to a paragraph.

    Every word but some has a counterpart, as an engine with attention would say.
    """
    first = bitext()
    model = first.pairs[4][0]
    spans = zip(words(model.source.text), words(model.target.text), strict=False)
    links = tuple((*one, *other) for at, (one, other) in enumerate(spans) if at % 5)
    model = replace(model, target=replace(model.target, alignment=links))
    pairs = tuple(replace(model, id=f"s{number:08x}") for number in range(sentences))
    groups = tuple(pairs[at : at + 4] for at in range(0, sentences, 4))
    blocks = tuple(
        Block(Kind.PARAGRAPH, " ".join(pair.source.text for pair in group), "fr")
        for group in groups
    )
    return replace(first, article=replace(first.article, id="long", blocks=blocks), pairs=groups)


def linked() -> Bitext:
    """Two sentences; for the first the engine said which words answer which, “ne ... pas” too."""
    words = [("Le", "The"), ("chat", "cat"), ("ne", "not"), ("dort", "sleeping"), ("pas", "not")]
    words += [("l’OCS", "the SCO")]
    first = pair("s001", "Le chat ne dort pas à l’OCS.", "The cat is not sleeping at the SCO.")
    spans = tuple(
        (*_span(first.source.text, one), *_span(first.target.text, other)) for one, other in words
    )
    first = replace(first, target=replace(first.target, alignment=spans))
    second = pair("s002", "Oui.", "Yes.")
    block = Block(Kind.PARAGRAPH, f"{first.source.text} {second.source.text}", "fr")
    return Bitext(Article("mots", "mots.txt", "fr", (block,)), "en", ((first, second),))


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def pair(
    name: str,
    source: str,
    target: str,
    *,
    origin: Origin = Origin.ENGINE,
    doubts: tuple[str, ...] = (),
) -> Pair:
    """A sentence, its translation, and the terms of `NOTES` that stand in it."""
    engine = ENGINE if origin is Origin.ENGINE else ""
    issues = tuple(Issue("sample", doubt) for doubt in doubts)
    terms = tuple(_terms(source, target))
    return Pair(
        name,
        Segment(source, " "),
        Translation(target, origin, engine=engine, terms=terms, issues=issues),
    )


def shown(of: Bitext, *, drafts: tuple[str, ...] = ()) -> Page:
    """The page of a bitext, with the notes of this file."""
    return page(of, notes=NOTES, version="0.1.0", drafts=drafts)


def shelf() -> Library:
    """A library of the two small articles above."""
    return library("Lectures d’Asie centrale", [shown(bare()), shown(bitext())], version="0.1.0")


def same_as_golden(request: pytest.FixtureRequest, name: str, actual: str) -> None:
    """Fails with a diff where `actual` is not what golden/`name` holds; `--renew` writes it."""
    path = GOLDEN / name
    if request.config.getoption("--renew", default=False):
        path.write_text(actual, "utf-8", newline="\n")
    golden = path.read_text("utf-8") if path.is_file() else ""
    diff = difflib.unified_diff(
        golden.splitlines(), actual.splitlines(), name, "now", lineterm="", n=1
    )
    if golden != actual:
        pytest.fail("\n".join([*diff, "If that is meant: pytest --renew"]), pytrace=False)


def _terms(source: str, target: str) -> Iterator[TermUse]:
    """A use of each entry that stands in the source; unmet where the target lacks it."""
    for entry, agreed in NOTES:
        start, there = source.find(entry), target.find(agreed)
        if start < 0:
            continue
        use = TermUse(entry, agreed, start, start + len(entry), Method.UNMET)
        if there >= 0:
            use = replace(use, method=Method.PLAIN, rendering=agreed, target_start=there)
            use = replace(use, target_end=there + len(agreed))
        yield use


Sentence = tuple[str, str, Origin, tuple[str, ...]]


def _blocks(text: str) -> Iterator[tuple[Kind, str, int, list[Sentence]]]:
    """Kind, language, level and sentences of each block of the file."""
    for block in text.split("\n\n")[1:]:
        head, *lines = block.strip().split("\n")
        kind, language, *level = head.removeprefix("# ").split()
        sentences: list[Sentence] = []
        source = ""
        for line in lines:
            if line.startswith("= "):
                origin, _, target = line[2:].partition(": ")
                sentences.append((source, target, Origin(origin), ()))
            elif line.startswith("? "):
                source, target, kept, doubts = sentences[-1]
                sentences[-1] = (source, target, kept, (*doubts, line[2:]))
            else:
                source = line
        yield Kind(kind), language, int(level[0]) if level else 0, sentences
