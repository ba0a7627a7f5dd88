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
    loudness,
    open_workspace,
    shown,
    workspace_option,
)
from bilingual.cli.glossary_candidates import fields, print_candidates, suggested
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
    from bilingual.glossary.changes import Change
    from bilingual.glossary.terms import Term
    from bilingual.workspace import Workspace


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
    form, with status `candidate`: they are never used until somebody approves them. The note says
    where a target is only the engine's guess, or an acronym's copy.

    \b
    In JSON, besides:
      renderings        what translations have for it, by their word links: none before a
                        build, and none from an engine without such links, as Apertium
      doubt             why not to trust the target; "" where it is one of the renderings
      expansion         an acronym's full form in the articles
      expansion_target  what the glossary has for that, else what the engine makes of it
      translation       of an example; null before a build with this engine

    \b
    Examples:
      bilingual glossary suggest > candidates.tsv
      bilingual glossary suggest --write --top 20
      bilingual glossary approve "mémorandum d'obligations"
    """
    from bilingual.glossary.propose import as_term
    from bilingual.glossary.terms import table

    place = open_workspace(folder)
    translator = place.translator(source or place.config.source, engine)
    language = translator.engine.source
    found = suggested(place, translator, least, top, quiet=quiet)
    terms = tuple(map(as_term, found))
    if write:
        _added(place, language, terms, yes=yes, quiet=quiet, verbose=verbose)
    elif as_json:
        for proposed in found:
            click.echo(json_of(fields(proposed, translator.engine), {}))
    elif sys.stdout.isatty():
        print_candidates(found)
    else:
        click.echo(table(terms), nl=False)
    if not (write or quiet):
        click.echo(_next(len(found), least, place.glossary(language)), err=True)


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

    What would be approved is shown first, and then asked for; it says where a target is only the
    engine's guess, or an acronym's copy.

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
    if not quiet or dry_run:
        _print_approved(changes)
    if dry_run:
        return
    apply(place, path, Plan(after, changes), dry_run=False, yes=yes, quiet=True, verbose=verbose)
    if not quiet:
        click.echo(f"wrote {shown(path)}; `bilingual glossary undo` takes it back")
        click.echo("`bilingual glossary try` shows what it changes, `bilingual build` makes it so")


def _print_approved(changes: Sequence[Change]) -> None:
    """Prints what would be put to use, and which targets nobody but the engine has said."""
    from bilingual.glossary.propose import doubt

    doubts = 0
    for term in (change.after for change in changes):
        why = doubt(term)
        doubts += bool(why)
        full = f", in full: {term.expansion}" if term.expansion else ""
        mark = click.style(f" ({why})", fg="yellow") if why else ""
        click.echo(f"{term.source} = {term.target}{full}{mark}")
    rest = f", {doubts:,} with a target that nobody but the engine has said" if doubts else ""
    click.echo(f"{counted(len(changes), 'candidate')} to approve{rest}")
