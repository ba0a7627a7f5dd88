"""Commands about terms that are not agreed yet: suggest, approve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import engine_option, follower, loudness, open_workspace, workspace_option
from bilingual.cli.glossary_changes import (
    apply,
    dry_run_option,
    glossary_of,
    into_option,
    yes_option,
)
from bilingual.cli.glossary_looking import source_option
from bilingual.cli.tables import json_of
from bilingual.glossary.terms import Status, load

if TYPE_CHECKING:
    from bilingual.glossary.suggest import Candidate
    from bilingual.workspace import Workspace


@click.command()
@click.option("--min", "least", default=2, show_default=True, help="Least number of occurrences.")
@click.option("--top", default=50, show_default=True, help="How many candidates at most.")
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
    engine makes of it. They come in the glossary's own form with status `candidate`, and are never
    used until somebody approves them.

    \b
    Examples:
      bilingual glossary suggest > candidates.tsv
      bilingual glossary suggest --write --top 20
      bilingual glossary approve "mémorandum d'obligations"
    """
    from bilingual.glossary.changes import merged
    from bilingual.glossary.exchange import Imported
    from bilingual.glossary.suggest import as_term
    from bilingual.glossary.terms import COLUMNS, table

    place = open_workspace(folder)
    language = source or place.config.source
    found, renderings = _suggested(place, language, engine, least, top, quiet=quiet)
    if as_json:
        for candidate, rendering in zip(found, renderings, strict=True):
            click.echo(json_of({"target": rendering}, candidate))
        return
    terms = tuple(map(as_term, found, renderings))
    if not write:
        click.echo(table(terms), nl=False)
        return
    plan = merged(place.terms(language), Imported(terms, frozenset(COLUMNS)))
    path = place.glossary(language)
    apply(place, path, plan, dry_run=False, yes=yes, quiet=quiet, verbose=verbose)


def _suggested(  # as the command
    place: Workspace, language: str, engine: str, least: int, top: int, *, quiet: bool
) -> tuple[list[Candidate], list[str]]:
    """The best candidates, and what the engine says for each."""
    from bilingual.corpus import read_corpus, seen
    from bilingual.glossary.suggest import suggest as found_in
    from bilingual.memory import Memory

    translator = place.translator(language, engine)
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        corpus = read_corpus(place, memory, language, watch)
        sentences = seen(corpus, translator, memory)
        found = found_in(sentences, place.terms(language), language, least=least)[:top]
        alone = [c.source for c in found if not c.renderings]
        watch.start("Translating", len(alone), "candidates")
        made = iter(translator.engine.translate(alone) if alone else ())
        renderings = [c.renderings[0] if c.renderings else next(made).text for c in found]
    return found, renderings


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
    before = load(path)
    names = terms or tuple(t.source for t in before if t.status is Status.CANDIDATE)
    after = approved(before, names)
    changes = tuple(Change(b, a) for b, a in zip(before, after, strict=True) if b != a)
    apply(place, path, Plan(after, changes), dry_run=dry_run, yes=yes, quiet=quiet, verbose=verbose)
