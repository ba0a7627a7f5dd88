"""What stands at the head of a page: title, opening, date and address of an article."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from bilingual.model import Bitext, Kind

_OPENING = 220  # characters of a standfirst that an index shows


def both_texts(bitext: Bitext, *kinds: Kind) -> tuple[str, str]:
    """Source and target text of the first block of the first of these kinds that has one."""
    for kind in kinds:
        for block, pairs in zip(bitext.article.blocks, bitext.pairs, strict=True):
            if block.kind is kind and pairs:
                source = "".join(pair.source.text + pair.source.space for pair in pairs)
                return source.strip(), " ".join(pair.target.text for pair in pairs).strip()
    return "", ""


def first_seen(*texts: str) -> str:
    """The first text that shows anything: neither empty nor only white space and controls."""
    seen = (text for text in texts if any(c.isprintable() and not c.isspace() for c in text))
    return next(seen, texts[-1])


def shortened(text: str) -> str:
    """The first words, at most 220 characters and an ellipsis.

    >>> shortened("mot " * 100)[-8:]
    'mot mot…'
    """
    if len(text) <= _OPENING:
        return text
    return text[:_OPENING].rpartition(" ")[0].rstrip(" ,;:.«") + "…"


def written(day: date | None) -> str:
    """The day in words: "15 May 2017", or "" where there is none."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale="en") if day else ""


def web_address(url: str) -> str:
    """The address where it is a plain http or https one, else "".

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = url.isprintable() and not any(mark in url for mark in " <>\"'\\")
    return url if parts.scheme in {"http", "https"} and parts.netloc and plain else ""
