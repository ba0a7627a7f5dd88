"""Saved web pages: what is the article, what stands around it, and what the page says of itself.

Each page in tests/cases/html has a listing beside it: the blocks of the article, one a line, then
the fields, then what was set aside. "⏎" is a line break, "␣" a no-break space. After a change that
is meant, `pytest --renew` writes the listings anew: look at the difference before keeping it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import InputError
from bilingual.ingest.charset import decode
from bilingual.ingest.draft import Draft
from bilingual.ingest.html import read
from bilingual.ingest.markup import blocks, parse
from bilingual.model import Kind

Save = Callable[..., Draft]

CASES = Path(__file__).parent / "cases" / "html"
PAGES = sorted(CASES.glob("*.html"))
SENTENCE = (
    "Les ministres de la région ont parlé des routes, du gaz et de l’eau pendant deux jours. "
)
FILLER = f"<p>{SENTENCE * 4}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>"


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    """Saves a page and reads it."""

    def save(content: str | bytes, name: str = "page.html") -> Draft:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path)

    return save


def texts(draft: Draft) -> list[str]:
    return [piece.text for piece in draft.pieces]


def asides(draft: Draft) -> dict[str, str]:
    return {left.text: left.reason for left in draft.set_aside}


def shown(text: str) -> str:
    return text.replace("\n", " ⏎ ").replace("\u00a0", "␣")


def listing(draft: Draft) -> str:
    lines = [
        f"{piece.line}: {piece.kind or '-'} {piece.level or ''}".rstrip()
        + f" | {shown(piece.text)}"
        for piece in draft.pieces
    ]
    lines += ["", *(f"{name} = {shown(value)}" for name, value in sorted(draft.fields.items()))]
    lines += ["", *(f"{out.line}: {out.reason} | {shown(out.text)}" for out in draft.set_aside)]
    return "\n".join(lines).strip() + "\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_its_listing_says(path: Path, renew: bool) -> None:
    expected, actual = path.with_suffix(".expected"), listing(read(path))
    if renew:
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_of_a_page_is_kept_or_set_aside_once(path: Path) -> None:
    found = [block.piece.text for block in blocks(parse(decode(path.read_bytes()), path), path)]
    draft = read(path)
    credit_lines = draft.fields.get("credits", "").split("\n") if "credits" in draft.fields else []
    assert sorted(
        [*texts(draft), *(left.text for left in draft.set_aside), *credit_lines]
    ) == sorted(found)


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "b",
        "li",
        "ul",
        "h2",
        "blockquote",
        "td",
        "table",
        "nav",
        "a",
        "section",
        "br",
        "em",
        "pre",
    ]
)
WORDS = st.lists(st.integers(0, 999).map("mot{}".format), min_size=1, max_size=4).map(" ".join)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>" if tag != "br" else "a<br>b",
        TAGS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(TREES)
@settings(max_examples=150)
def test_no_word_of_a_page_is_lost_and_their_order_stays(body: str) -> None:
    root = parse(page(body), "page.html")
    whole = "".join("".join(map(str, root.itertext())).split())
    found = " ".join(block.piece.text for block in blocks(root, "page.html"))
    assert "".join(found.split()) == whole


@given(st.binary(max_size=400) | TREES.map(str.encode) | st.text(max_size=200).map(str.encode))
@settings(max_examples=150)
def test_any_bytes_give_a_draft_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_bytes(raw)
    with contextlib.suppress(InputError):
        assert all(piece.text.strip() == piece.text != "" for piece in read(path).pieces)


FRENCH = page(f"<p>L’œuvre est « coûteuse » – où va-t-elle ? {SENTENCE}</p>" * 6)
RUSSIAN = page("<p>Главы государств обсудили безопасность региона и новые меры доверия.</p>" * 6)
CHINESE = page(
    "<p>上海合作组织成员国元首理事会会议在比什凯克举行，各方讨论了地区安全问题。</p>" * 6
)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "utf-8", "no-such-encoding"),
        (FRENCH, "utf-8", "unicode_escape"),
        (FRENCH, "utf-8-sig", "windows-1252"),
        (FRENCH, "windows-1252", "windows-1252"),
        (FRENCH, "windows-1252", "iso-8859-1"),
        (FRENCH, "windows-1252", "utf-8"),
        (FRENCH, "windows-1252", ""),
        (FRENCH, "utf-16", "utf-16"),
        (FRENCH, "utf-16-le", ""),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "koi8-r", ""),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "utf-16-be", "utf-16"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", ""),
    ],
)
def test_a_page_is_decoded_whatever_it_declares(text: str, encoding: str, declared: str) -> None:
    text = text.replace("<head>", f"<head><meta charset='{declared}'>" if declared else "<head>")
    assert decode(text.encode(encoding)) == text


def test_an_xml_declaration_names_the_encoding_too() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?>' + RUSSIAN
    assert decode(text.encode("windows-1251")) == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    raw = FRENCH.encode()[:-20] + b"\xff</p></body></html>"
    assert decode(raw).startswith(FRENCH[:200])


@pytest.mark.parametrize(
    ("markup", "blocks_"),
    [
        ("<p>l'<b>OCS</b>,<i> et</i> <u>la</u>Chine</p>", ["l'OCS, et laChine"]),
        ("<p>\n  un\n\tdeux  </p>", ["un deux"]),
        ("<p>3&nbsp;% de l’eau&#8239;!</p>", ["3\u00a0% de l’eau\u202f!"]),
        ("<p>dé&shy;sar&#173;me\u200bment\ufeff</p>", ["désarmement"]),
        ("<p>می\u200cخواهم</p>", ["می\u200cخواهم"]),
        ("<p>un<br>deux</p>", ["un\ndeux"]),
        ("<p>un<br><br>deux<br/>&nbsp;<br/>trois</p>", ["un", "deux", "trois"]),
        ("<div>un<p>deux</p>trois</div>", ["un", "deux", "trois"]),
        ("<p>un<!-- rien --><?php rien ?>deux</p>", ["undeux"]),
        ("<p>un<script>rien</script><style>rien</style>deux</p>", ["undeux"]),
        (
            "<p>un <span hidden>rien</span><span style='display: none'>rien</span>deux</p>",
            ["un deux"],
        ),
        ("<table><tr><td>un</td><td>deux<td>trois</table>", ["un", "deux", "trois"]),
        ("<pre>un\n  deux</pre>", ["un\ndeux"]),
        ("<p>un &lt;b&gt; &amp;amp; deux</p>", ["un <b> &amp; deux"]),
        ("<p>un<![CDATA[ <deux> ]]>trois</p>", ["un <deux> trois"]),
        ("<p>un<p>deux<div>trois", ["un", "deux", "trois"]),
    ],
)
def test_text_is_as_a_browser_shows_it(markup: str, blocks_: list[str]) -> None:
    root = parse(page(markup), "page.html")
    assert [block.piece.text for block in blocks(root, "page.html")] == blocks_


def test_kinds_and_levels_come_from_the_elements() -> None:
    markup = (
        "<h2>a</h2><h4>b</h4><p>c</p><div>d</div><blockquote><p>e</p></blockquote>"
        "<ul><li>f<ol><li><p>g</p></li></ol></li></ul><dl><dt>h</dt></dl>"
    )
    found = blocks(parse(page(markup), "page.html"), "page.html")
    assert [(b.piece.text, b.piece.kind, b.piece.level) for b in found] == [
        ("a", Kind.HEADING, 2),
        ("b", Kind.HEADING, 4),
        ("c", Kind.PARAGRAPH, 0),
        ("d", None, 0),
        ("e", Kind.QUOTE, 0),
        ("f", Kind.LIST_ITEM, 1),
        ("g", Kind.LIST_ITEM, 2),
        ("h", Kind.LIST_ITEM, 1),
    ]


def test_the_line_is_the_one_where_the_text_starts() -> None:
    found = blocks(parse("<html>\n<body>\n<p>\n\nun<br>\n<br>deux\n</p>", "x"), "x")
    assert [(block.piece.text, block.piece.line) for block in found] == [("un", 5), ("deux", 6)]


def test_a_page_too_large_for_trafilatura_still_gives_its_article(saved: Save) -> None:
    story = "".join(f"<p>Paragraphe {n}.</p>" for n in range(6000))
    around = f"<nav>Menu</nav><div>Pub</div><article>{story}</article><footer>Fin</footer>"
    draft = saved(page(around))
    assert texts(draft) == [f"Paragraphe {n}." for n in range(6000)]
    assert asides(draft) == {
        "Menu": "page: navigation",
        "Pub": "page: outside the article",
        "Fin": "page: footer",
    }


def test_a_short_paragraph_between_long_ones_stays(saved: Save) -> None:
    draft = saved(page(f"<article><h1>Titre</h1>{FILLER}<p>Oui.</p>{FILLER}</article>"))
    assert texts(draft)[2] == "Oui."


def test_a_page_wrapped_in_a_form_is_an_article(saved: Save) -> None:
    draft = saved(page(f"<form><h1>Titre</h1>{FILLER}{FILLER}<button>Envoyer</button></form>"))
    assert texts(draft) == ["Titre", *[(SENTENCE * 4).strip()] * 2]
    assert asides(draft) == {"Envoyer": "page: form"}


def test_the_heading_that_the_page_is_named_after_is_the_title(saved: Save) -> None:
    body = f"<h1>Le Courrier</h1><article><h2>Le rail relie Osh</h2>{FILLER}</article>"
    draft = saved(page(body, "<title>Le rail relie Osh | Le Courrier</title>"))
    titles = [piece.text for piece in draft.pieces if piece.kind is Kind.TITLE]
    assert (titles, "title" in draft.fields) == (["Le rail relie Osh"], False)


def test_a_page_without_headings_has_its_title_as_a_field(saved: Save) -> None:
    draft = saved(page(FILLER, "<title>Le rail relie Osh :: Le Courrier</title>"))
    assert draft.fields["title"] == "Le rail relie Osh"


def test_a_summary_is_found_by_its_class_only(saved: Save) -> None:
    head = "<meta name='description' content='Le résumé.'>"
    plain = saved(page(f"<article><h1>Titre</h1><p>Le résumé.</p>{FILLER}</article>", head))
    summary = "<p class='chapo'>Le résumé.</p>"
    classed = saved(page(f"<article><h1>Titre</h1>{summary}{FILLER}</article>"))
    assert plain.pieces[1].kind is Kind.PARAGRAPH
    assert classed.pieces[1].kind is Kind.STANDFIRST


def test_who_made_a_picture_is_a_credit(saved: Save) -> None:
    caption = "<figcaption>La salle. <small class='photo-credit'>A. Nour</small></figcaption>"
    draft = saved(page(f"<article>{FILLER}<figure>{caption}</figure>{FILLER}</article>"))
    assert draft.fields["credits"] == "A. Nour"
    assert "La salle." in texts(draft)


def test_fields_come_from_the_head_of_the_page(saved: Save) -> None:
    linked = {"@type": ["NewsArticle"], "datePublished": "2019-09-02T08:00:00Z", "author": "Aïda"}
    head = (
        "<meta property='og:site_name' content='Le  Courrier'><meta name=keywords content='a; b,a'>"
        "<meta property='article:tag' content='c, d'><link rel=canonical href='https://x.example/1'>"
        f"<script type='application/ld+json'>{json.dumps([1, {'@graph': [linked]}])}</script>"
    )
    assert saved(page(FILLER, head)).fields == {
        "source": "Le Courrier",
        "tags": "a, b, c  d",
        "url": "https://x.example/1",
        "date": "2019-09-02",
        "author": "Aïda",
        "language": "fr",
    }


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<meta property='article:published_time' content='2020-05-06T00'>", "date", "2020-05-06"),
        ("<meta name=author content='Aïda Nour'>", "author", "Aïda Nour"),
        ("<meta name=author content='https://social.example/aida'>", "author", None),
        ("<link rel=canonical href='javascript:alert(1)'>", "url", None),
        ("<link rel=canonical href='/c'><meta property='og:url' content='http://a.b/c'>", "url",
         "http://a.b/c"),
        ("<script type='application/ld+json'>{\"@type\": \"Article\",</script>", "date", None),
        (f"<script type='application/ld+json'>{'[' * 100_000}</script>", "date", None),
        ("<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[[7]]}</script>",
         "author", None),
    ],
)  # fmt: skip
def test_a_field_is_taken_only_where_it_is_sound(
    saved: Save, head: str, field: str, value: str | None
) -> None:
    assert saved(page(FILLER, head)).fields.get(field) == value


def test_the_date_and_author_shown_on_the_page_do_for_want_of_others(saved: Save) -> None:
    line = "<p>Par <a rel=author href=/a>Aïda Nour</a>, <time datetime='2018-01-02'>hier</time></p>"
    fields = saved(page(f"<article>{line}{FILLER}</article>")).fields
    assert (fields["author"], fields["date"]) == ("Aïda Nour", "2018-01-02")


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = (
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{BOMB}'
    '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    "<html><body><p>&a11; et &file; fin</p></body></html>"
)


def test_entities_that_a_page_declares_are_not_read(saved: Save) -> None:
    assert texts(saved(ENTITIES, "page.xhtml")) == ["&a11; et &file; fin"]


def test_nesting_without_end_is_an_error_with_its_place(saved: Save) -> None:
    with pytest.raises(InputError, match=r"page\.html:1: more than 2000 elements"):
        saved("<div>" * 100_000 + "texte")


def test_attributes_without_end_are_an_error_with_their_place(saved: Save) -> None:
    with pytest.raises(InputError, match=r"page\.html:2: an element with more than 1000"):
        saved("<p>un\n<p " + " ".join(f"a{n}='>'" for n in range(1001)) + ">deux")


def test_blocks_without_end_are_an_error(saved: Save) -> None:
    with pytest.raises(InputError, match="more than 200000 paragraphs"):
        saved("<p>x" * 200_002)


def test_an_attribute_may_hold_a_long_text(saved: Save) -> None:
    assert texts(saved(f"<p data-x='{SENTENCE * 1000}'>un</p>")) == ["un"]


def test_deep_but_finite_nesting_is_read(saved: Save) -> None:
    assert texts(saved("<div>" * 1500 + "texte")) == ["texte"]


@pytest.mark.parametrize("raw", [b"", b"  \n", b"\0\0\0", b"<!-- -->"])
def test_a_file_without_text_is_an_error(saved: Save, raw: bytes) -> None:
    with pytest.raises(InputError, match="no text in it"):
        saved(raw)


def test_null_bytes_vanish(saved: Save) -> None:
    assert texts(saved(b"<p>Un\0 mot.</p>")) == ["Un mot."]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with path.open("wb") as stream:
        stream.truncate(20 * 2**20 + 1)
    with pytest.raises(InputError, match="larger than 20 MB"):
        read(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.html: No such file"):
        read(tmp_path / "none.html")


@pytest.mark.parametrize(
    "raw",
    [
        "<p>" + "mot " * 2_500_000,
        "<![CDATA[" * 500_000,
        "<!DOCTYPE " * 500_000,
        "<!DOCTYPE x [" + "]   " * 1_000_000,
        "<h1>a</h1><p class='" + "intr " * 100_000 + "'>x",
        "<p style='" + "display " * 100_000 + "'>x",
    ],
    ids=["one paragraph", "CDATA", "DOCTYPE", "subset", "class", "style"],
)
def test_time_grows_with_the_file_and_no_faster(saved: Save, raw: str) -> None:
    started = time.process_time()
    with contextlib.suppress(InputError):
        saved(raw)
    assert time.process_time() - started < 20


def test_trafilatura_is_loaded_only_when_a_page_is_read() -> None:
    code = "import sys; from bilingual.ingest.html import read; print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_reading_says_nothing_on_the_console(
    saved: Save, capfd: pytest.CaptureFixture[str]
) -> None:
    saved(page("<nav>Menu</nav>"))
    assert capfd.readouterr() == ("", "")
