"""What people say about an article themselves: front matter in the file, a sidecar beside it.

Front matter is YAML between two `---` lines at the top of a .txt or .md file; the sidecar of
`NAME.txt` is `NAME.toml`. Both know the same keys. An empty value says that there is none: lines
that look like one stay in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import ConfigError
from bilingual.files import numbered_lines, read_text
from bilingual.ingest import dates
from bilingual.ingest.charset import decode
from bilingual.ingest.cleaning import clean, key, one_line
from bilingual.ingest.draft import Draft

if TYPE_CHECKING:
    from yaml import MappingNode, Mark, Node

LISTS = {"tags": ", ", "keep": "\n", "drop": "\n"}  # what joins their values
KEYS = ("title", "kicker", "standfirst", "date", "author", "source", "url", "language", *LISTS)
NEVER_NONE = frozenset({"language", "keep", "drop"})  # an empty value is as good as no key
TEXTS = frozenset({".txt", ".md", ".markdown"})  # formats that may have front matter
LIMIT = 64 * 1024  # bytes of front matter or of a sidecar
FENCE = "---"
LANGUAGE = re.compile(r"^[a-z]{2,3}$")

Values = Mapping[str, tuple[int, list[str]]]  # key -> its line and values


def front_matter(text: str, path: Path) -> tuple[dict[str, str], int]:
    """The fields at the top of the text, and how many lines they take.

    ({}, 0) where there are none: a line of hyphens without "key:" below it is no front matter.
    """
    lines = text[: LIMIT + 1].split("\n")
    top = [line.rstrip() for line in lines]
    if top[0] != FENCE or FENCE not in top[1:]:
        return {}, 0
    end = top.index(FENCE, 1)
    if not any(re.match(r"[A-Za-z_-]+:(?:\s|$)", line) for line in top[1:end]):
        return {}, 0
    return _fields(_yaml("\n".join(lines[1:end]), path), path), end + 1


def with_sidecar(draft: Draft, path: Path) -> Draft:
    """The draft with the fields of `NAME.toml` beside the file, which win over its own."""
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return draft
    return replace(draft, fields={**draft.fields, **_fields(_toml(beside), beside)})


def check_lines(draft: Draft, path: Path) -> None:
    """Raises `ConfigError` for a line to keep or drop that the file has not.

    It is misspelt, or the file changed. Named is where it was asked for.
    """
    listed = (draft.fields.get(name, "").split("\n") for name in ("keep", "drop"))
    wanted = {key(text): text for texts in listed for text in texts if key(text)}
    if not wanted:
        return
    texts = [*(piece.text for piece in draft.pieces), *(item.text for item in draft.set_aside)]
    there = {key(line) for text in texts for line in clean(text).split("\n")}
    missing = next((text for found, text in wanted.items() if found not in there), "")
    if missing:
        where, line = _asked_at(missing, path)
        what = f'no such line to keep or drop: "{missing[:60]}"'
        raise ConfigError(what, path=where, line=line, hint="Copy the whole line from the file")


def _asked_at(wanted: str, path: Path) -> tuple[Path, int]:
    """The sidecar, or else the article's front matter, and the line of it that has these words."""
    beside = path.with_suffix(".toml")
    sources = {beside: read_text(beside, limit=LIMIT)} if beside.is_file() else {}
    if path.suffix in TEXTS:
        sources[path] = decode(path.read_bytes())[:LIMIT].partition(f"\n{FENCE}")[0]
    for where, text in sources.items():
        for number, line in numbered_lines(text):
            if key(wanted) in key(line):
                return where, number
    return path, 0


def _yaml(text: str, path: Path) -> Values:
    """The keys of front matter. Only the tree is built: no tags, no objects, no nesting."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = _line(error.problem_mark)
        raise ConfigError(f"front matter: {error.problem}", path=path, line=line) from None
    except (yaml.YAMLError, RecursionError):
        raise ConfigError("front matter is not YAML", path=path, line=1) from None
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError("front matter has no keys", path=path, line=2, hint="Write key: value")
    return _flat(node, path)


def _flat(node: MappingNode, path: Path) -> Values:
    """The values of each key; `ConfigError` where they are nested."""
    found: dict[str, tuple[int, list[str]]] = {}
    for name, value in node.value:
        line = _line(name.start_mark)
        items: list[Node] = value.value if isinstance(value.value, list) else [value]
        if not all(isinstance(getattr(item, "value", None), str) for item in (name, *items)):
            raise ConfigError("nested values", path=path, line=line, hint="Write key: value")
        if name.value in found:
            raise ConfigError(f'"{name.value}" stands twice', path=path, line=line)
        found[name.value] = line, [str(item.value) for item in items]
    return found


def _line(mark: Mark | None) -> int:
    return mark.line + 2 if mark else 1  # counted from 0, below the fence


def _toml(path: Path) -> Values:
    """The keys of a sidecar."""
    text = read_text(path, limit=LIMIT)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        raise ConfigError(f"not TOML: {error}", path=path, line=int(at[1]) if at else 1) from None
    found: dict[str, tuple[int, list[str]]] = {}
    for name, value in table.items():
        at = re.search(rf"^[ \t\[]*[\"']?{re.escape(name)}[\"']?\s*[=.\]]", text, re.MULTILINE)
        line = text.count("\n", 0, at.start()) + 1 if at else 1
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, dict | list) for item in items):
            raise ConfigError("nested values", path=path, line=line, hint='Write key = "value"')
        found[name] = line, [str(item) for item in items]
    return found


def _fields(values: Values, path: Path) -> dict[str, str]:
    """The fields, each checked; `ConfigError` for an unknown key or a value that cannot be."""
    fields: dict[str, str] = {}
    for name, (line, items) in values.items():
        if name not in KEYS:
            known = ", ".join(KEYS)
            raise ConfigError(f'unknown key "{name}"', path=path, line=line, hint=f"Known: {known}")
        if len(items) > 1 and name not in LISTS:
            raise ConfigError(f'"{name}" takes one value', path=path, line=line)
        text = LISTS.get(name, " ").join(one_line(clean(item)) for item in items).strip()
        fault = _fault(name, text)
        if fault:
            raise ConfigError(f'{name} = "{text[:60]}"', path=path, line=line, hint=fault)
        if text or name not in NEVER_NONE:
            fields[name] = text
    return fields


def _fault(name: str, text: str) -> str:
    """What to write instead of a value that cannot be, or ""."""
    if not text:
        return ""
    if name == "date" and not dates.parse(text):
        return "Write it as 2019-09-02"
    if name == "language" and not LANGUAGE.match(text):
        return "Write a code of two letters, such as fr"
    if name == "url" and not re.match(r"https?://\S+$", text):
        return "Write an address that starts with https://"
    return ""
