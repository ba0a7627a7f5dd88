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
    shown,
    workspace_option,
)
from bilingual.cli.glossary_engine import named, tell_other_engine
from bilingual.cli.glossary_rows import corpus_of, fitted, narrow, tell_failed
from bilingual.cli.glossary_trial import (
    against_build,
    against_edits,
    edited,
    never_seen,
    next_step,
    print_tried,
)
from bilingual.cli.tables import json_of, print_table

if TYPE_CHECKING:
    from collections import Counter

    from bilingual.glossary.report import GlossaryReport, TermReport

_SHARES = (0.25, 0.25, 0, 0.5, 0, 0)  # of the report's table: term, agreed, how it was met
_NUMBERS = 35  # columns of the report's table that its numbers and gaps take

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

    Goes by what builds with this engine made; translates nothing. The sentences in which a term is
    unmet or forbidden are listed, by article and number; --quiet leaves them out.

    \b
    How a term is met, as pages say it, and in JSON:
      there without help                       plain
      chosen among the engine's proposals      hypothesis
      the engine was made to say it            forced
      given to the engine within the sentence  source
      put in place of another word             replaced
      reviewed: a person's translation has it  reviewed
    and in the whole article:
      written out  the full form beside an acronym, where it first stands
      made one     another right wording exchanged, so that the article has one
    A term inside a longer one is not counted: the report says inside which.

    \b
    Examples:
      bilingual glossary report
      bilingual glossary report --all --json > report.jsonl
    """
    from bilingual.corpus import Rows
    from bilingual.glossary.report import report as made
    from bilingual.memory import Memory

    place = open_workspace(folder)
    language = source or place.config.source
    translator = place.translator(language, engine)
    target = place.config.target
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        tell_other_engine(translator.engine, memory, err=as_json)
        corpus = corpus_of(place, memory, language, watch)
        known = translator.recall(corpus.sentences(target), memory)
        found = made(translator.matcher, Rows(corpus, target)(translator, known), target)
    tell_failed(corpus)
    terms = [term for term in found.terms if everything or term.occurrences]
    if as_json:
        for term in terms:
            click.echo(json_of({"engine": translator.engine.label}, term))
    else:
        _print_report(found, terms, examples=not quiet)
        click.echo(f"engine: {named(translator.engine)}")
    if found.untranslated:
        number = counted(found.untranslated, "sentence")
        click.echo(f"{number} without a translation yet: run `bilingual build`", err=True)


def _print_report(found: GlossaryReport, terms: list[TermReport], *, examples: bool) -> None:
    width = narrow()
    if width:
        for term in terms:
            click.echo(click.wrap_text(_in_words(term), width, subsequent_indent="    "))
    elif terms:
        rows = [
            (t.source, t.target, str(t.occurrences), _methods(t), _number(t.unmet),
             _number(t.forbidden))
            for t in terms
        ]  # fmt: skip
        columns = ("term", "agreed", "#seen", "how it was met", "#unmet", "#forbidden")
        print_table(columns, fitted(rows, _SHARES, taken=_NUMBERS))
    for name in ("unmet", "forbidden") if examples else ():
        for term in terms:
            for example in getattr(term, name):
                place = f"{example.article} {example.number} (#{example.row})"
                said = f" ({example.rendering!r})" if example.rendering else ""
                click.echo(f"{name}{said}: {term.source} = {term.target}, {place}")
                click.echo(f"    {example.sentence}\n    {example.translation}")
    if not found.terms:
        click.echo("The glossary has no approved terms; `bilingual glossary suggest` finds some")
        return
    seen = sum(term.occurrences > 0 for term in found.terms)
    click.echo(
        f"{counted(found.sentences, 'sentence')}; {seen:,} of {counted(len(found.terms), 'term')} "
        f"seen, {sum(t.occurrences for t in terms):,} times"
    )
    met = f"met: {_told(found.methods, sum(t.reviewed for t in terms)) or 'none'}"
    click.echo(click.wrap_text(met, width, subsequent_indent="    ") if width else met)
    click.echo(f"{found.unmet:,} unmet; {counted(found.forbidden, 'forbidden rendering')}")


def _in_words(term: TermReport) -> str:
    wrong = (("unmet", len(term.unmet)), ("forbidden", len(term.forbidden)))
    said = [_methods(term), *(f"{name} {count}" for name, count in wrong if count)]
    told = "; ".join(filter(None, said)) or "never seen"
    return f"{term.source} = {term.target}: {told}"


def _methods(term: TermReport) -> str:
    later = {
        "written out": term.written_out,
        "made one": term.made_one,
        "not translated yet": term.untranslated,
        **{f"inside {longer}": count for longer, count in term.inside.most_common(3)},
    }
    rest = [f"{name} {count}" for name, count in later.items() if count]
    return "; ".join(filter(None, (_told(term.methods, term.reviewed), *rest)))


def _told(methods: Counter[str], reviewed: int) -> str:
    from bilingual.model import Method
    from bilingual.view.terms import HOW

    counts = [(HOW[Method(key)], count) for key, count in methods.most_common()]
    counts.append(("reviewed", reviewed))
    return ", ".join(f"{name} {count:,}" for name, count in counts if count)


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

    With nothing named, the glossary as it stands is compared with the readers of the last build:
    for edits in the file. SOURCE= takes an entry away. Only sentences that the change bears on are
    translated, and nothing is written. With --verbose, sentences that would be translated again
    and read as before are listed too.

    \b
    Examples:
      bilingual glossary try "OCS=SCO"
      bilingual glossary try "État membre=Member State" "Pékin=Peking"
      bilingual glossary try --file edited.tsv
      bilingual glossary try
    """
    from bilingual.memory import Memory

    place = open_workspace(folder)
    before = place.translator(source or place.config.source, engine)
    after = edited(place, before, edits, edited_file)
    with Memory(place.memory) as memory, follower(quiet=quiet) as watch:
        tell_other_engine(before.engine, memory, err=as_json)
        corpus = corpus_of(place, memory, before.engine.source, watch)
        if edits or edited_file:
            found = against_edits(corpus, before, after, memory, watch)
        else:
            found = against_build(corpus, after, memory, watch)
    tell_failed(corpus)
    print_tried(found, before.engine, as_json=as_json, everything=verbose)
    if not quiet:
        glossary = shown(place.glossary(before.engine.source)) if edits else ""
        unseen = never_seen(corpus, before, after)
        click.echo(next_step(found, after, unseen, put_into=glossary), err=as_json)
