"""Imports go one way, every library has one home, and asking for help loads no engine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bilingual"

# From the top down: a module imports from its own layer or from those below it.
LAYERS = (
    ("cli", "__main__"),
    ("console", "__init__"),
    ("bars",),
    ("pipeline",),
    ("corpus",),
    ("publish",),
    ("workspace",),
    ("translate", "bitext", "formats", "view"),
    ("page", "ingest", "segment", "language", "dateline", "glossary", "memory", "reviewed"),
    ("parts", "second_look"),
    ("checks",),
    ("engines",),
    ("config",),
    ("files", "batches", "version", "folding", "negation", "spans", "watch"),
    ("model",),
    ("errors",),
)

HOMES = {
    "ahocorasick": ("glossary",),
    "argostranslate": ("engines",),
    "babel": ("dateline", "view", "checks"),
    "choppa": ("segment",),
    "click": ("cli", "console"),
    "ctranslate2": ("engines",),
    "dateparser": ("ingest",),
    "ebooklib": ("formats",),
    "jinja2": ("formats",),
    "langdetect": ("language",),
    "lxml": ("ingest", "formats", "glossary"),
    "markdown_it": ("ingest",),
    "rich": ("bars", "console", "cli"),
    "sentencepiece": ("engines",),
    "genanki": ("formats",),
    "trafilatura": ("ingest",),
    "weasyprint": ("formats",),
    "yaml": ("ingest",),
}

HEAVY = (
    "argostranslate", "babel", "choppa", "ctranslate2", "dateparser", "ebooklib", "genanki",
    "jinja2", "langdetect", "lxml", "msgspec", "numpy", "rich", "sentencepiece", "trafilatura",
    "weasyprint",
)  # fmt: skip


def _imports() -> Iterator[tuple[Path, int, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.lineno, node.module
                if node.module == "bilingual":
                    yield from ((path, node.lineno, f"bilingual.{n.name}") for n in node.names)
            elif isinstance(node, ast.Import):
                yield from ((path, node.lineno, alias.name) for alias in node.names)


def _part(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def _layer(part: str) -> int:
    return next((n for n, parts in enumerate(LAYERS) if part in parts), -1)


def test_every_module_has_a_layer() -> None:
    parts = {_part(path) for path in PACKAGE.rglob("*.py")}
    assert {part for part in parts if _layer(part) < 0} == set()


def test_imports_go_downwards() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE.parent)}:{line} imports {module}"
        for path, line, module in _imports()
        if module.startswith("bilingual.") and _layer(module.split(".")[1]) < _layer(_part(path))
    ]
    assert wrong == []


def test_every_library_has_one_home() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE.parent)}:{line} imports {module}"
        for path, line, module in _imports()
        if (root := module.split(".")[0]) in HOMES and _part(path) not in HOMES[root]
    ]
    assert wrong == []


def test_only_packages_opens_connections() -> None:
    network = {"socket", "http", "urllib.request", "ssl", "requests", "urllib3", "asyncio"}
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path, _, module in _imports()
        if module in network or module.split(".")[0] in network
    }
    assert users <= {"engines/packages.py", "engines/download.py"}


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["translate", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom bilingual.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n"
        f"    print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
