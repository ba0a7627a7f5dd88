"""Candidates for the glossary: found in the articles, put to the engine, shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import follower
from bilingual.cli.glossary_rows import corpus_of, narrow, tell_failed
from bilingual.cli.tables import print_table
from bilingual.errors import EngineError

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.glossary.propose import Proposal
    from bilingual.translate import Translator
    from bilingual.workspace import Workspace

_SHOWN = 100  # characters of an example on a terminal


def suggested(
    place: Workspace, translator: Translator, least: int, top: int, *, quiet: bool
) -> list[Proposal]:
    """The best candidates, each with what the engine says for it."""
    from bilingual.corpus import Rows
    from bilingual.glossary.propose import UNKNOWN, proposal
    from bilingual.glossary.report import of_sentences
    from bilingual.glossary.suggest import suggest as found_in
    from bilingual.memory import Memory

    language, target = translator.engine.source, place.config.target
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        corpus = corpus_of(place, memory, language, watch)
        known = translator.recall(corpus.sentences(target), memory)
        rows = of_sentences(Rows(corpus, target)(translator, known))
        found = found_in(rows, place.terms(language), language, least=least)[:top]
        alone = [c.source for c in found if not c.renderings]
        full = [c.expansion for c in found if c.expansion]
        watch.start("Translating", len(alone), "candidates")
        said, problem = _translated(translator, [*alone, *full])
    tell_failed(corpus)
    if problem:
        click.echo(f"bilingual: {problem}\nSo targets are left open: {UNKNOWN}", err=True)
    agreed = {text: target for text in full if (target := translator.place(text)) != text}
    return [proposal(candidate, said, agreed) for candidate in found]


def _translated(translator: Translator, phrases: Sequence[str]) -> tuple[dict[str, str], str]:
    """What is made of each phrase; where there is no engine, nothing, and why."""
    try:
        made = translator.translate(phrases) if phrases else ()
    except EngineError as error:
        return {}, str(error)
    return dict(zip(phrases, (translation.text for translation in made), strict=True)), ""


def fields(proposed: Proposal, engine: Engine) -> dict[str, object]:
    """What JSON has of a candidate."""
    candidate = proposed.candidate
    examples = [
        {
            "article": seen.place.article,
            "row": seen.place.row,
            "number": seen.place.number,
            "text": seen.text,
            "translation": seen.translation.text if seen.translation else None,
        }
        for seen in candidate.examples
    ]
    return {
        "source": candidate.source,
        "target": proposed.target,
        "doubt": proposed.doubt,
        "kind": candidate.kind,
        "count": candidate.count,
        "score": candidate.score,
        "variants": candidate.variants,
        "expansion": candidate.expansion,
        "expansion_target": proposed.full,
        "renderings": candidate.renderings,
        "engine": engine.label,
        "examples": examples,
    }


def print_candidates(found: Sequence[Proposal]) -> None:
    """Prints the candidates for people: a table where there is room for one."""
    rows = [
        (p.candidate.source, p.target, p.candidate.kind, str(p.candidate.count), _example(p))
        for p in found
    ]
    if columns := narrow():
        for candidate, rendering, kind, count, example in rows:
            text = f"{candidate} = {rendering} ({kind}, {count}): {example}"
            click.echo(click.wrap_text(text, columns, subsequent_indent="    "))
    elif rows:
        print_table(("candidate", "the engine says", "kind", "#seen", "for example"), rows)


def _example(proposed: Proposal) -> str:
    """The first example, as far as a line has room; an acronym's full form before it."""
    candidate = proposed.candidate
    full = " = ".join(filter(None, (candidate.expansion, proposed.full)))
    text = next((seen.text for seen in candidate.examples), "")
    text = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
    return f"{full}. {text}" if full else text
