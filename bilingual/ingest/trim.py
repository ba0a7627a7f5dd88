"""Rules that set lines aside: asked for, without words, furniture of the page, repeated."""

from __future__ import annotations

from dataclasses import replace

from bilingual.errors import ConfigError
from bilingual.ingest import furniture
from bilingual.ingest.cleaning import key
from bilingual.ingest.reading import Line, Reading
from bilingual.ingest.shapes import LONG, is_prose, weight
from bilingual.model import Kind, SetAside

PARAGRAPH = 140  # letters from which a line at the end of a page belongs to the article
TEASER = 80  # letters that the line below a teaser's label has at most
SAME = 0.9  # share of a paragraph's words that must open another for the one to repeat the other


def asked(reading: Reading) -> Reading:
    """Without the lines that the sidecar drops, and with those it keeps that a reader left out.

    Raises `ConfigError` for a line that is not in the file: it is misspelt, or the file changed.
    """
    drop = _listed(reading, "drop")
    if not drop and not reading.keep:
        return reading
    places = {key(line.text): i for i, line in enumerate(reading.lines)}
    outside = {key(item.text) for item in reading.set_aside}
    for wanted, text in {**drop, **_listed(reading, "keep")}.items():
        if wanted not in places and wanted not in outside:
            hint = "Copy the whole line from the file"
            raise ConfigError(f'no such line to keep or drop: "{text[:60]}"', hint=hint)
    back = [item for item in reading.set_aside if key(item.text) in reading.keep]
    lines = [*reading.lines, *(Line(item.text, item.line, gap=1) for item in back)]
    if back and all(line.number for line in lines):
        lines.sort(key=lambda line: line.number)
    stays = tuple(item for item in reading.set_aside if item not in back)
    whole = replace(reading, lines=tuple(lines), set_aside=stays)
    return whole.aside(
        {i: "dropped on request" for i, line in enumerate(lines) if key(line.text) in drop}
    )


def _listed(reading: Reading, name: str) -> dict[str, str]:
    """The lines that a field lists, by their key."""
    return {key(text): text for text in reading.fields.get(name, "").split("\n") if key(text)}


def wordless(reading: Reading) -> Reading:
    """Without lines of stars, hyphens and the like."""
    return reading.aside(
        {
            i: "no words in it"
            for i, line in enumerate(reading.lines)
            if not any(char.isalnum() for char in line.text)
        }
    )


def page_furniture(reading: Reading) -> Reading:
    """Without the lines that the tables of furniture name; those of credits become credits.

    Lines that may begin the end of a page wait for `page_end`.
    """
    lines = reading.lines
    reasons: dict[int, str] = {}
    for i, line in enumerate(lines):
        rule = reading.rules.rule_for(line.text)
        if not rule or rule.match == "end":
            continue
        reasons[i] = rule.reason if rule.reason == furniture.CREDIT else f"furniture: {rule.reason}"
        follows = rule.match == "next" and i + 1 < len(lines) and key(line.text) not in reading.keep
        if follows and not _is_body(lines[i + 1], TEASER):
            reasons.setdefault(i + 1, reasons[i])
    return credited(reading.aside(reasons))


def credited(reading: Reading) -> Reading:
    """With what was set aside as a credit among the credits."""
    makers: list[str] = list(reading.credits)
    others: list[SetAside] = []
    for item in reading.set_aside:
        if item.reason != furniture.CREDIT:
            others.append(item)
        elif item.text in makers:
            others.append(replace(item, reason="repeats a credit"))
        else:
            makers.append(item.text)
    return replace(reading, credits=tuple(makers), set_aside=tuple(others))


def page_end(reading: Reading) -> Reading:
    """Without the end of the page: from a line that begins it on, when no body follows."""
    lines = reading.lines
    rules = [reading.rules.rule_for(line.text) for line in lines]
    reasons = {i: f"furniture: {rule.reason}" for i, rule in enumerate(rules) if rule}
    last = max((i for i, line in enumerate(lines) if _is_body(line)), default=-1)
    if last < 0:
        last = max((i for i, line in enumerate(lines) if is_prose(line.text)), default=len(lines))
    for i in range(last + 1, len(lines)):
        if i - 1 in reasons and not reading.rules.keeps(lines[i].text):
            reasons.setdefault(i, reasons[i - 1])
    return reading.aside(reasons)


def _is_body(line: Line, least: int = PARAGRAPH) -> bool:
    return is_prose(line.text) and weight(line.text) > least


def title_again(reading: Reading) -> Reading:
    """Without lines that repeat title or kicker: above the body nearly, elsewhere wholly."""
    reasons: dict[int, str] = {}
    seen: dict[str, str] = {}
    above = True
    for i, line in enumerate(reading.lines):
        said = key(line.text) if len(line.text) <= 2 * LONG else ""
        if line.kind in {Kind.TITLE, Kind.KICKER}:
            seen[said] = f"repeats the {line.kind}"
        elif said in seen or (above and any(near(said, other) for other in seen)):
            reasons[i] = seen.get(said, "repeats the title")
        above = above and not (line.open and is_prose(line.text))
    return reading.aside(reasons)


def near(one: str, other: str, *, cut: bool = True) -> bool:
    """Whether two keys are nearly the same words; or, with `cut`, one is the start of the other.

    >>> near("l ocs defend le multilateralisme", "l ocs defend le multilateralisme xinhua")
    True
    """
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < 4:
        return short == long
    return (cut and long[: len(short)] == short) or len(set(short) & set(long)) >= SAME * len(
        set(long)
    )
