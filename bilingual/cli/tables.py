"""What commands print: tables for people, lines of JSON for programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

_WIDTH = 120  # where the output is no terminal


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Prints a table; columns whose name begins with "#" hold numbers, to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in columns:
        number = name.startswith("#")
        table.add_column(
            name.removeprefix("#"), justify="right" if number else "left", overflow="fold",
            no_wrap=number,
        )  # fmt: skip
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH
    Console(file=sys.stdout, width=width, highlight=False).print(table)


def json_of(first: Mapping[str, object], record: object) -> str:
    """A record as one line of JSON, with some keys before its own."""
    import msgspec

    return msgspec.json.encode(dict(first) | msgspec.to_builtins(record)).decode()


def beside(before: str, after: str) -> tuple[str, str]:
    """Two texts with brackets round the words in which they differ.

    >>> beside("The OCS meets.", "The SCO meets.")
    ('The [OCS] meets.', 'The [SCO] meets.')
    """
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    found: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for words, out in ((old[a:b], found[0]), (new[c:d], found[1])):
            text = " ".join(words)
            out += [text if kind == "equal" else f"[{text}]"] if text else []
    return " ".join(found[0]), " ".join(found[1])
