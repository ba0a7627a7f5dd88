"""Settings of a workspace: `bilingual.toml`, and what an option puts over it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError
from bilingual.files import read_text

FILE = "bilingual.toml"
FORMATS = ("html", "epub")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Config:
    """How the readers of a workspace are made."""

    title: str = "Bilingual reader"  # of the index page and the book
    source: str = "fr"  # language of articles that do not say theirs
    target: str = "en"
    engine: str = "auto"
    formats: tuple[str, ...] = FORMATS


def load_config(path: Path) -> Config:
    """The settings in a `bilingual.toml`; raises `ConfigError` with the line of what is wrong."""
    text = read_text(path, limit=2**20)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", path=path) from None
    for key, value in table.items():
        problem = _problem(key, value)
        if problem:
            found = re.search(rf"^\s*{re.escape(key)}\b", text, re.MULTILINE)
            line = text.count("\n", 0, found.end()) + 1 if found else 0
            raise ConfigError(problem[0], path=path, line=line, hint=problem[1])
    if "formats" in table:
        table["formats"] = tuple(table["formats"])
    return Config(**table)


def formats_of(names: str) -> tuple[str, ...]:
    """The formats in a list such as "html,epub"; raises `ConfigError` for one that is unknown."""
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    problem = _problem("formats", chosen)
    if problem:
        raise ConfigError(problem[0], hint=problem[1])
    return tuple(dict.fromkeys(chosen))


def _problem(key: str, value: Any) -> tuple[str, str] | None:  # any TOML value
    known = [field.name for field in fields(Config)]
    if key not in known:
        return f"unknown setting {key!r}", f"Known settings: {', '.join(known)}"
    if key == "formats":
        if isinstance(value, list) and value and all(name in FORMATS for name in value):
            return None
        return f"formats cannot be {value!r}", f"One or more of: {', '.join(FORMATS)}"
    if not isinstance(value, str):
        return f"{key} cannot be {value!r}", "Write it between quotation marks"
    if key in {"source", "target"} and not _LANGUAGE.fullmatch(value):
        return f"{key} cannot be {value!r}", 'A language code such as "fr" or "en"'
    return None
