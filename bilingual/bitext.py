"""An article beside its translation: which sentences need an engine, and all put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bilingual.dateline import parse, render
from bilingual.files import fingerprint
from bilingual.model import Article, Bitext, Block, Kind, Origin, Pair, Segment, Translation
from bilingual.segment import segment


@dataclass(frozen=True, slots=True)
class CutArticle:
    """An article and the sentences of each of its blocks."""

    article: Article
    segments: tuple[tuple[Segment, ...], ...]  # as long as article.blocks


def cut(article: Article) -> CutArticle:
    """The article cut into sentences; titles and the like stay whole."""
    return CutArticle(article, tuple(map(_segments, article.blocks)))


def sentences(cut_article: CutArticle, target: str) -> Iterator[str]:
    """The sentences to translate: those in the article's language, datelines apart."""
    for block, segments in zip(cut_article.article.blocks, cut_article.segments, strict=True):
        if _ready(block, cut_article.article, target) is None:
            yield from (s.text for s in segments if s.text)


def bitext(
    cut_article: CutArticle,
    translations: Mapping[str, Translation],
    target: str,
    place: Callable[[str], str],
) -> Bitext:
    """The article with a translation beside every sentence.

    `place` gives a dateline's place in the target language. Every sentence of `sentences` must be
    among the translations.
    """
    article, ids = cut_article.article, _Ids()

    def pairs(block: Block, segments: tuple[Segment, ...]) -> Iterator[Pair]:
        ready = _ready(block, article, target)
        for source in filter(lambda segment: segment.text, segments):
            if ready is None:
                translation = translations[source.text]
            elif ready is Origin.RULE:
                translation = Translation(_dateline(block, target, place), ready)
            else:
                translation = Translation(source.text, ready)
            yield Pair(ids.next(source.text), source, translation)

    blocks = zip(article.blocks, cut_article.segments, strict=True)
    return Bitext(article, target, tuple(tuple(pairs(*block)) for block in blocks))


def _segments(block: Block) -> tuple[Segment, ...]:
    if block.kind in {Kind.DATELINE, Kind.KICKER}:
        return (Segment(block.text),)
    return segment(block.text, block.language)


def _ready(block: Block, article: Article, target: str) -> Origin | None:
    """How the block gets its translation without an engine; None where it needs one."""
    if block.language == target:
        return Origin.COPIED
    if block.language != article.language:
        return Origin.FOREIGN
    return Origin.RULE if block.kind is Kind.DATELINE and parse(block.text) else None


def _dateline(block: Block, target: str, place: Callable[[str], str]) -> str:
    found = parse(block.text)
    return render(found, target, place) if found else block.text


class _Ids:
    """Row ids that follow the sentence, so that they outlive edits elsewhere in the article."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, sentence: str) -> str:
        name = "s" + fingerprint(sentence)[:8]
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"
