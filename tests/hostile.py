"""An article whose author wants to run something in the reader, or to break it."""

from __future__ import annotations

from bilingual.model import Article, Bitext, Block, Issue, Kind, Origin, Pair, Segment, Translation

ATTACKS = (
    '<script>document.title = "owned"</script>',
    "<img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "' onmouseover='document.title=\"owned\"' x='",
    "</title></style></script><script>document.title='owned'</script>",
    "{{ 7 * 7 }} {% include 'index.html' %} {# gone #}",
    "<!-- --!> ]]> <![CDATA[ &lt; &amp;nbsp; &#0; &bogus;",
    "nul \x00 escape \x1b[31m form feed \x0c c1 \x85 lone \ud800 none \ufffe end",
    "\u202eesrever\u202c \u2066isolé \u200f\u200e",
    "<iframe src=javascript:alert(1)><base href=//example.org><form action=//example.org>",
    "e\u0301" * 50 + " \u00a0» \u202f; 🜚 \U0010ffff",
)
LONG = "mot " * 250_000  # one sentence of 1 MB


def hostile(*, long: bool = False) -> Bitext:
    """Every attack as source, translation, doubt, title, tag and address at once."""
    texts = (*ATTACKS, LONG.strip()) if long else ATTACKS
    pairs = tuple(
        Pair(
            f'x{number}" onclick="document.title=1',
            Segment(text),
            Translation(text, Origin.ENGINE, engine=text[:90], issues=(Issue("x", text[:90]),)),
        )
        for number, text in enumerate(texts)
    )
    kinds = (Kind.TITLE, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE)
    blocks = tuple(
        Block(kinds[number] if number < len(kinds) else Kind.PARAGRAPH, text, "fr")
        for number, text in enumerate(texts)
    )
    article = Article(
        id="../../<script>",
        path="x.txt",
        language="fr",
        blocks=blocks,
        author=ATTACKS[1],
        source=ATTACKS[2],
        url="javascript:document.title='owned'",
        tags=ATTACKS,
        credits=ATTACKS,
    )
    return Bitext(article, "en", tuple((pair,) for pair in pairs))
