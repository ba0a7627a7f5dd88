"""What a web page says of itself: title, date, author, source, address, tags, language."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lxml import etree

from bilingual.ingest.cleaning import clean, key, one_line

LONGEST = 500  # characters of a field
MAX_SCRIPTS, MAX_SCRIPT, MAX_NODES = 20, 200_000, 2_000  # of JSON-LD: blocks, characters, objects
MAX_TAGS = 40

ARTICLE_TYPE = re.compile(r"Article|Posting|Report$")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{1,2000}$", re.I)
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
SUFFIX = re.compile(r"\s(?:[|·•–—-]|::|»)\s")  # what stands between a title and the site's name

DATE = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself, as it says it."""

    meta: dict[str, list[str]]  # contents of <meta> by name, property or itemprop, in small letters
    article: dict[str, object]  # the JSON-LD object of the article; empty where there is none
    titles: tuple[str, ...]  # what the page may be called, the likeliest first
    language: str
    canonical: str
    authors: tuple[str, ...]  # links with rel="author"
    time: str  # of the first <time>, those in an <article> before others

    def first(self, *names: str) -> str:
        """The content of the first of these <meta> elements that has any."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")


def head_of(root: etree._Element) -> Head:
    """What the page says of itself. Reads the tree only."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _line(element.get("content", ""))
        if name and content:
            meta.setdefault(name.lower(), []).append(content)
    article = _json_article(root)
    site = meta.get("og:site_name", [""])[0]
    names = (
        *meta.get("og:title", []),
        _line(article.get("headline")),
        _without_site(_line(_text(root.find(".//title"))), site),
    )
    return Head(
        meta,
        article,
        tuple(name for name in names if name),
        root.get("lang") or root.get("xml:lang") or "",
        _attribute(root, "link", "rel", "canonical", "href"),
        tuple(_line(_text(a)) for a in root.iter("a") if "author" in a.get("rel", "").split()),
        _time(root),
    )


def fields_of(head: Head) -> dict[str, str]:
    """The fields of a draft, without title; only those that the page has."""
    fields = {
        "date": _date(head),
        "author": _author(head),
        "source": head.first("og:site_name") or _name(head.article.get("publisher")),
        "url": _address(head.canonical) or _address(head.first("og:url")),
        "tags": ", ".join(_tags(head)),
        "language": language_code(head.language)
        or language_code(head.first("content-language", "og:locale")),
    }
    return {name: value for name, value in fields.items() if value}


def _date(head: Head) -> str:
    """The day of publication as the page has it: ISO, or its own words."""
    value = _line(head.article.get("datePublished")) or head.first(*DATE) or head.time
    day = ISO_DATE.match(value)
    return day[0] if day else value


def _author(head: Head) -> str:
    """The names of the authors, joined by ", "."""
    names = _name(head.article.get("author")) or head.first("author") or ", ".join(head.authors)
    return "" if ADDRESS.match(names) else names


def _name(value: object) -> str:
    """The names in a JSON-LD value: a text, an object with a name, or a list of these."""
    members = value[:MAX_TAGS] if isinstance(value, list) else [value]
    names = [_line(each.get("name") if isinstance(each, dict) else each) for each in members]
    return ", ".join(dict.fromkeys(name for name in names if name))[:LONGEST]


def language_code(value: str) -> str:
    """The language of a tag like those of HTML, without country; "" where it is none.

    >>> language_code("fr-FR"), language_code("fr_CA"), language_code("français")
    ('fr', 'fr', '')
    """
    found = LANGUAGE.match(value.strip())
    return found[1].lower() if found else ""


def _address(value: str) -> str:
    """The address, if it is one of the web."""
    return value if ADDRESS.match(value) else ""


def _tags(head: Head) -> list[str]:
    """The keywords, each once."""
    listed = head.first("keywords", "news_keywords").replace(";", ",").split(",")
    tags = (tag.replace(",", " ").strip() for tag in [*listed, *head.meta.get("article:tag", [])])
    return list({key(tag): tag for tag in tags if key(tag)}.values())[:MAX_TAGS]


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site behind it.

    >>> _without_site("Le gaz d’Asie - prix et routes | Le Courrier", "")
    'Le gaz d’Asie - prix et routes'
    >>> _without_site("Le gaz d’Asie - prix et routes", "")
    'Le gaz d’Asie - prix et routes'
    >>> _without_site("Le gaz d’Asie - Le Courrier", "Le Courrier")
    'Le gaz d’Asie'
    """
    parts = list(SUFFIX.finditer(title))
    if not parts:
        return title
    before, after = title[: parts[-1].start()].strip(), title[parts[-1].end() :].strip()
    dash = parts[-1][0].strip() in "–—-"
    return before if before and (not dash or key(after) == key(site)) else title


def _time(root: etree._Element) -> str:
    """The machine-readable value of the first <time>."""
    times = [time for article in root.iter("article") for time in article.iter("time")]
    stamps = (time.get("datetime", "") for time in (*times[:1], *root.iter("time")))
    return _line(next((stamp for stamp in stamps if stamp), ""))


def _attribute(root: etree._Element, tag: str, name: str, value: str, wanted: str) -> str:
    """An attribute of the first element of this tag that has the word `value` under `name`."""
    for element in root.iter(tag):
        if value in element.get(name, "").lower().split():
            return element.get(wanted, "").strip()
    return ""


def _json_article(root: etree._Element) -> dict[str, object]:
    """The JSON-LD object that describes an article, or {}."""
    scripts = [s for s in root.iter("script") if "ld+json" in s.get("type", "").lower()]
    for script in scripts[:MAX_SCRIPTS]:
        if script.text and len(script.text) <= MAX_SCRIPT:
            for node in _nodes(script.text):
                if ARTICLE_TYPE.search(str(node.get("@type", ""))[:LONGEST]):
                    return node
    return {}


def _nodes(script: str) -> Iterator[dict[str, object]]:
    """The objects of a JSON text in order, as many as are allowed; none where it is broken."""
    try:
        waiting: deque[object] = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _text(element: etree._Element | None) -> str:
    """All text in an element."""
    return "" if element is None else "".join(map(str, element.itertext()))


def _line(value: object) -> str:
    """A text on one line, of bounded length; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return one_line(clean(unescape(value[: 2 * LONGEST])))[:LONGEST]
