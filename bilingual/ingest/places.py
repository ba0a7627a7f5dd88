"""Where in a page or book a block stands, as far as that makes it doubtful as part of the text."""

from __future__ import annotations

import re

from lxml import etree

PLACES = {  # elements whose text is seldom the article's, and what they are called
    "nav": "page: navigation",
    "header": "page: header",
    "footer": "page: footer",
    "aside": "page: beside the article",
    "form": "page: form",
    "button": "page: form",
    "select": "page: form",
    "textarea": "page: form",
    "label": "page: form",
    "dialog": "page: dialogue box",
    "noscript": "page: hidden",
}
ROLES = {
    "navigation": "page: navigation",
    "banner": "page: header",
    "contentinfo": "page: footer",
    "complementary": "page: beside the article",
    "search": "page: form",
    "dialog": "page: dialogue box",
    "alertdialog": "page: dialogue box",
}
BOOK = {  # parts of an e-book, by epub:type, guide type, item property or doc- role
    "cover": "book: cover",
    "cover-image": "book: cover",
    "titlepage": "book: title page",
    "title-page": "book: title page",
    "halftitlepage": "book: title page",
    "nav": "book: contents",
    "toc": "book: contents",
    "landmarks": "book: contents",
    "page-list": "book: contents",
    "loi": "book: contents",
    "lot": "book: contents",
    "index": "book: index",
    "copyright-page": "book: colophon",
    "colophon": "book: colophon",
}
# No article stands there; the other places only make one unlikely.
NEVER = frozenset({"page: navigation", "page: footer", "page: hidden", "page: dialogue box"}) | set(
    BOOK.values()
)
HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.I)


def place_of(element: etree._Element, outer: str, *, quoted: bool) -> str:
    """The reason to doubt what stands in this element, or ""; `outer` holds around it.

    `quoted`: it is in a quotation, where a footer says whose words they are.
    """
    if outer in NEVER:
        return outer
    if hidden(element):
        return "page: hidden"
    tag = "" if quoted and element.tag == "footer" else str(element.tag)
    role = element.get("role", "")
    kinds = (*element.get("epub:type", "").split(), role.removeprefix("doc-"))
    book = next((BOOK[kind] for kind in kinds if kind in BOOK), "")
    return book or PLACES.get(tag) or ROLES.get(role) or outer


def hidden(element: etree._Element) -> bool:
    """Whether a browser would not show the element."""
    # aria-hidden does not count: while a cookie dialogue is open, it stands on the article itself.
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))
