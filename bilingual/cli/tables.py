"""What commands print: tables for people, lines of JSON for programs."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"\s*(?:[\w'’-]+|[^\w\s]|\Z)")  # with the space before it
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

    >>> beside("On 3 May the OCS meets.", "On 3 May the old SCO meets!")
    ('On 3 May the [OCS] meets[.]', 'On 3 May the [old SCO] meets[!]')
    """
    from difflib import SequenceMatcher

    old, new = _WORD.findall(before), _WORD.findall(after)
    plain = [[word.strip() for word in words] for words in (old, new)]
    said = ["", ""]
    for kind, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        for side, text in enumerate(("".join(old[a:b]), "".join(new[c:d]))):
            word = text.lstrip()
            space = text[: len(text) - len(word)]
            said[side] += space + (word if kind == "equal" or not word else f"[{word}]")
    return said[0], said[1]
