"""How well and how fast French text is cut into sentences: ours, and LanguageTool's rules alone.

    python -m benchmarks.segmentation

Sentences of the French GSD treebank, eight to a paragraph, are joined and cut again. The even
paragraphs were read while rules were written; the odd ones are held out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bilingual.segment import segment

GOLD = Path(__file__).parents[2] / "shared" / "eval" / "segmentation" / "ud-french-gsd-dev.txt"
TOGETHER = 8  # sentences a paragraph

Cut = Callable[[str], list[str]]  # text -> sentences


class Scores(NamedTuple):
    """How well the boundaries of found sentences agree with the gold ones, 0 to 1."""

    precision: float
    recall: float
    f1: float


def boundary_scores(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> Scores:
    """Precision, recall and F1 of the boundaries inside paragraphs, over all paragraphs.

    Both hold the same paragraphs, each as its sentences. A boundary is the number of characters
    before it, white space left out; the end of a paragraph is not counted.

    >>> boundary_scores([["A b.", "C.", "D."]], [["A b.", "C. D."]])
    Scores(precision=1.0, recall=0.5, f1=0.6666666666666666)
    """
    both = [(_boundaries(want), _boundaries(got)) for want, got in zip(gold, found, strict=True)]
    right = sum(len(want & got) for want, got in both)
    precision = right / max(1, sum(len(got) for _, got in both))
    recall = right / max(1, sum(len(want) for want, _ in both))
    return Scores(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def _boundaries(sentences: Sequence[str]) -> set[int]:
    """Boundaries between the sentences of one paragraph."""
    sizes = [len("".join(sentence.split())) for sentence in sentences]
    return {sum(sizes[:number]) for number in range(1, len(sizes))}


def paragraphs(path: Path = GOLD) -> list[list[str]]:
    """Gold paragraphs, each as its sentences."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [lines[start : start + TOGETHER] for start in range(0, len(lines), TOGETHER)]


def ours(text: str) -> list[str]:
    """Sentences as bilingual cuts them."""
    return [sentence.text for sentence in segment(text, "fr")]


def languagetool() -> Cut:
    """What cuts with LanguageTool's rules alone."""
    from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

    rules = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    return lambda text: list(SrxTextIterator(rules, "fr_two", text))


def report(name: str, cut: Cut) -> None:
    """Print the scores and the speed of one way to cut."""
    cut("Une phrase. Une autre.")  # the rules are read with the first text
    gold = paragraphs()
    start = time.perf_counter()
    found = [cut(" ".join(sentences)) for sentences in gold]
    speed = sum(map(len, gold)) / (time.perf_counter() - start)
    print(f"{name}: {speed:.0f} sentences/s")
    halves = {"all": slice(None), "even": slice(0, None, 2), "odd, held out": slice(1, None, 2)}
    for half, part in halves.items():
        scores = boundary_scores(gold[part], found[part])
        print("  P {:.4f}  R {:.4f}  F1 {:.4f}".format(*scores), half)


def main() -> None:
    """Print the report, or why there is none."""
    if not GOLD.exists():
        print(f"skipped: there is no {GOLD.name} in the folder shared/eval/segmentation")
        return
    start = time.perf_counter()
    ours("Une phrase. Une autre.")
    print(f"rules read in {time.perf_counter() - start:.2f} s")
    report("ours", ours)
    report("LanguageTool's rules alone", languagetool())


if __name__ == "__main__":
    main()
