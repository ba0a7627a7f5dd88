"""Web pages: one self-contained file an article, and an index; they work from a folder.

A page loads nothing: style and script stand in it, and a content security policy that names
their hashes lets nothing else run, whatever an article holds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from bilingual.files import write_text
from bilingual.formats.templating import asset, render
from bilingual.page import Library, Page

INDEX = "index.html"


def write_page(page: Page, folder: Path) -> Path:
    """The file that was written: the article as one web page."""
    path = folder / file_name(page.id)
    style, script = asset("reader.css"), asset("reader.js")
    write_text(
        path,
        render(
            "article.html",
            page=page,
            index=INDEX,
            style=style,
            script=script,
            policy=policy(style, script),
        ),
    )
    return path


def write_index(library: Library, folder: Path) -> Path:
    """The file that was written: every page of the library, newest first."""
    path = folder / INDEX
    style = asset("reader.css")
    entries = [(page, file_name(page.id)) for page in library.pages]
    text = render(
        "index.html",
        library=library,
        entries=entries,
        style=style,
        policy=policy(style),
    )
    write_text(path, text)
    return path


def file_name(page_id: str) -> str:
    """The name of an article's file: safe on every system, never that of the index.

    >>> file_name("2019-norov-osce"), file_name("index"), file_name("../a b")
    ('2019-norov-osce.html', 'index-.html', 'a-b.html')
    """
    stem = re.sub(r"[^\w.-]+", "-", page_id).strip(".-") or "article"
    return f"{stem}-.html" if stem.casefold() == "index" else f"{stem}.html"


def policy(style: str, script: str = "") -> str:
    """The content security policy under which just this style and script work."""
    parts = ["default-src 'none'", f"style-src {_hash(style)}"]
    parts += [f"script-src {_hash(script)}"] if script else []
    return "; ".join([*parts, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest())
    return f"'sha256-{digest.decode()}'"
