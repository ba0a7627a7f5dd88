"""Datelines: the place, day and agency that open a report ("ASTANA, 15 mai - RIA Novosti.").

An engine makes a mess of them, so they are taken apart and put together by rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bilingual.ingest import dates

LONGEST = 120  # characters looked at: a dateline is short

PLACE = r"[^\W\d_][\w'’.-]*(?:[ /][^\W\d_][\w'’.-]*){0,4}(?: \([^()\d]{2,30}\)(?=,))?"
MONTH = r"[^\W\d_]{3,12}"
DAY = rf"\d{{1,2}}(?:er|st|nd|rd|th|\.)?\s(?:de\s)?{MONTH}(?:\.(?!\s?/))?|{MONTH}\.?\s\d{{1,2}}"
YEAR = r",?\s(?:de\s)?(?P<year>\d{4})(?:\s(?:г\.|года))?"
DATE = rf"(?P<date>(?:(?P<article>le|el|am|den|the)\s)?(?P<day>{DAY})(?:{YEAR})?)"
NAME = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’.&-]*"  # each word has a capital: "- Le ministre a dit." is no agency
AGENCY = rf"{NAME}(?: {NAME}){{0,3}}"
# What follows the date, from the fullest form to the barest.
ENDS = (
    rf"\s?[.,]?\s?[(/](?P<a1>{AGENCY})[)/]\s?(?:[-–—]{{1,2}}(?=\s|$)|[.:]|$)",  # (Kabar) –  /TASS/.
    rf"\s?[-–—]{{1,2}}\s(?P<a2>{AGENCY})\.(?=\s|$)",  # - RIA Novosti.
    r"\s?[-–—]{1,2}(?=\s|$)",  # –
)
SHAPE = re.compile(
    rf"(?P<place>{PLACE})(?:,\s{DATE})?(?:{'|'.join(ENDS)})".replace(r"\s", r"[ \u00a0\u202f]")
)
LOCALES = {"en": "en_GB", "pt": "pt_PT"}  # day before month; others by their code


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and its parts; `text` is what stands in the article."""

    text: str
    place: str
    date: str = ""  # as written: "le 12 juin 2024"; "" where there is none
    day: int = 0
    month: int = 0
    year: int = 0  # 0 where none is written
    agency: str = ""


def parse(text: str) -> Dateline | None:
    """The dateline that opens the text, or None.

    A place in capitals may stand with a day alone; any other needs an agency too.

    >>> found = parse("ASTANA, 15 mai - RIA Novosti. Le ministre a parlé.")
    >>> found.text, found.place, found.day, found.month, found.agency
    ('ASTANA, 15 mai - RIA Novosti.', 'ASTANA', 15, 5, 'RIA Novosti')
    >>> parse("Bichkek, le 12 juin, a reçu les ministres.") is None
    True
    """
    found = SHAPE.match(text[:LONGEST])
    if not found:
        return None
    place, agency = found["place"], found["a1"] or found["a2"] or ""
    capitals = place.split(" (")[0].isupper()
    if not (capitals and (found["date"] or agency)) and not (found["date"] and agency):
        return None
    whole = found[0].rstrip()
    if not found["date"]:
        return Dateline(whole, place, agency=agency)
    day = dates.day_and_month(found["day"])
    if not day:
        return None
    year = int(found["year"] or 0)
    return Dateline(whole, place, found["date"], day.day, day.month, year, agency)


def render(
    dateline: Dateline,
    target_language: str,
    translate_place: Callable[[str], str] = lambda place: place,
) -> str:
    """The dateline in another language: its shape stays, its place and day are put over.

    >>> render(parse("TACHKENT, 3 avr. (Kabar) –"), "en", {"TACHKENT": "TASHKENT"}.get)
    'TASHKENT, 3 Apr (Kabar) –'
    """
    rest = dateline.text[len(dateline.place) :]
    if dateline.date:
        rest = rest.replace(dateline.date, _day(dateline, target_language), 1)
    names = re.split(r"(/| \(|\))", dateline.place)
    return (
        "".join(translate_place(n) if i % 2 == 0 and n else n for i, n in enumerate(names)) + rest
    )


def _day(dateline: Dateline, language: str) -> str:
    """The day as the language writes it; an abbreviated month stays one."""
    from babel import UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    abbreviated = dateline.date.rstrip("0123456789 ").endswith(".")
    when = date(dateline.year or 2000, dateline.month, dateline.day)
    locale = LOCALES.get(language, language)
    try:
        if dateline.year:
            return format_date(when, "long", locale=locale)
        return format_skeleton("MMMd" if abbreviated else "MMMMd", when, locale=locale)
    except (UnknownLocaleError, ValueError):
        return dateline.date
