"""What commands that change a glossary share: preview, question, backup, options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import shown
from bilingual.errors import ConfigError, InputError

if TYPE_CHECKING:
    from bilingual.glossary.changes import Change, Plan
    from bilingual.glossary.exchange import Pair
    from bilingual.glossary.terms import Term
    from bilingual.workspace import Workspace

_LISTED = 40  # changes that a preview shows without --verbose
_PLAIN = ("status", "approved")  # what goes without saying

into_option = click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path),
    help="The glossary to change.  [the workspace's]",
)  # fmt: skip
yes_option = click.option("-y", "--yes", is_flag=True, help="Write without asking.")
dry_run_option = click.option("-n", "--dry-run", is_flag=True, help="Show what would change.")


def apply(  # noqa: PLR0913 # the flags of a command that changes a glossary
    place: Workspace,
    path: Path,
    plan: Plan,
    *,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
    after: str = "",
    warnings: Sequence[str] = (),
) -> None:
    """Shows a plan and, if so asked for, writes it; `after` says what somebody does next."""
    from bilingual.glossary.changes import write

    if not quiet or dry_run:
        _preview(plan, path, listed=10**9 if verbose else _LISTED)
    for warning in warnings:
        click.secho(warning, fg="yellow", err=True)
    if dry_run or not (plan.added or plan.changed):
        return
    if not yes:
        click.confirm(f"Write {shown(path)}?", abort=True, err=True)
    write(plan, path, undo_folder(place))
    if not quiet:
        click.echo(f"wrote {shown(path)}; `bilingual glossary undo` takes it back")
        if after:
            click.echo(after)


def _preview(plan: Plan, path: Path, *, listed: int) -> None:
    news = [*plan.changed, *plan.added]
    for change in news[:listed]:
        click.echo("\n".join(_lines(change)))
    if len(news) > listed:
        click.echo(f"... and {len(news) - listed:,} more (--verbose shows all)")
    repeated = f", {plan.repeated:,} repeated in the file" if plan.repeated else ""
    click.echo(
        f"{shown(path)}: {len(plan.added):,} added, {len(plan.changed):,} changed, "
        f"{plan.same:,} the same{repeated}"
    )


def _lines(change: Change) -> list[str]:
    term = change.after
    if change.before is None:
        more = "; ".join(_filled(term))
        line = click.style(f"+ {term.source} = {term.target}", fg="green")
        return [line, f"    {more}"] if more else [line]
    return [click.style(f"~ {term.source}", fg="yellow"), *(f"    {s}" for s in change.said())]


def _filled(term: Term) -> Iterator[str]:
    """What else a new entry says, a column each."""
    from bilingual.glossary.terms import row

    for column, cell in row(term).items():
        if cell and column not in {"source", "target"} and (column, cell) != _PLAIN:
            yield f"{column}: {cell}"


def glossary_of(place: Workspace, into: Path | None) -> Path:
    """The glossary file that is meant; `ConfigError` where it is none of the workspace."""
    path = into or place.glossary(place.config.source)
    if path.resolve().parent != (place.root / "glossary").resolve() or path.suffix != ".tsv":
        hint = f"Glossaries are .tsv files in {shown(place.root / 'glossary')}"
        raise ConfigError("no glossary of this workspace", path=path, hint=hint)
    return path


def pair(path: Path) -> Pair:
    """The languages in a glossary file's name; `InputError` where it has none."""
    from bilingual.glossary.exchange import pair_of

    found = pair_of(path)
    if found is None:
        raise InputError(
            "its languages are not known", path=path, hint="Name it by them, such as fr-en.tsv"
        )
    return found


def undo_folder(place: Workspace) -> Path:
    """Where glossaries lie as they were before each change."""
    return place.output / "undo"
