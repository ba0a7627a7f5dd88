"""Commands about terms that are not agreed yet: suggest, approve."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import (
    counted,
    engine_option,
    follower,
    loudness,
    open_workspace,
    shown,
    workspace_option,
)
from bilingual.cli.glossary_changes import (
    apply,
    dry_run_option,
    glossary_of,
    into_option,
    yes_option,
)
from bilingual.cli.glossary_looking import source_option
from bilingual.cli.glossary_rows import corpus_of, narrow, tell_failed
from bilingual.cli.tables import json_of, print_table
from bilingual.errors import EngineError
from bilingual.glossary.terms import Status, load

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.glossary.suggest import Candidate
    from bilingual.glossary.terms import Term
    from bilingual.workspace import Workspace

_SHOWN = 100  # characters of an example on a terminal


@click.command()
@click.option(
    "--min",
    "least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Least number of occurrences.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many candidates at most.",
)
@click.option("--write", is_flag=True, help="Add them to the glossary, with status `candidate`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a candidate.")
@yes_option
@source_option
@engine_option
@workspace_option
@loudness
def suggest(  # noqa: PLR0913 # one argument an option
    least: int,
    top: int,
    source: str,
    engine: str,
    folder: Path,
    *,
    write: bool,
    as_json: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Propose terms that the corpus has and the glossary lacks, the most likely ones first.

    Noun phrases, names, acronyms with their full forms, each with examples and with what the
    engine makes of it. A terminal shows them in short; a file gets them in the glossary's own
    form, with status `candidate`: they are never used until somebody approves them.

    \b
    Examples:
      bilingual glossary suggest > candidates.tsv
      bilingual glossary suggest --write --top 20
      bilingual glossary approve "mémorandum d'obligations"
    """
    from bilingual.glossary.suggest import as_term
    from bilingual.glossary.terms import table

    place = open_workspace(folder)
    language = source or place.config.source
    found, renderings = _suggested(place, language, engine, least, top, quiet=quiet)
    terms = tuple(map(as_term, found, renderings))
    if write:
        _added(place, language, terms, yes=yes, quiet=quiet, verbose=verbose)
    elif as_json:
        for candidate, rendering in zip(found, renderings, strict=True):
            click.echo(json_of({"target": rendering}, candidate))
    elif sys.stdout.isatty():
        _print_candidates(found, renderings)
    else:
        click.echo(table(terms), nl=False)
    if not (write or quiet):
        click.echo(_next(len(found), least, place.glossary(language)), err=True)


def _suggested(  # as the command
    place: Workspace, language: str, engine: str, least: int, top: int, *, quiet: bool
) -> tuple[list[Candidate], list[str]]:
    """The best candidates, and what the engine says for each."""
    from bilingual.corpus import Rows
    from bilingual.glossary.report import of_sentences
    from bilingual.glossary.suggest import UNKNOWN
    from bilingual.glossary.suggest import suggest as found_in
    from bilingual.memory import Memory

    translator = place.translator(language, engine)
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        corpus = corpus_of(place, memory, language, watch)
        known = translator.recall(corpus.sentences(place.config.target), memory)
        rows = of_sentences(Rows(corpus, place.config.target)(translator, known))
        found = found_in(rows, place.terms(language), language, least=least)[:top]
        alone = [c.source for c in found if not c.renderings]
        watch.start("Translating", len(alone), "candidates")
        made, problem = _translated(translator.engine, alone)
    tell_failed(corpus)
    if problem:
        click.echo(f"bilingual: {problem}\nSo targets are left open: {UNKNOWN}", err=True)
    return found, [(*c.renderings, made.get(c.source, UNKNOWN))[0] for c in found]


def _translated(engine: Engine, phrases: Sequence[str]) -> tuple[dict[str, str], str]:
    """What the engine says for each phrase; where there is no engine, nothing, and why."""
    try:
        made = engine.translate(phrases) if phrases else ()
    except EngineError as error:
        return {}, str(error)
    return dict(zip(phrases, (hypothesis.text for hypothesis in made), strict=True)), ""


def _added(
    place: Workspace,
    language: str,
    terms: tuple[Term, ...],
    *,
    yes: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    from bilingual.glossary.changes import merged
    from bilingual.glossary.exchange import Imported
    from bilingual.glossary.terms import COLUMNS

    path = place.glossary(language)
    plan = merged(place.terms(language), Imported(terms, frozenset(COLUMNS)))
    after = "`bilingual glossary approve TERM` puts one to use"
    apply(place, path, plan, dry_run=False, yes=yes, quiet=quiet, verbose=verbose, after=after)


def _print_candidates(found: Sequence[Candidate], renderings: Sequence[str]) -> None:
    rows = [
        (c.source, rendering, c.kind, str(c.count), _example(c))
        for c, rendering in zip(found, renderings, strict=True)
    ]
    if columns := narrow():
        for candidate, rendering, kind, count, example in rows:
            text = f"{candidate} = {rendering} ({kind}, {count}): {example}"
            click.echo(click.wrap_text(text, columns, subsequent_indent="    "))
    elif rows:
        print_table(("candidate", "the engine says", "kind", "#seen", "for example"), rows)


def _example(candidate: Candidate) -> str:
    """The first example, as far as a line has room; an acronym's full form before it."""
    full = f"{candidate.expansion}. " if candidate.expansion else ""
    text = next((seen.text for seen in candidate.examples), "")
    return full + (text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…")


def _next(count: int, least: int, glossary: Path) -> str:
    if not count:
        return f"Nothing that the glossary lacks is seen {counted(least, 'time')} or more"
    return f"{counted(count, 'candidate')}; --write adds them to {shown(glossary)}, not yet in use"


@click.command()
@click.argument("terms", nargs=-1, metavar="[TERM | TERM=TARGET]...")
@click.option("--all", "everything", is_flag=True, help="Every candidate.")
@into_option
@dry_run_option
@yes_option
@workspace_option
@loudness
def approve(  # noqa: PLR0913 # one argument an option
    terms: tuple[str, ...],
    into: Path | None,
    folder: Path,
    *,
    everything: bool,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Put candidates to use, with the proposed target or with another one.

    \b
    Examples:
      bilingual glossary approve "mémorandum d'obligations"
      bilingual glossary approve "Route du Nord=Northern Route" --yes
      bilingual glossary approve --all --dry-run
    """
    from bilingual.glossary.approve import approved
    from bilingual.glossary.changes import Change, Plan

    if not (terms or everything):
        raise click.UsageError("name a TERM, or give --all")
    place = open_workspace(folder)
    path = glossary_of(place, into)
    before = load(path) if path.exists() else ()
    names = terms or tuple(t.source for t in before if t.status is Status.CANDIDATE)
    if not names:
        click.echo(f"{shown(path)} has no candidates; `bilingual glossary suggest` finds some")
        return
    after = approved(before, names)
    changes = tuple(Change(b, a) for b, a in zip(before, after, strict=True) if b != a)
    plan = Plan(after, changes)
    then = "`bilingual glossary try` shows what it changes, `bilingual build` makes it so"
    apply(place, path, plan, dry_run=dry_run, yes=yes, quiet=quiet, verbose=verbose, after=then)
