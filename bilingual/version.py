"""Which version this is, and which code."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from bilingual.files import fingerprint

__version__ = "0.1.0"

_TEXTS = (".py", ".html", ".xhtml", ".css", ".js", ".svg", ".srx", ".tsv")


@cache
def code_fingerprint() -> str:
    """A hash of this package's code, templates and rules: what it made with others is out of date.

    So a changed template shows in the next build without anybody thinking of a cache.
    """
    return fingerprint(*_contents(resources.files("bilingual")))


def _contents(folder: Traversable) -> list[bytes]:
    found: list[bytes] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found += _contents(item)
        elif item.name.endswith(_TEXTS):
            found += [item.name.encode(), item.read_bytes()]
    return found
