"""The command that finds what is wrong in a glossary: check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import (
    counted,
    follower,
    loudness,
    open_workspace,
    shown,
    told,
    workspace_option,
)
from bilingual.cli.tables import json_of
from bilingual.errors import BilingualError, InputError

if TYPE_CHECKING:
    from bilingual.glossary.findings import Finding
    from bilingual.workspace import Workspace


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--corpus", "with_corpus", is_flag=True, help="Name entries the corpus never has.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@workspace_option
@loudness
def check(
    files: tuple[Path, ...],
    folder: Path,
    *,
    with_corpus: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Find what is wrong or odd in glossary files: by default, all of the workspace.

    The exit code is 1 where there are errors, 0 where there are only notes. With --quiet, only
    errors are shown.

    \b
    Examples:
      bilingual glossary check
      bilingual glossary check --corpus
      bilingual glossary check --json glossary/fr-en.tsv > findings.jsonl
    """
    from bilingual.glossary.findings import Level
    from bilingual.glossary.lint import lint, unreadable

    errors = 0
    for path in files or _glossaries(open_workspace(folder)):
        try:
            sentences = _sentences(folder, path, quiet=quiet) if with_corpus else None
            found = lint(path, sentences=sentences)
        except BilingualError as error:
            errors += 1
            if as_json:
                click.echo(_finding(path, unreadable(error), as_json=True))
            else:
                click.secho(f"bilingual: {told(error)}", fg="red", err=True)
            continue
        wrong = sum(finding.level is Level.ERROR for finding in found)
        errors += wrong
        for finding in found:
            if finding.level is Level.ERROR or not quiet:
                click.echo(_finding(path, finding, as_json=as_json))
        if not (quiet or as_json):
            ends = f"{counted(wrong, 'error')}, {counted(len(found) - wrong, 'note')}"
            click.echo(f"{shown(path)}: {ends}", err=True)
    if errors:
        sys.exit(1)


def _glossaries(place: Workspace) -> list[Path]:
    """The workspace's glossaries; says so where the one for its own languages is not there."""
    folder, ours = place.root / "glossary", place.glossary(place.config.source)
    paths = [path for path in sorted(folder.glob("*.tsv")) if not path.name.startswith("memory.")]
    if ours not in paths:
        pair = f"{place.config.source}→{place.config.target}"
        others = f" (there: {', '.join(path.name for path in paths)})" if paths else ""
        click.echo(
            f"no glossary for {pair}: {shown(ours)} is not there{others}. "
            f"`bilingual glossary suggest --write` begins one from your articles, "
            f"`bilingual glossary import FILE` from a file, `bilingual init {shown(place.root)}` "
            "makes an empty one",
            err=True,
        )
    return paths


def _sentences(folder: Path, path: Path, *, quiet: bool) -> list[str] | None:
    """What the articles in the glossary's source language say; None where there are none."""
    from bilingual.corpus import read_corpus
    from bilingual.glossary.exchange import pair_of
    from bilingual.memory import Memory

    place = open_workspace(folder)
    pair = pair_of(path)
    if pair is None:
        hint = "Name it by its languages, such as fr-en.tsv"
        raise InputError("which articles belong to it is not known", path=path, hint=hint)
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        corpus = read_corpus(place, memory, pair.source, watch)
    if not corpus.articles:
        why = f"no article in {pair.source!r}, so unseen entries are not looked for"
        click.echo(f"{shown(path)}: {why}", err=True)
        return None
    return corpus.sentences(pair.target)


def _finding(path: Path, finding: Finding, *, as_json: bool) -> str:
    if as_json:
        return json_of({"file": shown(path)}, finding)
    colour = "red" if finding.level == "error" else "yellow"
    level = click.style(finding.level.value, fg=colour)
    return f"{shown(path)}:{finding.line}: {level} {finding.what}. {finding.todo} [{finding.check}]"
