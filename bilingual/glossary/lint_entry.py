"""Rules that read one entry, or one line of the file, at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from bilingual.folding import fold
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.terms import BROKEN, CONTROL, LISTS, Term, row
from bilingual.spans import spans_of

Problem = tuple[str, bool, str, str]  # check, is it an error, what, what to do

_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC"))
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"))
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_OPTIONAL = re.compile(r"[a-zà-ÿа-я]\([a-zà-ÿа-я]{1,3}\)")  # chef(s)
_BRACKETED = re.compile(r"\([^)]*\)|（[^）]*）")
_PARTING = (";", "；", " / ")
_COMMA = re.compile(r"\s*[,、，،](?!\d)\s*")
_ENUMERATION = re.compile(r"\b(?:and|or|et|ou|und|oder|y|e|o|и|или)\b|&")
_TEXTS = ("source", "target", "variants", "alternatives", "avoid", "expansion")


def forbidden(term: Term, language: str) -> Iterator[Problem]:
    """Renderings to avoid that are accepted by the same entry, or stand in what it accepts."""
    forms = [(form, fold(form)) for form in target_forms(term, language)]
    for avoid in term.avoid:
        folded = fold(avoid)
        for form, plain in forms:
            if folded in plain and next(spans_of((avoid,), form), None):
                where = "is" if folded == plain else "stands in"
                what = f"{avoid!r} is to be avoided, but {where} {form!r}, which is accepted"
                yield "forbidden", True, what, "Remove it from `avoid`, or from what is accepted"
                break


def scripts(term: Term, language: str) -> Iterator[Problem]:
    """Words with letters of two scripts: an o that is Cyrillic never matches."""
    for text in _texts(term):
        if text.isascii():
            continue
        for word in _WORD.findall(text):
            found = {_script(char) for char in word} & _SCRIPTS
            if len(found) > 1:
                names = " and ".join(sorted(name.capitalize() for name in found))
                what = f"{word!r} has {names} letters in one word"
                yield "scripts", True, what, "Type the word again in one script"


def letters(term: Term, language: str) -> Iterator[Problem]:
    """Sources and variants of marks only, which are never looked for."""
    for text in (term.source, *term.variants):
        if not any(map(str.isalnum, text)):
            yield "letters", True, f"{text!r} has no letter or digit", "Remove it"


def broken(term: Term, language: str) -> Iterator[Problem]:
    """What a spreadsheet wrote in the place of a word: `#NAME?`, `1E+05`."""
    for text in _texts(term):
        if BROKEN.fullmatch(text):
            todo = "Type the word again, in a column that is formatted as text"
            yield "spreadsheet", True, f"{text!r} comes from a spreadsheet, not from you", todo


def brackets(term: Term, language: str) -> Iterator[Problem]:
    """Brackets and quotation marks without their other half."""
    for text in _texts(term):
        wrong = [a + b for a, b in _BRACKETS if text.count(a) != text.count(b)]
        wrong += ['"'] if text.count('"') % 2 else []
        if wrong:
            what = f"{wrong[0]} is not balanced in {text!r}"
            yield "brackets", True, what, "Add the missing one, or remove the other"


def separators(term: Term, language: str) -> Iterator[Problem]:
    """Several things in a cell that holds one, or in a list without the mark that parts them."""
    for column, others in (("source", "variants"), ("target", "alternatives")):
        text = getattr(term, column)
        for mark in filter(text.__contains__, ("|", *_PARTING)):
            todo = f"Keep one there, and put the other into `{others}`"
            yield "separator", mark == "|", f"{mark.strip()} in the {column} {text!r}", todo
    for column in sorted(LISTS):
        for text in getattr(term, column):
            for mark in filter(text.__contains__, _PARTING):
                todo = "Put | between things that share a cell"
                yield "separator", False, f"{mark.strip()} in {text!r} ({column})", todo


def commas(term: Term, language: str) -> Iterator[Problem]:
    """Commas that may part two terms, or two translations; those of an enumeration do not."""
    if _is_list(term.target, beside=term.source):
        todo = "If these are two translations, put one into `alternatives`"
        yield "separator", False, f"a comma in the target {term.target!r} only", todo
    words = not re.search(r"\s", _COMMA.sub(",", term.source))
    if words and _is_list(term.source, beside=term.target):
        todo = "If these are two terms, put one into `variants`"
        yield "separator", False, f"a comma in the source {term.source!r} only", todo


def _is_list(text: str, *, beside: str) -> bool:
    """Whether a text has commas that its other side lacks, and does not enumerate."""
    last = _COMMA.split(text)[-1]
    return last != text and not (_COMMA.search(beside) or _ENUMERATION.search(last))


def literal(term: Term, language: str) -> Iterator[Problem]:
    """Marks of a dictionary, which a reader would see and no article has."""
    sides = {"source": term.source, "target": term.target}
    for column, text in sides.items():
        todo = "It is taken as it stands: remove it"
        for mark in filter(text.__contains__, "*[{<"):
            yield "marks", False, f"{mark} in the {column} {text!r}", todo
    bracketed = [column for column, text in sides.items() if _BRACKETED.search(text)]
    if len(bracketed) == 1:
        what = f"brackets in the {bracketed[0]} {sides[bracketed[0]]!r} only"
        todo = "They are taken as they stand: put what explains the term into `note`"
        yield "marks", False, what, todo
    for text in _texts(term):
        if _OPTIONAL.search(text):
            todo = "It is taken as it stands: plurals are found without, other forms are `variants`"
            yield "marks", False, f"brackets inside a word: {text!r}", todo


def words(term: Term, language: str) -> Iterator[Problem]:
    """Parts of speech and inflections that do not fit the entry."""
    if not (term.inflection in {"", "none"} or term.inflection.startswith("plural ")):
        todo = 'Empty (regular), "none", or "plural" and the plural form'
        yield "inflection", True, f"unknown inflection {term.inflection!r}", todo
    if term.pos == "acronym":
        yield from _acronym(term)
    elif _is_capitals(term.source) and not term.pos:
        todo = 'Put "acronym" in the column pos'
        yield "pos", False, f"{term.source!r} looks like an acronym", todo
    if term.pos == "adjective" and len(term.source.split()) > 3:
        yield "pos", False, f"{term.source!r} is long for an adjective", "Is it a phrase?"


def _acronym(term: Term) -> Iterator[Problem]:
    if term.source == term.source.lower() != term.source.upper():
        yield "pos", False, f"the acronym {term.source!r} has no capital", "Is it a noun?"
    elif not term.case and len(term.source) < 4:
        what = f"{term.source!r} also matches {term.source.lower()!r}"
        yield "case", False, what, 'Put "exact" in the column case'


def lists(term: Term, language: str) -> Iterator[Problem]:
    """Variants, alternatives and forbidden renderings that say something twice."""
    for column, said in (("variants", term.source), ("alternatives", term.target), ("avoid", "")):
        values = getattr(term, column)
        again = [v for n, v in enumerate(values) if v == said or v in values[:n]]
        for value in dict.fromkeys(again):
            yield "twice", False, f"{value!r} stands twice ({column})", "Remove it there"


ENTRY_RULES: tuple[Callable[[Term, str], Iterable[Problem]], ...] = (
    forbidden,
    scripts,
    letters,
    broken,
    brackets,
    separators,
    commas,
    literal,
    words,
    lists,
)


def spaces(line: str) -> Iterator[Problem]:
    """Spaces and characters in a line of the file that nobody can see."""
    cells = line.split("\t")
    for cell in cells:
        if cell != cell.strip() and cell.strip():
            what = f"a space before or after {cell.strip()!r}"
            yield "spaces", False, what, "Remove it (it is not matched)"
        if "  " in cell.strip():
            yield "spaces", False, f"two spaces in {cell.strip()!r}", "Keep one"
    for pattern, name in ((CONTROL, "a control character"), (_UNSEEN, "an unseen character")):
        if found := pattern.search(line):
            before = line[max(0, found.start() - 20) : found.start()].split("\t")[-1]
            what = f"{name} (U+{ord(found[0]):04X}) after {before!r}"
            yield "unseen-character", True, what, "Remove it: nobody sees it, and nothing matches"


def _texts(term: Term) -> Iterator[str]:
    cells = row(term)
    for column in _TEXTS:
        yield from getattr(term, column) if column in LISTS else (cells[column],)


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _is_capitals(text: str) -> bool:
    return text.isupper() and text.isalpha() and 1 < len(text) < 8
