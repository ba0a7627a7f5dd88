"""Commands that show one step of the work: ingest, segment, translate."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.batches import batches
from bilingual.cli.common import engine_option, fail, loudness, open_workspace, workspace_option
from bilingual.errors import BilingualError, ConfigError
from bilingual.model import Article, Origin, Translation

if TYPE_CHECKING:
    from bilingual.translate import Translator
    from bilingual.workspace import Workspace

_WIDTH = 100  # characters of a block that a listing shows


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
@click.option("--full", is_flag=True, help="Whole blocks, not their first words.")
@loudness
def ingest(
    files: tuple[Path, ...], *, as_json: bool, full: bool, quiet: bool, verbose: bool
) -> None:
    """Show what is understood from article files, and every line left out, with the reason.

    \b
    Examples:
      bilingual ingest corpus/norov.txt
      bilingual ingest --json corpus/*.html > articles.jsonl
    """
    from bilingual.ingest import ingest as read  # heavy parts load when needed
    from bilingual.ingest import load_rules

    problems = 0
    for path in files:
        try:
            place = _workspace_near(path)
            article = read(
                path,
                rules=load_rules(place.furniture if place else None),
                default_language=place.config.source if place else "",
            )
        except BilingualError as error:
            problems += 1
            click.secho(f"bilingual: {error}", fg="red", err=True)
            continue
        if as_json:
            import msgspec

            click.echo(msgspec.json.encode(article))
        else:
            click.echo("\n".join(_listing(article, _WIDTH if not (full or verbose) else 10**9)))
    if problems:
        sys.exit(1)


def _workspace_near(path: Path) -> Workspace | None:
    try:
        return open_workspace(path.parent)
    except ConfigError:
        return None


def _listing(article: Article, width: int) -> Iterator[str]:
    yield click.style(article.path, bold=True)
    facts = {
        "language": article.language,
        "date": article.date.isoformat() if article.date else "",
        "author": article.author,
        "source": article.source,
        "url": article.url,
        "tags": ", ".join(article.tags),
        "credits": " / ".join(article.credits),
    }
    yield from (f"  {name:<12}{value}" for name, value in facts.items() if value)
    for block in article.blocks:
        mark = f" [{block.language}]" if block.language != article.language else ""
        yield f"  {block.kind.value:<12}{block.line or '':>4}  {_cut(block.text, width)}{mark}"
    if article.set_aside:
        yield "  set aside:"
    for aside in article.set_aside:
        yield f"  {'':<12}{aside.line or '':>4}  {_cut(aside.text, 60)}  ({aside.reason})"
    yield ""


def _cut(text: str, width: int) -> str:
    """The text, cut short where it is longer than `width`.

    >>> _cut("one two three", 8)
    'one two…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


@click.command()
@click.option("--lang", "language", default="fr", show_default=True, help="Language of the text.")
@loudness
def segment(language: str, *, quiet: bool, verbose: bool) -> None:
    """Cut standard input into sentences: one a line, a blank line between paragraphs.

    \b
    Examples:
      bilingual segment --lang fr < article.txt
      pdftotext report.pdf - | bilingual segment --lang en
    """
    from bilingual.segment import segment_stream

    for sentence in segment_stream(_lines(), language):
        click.echo(sentence)


@click.command()
@click.option("--source", default="", help="Source language.  [the workspace's, or fr]")
@click.option("--target", default="", help="Target language.  [the workspace's, or en]")
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Engine, origin, score and terms as well.")
@workspace_option
@loudness
def translate(  # noqa: PLR0913 # one argument an option
    source: str,
    target: str,
    engine: str,
    folder: Path,
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Translate standard input: one sentence a line in, one translation a line out.

    In a workspace its glossary and reviewed translations apply.

    \b
    Examples:
      echo "Le sommet de l'OCS commence." | bilingual translate
      bilingual segment < a.txt | bilingual translate --source fr --target en
      bilingual translate --json < sentences.txt > translations.jsonl
    """
    import msgspec

    from bilingual.translate import BATCH

    translator = _translator(folder, source, target, engine)
    for lines in batches(_sentences(), BATCH):
        for sentence, made in zip(lines, _translated(translator, lines), strict=True):
            if as_json:
                click.echo(msgspec.json.encode({"source": sentence} | msgspec.to_builtins(made)))
            else:
                click.echo(made.text)


def _translator(folder: Path, source: str, target: str, engine: str) -> Translator:
    from dataclasses import replace

    from bilingual.config import Config
    from bilingual.workspace import Workspace, open_workspace

    try:
        place = open_workspace(folder)
    except ConfigError:
        place = Workspace(folder / "no workspace here", Config())
    place = replace(place, config=replace(place.config, target=target or place.config.target))
    return place.translator(source or place.config.source, engine)


def _translated(translator: Translator, lines: list[str]) -> list[Translation]:
    wanted = list(dict.fromkeys(filter(None, lines)))
    approved = translator.approved(wanted)
    asked = [sentence for sentence in wanted if sentence not in approved]
    made = approved | dict(zip(asked, translator.translate(asked), strict=True))
    return [made.get(line, Translation("", Origin.COPIED)) for line in lines]


def _sentences() -> Iterator[str]:
    """The lines of standard input, cleaned as those of an article are."""
    from bilingual.ingest.cleaning import clean, one_line

    return (one_line(clean(line)) for line in _lines())


def _lines() -> Iterator[str]:
    """Lines of standard input, whatever ends them; fails where it is not UTF-8."""
    if sys.stdin is None:
        fail("there is no standard input")
    try:
        for line in TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig"):
            yield line.rstrip("\n")
    except UnicodeDecodeError:
        fail("standard input is not UTF-8: convert it first, for example with iconv")
