"""What is kept stands under all that made it: nothing that bears on a translation is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.engines import find
from bilingual.engines.packages import install_file
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Status, Term
from bilingual.translate import Translator

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
SENTENCE = "Le chat dort."
CAT = Term("chat", "tomcat")


@pytest.mark.parametrize(
    "change",
    [
        {"source": "chats"}, {"target": "cat"}, {"variants": ("matou",)}, {"avoid": ("kitten",)},
        {"alternatives": ("feline",)}, {"pos": "name"}, {"inflection": "none"}, {"case": "exact"},
        {"domain": "place"},
    ],
)  # fmt: skip
def test_all_that_bears_on_a_translation_is_in_a_terms_key(change: dict[str, object]) -> None:
    assert replace(CAT, **change).key != CAT.key  # type: ignore[arg-type] # one field at a time


@pytest.mark.parametrize(
    "change",
    [{"note": "a pet"}, {"authority": "a dictionary"}, {"line": 7}, {"status": Status.CANDIDATE}],
)
def test_what_bears_on_no_translation_is_not_in_a_terms_key(change: dict[str, object]) -> None:
    assert replace(CAT, **change).key == CAT.key  # type: ignore[arg-type] # one field at a time


def test_the_lists_of_a_term_are_told_apart_in_its_key() -> None:
    keys = {replace(CAT, **{name: ("x",)}).key for name in ("variants", "alternatives", "avoid")}  # type: ignore[arg-type] # one field at a time
    assert len(keys) == 3


def test_a_translation_is_kept_for_one_sentence_and_its_terms(packages: Path) -> None:
    engine = find("fr", "en", packages=packages)
    plain, cat = Translator(engine), Translator(engine, Matcher([CAT], "fr"))
    assert len({plain.key(SENTENCE), cat.key(SENTENCE), plain.key("Le chien dort.")}) == 3
    assert cat.key("Le chien dort.") == plain.key("Le chien dort.")


def test_another_model_does_not_recall_what_this_one_said(packages: Path, tmp_path: Path) -> None:
    other = install_file(MICRO, packages=tmp_path).folder / "model" / "model.bin"
    other.write_bytes(other.read_bytes() + b" ")
    keys = {
        Translator(find("fr", "en", "argos", packages=folder)).key(SENTENCE)
        for folder in (packages, tmp_path)
    }
    assert len(keys) == 2
