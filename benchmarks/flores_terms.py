"""A glossary on general text: does it harm a translation that it was not made for?

    python -m benchmarks.flores_terms [--pairs]

Takes 200 word pairs at random (fixed seed) from sentences and their reference translations, makes
a glossary of them, and compares the chrF of each engine with it and without it, in one run. The
pairs come from IBM model 1, in both directions: a pair counts if each word is the other's most
likely one in at least two sentences, and in most of those that have the source word.

Where ../shared/eval/flores-dev (en.txt and fr.txt, one sentence a line) is missing, nothing is
measured. The status is 1 where a glossary makes an engine worse.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.terms import installed_engines as engines
from bilingual.engines import Engine
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Term
from bilingual.model import Method, Translation
from bilingual.translate import Translator

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "eval" / "flores-dev"
SEED, SIZE = 3, 200
ROUNDS = 8  # of IBM model 1
_WORD = re.compile(r"[^\W\d_]+")
_NULL = ""  # what a word comes from that comes from nothing

Words = list[list[str]]
Table = dict[str, dict[str, float]]


def glossary(source: Sequence[str], target: Sequence[str]) -> tuple[Term, ...]:
    """`SIZE` random pairs of words that the sentences and their translations agree on."""
    from_words, to_words = _words(source), _words(target)
    there = _links(from_words, to_words, _likely(from_words, to_words))
    back = _links(to_words, from_words, _likely(to_words, from_words))
    together = Counter(
        (a, b)
        for one, other in zip(there, back, strict=True)
        for a, b in one.items()
        if other.get(b) == a
    )
    seen = Counter(word for sentence in from_words for word in set(sentence))
    pairs = sorted(
        (a, b)
        for (a, b), count in together.items()
        if count >= 2 and 2 * count > seen[a] and len(a) > 3 and len(b) > 2
    )
    chosen = random.Random(SEED).sample(pairs, min(SIZE, len(pairs)))
    return tuple(Term(a, b, inflection="none") for a, b in sorted(chosen))


def _words(sentences: Sequence[str]) -> Words:
    return [[word.casefold() for word in _WORD.findall(sentence)] for sentence in sentences]


def _likely(source: Words, target: Words) -> Table:
    """How likely each target word is to come from each source word: IBM model 1, by EM.

    Brown et al. 1993, "The Mathematics of Statistical Machine Translation", section 4.1.
    """
    table: Table = defaultdict(lambda: defaultdict(lambda: 1.0))
    for _ in range(ROUNDS):
        counts: Table = defaultdict(lambda: defaultdict(float))
        for one, other in zip(source, target, strict=True):
            origins = [_NULL, *one]
            for word in other:
                total = sum(table[origin][word] for origin in origins)
                for origin in origins:
                    counts[origin][word] += table[origin][word] / total
        table = defaultdict(dict)
        for origin, found in counts.items():
            total = sum(found.values())
            table[origin] = {word: count / total for word, count in found.items()}
    return table


def _links(source: Words, target: Words, table: Table) -> list[dict[str, str]]:
    """For each sentence, the target word that each source word most likely became."""
    return [
        {
            word: max(other, key=lambda made: (table[word].get(made, 0.0), made))
            for word in one
            if other
        }
        for one, other in zip(source, target, strict=True)
    ]


def measure(engine: Engine, matcher: Matcher, source: Sequence[str], target: Sequence[str]) -> bool:
    """Prints chrF without and with the glossary; True where it did not fall."""
    import sacrebleu

    metric = sacrebleu.CHRF()
    scores, results = [], []
    print(f"\n{engine.label}: {len(source)} sentences")
    for name, translator in (
        ("without", Translator(engine)),
        ("glossary", Translator(engine, matcher)),
    ):
        began = time.perf_counter()
        made = translator.translate(source)
        seconds = time.perf_counter() - began
        score = metric.corpus_score([one.text for one in made], [list(target)])
        print(f"  {name:9} {score.format(width=3)}, {seconds:.1f} s")
        scores.append(score.score)
        results.append(made)
    print(f"  difference {scores[1] - scores[0]:+.3f}; by method: {_methods(results[1])}")
    print(f"  {metric.get_signature()}")
    _by_method(results[0], results[1], target)
    return bool(scores[1] >= scores[0])


def _methods(made: Sequence[Translation]) -> str:
    count = Counter(use.method for translation in made for use in translation.terms)
    return ", ".join(f"{method.value} {count[method]}" for method in Method if count[method])


def _by_method(
    before: Sequence[Translation], after: Sequence[Translation], target: Sequence[str]
) -> None:
    """What each method's sentences gained: those that only it changed."""
    import sacrebleu

    metric = sacrebleu.CHRF()
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        methods = {use.method.value for use in new.terms} - {Method.PLAIN, Method.UNMET}
        if old.text != new.text:
            groups[" + ".join(sorted(methods))].append(number)
    for name, numbers in sorted(groups.items()):
        references = [[target[n] for n in numbers]]
        was, now = (
            metric.corpus_score([made[n].text for n in numbers], references).score
            for made in (before, after)
        )
        print(f"    {name}: {len(numbers)} sentences, chrF {was:.2f} -> {now:.2f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures of every engine that is here; 1 where a glossary did harm."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", action="store_true", help="show the glossary")
    options = parser.parse_args(arguments)
    if not TEXTS.is_dir():
        print(f"skipped: no texts in {TEXTS.name} beside the repository")
        return 0
    source, target = (
        (TEXTS / f"{language}.txt").read_text("utf-8").splitlines() for language in ("fr", "en")
    )
    terms = glossary(source, target)
    matcher = Matcher(terms, "fr")
    print(f"{len(terms)} word pairs, seed {SEED}")
    if options.pairs:
        print(", ".join(f"{term.source}={term.target}" for term in terms))
    with tempfile.TemporaryDirectory() as folder:
        fine = [measure(one, matcher, source, target) for one in engines(Path(folder))]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
