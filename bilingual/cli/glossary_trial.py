"""What `glossary try` compares, and how it tells the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.common import counted, shown
from bilingual.cli.glossary_engine import named
from bilingual.cli.glossary_rows import fitted, narrow, where
from bilingual.cli.tables import beside, json_of, print_table
from bilingual.errors import ConfigError, InputError

if TYPE_CHECKING:
    from bilingual.corpus import Corpus
    from bilingual.engines import Engine
    from bilingual.glossary.whatif import Difference, WhatIf
    from bilingual.memory import Memory
    from bilingual.translate import Translator
    from bilingual.watch import Watch
    from bilingual.workspace import Workspace

_SHARES = (0.16, 0.28, 0.28, 0.28)  # of a table's width: where, source, before, after
_NAMED = 5  # entries that a line names
_GAPS = 11  # columns between the four


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
    after = with_edits(terms, edits, ours.source)
    return replace(before, matcher=Matcher(after, ours.source, ours.target))


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


def never_seen(corpus: Corpus, before: Translator, after: Translator) -> tuple[str, ...]:
    """Sources of the entries that differ and that no article has, datelines included."""
    from bilingual.glossary.whatif import never_seen as without

    texts = (block.text for article in corpus.articles for block in article.article.blocks)
    return without(before.matcher.terms, after.matcher.terms, texts, before.engine.source)


def _print_differences(differences: Sequence[Difference]) -> None:
    """Prints what was and what would be: side by side where there is room, else in turn."""
    columns = narrow()
    said = [(_places(d), d.source, *beside(d.before, d.after)) for d in differences]
    if not columns:
        rows = fitted(said, _SHARES, taken=_GAPS)
        print_table(("where", "source", "before", "after"), rows)
        return
    for places, source, before, after in said:
        click.echo(places)
        for mark, text in (("  ", source), ("- ", before), ("+ ", after)):
            click.echo(click.wrap_text(text, columns, mark, "  "))
        click.echo()


def _places(difference: Difference) -> str:
    """The first place of a sentence, and how many more there are."""
    more = len(difference.places) - 1
    return where(difference.places[0]) + (f" and {counted(more, 'more place')}" if more else "")


def print_tried(found: WhatIf, engine: Engine, *, as_json: bool, everything: bool) -> None:
    """Prints the sentences that change and those that would lack a term."""
    if as_json:
        for difference in (*found.changed, *(found.same if everything else ())):
            click.echo(json_of({"engine": engine.label}, difference))
        return
    if found.changed:
        _print_differences(found.changed)
    for difference in (*found.changed, *found.same):
        if difference.unmet:
            click.echo(f"without {', '.join(difference.unmet)}: {difference.source}")
    for difference in found.same if everything else ():
        click.echo(f"as before: {difference.source}\n    {difference.after}")


def next_step(
    found: WhatIf, after: Translator, unseen: Sequence[str], *, put_into: str = ""
) -> str:
    """What the change comes to, with which engine, and what to do next.

    `unseen` are entries that no article has; `put_into` names the file for edits that are not
    written.
    """
    lines = [_told(found)]
    if unseen:
        some = ", ".join(map(repr, unseen[:_NAMED]))
        more = f" and {len(unseen) - _NAMED:,} more" if len(unseen) > _NAMED else ""
        lines.append(f"nowhere in the articles: {some}{more}")
    if found.unknown:
        number = counted(found.unknown, "other sentence")
        lines.append(f"{number} without a translation yet: `bilingual build` shows whole articles")
    lines.append(f"engine: {named(after.engine)}")
    if found.again or found.changed:
        first = f"`bilingual glossary add` or edit {put_into}, then " if put_into else ""
        lines.append(f"Nothing was written. To have it: {first}`bilingual build`")
    return "\n".join(lines)


def _told(found: WhatIf) -> str:
    if not (found.again or found.changed):
        return "No sentence would change"
    places = sum(len(difference.places) for difference in found.changed)
    rows = f" in {places:,} places" if places > len(found.changed) else ""
    lacking = f" ({found.unmet:,} would lack an agreed term)" if found.unmet else ""
    return (
        f"{counted(len(found.changed), 'sentence')} would read differently{rows}; "
        f"{len(found.again):,} would be translated again{lacking}"
    )
