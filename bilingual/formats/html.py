"""Web pages: one self-contained file an article, and an index; they work from a folder.

A page loads nothing by itself: style and script stand in it. A content security policy names their
hashes and lets nothing else run, whatever an article holds; only these scripts may load others
('strict-dynamic'), which they do when somebody starts a search.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from bilingual.files import write_text
from bilingual.formats.shelf import facets, years
from bilingual.formats.templating import bundle, render
from bilingual.page import Library, Page

INDEX = "index.html"
ARTICLE_STYLE = ("page/base.css", "page/rows.css", "page/card.css", "page/print.css")
ARTICLE_SCRIPT = ("page/base.js", "page/rows.js", "page/card.js", "page/words.js")
INDEX_STYLE = ("page/base.css", "page/index.css", "page/print.css")
INDEX_SCRIPT = ("page/base.js", "page/index.js")
EARLY = ("page/early.js",)


def write_page(page: Page, folder: Path) -> Path:
    """The file that was written: the article as one web page."""
    path = folder / file_name(page.id)
    write_text(path, _rendered("article.html", ARTICLE_STYLE, ARTICLE_SCRIPT, page=page))
    return path


def write_index(library: Library, folder: Path) -> Path:
    """The file that was written: every page of the library, newest first."""
    path = folder / INDEX
    shown = facets(library.pages)
    groups = years(library.pages, shown, file_name)
    text = _rendered(
        "index.html", INDEX_STYLE, INDEX_SCRIPT, library=library, facets=shown, years=groups
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


def policy(style: str, *scripts: str) -> str:
    """The content security policy under which just this style and these scripts work."""
    hashes = " ".join(map(_hash, scripts))
    parts = ["default-src 'none'", f"style-src {_hash(style)}"]
    parts += [f"script-src {hashes} 'strict-dynamic'"] if scripts else []
    return "; ".join([*parts, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _rendered(
    template: str, styles: tuple[str, ...], scripts: tuple[str, ...], **values: object
) -> str:
    """The template with its style and scripts in it, and the policy that names them."""
    style, early, script = bundle(*styles), bundle(*EARLY), bundle(*scripts)
    return render(
        template,
        **values,
        index=INDEX,
        style=style,
        early=early,
        script=script,
        policy=policy(style, early, script),
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest())
    return f"'sha256-{digest.decode()}'"
