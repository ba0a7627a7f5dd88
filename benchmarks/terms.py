"""Terms: how often a translation has the agreed ones, with the glossary and without, in one run.

    python -m benchmarks.terms [--misses]

The sentences are in benchmarks/terms.tsv, written for this: inflected, elided, several terms at
once, near-misses that must not fire. *Exact* counts the agreed term in the right form, *lemma* in
any number, *any* an accepted alternative too; *forbidden* the sentences with a rendering they must
not have; *false hits* the near-misses in which a term was put where it does not belong;
*consistent* the terms always met, and with one wording, if all sentences are one article.
These sentences are full of terms; what the glossary costs on texts, the sample corpus tells.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.bitext import CutArticle, bitext
from bilingual.corpus import read_corpus
from bilingual.engines import Engine, find
from bilingual.engines.packages import install_file
from bilingual.errors import EngineError
from bilingual.glossary.document import consistent
from bilingual.glossary.inflect import TARGET_NUMBER, Number
from bilingual.glossary.match import Matcher
from bilingual.glossary.renderings import uses
from bilingual.glossary.terms import Term, load
from bilingual.memory import Memory
from bilingual.model import Article, Block, Kind, Method, Segment, Translation
from bilingual.spans import spans_of
from bilingual.translate import Translator
from bilingual.watch import Silent
from bilingual.workspace import open_workspace

ROOT = Path(__file__).parent.parent
MICRO = ROOT / "tests" / "models" / "translate-fr_en-micro.argosmodel"


@dataclass(frozen=True)
class Case:
    """One sentence and what its translation must and must not have."""

    source: str
    required: tuple[tuple[str, ...], ...]  # one tuple of accepted renderings a term, agreed first
    forbidden: tuple[str, ...]
    kind: str
    reference: str


def cases(path: Path = ROOT / "benchmarks" / "terms.tsv") -> list[Case]:
    """The benchmark's sentences."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(
            row["source"],
            tuple(tuple(term.split(" / ")) for term in row["required"].split("|") if term),
            tuple(filter(None, row["forbidden"].split("|"))),
            row["kind"],
            row["reference"],
        )
        for row in rows
    ]


def measure(some: Sequence[Case], texts: Sequence[str], engine: Engine, matcher: Matcher) -> None:
    """Prints what the engine gives without the glossary and with it, and what that costs."""
    plain, helped = Translator(engine), Translator(engine, matcher)
    sentences = [case.source for case in some]
    plain.translate(sentences[:20])  # loads the model
    print(f"\n{engine.label}: {len(some)} sentences")
    without, before = _timed(plain, sentences)
    seen = [
        replace(translation, terms=uses(matcher.find(sentence), translation.text, "en"))
        for sentence, translation in zip(sentences, without, strict=True)
    ]
    made, after = _timed(helped, sentences)
    print(f"  without   {_figures(some, seen)}, {before:.1f} s")
    print(f"  glossary  {_figures(some, made, matcher.terms)}, {after:.1f} s")
    print(f"  extra time {after / before - 1:+.0%}; by method: {_methods(made)}")
    before, (made, after) = _timed(plain, texts)[1], _timed(helped, texts)
    touched = sum(bool(one.terms) for one in made)
    print(
        f"  sample corpus: {len(texts)} sentences, {touched} with terms,"
        f" {before:.1f} s and {after:.1f} s, extra time {after / before - 1:+.0%};"
        f" by method: {_methods(made)}"
    )


def _timed(translator: Translator, sentences: Sequence[str]) -> tuple[list[Translation], float]:
    """The translations, and the seconds they took: the best of three runs, each from scratch."""
    times = []
    for _ in range(3):
        translator = replace(translator)
        began = time.perf_counter()
        made = translator.translate(sentences)
        times.append(time.perf_counter() - began)
    return made, min(times)


