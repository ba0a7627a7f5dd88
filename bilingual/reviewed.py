"""Translations that a person approved: `glossary/memory.fr-en.tsv`, versioned with the articles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bilingual.errors import InputError
from bilingual.files import numbered_lines, read_text

_LIMIT = 256 * 2**20  # bytes
_SAME = str.maketrans("’ʼ\u00a0\u202f\u2009“”", "''   \"\"")


def normal(sentence: str) -> str:
    """The sentence as approved pairs are compared: apostrophes, quotes and spaces alike.

    >>> normal("L’OCS\\u00a0: un  forum") == normal("L'OCS : un forum")
    True
    """
    return " ".join(sentence.translate(_SAME).split())


def load_reviewed(path: Path) -> Mapping[str, str]:
    """Approved translations by `normal` source sentence; empty where there is no such file.

    A tab-separated file with the columns source and target, perhaps more. Raises `InputError`
    with the line for a row without both, and for a source approved with two translations.
    """
    if not path.exists():
        return {}
    pairs: dict[str, str] = {}
    lines = numbered_lines(read_text(path, limit=_LIMIT))
    header = next(lines, (1, ""))[1].split("\t")
    if header[:2] != ["source", "target"]:
        hint = "Make it: source, a tab, target"
        raise InputError("the first line must name the columns", path=path, line=1, hint=hint)
    for number, line in lines:
        source, target, *_ = (*map(_cell, line.split("\t")), "", "")
        if line.strip() and not (source and target):
            hint = "Each row is: source, a tab, target"
            raise InputError("no source or no target", path=path, line=number, hint=hint)
        if pairs.setdefault(normal(source), target) != target:
            hint = "Keep the row that is right"
            raise InputError("a second translation", path=path, line=number, hint=hint)
    pairs.pop("", None)
    return pairs


def _cell(text: str) -> str:
    """A cell without the quotation marks that a spreadsheet adds to one that has some itself.

    A sentence that is a quotation keeps its own.

    >>> _cell('"He said ""yes""."'), _cell('"Yes."')
    ('He said "yes".', '"Yes."')
    """
    cell = text.strip()
    inside = cell[1:-1]
    added = len(cell) > 1 and cell[0] == cell[-1] == '"' and '""' in inside
    if added and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"').strip()
    return cell
