"""Matching: 50,000 entries looked for in a million words, as `glossary.match` does it.

    python -m benchmarks.matching [--entries N] [--words N]

Entries and text are made up of French-like words: entries of one to four words, inflecting and
fixed, names and acronyms; every fourth sentence or so has one of them, inflected, elided or in
capitals. The same at every run. Seconds are the processor's; memory is the process's peak.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator, Sequence

from bilingual.glossary.inflect import source_forms
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Term

_BEGINS = ("b", "br", "c", "ch", "d", "f", "g", "gr", "l", "m", "n", "p", "pr", "r", "s", "t", "v")
_VOWELS = ("a", "e", "é", "i", "o", "u", "ou", "an", "en", "on", "ai", "eu")
_ENDINGS = ("tion", "ment", "té", "ence", "al", "eau", "if", "eur", "ie", "age", "iste", "que")
_SMALL = ("le", "la", "les", "de", "du", "des", "et", "à", "au", "un", "une", "en", "pour", "sur")
_LINKS = ("de ", "du ", "des ", "contre la ", "")
_BEFORE = ("l'", "d’", "qu'", "les ", "des ", "aux\u00a0")
SENTENCE = 20  # words


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--words", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    chance = random.Random(7)
    words = _words(chance)
    terms = list(_terms(chance, words, options.entries))
    sentences = list(_sentences(chance, words, terms, options.words // SENTENCE))
    before = _megabytes()
    began = time.process_time()
    matcher = Matcher(terms, "fr")
    matcher.find(sentences[0])
    built = time.process_time() - began
    after = _megabytes()
    began = time.process_time()
    found = sum(len(matcher.find(sentence)) for sentence in sentences)
    took = time.process_time() - began
    print(
        f"{len(terms):,} entries, {sum(len(source_forms(t, 'fr')) for t in terms):,} forms:"
        f" built in {built:.1f} s; peak {after:.0f} MB, of which {after - before:.0f} MB for it\n"
        f"{len(sentences) * SENTENCE:,} words in {len(sentences):,} sentences: {found:,} terms"
        f" found in {took:.1f} s, {len(sentences) * SENTENCE / took:,.0f} words/s"
    )


def _words(chance: random.Random) -> list[str]:
    """Twenty thousand words of two to four syllables."""
    syllables = [begin + vowel for begin in _BEGINS for vowel in _VOWELS]
    return [
        "".join(chance.choices(syllables, k=chance.randint(1, 3))) + chance.choice(_ENDINGS)
        for _ in range(20_000)
    ]


def _terms(chance: random.Random, words: Sequence[str], number: int) -> Iterator[Term]:
    for n in range(number):
        noun, other, third = chance.choices(words, k=3)
        match n % 10:
            case 0:
                acronym = "".join(chance.choices("ABCDEFGILMNOPRSTU", k=4))
                yield Term(acronym, f"target {n}", pos="acronym", case="exact")
            case 1 | 2:
                name = f"{noun.title()} {other.title()}"
                yield Term(name, f"target {n}", pos="name", variants=(noun.title() + "-" + other,))
            case 3:
                yield Term(noun, f"target {n}", pos="adjective")
            case 4 | 5 | 6:
                yield Term(f"{noun} {other}", f"target {n}", pos="noun")
            case _:
                link = chance.choice(_LINKS)
                yield Term(f"{noun} {third} {link}{other}", f"target {n}", pos="noun")


def _sentences(
    chance: random.Random, words: Sequence[str], terms: Sequence[Term], number: int
) -> Iterator[str]:
    for n in range(number):
        text = [chance.choice(words if k % 2 else _SMALL) for k in range(SENTENCE)]
        if n % 4 == 0:
            forms = list(source_forms(chance.choice(terms), "fr"))
            form = chance.choice(forms)
            seen = chance.choice(_BEFORE) + (form.upper() if n % 40 == 0 else form)
            text[10 : 10 + len(seen.split())] = seen.split(" ")
        yield " ".join((text[0].title(), *text[1:])) + "."


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
