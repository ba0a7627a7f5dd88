"""What the glossary commands that look at the corpus share."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from bilingual.errors import InputError

if TYPE_CHECKING:
    from bilingual.corpus import Corpus
    from bilingual.memory import Memory
    from bilingual.watch import Watch
    from bilingual.workspace import Workspace

_ROOM = 90  # columns of a terminal in which a table of sentences or terms has words, not letters


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
        click.secho(f"bilingual: {problem}", fg="red", err=True)


def narrow() -> int:
    """The terminal's columns where they are too few for a table of texts; else 0."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _ROOM
    return columns if columns < _ROOM else 0
