"""What the glossary commands that look at the corpus share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import told
from bilingual.errors import InputError

if TYPE_CHECKING:
    from bilingual.corpus import Corpus
    from bilingual.glossary.report import Place
    from bilingual.memory import Memory
    from bilingual.watch import Watch
    from bilingual.workspace import Workspace

_ROOM = 90  # columns of a terminal in which a table of sentences or terms has words, not letters
_WIDE = 120  # columns of a table where the output is no terminal


def corpus_of(place: Workspace, memory: Memory, language: str, watch: Watch) -> Corpus:
    """The articles in this language; raises `BilingualError` where there is none."""
    from bilingual.corpus import read_corpus

    corpus = read_corpus(place, memory, language, watch)
    if corpus.articles:
        return corpus
    if corpus.failed:
        raise corpus.failed[0]
    hint = "Put .txt, .md, .html or .epub files there"
    if place.articles():
        hint = "--source names the language of articles that are there"
    raise InputError(f"no article in {language!r}", path=place.corpus, hint=hint)


def tell_failed(corpus: Corpus) -> None:
    """Prints what is wrong with articles that could not be read."""
    for problem in corpus.failed:
        click.secho(f"bilingual: {told(problem)}", fg="red", err=True)


def narrow() -> int:
    """The terminal's columns where they are too few for a table of texts; else 0."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _ROOM
    return columns if columns < _ROOM else 0


def fitted(
    rows: Sequence[Sequence[str]], shares: Sequence[float], *, taken: int
) -> list[list[str]]:
    """The rows of a table, their texts in lines that are cut between words only.

    A column gets its share of the width that is left when `taken` is: by numbers, whose share is
    0, and by the space between. Where words are wider than their column, the widest one gives way.
    """
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    columns = list(zip(*rows, strict=True))
    texts = [
        _filled(c, s * (width - taken)) if s else c for c, s in zip(columns, shares, strict=True)
    ]
    wide = [_width(c) if s else 0 for c, s in zip(texts, shares, strict=True)]
    widest = wide.index(max(wide))
    room = width - taken - (sum(wide) - wide[widest])
    texts[widest] = _filled(columns[widest], min(room, wide[widest]))
    return [list(row) for row in zip(*texts, strict=True)]


def _filled(texts: Sequence[str], width: float) -> list[str]:
    return [fill(text, max(10, int(width)), break_long_words=False) for text in texts]


def _width(texts: Sequence[str]) -> int:
    return max((len(line) for text in texts for line in text.splitlines()), default=0)


def where(place: Place) -> str:
    """The article, and the number that the sentence has in it on the page."""
    return f"{place.article} {place.number}"
