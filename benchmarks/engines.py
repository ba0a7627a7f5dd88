"""Sentences a second: this program's Argos engine against argostranslate's own `translate()`.

    python -m benchmarks.engines [--package FILE] [--sentences FILE] [--number N] [--levers]

Both read the same package from the same folder and translate the same sentences with the same beam,
in one run, each warmed first. argostranslate gets articles as it would: paragraphs of five
sentences, one call an article of five paragraphs, its own sentence splitting included (offline,
from the package) and stated apart. Each is measured several times in turns; the best run counts,
because other programs on the machine can only slow one down. Core seconds are stated too: on a busy
machine they are the fairer measure.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.base_model import make

ROOT = Path(__file__).resolve().parent.parent
MICRO = ROOT / "tests" / "models" / "translate-fr_en-micro.argosmodel"
PARAGRAPH, ARTICLE = 5, 25  # sentences

# Where no file is given: simple sentences, on which the micro model does not run in circles.
_WHO = ("Le chat", "Mon père", "La petite fille", "Notre ami", "Le professeur", "Marie", "Un homme")
_DOES = ("dort", "mange une pomme", "travaille", "lit un livre", "chante", "attend le train")
_WHERE = ("dans la maison", "à Paris", "sur la table", "avec ses amis", "tous les jours", "ce soir")


def simple_sentences() -> list[str]:
    """Some 250 short French sentences, all different."""
    return [f"{who} {does} {where}." for where in _WHERE for does in _DOES for who in _WHO]


def articles(sentences: Sequence[str]) -> list[str]:
    """The sentences as texts of paragraphs, one to a line."""
    paragraphs = [
        " ".join(sentences[at : at + PARAGRAPH]) for at in range(0, len(sentences), PARAGRAPH)
    ]
    step = ARTICLE // PARAGRAPH
    return ["\n".join(paragraphs[at : at + step]) for at in range(0, len(paragraphs), step)]


def best_time(rounds: int, *works: Callable[[], object]) -> list[tuple[float, float]]:
    """Seconds, and core seconds, of the best run of each work, done in turns."""
    best = [(float("inf"), float("inf"))] * len(works)
    for _ in range(rounds):
        for number, work in enumerate(works):
            start, spent = time.perf_counter(), time.process_time()
            work()
            taken = time.perf_counter() - start, time.process_time() - spent
            best[number] = min(best[number], taken)
    return best


def compare(package: Path, sentences: Sequence[str], rounds: int) -> None:
    """Print load times and sentences a second of both."""
    from bilingual import engines
    from bilingual.engines.packages import install_file

    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        os.environ["ARGOS_PACKAGES_DIR"] = f"{folder}/packages"
        made = install_file(package)

        from argostranslate import settings, translate

        theirs = translate.get_translation_from_codes(made.source, made.target)
        ours = engines.find(made.source, made.target, "argos")
        warm = list(sentences[:10])
        start = time.perf_counter()
        ours.translate(warm[:1])
        loaded = time.perf_counter()
        theirs.translate(warm[0])
        both = time.perf_counter()
        print(f"load, first sentence: bilingual {loaded - start:.2f} s")
        print(f"load, first sentence: argostranslate {both - loaded:.2f} s")
        ours.translate(warm)
        texts = articles(sentences)

        def argos_run() -> None:
            theirs.cache.clear()  # else the second round would only be read from memory
            for text in texts:
                theirs.translate(text)

        def split_run() -> None:
            for text in texts:
                for paragraph in text.split("\n"):
                    theirs.underlying.sentencizer.split_sentences(paragraph)

        mine, argos, split = best_time(
            rounds, lambda: ours.translate(sentences), argos_run, split_run
        )
        count = len(sentences)
        print(f"beam of both: {settings.beam_size}; {count} sentences, {len(texts)} articles")
        for name, (wall, cores) in {"bilingual": mine, "argostranslate": argos}.items():
            each = 1000 * cores / count
            print(f"{name:14} {count / wall:7.1f} sentences/s, {each:.1f} core ms each")
        print(f"{split[0]:.2f} of argostranslate's {argos[0]:.2f} s go into splitting texts")
        times, less = argos[0] / mine[0], argos[1] / mine[1]
        print(
            f"bilingual is {times:.1f} times as fast, with {less:.1f} times less work for the cores"
        )


def levers(package: Path, sentences: Sequence[str], rounds: int) -> None:
    """Print what each setting does to the speed, one at a time from the one in use."""
    from ctranslate2 import Translator

    from bilingual.engines.decode import BATCH
    from bilingual.engines.jobs import BEAM
    from bilingual.engines.packages import install_file
    from bilingual.engines.pieces import SentencePieces

    cores = os.cpu_count() or 1
    base = {"workers": cores, "threads": 1, "batch": BATCH, "beam": BEAM, "type": "default"}
    changes: list[dict[str, object]] = [
        {},
        {"batch": 32},
        {"batch": 256},
        {"batch": 512},
        {"batch": 2048},
        {"batch": 8192},
        {"workers": 1, "threads": cores},
        {"workers": 1},
        {"type": "int8"},
        {"type": "float32"},
        {"beam": 2},
        {"beam": 1},
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = install_file(package, packages=Path(folder)).folder
        pieces = SentencePieces(place / "sentencepiece.model")
        cut = [pieces.cut(sentence).pieces for sentence in sentences]
        for change in changes:
            use = base | change
            model = Translator(
                str(place / "model"),
                inter_threads=use["workers"],
                intra_threads=use["threads"],
                compute_type=use["type"],
            )

            def run(model: Translator = model, use: dict[str, object] = use) -> object:
                return model.translate_batch(
                    cut,
                    max_batch_size=use["batch"],
                    batch_type="tokens",
                    beam_size=use["beam"],
                    length_penalty=0.2,
                    max_decoding_length=100,
                    return_scores=True,
                    return_attention=True,
                )

            seconds = best_time(rounds, run)[0][0]
            what = (
                ", ".join(f"{key} {value}" for key, value in change.items()) or f"as used: {base}"
            )
            print(f"{len(cut) / seconds:8.1f} sentences/s  {what}")


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description="Sentences a second, against argostranslate.")
    parser.add_argument("--package", type=Path, help="an .argosmodel instead of the two here")
    parser.add_argument("--sentences", type=Path, help="a file of French sentences, one to a line")
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--levers", action="store_true", help="measure single settings instead")
    stated = parser.parse_args()
    if stated.sentences:
        sentences = stated.sentences.read_text("utf-8").splitlines()
    else:
        sentences = simple_sentences()
    sentences = [line.strip() for line in sentences if line.strip()][: stated.number]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name in ("ctranslate2", "sentencepiece", "argos-translate-lt"):
        print(f"{name} {version(name)}", end=", ")
    if stated.package:
        print(f"\npackage {stated.package.name}, {stated.package.stat().st_size / 2**20:.1f} MiB")
        (levers if stated.levers else compare)(stated.package, sentences, stated.rounds)
        return
    with tempfile.TemporaryDirectory() as name:
        for package in (MICRO, make(MICRO, Path(name) / "base-size-noise.argosmodel")):
            command = [sys.executable, "-m", "benchmarks.engines", "--package", str(package)]
            subprocess.run([*command, *sys.argv[1:]], check=True)  # argostranslate knows one folder


if __name__ == "__main__":
    main()
