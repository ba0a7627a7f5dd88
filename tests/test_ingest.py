"""A file becomes an article: tests/cases/ingest holds files, each beside what must come out.

To add a case, put NAME.txt (or .md, with NAME.toml beside it where wanted) into that folder, run
`pytest tests/test_ingest.py --renew` and read what it wrote to NAME.expected.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.files import write_text
from bilingual.ingest import READERS, ingest
from bilingual.model import Article

CASES = Path(__file__).parent / "cases" / "ingest"


def listing(article: Article) -> str:
    """The article as lines to read: fields, blocks with their line, then what was set aside."""
    facts = {
        "language": article.language,
        "date": article.date or "",
        "author": article.author,
        "source": article.source,
        "url": article.url,
        "tags": " | ".join(article.tags),
        "credits": " | ".join(article.credits),
    }
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    for block in article.blocks:
        other = f" {block.language}" if block.language != article.language else ""
        level = f" {block.level}" if block.level else ""
        lines.append(f"{block.line:3} {block.kind}{level}{other}: {block.text}")
    lines += [f"{item.line:3} - {item.reason}: {item.text}" for item in article.set_aside]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "path", [p for p in sorted(CASES.iterdir()) if p.suffix in READERS], ids=lambda p: p.name
)
def test_a_file_comes_out_as_its_expected_listing_says(path: Path, renew: bool) -> None:
    found = listing(ingest(path, corpus=CASES))
    expected = path.with_suffix(".expected")
    if renew:
        write_text(expected, found)
        pytest.skip(f"renewed {expected.name}: read it")
    assert found == expected.read_text("utf-8")


def test_every_expected_listing_has_its_file() -> None:
    with_file = {p.with_suffix(".expected") for p in CASES.iterdir() if p.suffix in READERS}
    assert {p for p in CASES.iterdir() if p.suffix == ".expected"} == with_file
    assert len(with_file) > 30
