"""What `glossary try` compares, and how it tells the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import counted, shown
from bilingual.cli.glossary_rows import narrow
from bilingual.cli.tables import beside, json_of, print_table
from bilingual.errors import ConfigError, InputError

if TYPE_CHECKING:
    from bilingual.corpus import Corpus
    from bilingual.glossary.whatif import Difference, WhatIf
    from bilingual.memory import Memory
    from bilingual.translate import Translator
    from bilingual.watch import Watch
    from bilingual.workspace import Workspace


def edited(
    place: Workspace, before: Translator, edits: tuple[str, ...], edited_file: Path | None
) -> Translator:
    """How sentences are translated with another glossary."""
    from bilingual.glossary.exchange import Pair, pair_of
    from bilingual.glossary.match import Matcher
    from bilingual.glossary.terms import load
    from bilingual.glossary.whatif import edited as with_edits

    ours = Pair(before.engine.source, place.config.target)
    if edited_file and (pair_of(edited_file) or ours) != ours:
        hint = f"The one for these articles: {shown(place.glossary(ours.source))}"
        raise InputError("a glossary of other languages", path=edited_file, hint=hint)
    terms = load(edited_file) if edited_file else place.terms(ours.source)
    return replace(before, matcher=Matcher(with_edits(terms, edits, ours.source), ours.source))


def against_edits(
    corpus: Corpus, before: Translator, after: Translator, memory: Memory, watch: Watch
) -> WhatIf:
    """What another glossary would change against the one in the workspace."""
    from bilingual.corpus import Rows
    from bilingual.glossary.whatif import Side, what_if

    sentences = corpus.sentences(before.engine.target)
    now, then = (Side(each, each.recall(sentences, memory)) for each in (before, after))
    return what_if(sentences, now, then, Rows(corpus, before.engine.target), watch)


def against_build(corpus: Corpus, after: Translator, memory: Memory, watch: Watch) -> WhatIf:
    """What the glossary as it stands would change against the readers of the last build."""
    from bilingual.corpus import Rows, built
    from bilingual.glossary.whatif import Side, since_build

    there = built(memory, after.engine.source)
    if not there:
        hint = 'Run `bilingual build`, or name a change: "OCS=SCO"'
        raise ConfigError("nothing is built yet to compare with", hint=hint)
    sentences = corpus.sentences(after.engine.target)
    side = Side(after, after.recall(sentences, memory))
    return since_build(there, side, Rows(corpus, after.engine.target).as_built, watch)


def _print_differences(differences: Sequence[Difference]) -> None:
    """Prints what was and what would be: side by side where there is room, else in turn."""
    columns = narrow()
    said = [(d.source, *beside(d.before, d.after)) for d in differences]
    if not columns:
        print_table(("source", "before", "after"), said)
        return
    for source, before, after in said:
        for mark, text in (("  ", source), ("- ", before), ("+ ", after)):
            click.echo(click.wrap_text(text, columns, mark, "  "))
        click.echo()


def print_tried(found: WhatIf, *, as_json: bool, everything: bool) -> None:
    """Prints the sentences that change and those that would lack a term."""
    if as_json:
        for difference in (*found.changed, *(found.same if everything else ())):
            click.echo(json_of({}, difference))
        return
    if found.changed:
        _print_differences(found.changed)
    for difference in (*found.changed, *found.same):
        if difference.unmet:
            click.echo(f"without {', '.join(difference.unmet)}: {difference.source}")
    for difference in found.same if everything else ():
        click.echo(f"as before: {difference.source}\n    {difference.after}")


def next_step(found: WhatIf, glossary: Path, edits: Iterable[str]) -> str:
    """What the change comes to, and what to do next."""
    unknown = ""
    if found.unknown:
        number = counted(found.unknown, "other sentence")
        unknown = f"\n{number} without a translation yet: `bilingual build` shows whole articles"
    if not (found.again or found.changed):
        return f"No sentence would change{unknown}"
    places = sum(len(difference.places) for difference in found.changed)
    rows = f" in {places:,} places" if places > len(found.changed) else ""
    lacking = f" ({found.unmet:,} would lack an agreed term)" if found.unmet else ""
    where = f"put it into {shown(glossary)}, then " if edits else ""
    return (
        f"{counted(len(found.changed), 'sentence')} would read differently{rows}; "
        f"{len(found.again):,} would be translated again{lacking}{unknown}\n"
        f"Nothing was written. To have it: {where}`bilingual build`"
    )
