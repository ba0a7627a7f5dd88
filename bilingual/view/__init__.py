"""What a reader shows, decided once for every format: a `Bitext` becomes a `Page`.

Templates and writers only lay the records of `page` out; they decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from bilingual.errors import InputError
from bilingual.model import Bitext, Block, Kind, Method, Origin, Pair
from bilingual.page import Colophon, Library, Page, Row, Section, Tongue
from bilingual.view.head import both_texts, first_seen, shortened, web_address, written
from bilingual.view.spacing import spaced
from bilingual.view.terms import Numbers, cards, numbered, source_runs, target_runs
from bilingual.view.words import links

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def page(
    bitext: Bitext,
    *,
    notes: Mapping[tuple[str, str], str],
    version: str,
    edition: str = "",
    drafts: Collection[str] = (),
) -> Page:
    """The article as every format shows it.

    `notes` are the glossary's, by (source, target) of the entry; `drafts` the labels of engines
    that give a rough gist only; `edition` an ISO date, the article's own where it is "".
    """
    bitext = spaced(bitext)
    article = bitext.article
    pairs = [pair for of_block in bitext.pairs for pair in of_block]
    numbers = numbered(pairs)
    sections = _sections(bitext, numbers)
    day = article.date.isoformat() if article.date else ""
    title, target_title = both_texts(bitext, Kind.TITLE)
    opening, target_opening = both_texts(bitext, Kind.STANDFIRST, Kind.PARAGRAPH)
    return Page(
        id=article.id,
        title=first_seen(title, article.id),
        target_title=first_seen(target_title, title, article.id),
        source=tongue(article.language),
        target=tongue(bitext.target_language),
        date=day,
        date_text=written(article.date),
        author=article.author,
        publication=article.source,
        url=web_address(article.url),
        tags=article.tags,
        credits=article.credits,
        opening=shortened(opening),
        target_opening=shortened(target_opening),
        sections=sections,
        terms=cards(pairs, sections, numbers, notes),
        colophon=_colophon(pairs, version=version, edition=edition or day, drafts=drafts),
        lengths=lengths(pairs),
    )


def lengths(pairs: Sequence[Pair], stretches: int = 7) -> tuple[tuple[float, float], ...]:
    """Mean characters of a sentence and of its translation, in so many equal stretches of a text.

    The shape of an article in a few numbers, for a picture; empty for a text without sentences.
    """
    made = []
    for stretch in range(stretches if pairs else 0):
        start = stretch * len(pairs) // stretches
        part = pairs[start : max((stretch + 1) * len(pairs) // stretches, start + 1)]
        source = sum(len(pair.source.text) for pair in part) / len(part)
        target = sum(len(pair.target.text) for pair in part) / len(part)
        made.append((round(source, 1), round(target, 1)))
    return tuple(made)


def library(title: str, pages: Iterable[Page], *, version: str, edition: str = "") -> Library:
    """The pages newest first, undated ones last; `edition` is the newest date where it is "".

    Raises `InputError` where there is no page at all: no format can show an empty library.
    """
    by_title = sorted(pages, key=lambda page: (page.title.casefold(), page.id))
    ordered = sorted(by_title, key=lambda page: page.date, reverse=True)
    if not ordered:
        raise InputError("no article to show", hint="Put at least one into the corpus folder")
    parts = [page.colophon for page in ordered]
    return Library(
        title=first_seen(title, "Articles"),
        pages=tuple(ordered),
        colophon=Colophon(
            engines=_distinct(label for part in parts for label in part.engines),
            drafts=_distinct(label for part in parts for label in part.drafts),
            version=version,
            edition=edition or ordered[0].date,
            sentences=sum(part.sentences for part in parts),
            reviewed=sum(part.reviewed for part in parts),
            doubtful=sum(part.doubtful for part in parts),
            terms_met=sum(part.terms_met for part in parts),
            terms_unmet=sum(part.terms_unmet for part in parts),
        ),
    )


@cache
def tongue(code: str) -> Tongue:
    """The language's English name and direction; its code and "ltr" where nobody knows it.

    >>> tongue("fa")
    Tongue(code='fa', name='Persian', direction='rtl')
    """
    from babel import Locale, UnknownLocaleError

    code = re.sub(r"[^A-Za-z0-9-]", "", code) or "und"
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Tongue(code, code, "ltr")
    return Tongue(code, locale.get_display_name("en") or code, locale.text_direction)


def _sections(bitext: Bitext, numbers: Numbers) -> tuple[Section, ...]:
    """One section for each block that has a sentence; the rows are numbered through."""
    kept = [
        (block, pairs)
        for block, pairs in zip(bitext.article.blocks, bitext.pairs, strict=True)
        if pairs
    ]
    kinds = [None, *(block.kind for block, _ in kept), None]
    made: list[Section] = []
    above = 1  # the rank of the heading before: no rank below it is left out
    count = 0
    for place, (block, pairs) in enumerate(kept, start=1):
        rows = tuple(
            _row(pair, block, number, numbers) for number, pair in enumerate(pairs, start=count + 1)
        )
        count += len(rows)
        item = block.kind is Kind.LIST_ITEM
        rank = min(_rank(block), above + 1)
        above = rank or above
        made.append(
            Section(
                kind=block.kind,
                rank=rank,
                level=max(1, block.level) if item else 0,
                language=tongue(block.language),
                rows=rows,
                first=item and kinds[place - 1] is not Kind.LIST_ITEM,
                last=item and kinds[place + 1] is not Kind.LIST_ITEM,
            )
        )
    return tuple(made)


def _rank(block: Block) -> int:
    if block.kind is Kind.HEADING:
        return min(max(block.level, 1) + 1, 6)
    return 1 if block.kind is Kind.TITLE else 0


def _row(pair: Pair, block: Block, number: int, numbers: Numbers) -> Row:
    target = pair.target
    once = target.origin in {Origin.COPIED, Origin.FOREIGN}
    return Row(
        id=_anchor(pair.id),
        number=number,
        source=source_runs(pair, numbers),
        target=() if once else target_runs(pair, numbers),
        origin=target.origin,
        label=_label(pair, block),
        doubts=tuple(issue.detail for issue in target.issues),
        links="" if once else links(pair.source.text, target.text, target.alignment),
    )


def _label(pair: Pair, block: Block) -> str:
    language = tongue(block.language).name
    return {
        Origin.REVIEWED: "reviewed",
        Origin.ENGINE: pair.target.engine or "machine translation",
        Origin.RULE: "translated by rule",
        Origin.COPIED: f"already in {language}",
        Origin.FOREIGN: f"not translated: {language}",
    }[pair.target.origin]


def _anchor(pair_id: str) -> str:
    """The id as it can stand in a link and in XML; every other id on a page has a dot in it.

    >>> _anchor("s4f"), _anchor("4 f.")
    ('s4f', 's-4-f-')
    """
    if _NAME.fullmatch(pair_id):
        return pair_id
    return "s-" + re.sub(r"[^A-Za-z0-9_-]", "-", pair_id)


def _colophon(
    pairs: Sequence[Pair], *, version: str, edition: str, drafts: Collection[str]
) -> Colophon:
    targets = [pair.target for pair in pairs]
    engines = _distinct(t.engine for t in targets if t.origin is Origin.ENGINE and t.engine)
    methods = [use.method for target in targets for use in target.terms]
    unmet = methods.count(Method.UNMET)
    return Colophon(
        engines=engines,
        drafts=tuple(label for label in engines if label in drafts),
        version=version,
        edition=edition,
        sentences=len(targets),
        reviewed=sum(target.origin is Origin.REVIEWED for target in targets),
        doubtful=sum(bool(target.issues) for target in targets),
        terms_met=len(methods) - unmet,
        terms_unmet=unmet,
    )


def _distinct(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
