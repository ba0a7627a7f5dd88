"""The command that adds one entry to the glossary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.common import loudness, open_workspace, shown, workspace_option
from bilingual.cli.glossary_changes import (
    apply,
    dry_run_option,
    glossary_of,
    into_option,
    pair,
    yes_option,
)
from bilingual.errors import InputError
from bilingual.folding import SAME
from bilingual.glossary.terms import COLUMNS, SEPARATOR, Status, imported_term, load

if TYPE_CHECKING:
    from bilingual.glossary.terms import Term

_POS = ("noun", "name", "acronym", "adjective", "verb", "phrase")


def _several(name: str, column: str, about: str) -> Callable[..., Any]:
    """An option for a column that holds several things."""
    return click.option(name, column, multiple=True, metavar="TEXT", help=f"{about}  [repeatable]")


@click.command()
@click.argument("entry", metavar="SOURCE=TARGET")
@_several("--variant", "variants", "Another form in the source.")
@_several("--alternative", "alternatives", "Another translation that is right.")
@_several("--avoid", "avoid", "A translation that is wrong.")
@click.option("--pos", type=click.Choice(_POS), help="What kind of word it is.")
@click.option("--inflection", help='"none", or the plural: "plural heads of state".')
@click.option("--expansion", help="An acronym's full form in the target language.")
@click.option("--case", type=click.Choice(["exact"]), help="Where capitals matter: OTAN.")
@click.option("--domain", help="The field it belongs to.")
@click.option("--note", help="What readers may want to know.")
@click.option("--authority", help="Where the agreement comes from.")
@into_option
@dry_run_option
@yes_option
@workspace_option
@loudness
def add(  # noqa: PLR0913 # one argument an option
    entry: str,
    into: Path | None,
    folder: Path,
    *,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    verbose: bool,
    **options: str | tuple[str, ...] | None,
) -> None:
    """Add one entry, with all that it says.

    The entry is shown first, and then asked for. A source in capitals is taken for an acronym
    whose capitals matter, unless --pos says otherwise. What is in the glossary already is not
    added again: its line is named instead.

    \b
    Examples:
      bilingual glossary add "sommet=summit"
      bilingual glossary add "OCS=SCO" --avoid CSO --avoid OSC \\
          --expansion "Shanghai Cooperation Organisation"
      bilingual glossary add "Pékin=Beijing" --pos name --alternative Peking --yes
      bilingual glossary add "ШОС=SCO" --into glossary/ru-en.tsv --dry-run
    """
    from bilingual.glossary.changes import merged
    from bilingual.glossary.exchange import Imported

    source, equals, target = (part.strip() for part in entry.partition("="))
    if not (source and equals and target):
        raise click.UsageError(f'{entry!r} is no entry: write SOURCE=TARGET, such as "OCS=SCO"')
    place = open_workspace(folder)
    path = glossary_of(place, into)
    pair(path)
    known = load(path) if path.exists() else ()
    term = imported_term({"source": source, "target": target} | _cells(source, options), path, 0)
    _check_new(term, known, path)
    plan = merged(known, Imported((term,), frozenset(COLUMNS)))
    then = "`bilingual glossary try` shows what it changes, `bilingual build` makes it so"
    apply(place, path, plan, dry_run=dry_run, yes=yes, quiet=quiet, verbose=verbose, after=then)


def _cells(source: str, options: Mapping[str, str | tuple[str, ...] | None]) -> dict[str, str]:
    """The options as a row; an acronym is taken for one, as `glossary try` takes it."""
    cells = {
        column: SEPARATOR.join(said) if isinstance(said, tuple) else said
        for column, said in options.items() if said
    }  # fmt: skip
    if source.isupper() and " " not in source and "pos" not in cells:
        cells = {"pos": "acronym", "case": "exact"} | cells
    return cells


def _check_new(term: Term, known: Sequence[Term], path: Path) -> None:
    """Raises `InputError` where the glossary has the source, or one of its variants, already."""
    for other in known:
        forms = {_same(form): form for form in (other.source, *other.variants)}
        for form in (term.source, *term.variants):
            if _same(form) not in forms:
                continue
            of = "" if _same(other.source) == _same(form) else f", a variant of {other.source!r}"
            what = f"{form!r} is here already{of}: {other.target}"
            hint = "Edit it there"
            if other.status is Status.CANDIDATE and not of:
                hint = f'It is a candidate: bilingual glossary approve "{form}={term.target}"'
            raise InputError(what, path=shown(path), line=other.line, hint=hint)


def _same(form: str) -> str:
    return form.translate(SAME).casefold()
