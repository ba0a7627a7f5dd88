"""What is wrong or odd in a glossary file: every finding with its line and what to do about it.

A rule is a function from a `Checked` glossary to findings; `RULES` is their order. Rules that
read single entries are in `lint_entry`, those that compare entries in `lint_between`. All of them
are linear in the number of entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.errors import BilingualError
from bilingual.files import numbered_lines
from bilingual.glossary.exchange import Pair, pair_of
from bilingual.glossary.findings import UNSPACED, Checked, Finding, Level, Rule
from bilingual.glossary.inflect import Number, source_forms, target_forms
from bilingual.glossary.lint_between import circles, clashes, lookalikes, repeated, waiting
from bilingual.glossary.lint_entry import ENTRY_RULES, Problem, spaces
from bilingual.glossary.opened import glossary_text
from bilingual.glossary.terms import Term, read

_CARD = Term("carte", "card")  # a noun that inflects in all languages whose forms are known


def lint(
    path: Path, *, rules: Sequence[Rule] = (), sentences: Sequence[str] | None = None
) -> list[Finding]:
    """Everything that `rules` (all of them by default) find in a file, from its first line down.

    Rows that hold no term are findings too; the rules see the others. `sentences` are the
    corpus's, for the entries it never has. Raises `InputError` for a file that is no glossary.
    """
    terms, faults = read(path)
    lines = tuple(line for line in numbered_lines(glossary_text(path)) if line[1].strip())
    checked = Checked(terms, pair_of(path) or Pair("", ""), lines, sentences)
    found = [*map(unreadable, faults)]
    found += [finding for rule in rules or RULES for finding in rule(checked)]
    return sorted(found, key=lambda f: f.line)


def unreadable(error: BilingualError) -> Finding:
    """The finding for a row, or a whole file, that cannot be understood."""
    return Finding("unreadable", Level.ERROR, error.line, error.what, error.hint)


def unseen(checked: Checked) -> Iterator[Finding]:
    """Entries that the corpus never has."""
    if checked.sentences is None:
        return
    found: set[Term] = set()
    for sentence in checked.sentences:
        for match in checked.matcher.find(sentence):
            found.update((match.term, *match.over))
    for term in checked.approved:
        if term not in found:
            what = f"{term.source!r} is never seen in the corpus"
            yield Finding("unseen", Level.NOTE, term.line, what, "Check its spelling, or keep it")


def verbs(checked: Checked) -> Iterator[Finding]:
    """Verbs of which no form but the dictionary's is listed."""
    for term in checked.approved if checked.pair.source not in UNSPACED else ():
        if term.pos == "verb" and not term.variants:
            what = f"the verb {term.source!r} is only found as it stands here"
            yield Finding("verb", Level.NOTE, term.line, what, "List its forms in `variants`")


def plurals(checked: Checked) -> Iterator[Finding]:
    """One finding for all entries whose other forms nobody knows in these languages."""
    if not checked.pair.source:
        return
    nouns = [term for term in checked.approved if term.inflects and term.pos != "verb"]
    source = [] if source_known(checked.pair.source) else [t for t in nouns if not t.variants]
    target = [] if target_known(checked.pair.target) else [t for t in nouns if not t.inflection]
    said = {
        f"plurals are only known for French sources: {len(source):,} found as written only": source,
        f"plurals are only known for English targets: {len(target):,} used as written only": target,
    }
    todo = {
        "list other forms in `variants`": source,
        'write "plural" and the plural, or "none", in `inflection`': target,
    }
    if first := [*source, *target][:1]:
        what = "; ".join(text for text, found in said.items() if found)
        what += f" ({first[0].source!r} is the first)"
        do = "; ".join(text for text, found in todo.items() if found)
        yield Finding("plurals", Level.NOTE, first[0].line, what, do[0].upper() + do[1:])


def source_known(language: str) -> bool:
    """Whether the other forms of a source are known in this language, or there are none."""
    forms = source_forms(_CARD, language).values()
    return language in UNSPACED or any(number is not Number.SAME for number in forms)


def target_known(language: str) -> bool:
    """The same for a target."""
    return language in UNSPACED or len(target_forms(_CARD, language)) > 1


def entries(checked: Checked) -> Iterator[Finding]:
    """What is wrong with single entries."""
    for term in checked.terms:
        for rule in ENTRY_RULES:
            yield from (_finding(p, term.line) for p in rule(term, checked.pair.target))


def lines(checked: Checked) -> Iterator[Finding]:
    """What is wrong with single lines of the file."""
    for number, line in checked.lines:
        yield from (_finding(problem, number) for problem in spaces(line))


RULES: tuple[Rule, ...] = (
    lines, entries, repeated, lookalikes, clashes, circles, waiting, verbs, plurals, unseen,
)  # fmt: skip


def _finding(problem: Problem, line: int) -> Finding:
    check, is_error, what, todo = problem
    return Finding(check, Level.ERROR if is_error else Level.NOTE, line, what, todo)
