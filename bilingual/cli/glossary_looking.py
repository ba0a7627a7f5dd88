"""Commands that show what a glossary does to the corpus: report, try."""

from __future__ import annotations

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
    workspace_option,
)
from bilingual.cli.tables import beside, json_of, print_table

if TYPE_CHECKING:
    from bilingual.glossary.report import GlossaryReport, TermReport
    from bilingual.glossary.whatif import WhatIf
    from bilingual.workspace import Workspace

source_option = click.option(
    "--source", default="", help="Language of the articles.  [the workspace's]"
)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Terms that the corpus never has, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a term.")
@source_option
@engine_option
@workspace_option
@loudness
def report(  # noqa: PLR0913 # one argument an option
    source: str,
    engine: str,
    folder: Path,
    *,
    everything: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show what became of every term: occurrences, methods, unmet and forbidden renderings.

    Goes by the translations of earlier builds; translates nothing. The sentences in which a term
    is unmet or forbidden are listed, by article and row; --quiet leaves them out.

    \b
    Examples:
      bilingual glossary report
      bilingual glossary report --all --json > report.jsonl
    """
    from bilingual.corpus import read_corpus, seen
    from bilingual.glossary.report import report as made
    from bilingual.memory import Memory

    place = open_workspace(folder)
    language = source or place.config.source
    translator = place.translator(language, engine)
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        corpus = read_corpus(place, memory, language, watch)
        found = made(translator.matcher, seen(corpus, translator, memory), place.config.target)
    for problem in corpus.failed:
        click.secho(f"bilingual: {problem}", fg="red", err=True)
    terms = [term for term in found.terms if everything or term.occurrences]
    if as_json:
        click.echo("\n".join(json_of({}, term) for term in terms))
    else:
        _print_report(found, terms, examples=not quiet)


def _print_report(found: GlossaryReport, terms: list[TermReport], *, examples: bool) -> None:
    columns = ("term", "agreed", "#seen", "met by", "#unmet", "#forbidden")
    rows = [
        (t.source, t.target, str(t.occurrences), _methods(t), _number(t.unmet),
         _number(t.forbidden))
        for t in terms
    ]  # fmt: skip
    print_table(columns, rows)
    for name in ("unmet", "forbidden") if examples else ():
        for term in terms:
            for example in getattr(term, name):
                place = f"{example.article} {example.row}"
                said = f" ({example.rendering!r})" if example.rendering else ""
                click.echo(f"{name}{said}: {term.source} = {term.target}, {place}")
                click.echo(f"    {example.sentence}\n    {example.translation}")
    methods = ", ".join(f"{count:,} {name}" for name, count in found.methods.most_common())
    click.echo(f"{counted(found.sentences, 'sentence')}; met: {methods or 'none'}")
    click.echo(f"{found.unmet:,} unmet; {counted(found.forbidden, 'forbidden rendering')}")
    if found.untranslated:
        number = counted(found.untranslated, "sentence")
        click.echo(f"{number} without a translation yet: run `bilingual build`", err=True)


def _methods(term: TermReport) -> str:
    counts = dict(term.methods.most_common())
    counts |= {"reviewed": term.reviewed} if term.reviewed else {}
    counts |= {"not translated yet": term.untranslated} if term.untranslated else {}
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _number(found: Sequence[object]) -> str:
    return str(len(found)) if found else ""


@click.command(name="try")
@click.argument("edits", nargs=-1, metavar="[SOURCE=TARGET]...")
@click.option(
    "--file", "edited_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A whole edited glossary.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a sentence that changes.")
@source_option
@engine_option
@workspace_option
@loudness
def try_(  # noqa: PLR0913 # one argument an option
    edits: tuple[str, ...],
    edited_file: Path | None,
    source: str,
    engine: str,
    folder: Path,
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show which sentences a change of the glossary would change, before and after.

    Only sentences that the change bears on are translated, and nothing is written. SOURCE= takes
    an entry away. With --verbose, sentences that would read as before are listed too.

    \b
    Examples:
      bilingual glossary try "OCS=SCO"
      bilingual glossary try "État membre=Member State" "Pékin=Peking"
      bilingual glossary try --file edited.tsv
    """
    if not (edits or edited_file):
        raise click.UsageError('give SOURCE=TARGET, such as "OCS=SCO", or --file')
    found, affected = _tried(
        open_workspace(folder), source, engine, edits, edited_file, quiet=quiet
    )
    listed = found.differences if verbose else found.changed
    if as_json:
        for d in listed:
            lines = {"source": d.sentence, "before": d.before.text, "after": d.after.text}
            click.echo(json_of(lines, {}))
        return
    if listed:
        rows = [(d.sentence, *beside(d.before.text, d.after.text)) for d in listed]
        print_table(("source", "before", "after"), rows)
    click.echo(
        f"{counted(affected, 'sentence')} affected, {len(found.changed):,} would read differently; "
        f"the engine was asked for {found.translated:,}; nothing was written"
    )


def _tried(  # as the command
    place: Workspace,
    source: str,
    engine: str,
    edits: tuple[str, ...],
    edited_file: Path | None,
    *,
    quiet: bool,
) -> tuple[WhatIf, int]:
    from dataclasses import replace

    from bilingual.corpus import read_corpus
    from bilingual.glossary.match import Matcher
    from bilingual.glossary.terms import load
    from bilingual.glossary.whatif import edited, what_if
    from bilingual.memory import Memory

    language = source or place.config.source
    before = place.translator(language, engine)
    terms = load(edited_file) if edited_file else place.terms(language)
    after = replace(before, matcher=Matcher(edited(terms, edits), language))
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        sentences = read_corpus(place, memory, language, watch).sentences(place.config.target)
        approved = before.approved(sentences)
        asked = [sentence for sentence in sentences if sentence not in approved]
        found = what_if(asked, before, after, before.recall(asked, memory), watch)
    return found, len(found.differences)
