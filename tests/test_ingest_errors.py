"""Whatever a file holds, it becomes an article in which nothing is lost, or one clear error."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import BilingualError, ConfigError, InputError
from bilingual.ingest import article_id, ingest, load_rules
from bilingual.model import Article

FOLDER = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
MARKS = "-–—•▪‣●◦·*>"  # of lists, quotations and words cut at the end of a line

LINES = st.sampled_from(
    [
        *("", "", "", "----", "***", "Newsletter", "Partager", "Recherche", "0", "Publicité"),
        *("Par Anne Dubreuil", "2 mars 2020", "Mis à jour le 3 mars 2020", "Source : Revue"),
        *("Tags : a, b", "Tags :", "#un #deux", "https://example.org/a", "Photo : DR"),
        *("Un titre court", "Un titre court", "un kicker", "- un point", "1. un", "2. deux"),
        *("— Que dit-il ?", "> cité", "• point", "ASTANA, 15 mai - RIA Novosti.", "à propos de"),
        "Une phrase assez longue pour être un paragraphe de l'article, avec un point à la fin.",
        "Une phrase coupée au milieu par un saut de ligne, et qui continue plus bas dans le",
        "texte de l'article, en petites lettres, jusqu'à son point final.",
    ]
)


STAYS = (
    "Un paragraphe assez long pour qu'aucune règle ne le prenne pour autre chose que le corps de "
    "l'article, quoi qu'il y ait au-dessus ou au-dessous, et qui finit par un point bien visible."
)


def letters(*texts: str) -> Counter[str]:
    """How often each character comes that is neither space, unseen, nor a mark of a list."""
    text = unicodedata.normalize("NFC", "".join(texts))
    unseen = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Cn"}
    return Counter(c for c in text if unicodedata.category(c) not in unseen and c not in MARKS)


def accounted(article: Article) -> Counter[str]:
    texts = [block.text for block in article.blocks]
    aside = [item.text for item in article.set_aside]
    return letters(*texts, *aside, *article.credits)


def outcome(path: Path) -> Article | BilingualError:
    try:
        return ingest(path)
    except BilingualError as error:
        return error


def of(folder: Path, text: str, name: str = "a.txt") -> Article:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return ingest(path, default_language="fr")


@FOLDER
@given(above=st.lists(LINES, max_size=15), below=st.lists(LINES, max_size=15))
def test_every_line_of_a_page_is_in_a_block_a_credit_or_set_aside(
    tmp_path: Path, above: list[str], below: list[str]
) -> None:
    text = "\n".join([*above, "", STAYS, "", *below])
    article = of(tmp_path, text)
    numbers = letters("12." * 99)  # of lists
    assert accounted(article) - numbers == letters(text) - numbers


@FOLDER
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=300))
def test_every_letter_of_any_text_is_accounted_for(tmp_path: Path, text: str) -> None:
    try:
        article = of(tmp_path, text)
    except BilingualError:
        return
    lost = letters(text) - accounted(article)
    assert set(lost) <= set("0123456789abcdefghijklmnopqrstuvwxyz.)"), lost  # a list's numbers
    assert not accounted(article) - letters(text)


@FOLDER
@given(raw=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md"]))
def test_any_bytes_give_an_article_or_one_clear_error(
    tmp_path: Path, raw: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(raw)
    article = outcome(path)
    if isinstance(article, BilingualError):
        assert str(article).startswith(str(path))
        return
    assert article.blocks
    for block in article.blocks:
        assert block.text == block.text.strip()
        assert "\n" not in block.text
        assert unicodedata.is_normalized("NFC", block.text)
        assert block.language


@FOLDER
@given(text=st.text("ab.,; \n#*_`[]()<>!-=1&\\|~\"'", max_size=200))
def test_any_markdown_gives_an_article_that_keeps_its_words(tmp_path: Path, text: str) -> None:
    try:
        article = of(tmp_path, text, "a.md")
    except BilingualError:
        return
    lost = letters(text) - accounted(article)
    assert set(lost) <= set("#*_`[]()<>!-=1&\\|~\"'.;"), lost  # marks, and numbers of lists


def test_the_same_file_gives_the_same_article_twice(tmp_path: Path) -> None:
    text = "Un titre\n\nUne phrase assez longue pour qu'on y reconnaisse la langue du texte.\n"
    assert of(tmp_path, text) == of(tmp_path, text)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text in it"),
        (b"***\n---", "no text in it"),
        (b"%PDF-1.7\n\x00\x01\x02\xff\xfe stream", "this is a PDF, not text"),
        (b"\xef\xbb\xbf\n%PDF-1.4 un texte sans octets nuls", "this is a PDF, not text"),
        (b"{\\rtf1\\ansi Un titre. Une phrase.}", "this is an RTF document, not text"),
        (b"PK\x03\x04 un texte", "this is a zip archive"),
        (b"\x89PNG\r\n un texte", "this is an image, not text"),
        (b"\xff\xd8\xff un texte", "this is an image, not text"),
        (b"RIFF1234WEBP un texte", "this is an image, not text"),
        (b"a\x00b\x00c\x00", "not a text file"),
        (bytes(range(1, 32)) * 20, "not a text file"),
        (b"a\n" * 60_000, "more than 50000 lines"),
    ],
)
def test_a_file_that_is_no_article_is_refused(tmp_path: Path, raw: bytes, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=what) as caught:
        ingest(path, default_language="fr")
    assert str(caught.value).startswith(str(path))


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(21 * 2**20)
    with pytest.raises(InputError, match="larger than 20 MB"):
        ingest(path)


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(InputError, match=r"\.txt, \.md"):
        ingest(tmp_path / "a.docx")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        ingest(tmp_path / "a.txt")


def test_a_text_whose_language_cannot_be_told_needs_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024", "utf-8")
    with pytest.raises(InputError, match="language"):
        ingest(tmp_path / "a.txt")
    assert ingest(tmp_path / "a.txt", default_language="fr").language == "fr"


@pytest.mark.parametrize(
    ("top", "line", "what"),
    [
        ("autor: X", 2, 'unknown key "autor"'),
        ("title: a\nauthor: [b, c]", 3, "one value"),
        ("title: a\ntitle: b", 3, "twice"),
        ("title: {a: b}", 2, "nested"),
        ("tags: [a, [b]]", 2, "nested"),
        ("title: a\ndate: bientôt", 3, "2019-09-02"),
        ("language: French", 2, "two letters"),
        ("url: ftp://a", 2, "https"),
        ("title: 'a\nauthor: b", 3, "front matter"),
        ("title: &a b\nauthor: *c", 3, "front matter"),
        ("title: " + "[" * 5000, 1, "front matter"),
    ],
)
def test_front_matter_with_a_fault_names_its_line(
    tmp_path: Path, top: str, line: int, what: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        of(tmp_path, f"---\n{top}\n---\nUn titre\n")
    assert what in str(caught.value)
    assert f"a.txt:{line}:" in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "line", "what"),
    [
        ('title = "a"\nautor = "X"', 2, 'unknown key "autor"'),
        ('title = "a', 1, "not TOML"),
        ('[title]\na = "b"', 1, "nested"),
        ("\ndate = 12", 2, "2019-09-02"),
        ("x = " + "[" * 5000, 1, "not TOML"),
    ],
)
def test_a_sidecar_with_a_fault_names_its_line(
    tmp_path: Path, toml: str, line: int, what: str
) -> None:
    (tmp_path / "a.toml").write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as caught:
        of(tmp_path, "Un titre\n")
    assert what in str(caught.value)
    assert f"a.toml:{line}:" in str(caught.value)


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_pdf_is_refused_under_any_name_of_a_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"%PDF-1.7\n<p>Une phrase.</p>")
    with pytest.raises(InputError, match=r"this is a PDF, not text\. Open it"):
        ingest(path, default_language="fr")


def test_a_text_that_begins_with_the_letters_of_a_signature_is_a_text(tmp_path: Path) -> None:
    assert of(tmp_path, "PK et GIF\n\nUne phrase.").title == "PK et GIF"


@pytest.mark.parametrize("name", ["keep", "drop"])
def test_a_line_listed_that_is_not_in_the_file_is_an_error_at_its_place(
    tmp_path: Path, name: str
) -> None:
    toml = f'title = "Un titre"\n{name} = [\n  "Une phrase.",\n  "Absente",\n]'
    (tmp_path / "a.toml").write_text(toml, "utf-8")
    with pytest.raises(ConfigError, match="Absente") as caught:
        of(tmp_path, "Un titre\n\nUne phrase.")
    assert "a.toml:4:" in str(caught.value)


def test_a_line_listed_in_front_matter_that_is_not_in_the_file_names_its_line(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigError, match="Absente") as caught:
        of(tmp_path, "---\ntitle: a\ndrop: [Absente]\n---\nUn titre\n\nUne phrase.")
    assert "a.txt:3:" in str(caught.value)


def test_a_line_of_hyphens_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    article = of(tmp_path, "---\nUn titre\n---\nUne phrase de l'article, assez longue pour cela.")
    assert article.title == "Un titre"


def mixed(folder: Path, top: str = "") -> Article:
    paragraphs = ("Les ministres sont arrivés hier.", ENGLISH, "Ils signeront le texte demain.")
    return of(folder, top + "\n\n".join(("Le sommet commence à Astana", *paragraphs)))


ENGLISH = (
    "The ministers of the six countries met on Tuesday in the capital to talk about water, and "
    "about the climate of the region, before a dinner that was given by the mayor of the old town."
)


def test_a_french_article_with_a_long_english_paragraph_stays_french(tmp_path: Path) -> None:
    article = mixed(tmp_path)
    assert article.language == "fr"
    assert [b.text for b in article.blocks if b.language == "en"] == [ENGLISH]
    assert {b.language for b in article.blocks if b.text != ENGLISH} == {"fr"}


def test_french_sentences_of_an_article_said_to_be_english_are_found(tmp_path: Path) -> None:
    article = mixed(tmp_path, "---\nlanguage: en\n---\n")
    assert article.language == "en"
    assert {b.language for b in article.blocks if b.text != ENGLISH} == {"fr"}


def test_an_english_article_in_a_french_workspace_is_english(tmp_path: Path) -> None:
    article = of(tmp_path, f"Water and climate\n\n{ENGLISH}\n\nA good dinner was had by all.\n")
    assert {b.language for b in article.blocks} == {"en"}


def test_a_title_kicker_and_standfirst_given_as_empty_are_ordinary_text(tmp_path: Path) -> None:
    text = f"Un titre court\nUn sujet\n\n{STAYS}\n\nPartie\n\n{STAYS[:100]} fin.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    found = {block.kind for block in ingest(tmp_path / "a.txt").blocks}
    assert {"title", "kicker", "standfirst"} <= found
    (tmp_path / "a.toml").write_text('title = ""\nkicker = ""\nstandfirst = ""', "utf-8")
    article = ingest(tmp_path / "a.txt")
    assert not {"title", "kicker", "standfirst"} & {block.kind for block in article.blocks}
    assert accounted(article) == letters(text)


def test_what_a_page_marks_is_ordinary_text_where_the_sidecar_says_none(tmp_path: Path) -> None:
    page = f'<html lang="fr"><h1>Un titre</h1><p class="chapo">Un résumé.</p><p>{STAYS}</p></html>'
    (tmp_path / "a.toml").write_text('title = ""\nstandfirst = ""', "utf-8")
    article = of(tmp_path, page, "a.html")
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("heading", "Un titre"),
        ("paragraph", "Un résumé."),
        ("paragraph", STAYS),
    ]


def test_an_empty_value_in_the_sidecar_wins_over_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('author = ""\ndate = ""', "utf-8")
    top = "---\nauthor: Anne Dubreuil\ndate: 2020-03-02\n---\n"
    article = of(tmp_path, f"{top}Un titre\n\n{STAYS}")
    assert (article.author, article.date) == ("", None)


def test_the_name_of_a_site_that_is_kept_stays_above_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('keep = ["Revue"]', "utf-8")
    article = of(tmp_path, f"Revue\n\n\nUn titre bien plus long que cela\n\n{STAYS}")
    assert "Revue" in [block.text for block in article.blocks]


def test_a_short_sentence_that_opens_the_text_is_no_title_where_one_is_given(
    tmp_path: Path,
) -> None:
    article = of(tmp_path, f"---\ntitle: Le sommet\n---\nIl pleut à Astana.\n\n{STAYS}")
    assert "Il pleut à Astana." in [block.text for block in article.blocks]


FURNITURE = "match\ttext\treason\n"


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        ("line\tA\tb\n", 1, "no header"),
        (FURNITURE + "# a note\n\nlines\tA\tb\n", 4, 'unknown match "lines"'),
        (FURNITURE + "line\tA\n", 2, "2 columns"),
        (FURNITURE + "pattern\t(a\tb\n", 2, "not a pattern"),
        (FURNITURE + "pattern\t(a+)+b\tb\n", 2, "for ever"),
        (FURNITURE + "line\tA\tb\npattern\t^(a|a)*$\tb\n", 3, "for ever"),
        (FURNITURE + "pattern\t^(?:(?:a|aa)b?){2,}$\tb\n", 2, "for ever"),
        (FURNITURE + "pattern\t(?x) (a?) {40}\tb\n", 2, "for ever"),
        (FURNITURE + "line\t***\tb\n", 2, "no words"),
    ],
)
def test_a_table_of_furniture_with_a_fault_names_its_line(
    tmp_path: Path, table: str, line: int, what: str
) -> None:
    path = tmp_path / "furniture.tsv"
    path.write_text(table, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_rules(path)
    assert what in str(caught.value)
    assert f"furniture.tsv:{line}:" in str(caught.value)


def test_a_table_of_the_workspace_adds_to_the_built_in_one_and_wins_over_it(tmp_path: Path) -> None:
    path = tmp_path / "furniture.tsv"
    rows = ("line\tVu d’ailleurs\tsection", "keep\tNewsletter", "starts\tDessin :\tcredit")
    path.write_text(FURNITURE + "\n".join(rows), "utf-8")
    text = "Un titre\n\nVu d'ailleurs\n\nNewsletter\n\nPartager\n\nUne phrase.\n\nDessin : Plantu\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    article = ingest(tmp_path / "a.txt", rules=load_rules(path), default_language="fr")
    assert [item.text for item in article.set_aside] == ["Vu d'ailleurs", "Partager"]
    assert article.credits == ("Dessin : Plantu",)
    assert "Newsletter" in [block.text for block in article.blocks]


def test_a_missing_table_of_the_workspace_changes_nothing(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "none.tsv") == load_rules(None)


@given(path=st.text(min_size=1, max_size=120))
def test_an_id_is_plain_ascii_and_never_empty(path: str) -> None:
    name = article_id(f"{path}.txt".replace("\0", ""))
    assert name
    assert len(name) < 90
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name == name.strip("-")


def test_ids_differ_where_letters_were_lost() -> None:
    assert article_id("статья.txt") != article_id("газета.txt")
    assert article_id("2019/a.txt") == "2019-a"
