"""Which lines of a page are furniture: buttons, teasers, counters, credits.

The rules stand in tables that a translator can extend: `bilingual/rules/furniture.tsv` and the
workspace's own `corpus/furniture.tsv`, with three columns: match, text, reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from bilingual.errors import ConfigError
from bilingual.files import numbered_lines, read_text
from bilingual.ingest.cleaning import fold, key

HEADER = ("match", "text", "reason")
CREDIT = "credit"  # the reason that makes a line a picture credit instead of setting it aside
WHOLE = ("line", "next", "end", "keep")
PARTS = ("starts", "ends", "contains", "pattern")
TEASES = "teases"
LIMIT = 2**20  # bytes of a table
COUNT = "0123456789 "  # at the end of "Commentaires (3)"
STANDING = 160  # characters: furniture is short, a longer line is never matched
# What a pattern consists of: escapes, sets of characters, openings of groups, everything else.
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!]|[\w-]*:)|.", re.DOTALL)
REPEATS = ("*", "+", "{")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table."""

    match: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What is furniture, ready to look lines up."""

    whole: dict[str, Rule]  # by the key of the line
    parts: tuple[tuple[re.Pattern[str], Rule], ...]
    any_part: re.Pattern[str]  # finds whatever one of the parts that are words finds
    teasing: re.Pattern[str]  # finds the words of "teases"

    def rule_for(self, text: str) -> Rule | None:
        """The rule that the line falls under; None where it is kept or none does."""
        if len(text) > STANDING:
            return None
        rule = self.whole.get(key(text)) or self.whole.get(key(text).rstrip(COUNT))
        if rule:
            return None if rule.match == "keep" else rule
        folded = fold(text)
        worded = bool(self.any_part.search(folded))
        for pattern, part in self.parts:
            if part.match == "pattern":
                if pattern.search(text):
                    return part
            elif worded and pattern.search(folded):
                return part
        return None

    def teases(self, text: str) -> bool:
        """Whether a short line has words that ask to subscribe and the like."""
        return len(text) <= STANDING and bool(self.teasing.search(fold(text)))

    def keeps(self, text: str) -> bool:
        """Whether a row says `keep` for this line."""
        rule = self.whole.get(key(text)) if len(text) <= STANDING else None
        return bool(rule and rule.match == "keep")


def load_rules(workspace_file: Path | None) -> Rules:
    """The built-in rules and those of the workspace, which win where both name a line.

    Raises `ConfigError` with file and line for a row that cannot be used.
    """
    own = workspace_file if workspace_file and workspace_file.is_file() else None
    rows = (*_built_in(), *(_rows(own) if own else ()))
    whole: dict[str, Rule] = {}
    for rule, _ in rows:
        if rule.match in WHOLE:
            whole[key(rule.text)] = rule
    parts = tuple((pattern, rule) for rule, pattern in rows if pattern and rule.match in PARTS)
    worded = (pattern.pattern for pattern, rule in parts if rule.match != "pattern")
    teasing = (pattern.pattern for rule, pattern in rows if pattern and rule.match == TEASES)
    return Rules(whole, parts, re.compile("|".join(worded)), re.compile("|".join(teasing)))


Row = tuple[Rule, re.Pattern[str] | None]


@cache
def _built_in() -> tuple[Row, ...]:
    with as_file(files("bilingual") / "rules" / "furniture.tsv") as path:
        return tuple(_rows(path))


def _rows(path: Path) -> Iterable[Row]:
    """The table's rows, each checked."""
    lines = [
        (number, line.rstrip())
        for number, line in numbered_lines(read_text(path, limit=LIMIT))
        if line.strip() and not line.startswith("#")
    ]
    if not lines or tuple(lines[0][1].split("\t")) != HEADER:
        raise ConfigError(
            "no header", path=path, line=1, hint=f"Start with: {'<tab>'.join(HEADER)}"
        )
    return [_row(path, number, line) for number, line in lines[1:]]


def _row(path: Path, number: int, line: str) -> Row:
    """One row, with the pattern that finds it where it matches a part of a line."""
    cells = [cell.strip() for cell in line.split("\t")]
    if cells[0] == "keep" and len(cells) == 2:
        cells.append("keep")
    if len(cells) != 3 or not all(cells):
        raise ConfigError(
            f"{len(cells)} columns", path=path, line=number, hint="Write match, text, reason"
        )
    rule = Rule(*cells)
    if rule.match in WHOLE and key(rule.text):
        return rule, None
    if rule.match not in {*PARTS, TEASES}:
        known = ", ".join((*WHOLE, *PARTS, TEASES))
        what = "no words" if rule.match in WHOLE else f'unknown match "{rule.match}"'
        raise ConfigError(what, path=path, line=number, hint=f"Known: {known}")
    try:
        return rule, _compiled(rule)
    except (re.error, OverflowError, RecursionError) as error:
        raise ConfigError(f"not a pattern: {error}", path=path, line=number) from None


def _compiled(rule: Rule) -> re.Pattern[str]:
    """The pattern of a rule; words of the table match whole words of a line only."""
    if rule.match == "pattern":
        pattern = re.compile(rule.text, re.IGNORECASE)
        if _may_take_for_ever(rule.text):
            raise re.error("a repeat of a group with a repeat or | in it can take for ever")
        return pattern
    text = fold(rule.text)
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    middle = before + re.escape(text) + after
    around = {"starts": f"^\\W{{0,3}}{middle}", "ends": f"{middle}\\W{{0,3}}$"}
    return re.compile(around.get(rule.match, middle))


def _may_take_for_ever(pattern: str) -> bool:
    r"""Whether a group that can match in several ways is repeated: exponential on some lines.

    >>> [_may_take_for_ever(p) for p in ("(a+)+b", "^(a|a)*$", "((?:a?)b){20}")]
    [True, True, True]
    >>> [_may_take_for_ever(p) for p in ("(a|b)?", "(ab)*", "[(+)]*", r"(\(a|b\)c)")]
    [False, False, False, False]
    """
    groups = [False]  # whether each open group, the whole pattern first, has a repeat or "|"
    closed = False  # whether what the last token ended is such a group
    for part in TOKEN.findall(pattern):
        if part in REPEATS and closed:
            return True
        if part == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] |= closed
            continue
        if part[0] == "(":
            groups.append(False)
        elif part in {*REPEATS, "?", "|"}:
            groups[-1] = True
        closed = closed and part.isspace()  # spaces say nothing in a pattern of several lines
    return False
