"""Rules that find the date, author, source, address and tags among an article's lines."""

from __future__ import annotations

import re

from bilingual.ingest import dates
from bilingual.ingest.reading import USED, Line, Reading
from bilingual.ingest.shapes import is_name, is_prose

LINE = 160  # characters a line of such facts may have
BY = re.compile(
    r"^(?:(?:écrit |rédigé |publié |article |texte )?par|(?:written )?by|von|por|автор|auteure?|"
    r"author)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"^(?:dans cet article|tags?|mots[ -]cl[ée]s|keywords|étiquettes?|thèmes|sujets|topics|теги|"
    r"ключевые слова|schlagw[oö]rter|etiquetas|palabras clave)\s*:\s*(.*)$",
    re.IGNORECASE,
)
SOURCE = re.compile(r"^(?:sources?|quelle|fuente|fonte|источник)\s*:\s*(\S.*)$", re.IGNORECASE)
ADDRESS = re.compile(r"^https?://[^\s<>\"]+$", re.IGNORECASE)
UPDATED = re.compile(
    r"^(?:mis(?:e)? à jour|modifié|updated|last updated|обновлено)\b", re.IGNORECASE
)
HASHTAGS = re.compile(r"^(?:#[\w-]+[,\s]*)+$")
BETWEEN_TAGS = re.compile(r"[,;•·|#]+")
# What parts the facts of one line: "Par Joseph Martin | le 2 septembre 2019 - 10:30"
PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
LESSER_PARTS = re.compile(r",\s+(?=(?:le|on|\d)\b)|\s+(?=(?:par|by|le)\s)")
AND = re.compile(r"\s*(?:,|&|\b(?:et|and|und|y|e|и|avec|with)\b)\s*")
HOUR = re.compile(r"^(?:à\s+)?\d{1,2}\s?[:h]\s?\d\d$|^\d{1,2}\s?min\b.{0,20}$", re.IGNORECASE)


def tags(reading: Reading) -> Reading:
    """With the lines of tags as the field `tags`; a label alone takes the next line."""
    lines = reading.lines
    used: dict[int, str] = {}
    labels: dict[int, str] = {}
    for index, line in enumerate(lines):
        if not line.open or len(line.text) > 4 * LINE or index in used:
            continue
        label = TAGS.match(line.text)
        below = lines[index + 1].text if label and index + 1 < len(lines) else ""
        if label and label[1]:
            used[index] = label[1]
        elif "," in below and not is_prose(below):
            labels[index] = USED + "tags"
            used[index + 1] = below
        elif line.text.count("#") > 1 and HASHTAGS.match(line.text):
            used[index] = line.text
    names = ", ".join(dict.fromkeys(name for text in used.values() for name in _split(text)))
    return reading.found({index: {"tags": names} for index in used}, labels)


def _split(text: str) -> list[str]:
    """The tags of one line.

    >>> _split("OCS, Norov; OSCE.")
    ['OCS', 'Norov', 'OSCE']
    """
    parts = (part.strip(" .") for part in BETWEEN_TAGS.split(text))
    return [part for part in parts if part]


def source(reading: Reading) -> Reading:
    """With "Source : Xinhua" as the field `source`, or `url` where it is an address."""
    for index, line in enumerate(reading.lines):
        label = SOURCE.match(line.text) if len(line.text) <= LINE and line.open else None
        if label:
            name = "url" if ADDRESS.match(label[1]) else "source"
            return reading.found({index: {name: label[1].rstrip(". ")}})
    return reading


def address(reading: Reading) -> Reading:
    """With a line outside the body that is a web address as the field `url`."""
    first, _, last = body(reading.lines)
    for index, line in enumerate(reading.lines):
        outside = index < first or index > last
        if outside and line.open and len(line.text) <= 4 * LINE and ADDRESS.match(line.text):
            return reading.found({index: {"url": line.text}})
    return reading


def byline(reading: Reading) -> Reading:
    """With "Par Joseph Martin", a date, or both on one line, as the fields `author` and `date`.

    A date is looked for above the body, right under a first paragraph and below the body; inside
    it heads a part of a chronicle.
    """
    first, second, last = body(reading.lines)
    facts = {i: fact for i, line in enumerate(reading.lines) if (fact := _facts(line))}
    dated = sum("date" in fact for fact in facts.values())
    found: dict[str, str] = {}
    taken: dict[int, dict[str, str]] = {}
    for index, fact in facts.items():
        outside = index < first or index > last or (index < second and dated == 1)
        if outside or "date" not in fact:
            known = {**fact, **found}
            if not any(known[name] != value for name, value in fact.items()):
                found, taken[index] = known, fact
    return reading.found(taken)


def updated(reading: Reading) -> Reading:
    """Without the line that says when the page was changed."""
    return reading.aside(
        {
            index: "date of an update"
            for index, line in enumerate(reading.lines)
            if len(line.text) <= LINE and UPDATED.match(line.text) and re.search(r"\d", line.text)
        }
    )


def signature(reading: Reading) -> Reading:
    """With the name that stands alone right below the body as the field `author`."""
    _, _, last = body(reading.lines)
    index = last + 1
    if not 0 < index < len(reading.lines):
        return reading
    line = reading.lines[index]
    name = line.text.strip("().– —-")
    if line.open and line.gap and name and is_name(name) and not reading.fields.get("author"):
        return reading.found({index: {"author": name}})
    return reading


def body(lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """The first, second and last place of running text; past the end where none is."""
    prose = [i for i, line in enumerate(lines) if line.open and is_prose(line.text)]
    size = len(lines)
    if not prose:
        return size, size, size
    return prose[0], prose[1] if len(prose) > 1 else size, prose[-1]


def _facts(line: Line) -> dict[str, str]:
    """The date and author that a line consists of; {} where there is anything else in it."""
    text = line.text
    if not line.open or len(text) > LINE or not (text[:1].isalnum() or text[:1] in "(["):
        return {}
    text = text.strip("()[] ")
    found: dict[str, str] = {}
    for part in (one for most in PARTS.split(text) for one in _split_further(most)):
        fact = _fact(part)
        if fact is None or set(fact) & set(found):
            return {}
        found |= fact
    return found if "date" in found or BY.match(text) else {}


def _split_further(part: str) -> list[str]:
    return [part] if dates.parse(part) else LESSER_PARTS.split(part)


def _fact(part: str) -> dict[str, str] | None:
    """What a part of such a line says; None where it is neither date, hour nor name."""
    day = dates.parse(part)
    if day:
        return {"date": day.isoformat()}
    if HOUR.match(part):
        return {}
    label = BY.match(part)
    author = part[label.end() :] if label else part
    names = [name for name in AND.split(author) if name]
    if label and names and all(is_name(name, least=1) for name in names):
        return {"author": author}
    return {"author": part} if is_name(part) and not part.isupper() else None
