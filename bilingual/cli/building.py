"""Commands that make things: init, build, clean."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bilingual.cli.common import (
    counted,
    engine_option,
    fail,
    loudness,
    open_workspace,
    shown,
    told,
    workspace_option,
)
from bilingual.config import CHOICES, FILE, with_options
from bilingual.console import Follower
from bilingual.errors import ConfigError

if TYPE_CHECKING:
    from bilingual.pipeline import Report
    from bilingual.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--source", default="fr", show_default=True, help="Language of the articles.")
@click.option("--target", default="en", show_default=True, help="Language to translate to.")
@loudness
def init(folder: Path, source: str, target: str, *, quiet: bool, verbose: bool) -> None:
    """Make a workspace: a folder for articles, glossary and readers.

    Files that are already there are kept.

    \b
    Examples:
      bilingual init my-reader
      bilingual init press --source es --target en
    """
    from bilingual.workspace import create  # as in all commands: loaded when it is run

    made = create(folder, source=source, target=target)
    for path in made if verbose else ():
        click.echo(f"made {shown(path)}")
    if not quiet:
        click.echo(f"Put articles into {shown(folder / 'corpus')}, then: bilingual build")
        for line in _unknown_forms(source, target):
            click.echo(line)


def _unknown_forms(source: str, target: str) -> Iterator[str]:
    """What somebody must write into a glossary of these languages that others know without."""
    from bilingual.glossary.lint import source_known, target_known

    if not source_known(source):
        todo = "list other forms in the glossary (`variants`)"
        yield f"Plurals are only known for French sources: {todo}"
    if not target_known(target):
        todo = "write `plural ...` in the glossary (`inflection`)"
        yield f"Plurals are only known for English targets: {todo}"


def _choice(name: str, key: str, about: str, short: str = "") -> Callable[[Command], Command]:
    """An option for a setting with a few values; "" leaves the workspace's."""
    words = f"{about}: {', '.join(CHOICES[key])}.  [as in {FILE}]"
    return click.option(*filter(None, (short, f"--{name}")), key, default="", help=words)


@click.command()
@click.argument("articles", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_choice("format", "formats", "What to make, with commas between", "-f")
@engine_option
@_choice("layout", "layout", "How e-books set a sentence to its translation", "-l")
@_choice("editions", "editions", "E-books in both languages or in one, with commas between")
@_choice("books", "books", "One e-book for all articles, or one for each")
@_choice("contents", "contents", "What e-book and PDF are ordered by")
@_choice("cards", "cards", "What the Anki deck is made of")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@workspace_option
@loudness
def build(
    articles: tuple[Path, ...],
    folder: Path,
    *,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    **options: str,
) -> None:
    """Make the bilingual reader; only what changed is done again.

    \b
    Examples:
      bilingual build                          everything in the workspace
      bilingual build corpus/norov.txt         one article
      bilingual build --dry-run                what would be done
      bilingual build --format epub --layout notes --editions parallel,target
      bilingual build --format pdf             on paper (needs: pip install 'bilingual[pdf]')
      bilingual build --format anki --cards terms
    """
    from bilingual.pipeline import build as make

    place = open_workspace(folder)
    try:
        place = replace(place, config=with_options(place.config, options))
    except ConfigError as wrong:
        raise click.UsageError(str(wrong)) from None
    began = time.monotonic()
    with Follower(quiet=quiet) as watch:
        report = make(place, only=articles, dry_run=dry_run, watch=watch)
    if not quiet or dry_run:
        _tell(report, time.monotonic() - began, dry_run=dry_run, verbose=verbose)
    for error in report.failed:
        click.secho(f"bilingual: {told(error)}", fg="red", err=True)
    if report.failed:
        done = "; everything else is done" if report.changed or report.unchanged else ""
        fail(f"{counted(len(report.failed), 'problem')}{done}")
    if not quiet and not dry_run:
        _point(place)
        if not (glossary := place.glossary(place.config.source)).exists():
            click.echo(f"No glossary: terms of {shown(glossary)} would be used")


def _tell(report: Report, seconds: float, *, dry_run: bool, verbose: bool) -> None:
    would = "would be " if dry_run else ""
    if not (report.changed or report.removed or report.failed or report.written):
        click.echo(f"Nothing to do: {counted(report.unchanged, 'article')} unchanged")
        return
    changed = counted(len(report.changed), "article")
    click.echo(f"{changed} {would}made anew, {report.unchanged:,} unchanged", nl=False)
    click.echo(f", {len(report.removed):,} {would}removed" if report.removed else "")
    if report.translated:
        speed = "" if dry_run else f" in {seconds:.1f} s"
        engines = f" ({', '.join(report.engines)})" if report.engines else ""
        sentences = counted(report.translated, "sentence")
        click.echo(f"{sentences} {would}translated{speed}{engines}")
    if report.doubtful:
        click.echo(f"{counted(report.doubtful, 'sentence')} marked as doubtful")
    for name in report.changed if verbose or dry_run else ():
        click.echo(f"  {name}")
    for path in report.written if verbose or (dry_run and not report.changed) else ():
        click.echo(f"{'would write' if dry_run else 'wrote'} {shown(path)}")


def _point(place: Workspace) -> None:
    labels = {"html": "Reader", "epub": "E-book", "pdf": "PDF", "anki": "Anki deck"}
    for kind in place.config.formats:
        paths = place.readers(kind)
        if len(paths) == 1:
            click.echo(f"{labels[kind]}: {shown(paths[0])}")
        elif paths:
            click.echo(f"{labels[kind]}s: {len(paths):,} in {shown(place.output)}")


@click.command()
@click.option("--all", "everything", is_flag=True, help="The cache of translations too.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be removed, and do nothing.")
@workspace_option
@loudness
def clean(folder: Path, *, everything: bool, dry_run: bool, quiet: bool, verbose: bool) -> None:
    """Remove what `build` made: pages, e-book and, with --all, the cache.

    Articles, glossary and reviewed translations are never touched.

    \b
    Examples:
      bilingual clean --dry-run
      bilingual clean --all
    """
    for path in open_workspace(folder).made(everything=everything):
        if not quiet or dry_run:
            click.echo(f"{'would remove' if dry_run else 'removed'} {shown(path)}")
        if not dry_run:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
