"""Which engine the glossary commands go by, and which one the last build used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.memory import Memory


@dataclass(frozen=True, slots=True)
class _Tongue:
    code: str


@dataclass(frozen=True, slots=True)
class _Colophon:
    engines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """As much of a kept `Page` as says how it was made."""

    source: _Tongue
    colophon: _Colophon


def named(engine: Engine) -> str:
    """The engine as readers know it, or that there is none."""
    return engine.label or f"none for {engine.source}→{engine.target}"


def tell_other_engine(engine: Engine, memory: Memory, *, err: bool) -> None:
    """Says, before anything else, where the last build used another engine, and how to choose."""
    from bilingual.engines import installed

    labels = _built_with(memory, engine.source)
    if not labels or engine.label in labels:
        return
    known = {choice.label: choice.name for choice in installed(engine.source, engine.target)}
    names = [known[label] for label in labels if label in known]
    todo = f"-e {names[0]} chooses that one" if names else "-e chooses another"
    said = f"The last build used {', '.join(labels)}; this goes by {named(engine)} ({todo})"
    click.secho(said, fg="yellow", err=err)


def _built_with(memory: Memory, language: str) -> tuple[str, ...]:
    """Labels of the engines that the pages of the last build name, the most frequent first."""
    kept = (memory.get("page", name, key, _Made) for name, key in memory.keys("page").items())
    pages = [page for page in kept if page and page.source.code == language]
    labels = Counter(label for page in pages for label in page.colophon.engines)
    return tuple(label for label, _ in labels.most_common())
