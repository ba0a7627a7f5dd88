"""Dates that stand as a line or a field of their own; never one picked out of a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

LANGUAGES = ["fr", "en", "ru", "es", "de", "it", "pt", "kk", "uz", "tr", "zh"]
SETTINGS = {
    "STRICT_PARSING": True,  # day, month and year must be there
    "DATE_ORDER": "DMY",
    "PARSERS": ["absolute-time"],  # no "three days ago", no timestamps
}
LONGEST = 60  # characters a date may have with weekday and hour
BEFORE = re.compile(
    r"^(?:date\s?(?:de\s)?(?:publication)?|publi(?:é|ée|cation|shed|cado|cato)|post(?:é|ed)|paru|"
    r"mis en ligne|veröffentlicht|опубликовано|дата)(?:\s+(?:le|on|el|il|am))?\s*:?\s+",
    re.IGNORECASE,
)
ISO = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.{0,20})?$")
CHINESE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日")
DIGITS = re.compile(r"^\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}$")
# [weekday] [le] day month year, or month day, year; then perhaps the hour
DAY = r"\d{1,2}(?:er|st|nd|rd|th|º|°|\.)?"
MONTH = r"[^\W\d_]{3,12}\.?"
WORDED = re.compile(
    rf"^(?P<weekday>[^\W\d_]{{2,12}}(?:-[^\W\d_]{{5}})?\.?,?\s+)??(?:(?:le|the|on|el|am|den)\s+)?"
    rf"(?P<date>{DAY}\s+(?:de\s+|of\s+)?{MONTH},?\s+(?:de\s+|of\s+)?\d{{4}}|{MONTH}\s+{DAY},?\s+\d{{4}})"
    rf"(?:\s?(?:г\.?|года|г\.,))?"
    rf"(?:\s*[,|à—–-]?\s*(?:(?:à|at|um|a las|в|alle)\s+)?\d{{1,2}}\s?[:hH.]\s?(?:\d\d)?"
    rf"(?:\s?(?:[AP]M|Uhr))?(?:\s+\(?[A-Z]{{2,4}}\)?)?)?\.?$",
    re.IGNORECASE,
)


def parse(text: str) -> date | None:
    """The date that the text is as a whole, or None.

    >>> parse("Lundi 2 Septembre 2019"), parse("Publié le 1er juin 2024 à 10h30")
    (datetime.date(2019, 9, 2), datetime.date(2024, 6, 1))
    >>> parse("Sommet du 14 juin 2019"), parse("juin 2019"), parse("il y a 3 jours")
    (None, None, None)
    """
    text = BEFORE.sub("", " ".join(text[: 2 * LONGEST].split()))
    if len(text) > LONGEST:
        return None
    numbers = ISO.match(text) or CHINESE.match(text)
    if numbers:
        return _date(int(numbers[1]), int(numbers[2]), int(numbers[3]))
    worded = WORDED.match(text)
    if worded:
        return _parsed((worded["weekday"] or "") + worded["date"])
    return _parsed(re.sub(r"\s", "", text)) if DIGITS.match(text) else None


def day_and_month(text: str) -> date | None:
    """The day in the leap year 2000 that a text such as "15 mai", "May 15" or "3 avr." names."""
    return _parsed(f"{text.rstrip('.')} 2000")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _parsed(text: str) -> date | None:
    """What dateparser makes of a text that has the shape of a date."""
    import dateparser  # takes 0.15 s to load

    found: datetime | None = dateparser.parse(text, languages=LANGUAGES, settings=SETTINGS)
    return found.date() if found else None
