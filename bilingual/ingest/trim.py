"""Rules that set lines aside: asked for, without words, furniture of the page, repeated."""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.ingest import furniture
from bilingual.ingest.cleaning import WORD, fold, key
from bilingual.ingest.furniture import Rules
from bilingual.ingest.reading import Line, Reading
from bilingual.ingest.shapes import LONG, TAIL, ends_sentence, is_prose, weight
from bilingual.model import Kind, SetAside

PARAGRAPH = 140  # letters from which a line at the end of a page belongs to the article
TEASER = 80  # letters that the line below a teaser's label has at most
SENTENCE = 20  # letters from which a line that is a whole sentence belongs to the article
INNER_STOP = re.compile(r"[.!?。！？]\W{0,5}\s\W{0,3}[^\W\d_a-zà-öø-ÿ]")  # and a new sentence
FULL_STOP = re.compile(r"(?<!\.)[.。][\s\"'’»”)\]]*$")  # not "...", which cuts a teaser short
SITE = re.compile(r"^\s*(?:\s[-|•·]\s|\|)\s*(?:\S+\s*){1,4}$")  # "Title - Name of the site"
FEW = 4  # words below which only the very same ones are a repetition
SAME = 0.9  # share of a paragraph's words that must open another for the one to repeat the other


def asked(reading: Reading) -> Reading:
    """Without the lines that the sidecar drops, and with those it keeps that a reader left out."""
    drop = {key(text) for text in reading.fields.get("drop", "").split("\n")} - {""}
    if not drop and not reading.keep:
        return reading
    back = [item for item in reading.set_aside if key(item.text) in reading.keep]
    lines = [*reading.lines, *(Line(item.text, item.line, gap=1) for item in back)]
    if back and all(line.number for line in lines):
        lines.sort(key=lambda line: line.number)
    stays = tuple(item for item in reading.set_aside if item not in back)
    whole = replace(reading, lines=tuple(lines), set_aside=stays)
    return whole.aside(
        {i: "dropped on request" for i, line in enumerate(lines) if key(line.text) in drop}
    )


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
        if follows and not _is_body(reading.rules, lines[i + 1], TEASER):
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
    """Without the end of the page: from a line that begins it on, when no body follows.

    Whole sentences are body, however short, unless the tables of furniture know their words.
    """
    lines = reading.lines
    rules = [reading.rules.rule_for(line.text) for line in lines]
    reasons = {i: f"furniture: {rule.reason}" for i, rule in enumerate(rules) if rule}
    body = (i for i, line in enumerate(lines) if not rules[i] and _is_body(reading.rules, line))
    last = max(body, default=len(lines))
    for i in range(last + 1, len(lines)):
        if i - 1 in reasons and not reading.rules.keeps(lines[i].text):
            reasons.setdefault(i, reasons[i - 1])
    return reading.aside(reasons)


def _is_body(rules: Rules, line: Line, least: int = PARAGRAPH) -> bool:
    """Whether the line is a paragraph of more than `least` letters, or of whole sentences."""
    text = line.text
    if is_prose(text) and weight(text) > least:
        return True
    whole = ends_sentence(text) and (FULL_STOP.search(text[-TAIL:]) or INNER_STOP.search(text))
    return bool(whole) and weight(text) >= SENTENCE and not rules.teases(text)


def title_again(reading: Reading) -> Reading:
    """Without lines that repeat title or kicker: above the body nearly, elsewhere wholly."""
    reasons: dict[int, str] = {}
    seen: dict[str, str] = {}
    above = True
    for i, line in enumerate(reading.lines):
        said = key(line.text) if len(line.text) <= 2 * LONG else ""
        if line.kind in {Kind.TITLE, Kind.KICKER}:
            seen[said] = f"repeats the {line.kind}"
        elif said in seen or (above and any(_again(line.text, other) for other in seen)):
            reasons[i] = seen.get(said, "repeats the title")
        above = above and not (line.open and is_prose(line.text))
    return reading.aside(reasons)


def _again(text: str, said: str) -> bool:
    """Whether a line above the body only says again what has this key.

    It has nearly the same words, only the first of them, or all and the name of a site after a
    hyphen or bar. A sentence that begins with the title's words goes on to say more: it stays.

    >>> _again("Le sommet commence à Astana | Revue", "le sommet commence a astana")
    True
    >>> _again("Le sommet commence à Astana demain.", "le sommet commence a astana")
    False
    """
    if len(text) > 2 * LONG or ends_sentence(text):
        return False
    folded = fold(text)
    found = list(WORD.finditer(folded))
    here, there = [word[0] for word in found], said.split()
    if len(here) <= len(there) or here[: len(there)] != there:
        return near(" ".join(here), said, cut=len(here) <= len(there))
    return len(there) >= FEW and bool(SITE.search(folded[found[len(there) - 1].end() :]))


def near(one: str, other: str, *, cut: bool = True) -> bool:
    """Whether two keys are nearly the same words; or, with `cut`, one is the start of the other.

    >>> near("l ocs defend le multilateralisme", "l ocs defend le multilateralisme xinhua")
    True
    """
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < FEW:
        return short == long
    return (cut and long[: len(short)] == short) or len(set(short) & set(long)) >= SAME * len(
        set(long)
    )
