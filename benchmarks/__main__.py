"""All benchmarks, one after the other: `make bench`. Names as arguments choose some of them."""

from __future__ import annotations

import os
import platform
import runpy
import sys
from importlib.metadata import version

BENCHMARKS = {
    "start": "how long `bilingual --help` takes, and what it loads",
    "segmentation": "boundary F1 and speed of the sentence splitter",
    "engines": "sentences/s of the Argos engine against argostranslate's own translate()",
    "matching": "50,000 entries looked for in a million words: time, memory",
    "terms": "terminology: success, forbidden renderings, false hits, time",
    "flores_terms": "chrF on general text with a glossary of random word pairs",
    "reader": "size and speed of pages and search",
    "build": "a build of many articles: time, memory, a build without changes",
}


def main() -> None:
    """Runs the benchmarks that are named, or all."""
    chosen = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"no benchmark is called {unknown[0]!r}; known: {', '.join(BENCHMARKS)}")
    print(
        f"bilingual {version('bilingual')}, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )
    for name in chosen:
        print(f"\n== {name}: {BENCHMARKS[name]}", flush=True)
        sys.argv = [name]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
