"""Settings of a workspace: `bilingual.toml`, and what an option puts over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError
from bilingual.files import read_text

FILE = "bilingual.toml"
CHOICES = {  # settings that have a few possible values
    "formats": ("html", "epub", "pdf", "anki"),
    "layout": ("stacked", "table", "notes", "reveal"),
    "editions": ("parallel", "source", "target"),
    "books": ("all", "article", "tag"),
    "contents": ("date", "source"),
    "cards": ("sentences", "reviewed", "doubtful", "terms"),
}
LISTS = ("formats", "editions")  # settings with one or more of these values
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Config:
    """How the readers of a workspace are made."""

    title: str = "Bilingual reader"  # of the index page and the book
    source: str = "fr"  # language of articles that do not say theirs
    target: str = "en"
    engine: str = "auto"
    formats: tuple[str, ...] = ("html", "epub")
    layout: str = "stacked"  # of e-books: how a sentence stands to its translation
    editions: tuple[str, ...] = ("parallel",)  # of e-books: both languages, or one
    books: str = "all"  # one e-book for all articles, or one an article or tag
    contents: str = "date"  # what e-book and PDF are ordered by
    cards: str = "sentences"  # what an Anki deck is made of


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
    values: dict[str, Any] = {k: tuple(v) if k in LISTS else v for k, v in table.items()}
    return replace(Config(), **values)


def with_options(config: Config, options: Mapping[str, str]) -> Config:
    """The settings with those options over them that are not empty.

    Options with several values have commas between them: "html,epub". Raises `ConfigError` for
    values that are not known.
    """
    values: dict[str, Any] = {}
    for key, text in options.items():
        if not text:
            continue
        parts = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        values[key] = parts if key in LISTS else text.strip()
        problem = _problem(key, list(parts) if key in LISTS else values[key])
        if problem:
            raise ConfigError(problem[0], hint=problem[1])
    return replace(config, **values)


def _problem(key: str, value: Any) -> tuple[str, str] | None:  # any TOML value
    known = [field.name for field in fields(Config)]
    if key not in known:
        return f"unknown setting {key!r}", f"Known settings: {', '.join(known)}"
    if key in LISTS:
        fits = isinstance(value, list) and value and all(name in CHOICES[key] for name in value)
        hint = f"One or more of: {', '.join(CHOICES[key])}"
        return None if fits else (f"{key} cannot be {value!r}", hint)
    if not isinstance(value, str):
        return f"{key} cannot be {value!r}", "Write it between quotation marks"
    if key in CHOICES and value not in CHOICES[key]:
        return f"{key} cannot be {value!r}", f"One of: {', '.join(CHOICES[key])}"
    if key in {"source", "target"} and not _LANGUAGE.fullmatch(value):
        return f"{key} cannot be {value!r}", 'A language code such as "fr" or "en"'
    return None
