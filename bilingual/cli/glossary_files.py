"""Commands that exchange a glossary with other programs: import, export, undo."""

from __future__ import annotations

from pathlib import Path

import click

from bilingual.cli.common import loudness, open_workspace, shown, workspace_option
from bilingual.cli.glossary_changes import (
    apply,
    dry_run_option,
    glossary_of,
    into_option,
    pair,
    undo_folder,
    yes_option,
)
from bilingual.glossary.terms import load

_FORMATS = ("tbx", "csv", "csv-semicolon", "tsv", "omegat")

format_option = click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS), help="[by the file's ending]"
)


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@into_option
@format_option
@dry_run_option
@yes_option
@workspace_option
@loudness
def import_(  # noqa: PLR0913 # one argument an option
    file: Path,
    into: Path | None,
    form: str | None,
    folder: Path,
    *,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Bring entries from a TBX, CSV, TSV or OmegaT file (.tbx .csv .tsv .txt .utf8 .tab).

    What would be added and changed is shown first, and then asked for. An entry of the same
    source is changed, where the file says something about it; others are added.

    \b
    Examples:
      bilingual glossary import --dry-run terms.tbx
      bilingual glossary import terms.csv --into glossary/ru-en.tsv
      bilingual glossary undo
    """
    from bilingual.glossary.changes import merged
    from bilingual.glossary.exchange import read_terms

    place = open_workspace(folder)
    path = glossary_of(place, into)
    imported = read_terms(file, pair(path), form or "")
    for note in imported.notes:
        click.echo(f"{shown(file)}: {note}", err=True)
    plan = merged(load(path) if path.exists() else (), imported)
    apply(place, path, plan, dry_run=dry_run, yes=yes, quiet=quiet, verbose=verbose)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from", "origin", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The glossary to write.  [the workspace's]",
)  # fmt: skip
@format_option
@workspace_option
@loudness
def export(
    file: Path, origin: Path | None, form: str | None, folder: Path, *, quiet: bool, verbose: bool
) -> None:
    """Write the glossary for another program: TBX, CSV, TSV or OmegaT, by the file's ending.

    \b
    Examples:
      bilingual glossary export terms.tbx
      bilingual glossary export --format csv-semicolon terms.csv
      bilingual glossary export --from glossary/ru-en.tsv omegat/glossary.txt
    """
    from bilingual.glossary.exchange import write_terms

    place = open_workspace(folder)
    path = origin or glossary_of(place, None)
    terms = load(path)
    write_terms(terms, file, pair(path), form or "")
    if not quiet:
        click.echo(f"{len(terms):,} entries in {shown(file)}")


@click.command()
@workspace_option
@loudness
def undo(folder: Path, *, quiet: bool, verbose: bool) -> None:
    """Take back the last import, approval or `suggest --write`.

    \b
    Example:
      bilingual glossary undo
    """
    from bilingual.glossary.changes import undo_last

    place = open_workspace(folder)
    path = undo_last(place.root / "glossary", undo_folder(place))
    if not quiet:
        click.echo(f"{shown(path)} is as it was before")
