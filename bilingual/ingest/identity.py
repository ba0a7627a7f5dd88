"""The name that an article keeps: in addresses, in file names, in a memory of translations."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath

LONGEST = 80
RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)$")  # no file names on Windows
NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def article_id(path: str) -> str:
    """Small ASCII letters, digits and hyphens from a path relative to the corpus, without suffix.

    Where letters were lost on the way, six digits of a hash tell such names apart.

    >>> article_id("2019/Réunion de l'OCS.txt")
    '2019-reunion-de-l-ocs'
    >>> article_id("статья.txt"), article_id("con.txt")
    ('article-1347fb', 'con-article')
    """
    name = unicodedata.normalize("NFKC", str(PurePosixPath(path).with_suffix("")))
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    slug = NOT_PLAIN.sub("-", letters).strip("-")
    lost = any(char.isalnum() and not char.isascii() for char in letters)
    if lost or not slug or len(slug) > LONGEST:
        digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        return f"{slug[:LONGEST].strip('-') or 'article'}-{digest}"
    return f"{slug}-article" if RESERVED.match(slug) else slug
