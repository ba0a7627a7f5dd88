"""Commands that exchange a glossary with other programs: import, export, undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

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
from bilingual.errors import ConfigError
from bilingual.glossary.terms import load

if TYPE_CHECKING:
    from bilingual.workspace import Workspace

_FORMATS = ("tbx", "csv", "csv-semicolon", "tsv", "omegat")
_FORCED = ", or with --force if it is this glossary's all the same"
_SHOWN = 10  # lines of a file that repeat others and are named

format_option = click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS), help="[by the file's ending]"
)


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@into_option
@format_option
@click.option("--force", is_flag=True, help="Import even a file that is of other languages.")
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
    force: bool,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Bring in entries from a TBX, CSV, TSV or OmegaT file.

    The file's ending tells its form: .tbx, .csv, .tsv, and .txt, .utf8 or .tab for OmegaT. What
    would be added and changed is shown first, and then asked for. An entry of the same source is
    changed, where the file says something about it; others are added. Rows that do not change stay
    as they are, to the byte.

    The first row of a CSV or TSV file names its columns, as the glossary does, or as other
    programs do. Source and target may be called by their languages. Columns that are not known are
    left out, and said.

    \b
      source         source term, term, fr, fr-FR, French
      target         target term, translation, en, en-GB, English
      note           notes, comment, comments, remark, remarks, definition
      variants, alternatives, avoid, pos, inflection, expansion, case, domain,
      status, authority (several things in a cell have a | between them)

    \b
    Examples:
      bilingual glossary import --dry-run terms.tbx
      bilingual glossary import terms.csv --into glossary/ru-en.tsv
      bilingual glossary undo
    """
    from bilingual.glossary.changes import merged, repeats
    from bilingual.glossary.exchange import read_terms
    from bilingual.glossary.languages import check_languages, other_script

    place = open_workspace(folder)
    path = glossary_of(place, into)
    imported = read_terms(file, pair(path), form or "")
    if not force:
        check_languages(file, imported.languages, pair(path), _FORCED if imported.terms else "")
    before = load(path) if path.exists() else ()
    plan = merged(before, imported)
    doubts = [
        other_script(before, imported, pair(path)),
        *imported.notes,
        *_some(repeats(imported)),
    ]
    warnings = [f"{shown(file)}: {doubt}" for doubt in doubts if doubt]
    apply(
        place, path, plan, dry_run=dry_run, yes=yes, quiet=quiet, verbose=verbose, warnings=warnings
    )


def _some(texts: Iterable[str]) -> Iterator[str]:
    """The first texts, and how many more there are."""
    rest = iter(texts)
    yield from islice(rest, _SHOWN)
    more = sum(1 for _ in rest)
    if more:
        yield f"and {more:,} more of the kind"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from", "origin", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The glossary to write.  [the workspace's]",
)  # fmt: skip
@format_option
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@workspace_option
@loudness
def export(  # noqa: PLR0913 # one argument an option
    file: Path,
    origin: Path | None,
    form: str | None,
    folder: Path,
    *,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the glossary for another program: TBX, CSV, TSV or OmegaT.

    The file's ending tells the form: .tbx, .csv, .tsv, and .txt, .utf8 or .tab for OmegaT.

    \b
    Examples:
      bilingual glossary export terms.tbx
      bilingual glossary export --format csv-semicolon terms.csv
      bilingual glossary export --from glossary/ru-en.tsv ../omegat/glossary.txt
      bilingual glossary export --force terms.tbx
    """
    from bilingual.glossary.exchange import write_terms

    place = open_workspace(folder)
    path = origin or glossary_of(place, None)
    terms = load(path)
    _check_place(file, place, force=force)
    write_terms(terms, file, pair(path), form or "")
    if not quiet:
        click.echo(f"{len(terms):,} entries in {shown(file)}")


def _check_place(file: Path, place: Workspace, *, force: bool) -> None:
    """Raises `ConfigError` where an export would destroy something, or has no folder to go to."""
    folder = file.resolve().parent
    for own in (place.root / "glossary", place.corpus):
        if folder.is_relative_to(own.resolve()):
            what = f"in the workspace's own folder {shown(own)}, where no export may go"
            hint = "Give a path elsewhere: bilingual glossary export terms.tbx"
            raise ConfigError(what, path=file, hint=hint)
    if not folder.is_dir():
        raise ConfigError(
            f"no folder {shown(folder)}", path=file, hint="Make it, or check the name"
        )
    if file.exists() and not file.is_file():
        raise ConfigError("not a file", path=file, hint="Give the name of a file to write")
    if file.exists() and not force:
        raise ConfigError("there already", path=file, hint="Write over it with --force")


@click.command()
@workspace_option
@loudness
def undo(folder: Path, *, quiet: bool, verbose: bool) -> None:
    """Take back the last change that a command made to a glossary.

    That is by `import`, `add`, `approve` or `suggest --write`; each further `undo` takes back one
    more. Edits by hand stay: a file that was edited since is not touched.

    \b
    Example:
      bilingual glossary undo
    """
    from bilingual.glossary.changes import undo_last

    place = open_workspace(folder)
    path = undo_last(place.root / "glossary", undo_folder(place))
    if not quiet:
        click.echo(f"{shown(path)} is as it was before")
