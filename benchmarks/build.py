"""A build of many articles: how fast, how much memory, and what a build without changes costs.

The articles are made of simple sentences that the small model of the tests knows; figures for the
engine alone are in benchmarks/engines.py.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bilingual.engines.packages import install_file
from bilingual.workspace import create

MICRO = Path(__file__).parent.parent / "tests" / "models" / "translate-fr_en-micro.argosmodel"
SENTENCES = 40  # an article
_WHO = ("Le ministre", "Ma sœur", "Le voisin", "La voiture", "Un ami", "Le chien", "Mon père")
_DOES = ("habite à", "dort à", "travaille à", "reste à", "revient de", "parle de", "pense à")
_WHERE = ("Paris", "Lyon", "Astana", "Bichkek", "Tachkent", "Samarcande", "Pékin", "Moscou")
_WHEN = ("aujourd'hui", "depuis hier", "chaque jour", "depuis 2001", "ce matin", "en été")


def main() -> None:
    """Prints the figures for 100 and for 1,000 articles."""
    for articles in (100, 1000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _fill(folder, articles)
            first, again, edited = _timed(folder), _timed(folder), _after_edit(folder)
        print(
            f"{articles:5} articles, {articles * SENTENCES:6} sentences:"
            f" first build {first['seconds']:6.1f} s ({first['megabytes']:.0f} MB),"
            f" nothing changed {again['seconds']:.2f} s ({again['megabytes']:.0f} MB),"
            f" one article changed {edited['seconds']:.2f} s"
        )


def _fill(folder: Path, articles: int) -> None:
    create(folder, source="fr", target="en")
    texts = _sentences()
    for number in range(articles):
        body = [" ".join(itertools.islice(texts, 5)) for _ in range(SENTENCES // 5)]
        path = folder / "corpus" / f"article-{number:04}.txt"
        path.write_text(f"Nouvelles du jour {number}\n\n" + "\n\n".join(body) + "\n", "utf-8")


def _sentences() -> Iterator[str]:
    for number in itertools.count():
        for who, does, where, when in itertools.product(_WHO, _DOES, _WHERE, _WHEN):
            yield f"{who} {does} {where} {when}{f' avec {number} amis' if number else ''}."


def _after_edit(folder: Path) -> dict[str, float]:
    path = folder / "corpus" / "article-0007.txt"
    path.write_text(path.read_text("utf-8") + "\nIl ne pleut pas.\n", "utf-8")
    return _timed(folder)


def _timed(folder: Path) -> dict[str, float]:
    """Seconds and peak memory of one build in a process of its own."""
    program = (
        "import json, sys; from bilingual.cli import main\n"
        "try:\n    main(['build', '-q', '-w', sys.argv[1]])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        # Of this program alone: getrusage may give the peak of the process it was forked from.
        "peak = open('/proc/self/status').read().split('VmHWM:')[1].split()[0]\n"
        "print(json.dumps({'megabytes': int(peak) / 1024}))"
    )
    packages = folder / "packages"
    if not packages.exists():
        install_file(MICRO, packages=packages)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env=os.environ | {"ARGOS_PACKAGES_DIR": str(packages)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {"seconds": time.monotonic() - began, **json.loads(done.stdout)}


if __name__ == "__main__":
    main()