def _figures(some: Sequence[Case], made: Sequence[Translation], terms: Sequence[Term] = ()) -> str:
    import sacrebleu

    wanted = [(t.text, forms) for c, t in zip(some, made, strict=True) for forms in c.required]
    exact = sum(_has(text, forms[:1]) for text, forms in wanted)
    lemma = sum(_has(text, _numbers(forms[0])) for text, forms in wanted)
    accepted = sum(_has(text, forms) for text, forms in wanted)
    bad = sum(_has(t.text, c.forbidden) for c, t in zip(some, made, strict=True))
    false = sum(
        _has(t.text, c.forbidden) for c, t in zip(some, made, strict=True) if c.kind == "near-miss"
    )
    metric = sacrebleu.CHRF()
    chrf = metric.corpus_score([t.text for t in made], [[c.reference for c in some]])
    return (
        f"exact {exact / len(wanted):6.1%}, lemma {lemma / len(wanted):6.1%},"
        f" any {accepted / len(wanted):6.1%}, forbidden {bad / len(some):5.1%},"
        f" false hits {false}, consistent {_consistent(some, made, terms)}, {chrf}"
    )


def _has(text: str, forms: Sequence[str]) -> bool:
    return next(iter(spans_of(forms, text)), None) is not None


def _numbers(form: str) -> tuple[str, ...]:
    return (form, *(TARGET_NUMBER["en"](form, n) for n in (Number.PLURAL, Number.SINGULAR)))


def _consistent(some: Sequence[Case], made: Sequence[Translation], terms: Sequence[Term]) -> str:
    """The share of terms, of those that occur more than once, that always have one wording."""
    blocks = tuple(Block(Kind.PARAGRAPH, case.source, "fr") for case in some)
    sentences = dict(zip((case.source for case in some), made, strict=True))
    article = Article("all", "all.txt", "fr", blocks)
    whole = CutArticle(article, tuple((Segment(block.text, ""),) for block in blocks))
    together = consistent(bitext(whole, sentences, "en", str), terms)
    written_out = {f"{term.expansion} ({term.target})": term.target for term in terms}
    wordings: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for use in (use for block in together.pairs for pair in block for use in pair.target.terms):
        rendering = written_out.get(use.rendering, use.rendering)
        wordings[use.source].add(_numbers(rendering.casefold().replace("-", " "))[2])
        count[use.source] += 1
    repeated = [source for source, number in count.items() if number > 1]
    if not repeated:
        return "-"
    one = sum(len(wordings[source]) == 1 and "" not in wordings[source] for source in repeated)
    return f"{one / len(repeated):.0%}"


def _methods(made: Sequence[Translation]) -> str:
    count = Counter(use.method for translation in made for use in translation.terms)
    total = count.total() or 1
    return ", ".join(f"{method.value} {count[method] / total:.1%}" for method in Method)


def _sample(folder: Path) -> list[str]:
    """The French sentences of the sample corpus."""
    with Memory(folder / "cache.sqlite") as memory:
        corpus = read_corpus(open_workspace(ROOT), memory, "fr", Silent())
    return corpus.sentences("en")


def installed_engines(folder: Path) -> Iterator[Engine]:
    """The small engine of the tests, put into the folder, and those of this machine."""
    install_file(MICRO, packages=folder)
    for name, packages in (("argos", folder), ("argos", None), ("apertium", None)):
        try:
            yield find("fr", "en", name, packages=packages)
        except EngineError as error:
            print(f"\n{name}: {error}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of every engine that is here."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true", help="show what went wrong")
    options = parser.parse_args(arguments)
    some = cases()
    matcher = Matcher(load(ROOT / "glossary" / "fr-en.tsv"), "fr", "en")
    print(
        f"{len(some)} sentences, {len(matcher)} terms; {platform.machine()}, {os.cpu_count()} cores"
    )
    with tempfile.TemporaryDirectory() as folder:
        texts = _sample(Path(folder))
        for engine in installed_engines(Path(folder)):
            measure(some, texts, engine, matcher)
            if options.misses:
                _show_misses(some, Translator(engine, matcher))


def _show_misses(some: Sequence[Case], translator: Translator) -> None:
    for case, made in zip(some, translator.translate([c.source for c in some]), strict=True):
        missing = [forms[0] for forms in case.required if not _has(made.text, forms)]
        wrong = [form for form in case.forbidden if _has(made.text, (form,))]
        if missing or wrong:
            print(f"    {case.kind}: {case.source}\n      {made.text}\n      {missing} {wrong}")


if __name__ == "__main__":
    main()
