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
    "engine": ("auto", "argos", "apertium"),
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
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        stated = re.search(r"at line (\d+)", str(error))
        line = int(stated.group(1)) if stated else 0
        raise ConfigError(f"not valid TOML: {error}", path=path, line=line) from None
    for key, value in table.items():
        problem = _problem(key, value)
        if problem:
            found = re.search(rf"^\s*{re.escape(key)}\b", text, re.MULTILINE)
            place = text.count("\n", 0, found.end()) + 1 if found else 0
            raise ConfigError(problem[0], path=path, line=place, hint=problem[1])
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


def check_language(key: str, code: str) -> None:
    """Raises `ConfigError` for what is no language code."""
    problem = _problem(key, code)
    if problem:
        raise ConfigError(problem[0], hint=problem[1])


def _problem(key: str, value: Any) -> tuple[str, str] | None:  # any TOML value
    """What is wrong with a setting and what to do; None where nothing is."""
    known = [field.name for field in fields(Config)]
    if key not in known:
        return f"unknown setting {key!r}", f"Known settings: {', '.join(known)}"
    fits, hint = _list_fits(key, value) if key in LISTS else _text_fits(key, value)
    return None if fits else (f"{key} cannot be {value!r}", hint)


def _list_fits(key: str, value: Any) -> tuple[bool, str]:
    fits = isinstance(value, list) and value and all(name in CHOICES[key] for name in value)
    return bool(fits), f"One or more of: {', '.join(CHOICES[key])}"


def _text_fits(key: str, value: Any) -> tuple[bool, str]:
    if not isinstance(value, str):
        return False, "Write it between quotation marks"
    if key in CHOICES:
        return value in CHOICES[key], f"One of: {', '.join(CHOICES[key])}"
    if key == "title":
        return bool(re.search(r"\w", value)), "It names index page and e-book: write a few words"
    return bool(_LANGUAGE.fullmatch(value)), 'A language code such as "fr" or "en"'
