"""Sentences come apart as tests/cases/segment says, and nothing of a text gets lost."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.model import Segment
from bilingual.segment import RULES, segment, segment_stream

HERE = Path(__file__).parent
CASES = HERE / "cases" / "segment"
KNOWN = "known failures"
SPACES = {"{nbsp}": "\N{NO-BREAK SPACE}", "{nnbsp}": "\N{NARROW NO-BREAK SPACE}"}
LANGUAGES = ("fr", "en", "ru", "zh", "es", "de", "ar", "tg", "fr-FR", "")
# what rules look at, so that random text meets them often
MARKS = st.text("aÉ.!?…»«\"'’“”„()[]-—:;,1。”「」/ \n\r\t\x00\x1f\x85\xa0\u202f\u2029\u3000МMJI")


@dataclass(frozen=True)
class Case:
    language: str
    topic: str
    line: int
    written: tuple[str, ...]

    @property
    def text(self) -> str:
        glue = "" if self.language in {"ja", "zh"} else " "
        return glue.join(self.written).replace(f"{glue}{{none}}", "")

    @property
    def sentences(self) -> list[str]:
        return [sentence.removeprefix("{none}") for sentence in self.written]


def cases(path: Path) -> Iterator[Case]:
    text = path.read_text("utf-8")
    for sign, space in SPACES.items():
        text = text.replace(sign, space)
    topic = ""
    held: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("## "):
            topic = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            held.append(line)
        elif held and not line:
            yield Case(path.stem, topic, number - len(held), tuple(held))
            held = []


def parameter(case: Case) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN)] if case.topic == KNOWN else []
    name = re.sub(r"\W+", "-", case.topic)
    return pytest.param(case, id=f"{case.language}-{case.line}-{name}", marks=marks)


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in cases(path)]


def texts(text: str, language: str) -> list[str]:
    return [sentence.text for sentence in segment(text, language)]


@pytest.mark.parametrize("case", [parameter(case) for case in ALL])
def test_sentences_come_apart_as_written(case: Case) -> None:
    assert texts(case.text, case.language) == case.sentences


def test_every_language_with_rules_of_ours_has_cases() -> None:
    assert {case.language for case in ALL} == {"fr", "en", "ru", "zh", "ja", "es", "de"}
    assert sum(case.language == "fr" and case.topic != KNOWN for case in ALL) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=MARKS | st.text())
def test_nothing_of_a_text_gets_lost(language: str, text: str) -> None:
    found = segment(text, language)
    assert "".join(s.text + s.space for s in found) == text
    assert all(s.text == s.text.strip() and not s.space.strip() for s in found)
    assert all(s.text for s in found[1:])
    assert all(s.space for s in found[:-1] if not s.text)


def test_an_empty_text_has_no_sentences() -> None:
    assert segment("", "fr") == ()


def test_white_space_in_front_is_a_segment_without_text() -> None:
    assert segment("  Oui.\n", "fr") == (Segment("", "  "), Segment("Oui.", "\n"))
    assert segment(" \xa0\n", "fr") == (Segment("", " \xa0\n"),)


def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert texts("Le titre\n\nLe début\nd'un texte.", "fr") == ["Le titre", "Le début\nd'un texte."]


@pytest.mark.parametrize("language", ["tg", "ky", "xx", "", "?"])
def test_a_language_without_rules_has_sentences_too(language: str) -> None:
    text = "Якум. Дуюм? (Сеюм!) “Чорум…” В. Панҷум. « Шашум! » 7. Ҳафтум"
    assert texts(text, language) == [
        *("Якум.", "Дуюм?", "(Сеюм!)", "“Чорум…”", "В. Панҷум.", "« Шашум! »", "7. Ҳафтум"),
    ]


def test_stops_of_other_scripts_end_a_sentence_too() -> None:
    assert texts("यह पहला है। यह दूसरा है।", "hi") == ["यह पहला है।", "यह दूसरा है।"]


@pytest.mark.parametrize("language", ["fr", "FR", "fr-BE", "fr_CA"])
def test_a_region_does_not_matter(language: str) -> None:
    assert texts("Mme. Li vient. Elle parle.", language) == ["Mme. Li vient.", "Elle parle."]


HOSTILE = {
    "no stop": ("mot ", 1),
    "no space": ("a", 1),
    "stops": (".", 1),
    "stops apart": (". ", None),
    "quotation marks": ('"', 1),
    "open marks": ("« ", 1),
    "titles": ("M. ", 1),
    "initials": ("A. ", None),
    "open brackets": ("(. ", None),
    "closed quotations": (". » ", None),
    "spaces": (" ", 1),
    "line breaks": ("\n x", None),
}


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("language", ["fr", "ru"])
def test_a_long_text_without_mercy_is_cut_in_linear_time(unit: str, language: str) -> None:
    """Where time grew with the square of the length, this would take hours."""
    piece, count = HOSTILE[unit]
    text = piece * (100_000 // len(piece))
    found = segment(text, language)
    assert "".join(s.text + s.space for s in found) == text
    assert count is None or language != "fr" or len(found) == count


def test_a_long_text_is_cut_like_a_short_one() -> None:
    """Also where one window ends and the next begins."""
    plain = [case for case in ALL if case.language == "fr" and case.topic == "titles before a name"]
    sentences = [sentence for case in plain for sentence in case.sentences] * 40
    text = " ".join(sentences)
    assert len(text) > 20_000
    assert texts(text, "fr") == sentences


def test_paragraphs_of_a_stream_are_parted_by_an_empty_line() -> None:
    lines = ["\n", "M.\n", "Li vient. Il parle\n", "peu.\n", " \n", "\n", "Fin.\n", "\n"]
    assert list(segment_stream(lines, "fr")) == ["M. Li vient.", "Il parle peu.", "", "Fin."]
    assert list(segment_stream([], "fr")) == []


def test_a_stream_is_cut_as_it_comes() -> None:
    def lines() -> Iterator[str]:
        yield from ["Un. Deux.", "", "Trois."]
        raise AssertionError("read too far")

    stream = segment_stream(lines(), "fr")
    assert [next(stream), next(stream)] == ["Un.", "Deux."]


def test_our_rules_are_valid_srx() -> None:
    from choppa import SRX_2_XSD, SrxDocument

    document = SrxDocument(ruleset=RULES, validate_ruleset=SRX_2_XSD)
    assert document.cascade
    for language in document.language_map_list:
        for rule in language.language_rule.rules:
            document.compile(rule.before_pattern)
            document.compile(rule.after_pattern)


BENCHMARK = runpy.run_path(str(HERE.parent / "benchmarks" / "segmentation.py"))


def test_boundaries_are_scored_inside_paragraphs_only() -> None:
    scores = BENCHMARK["boundary_scores"]
    assert scores([["A b.", "C."], ["D."]], [["A b.", "C."], ["D."]]) == (1, 1, 1)
    assert scores([["A b.", "C."]], [["A", "b.", "C."]])[:2] == (0.5, 1)
    assert scores([["A.", "B."]], [["A. B."]])[:2] == (0, 0)


@pytest.mark.skipif(not BENCHMARK["GOLD"].exists(), reason="the gold sentences are not here")
@pytest.mark.parametrize("half", [0, 1], ids=["even", "held out"])
def test_french_boundaries_are_found(half: int) -> None:
    gold = BENCHMARK["paragraphs"]()[half::2]
    found = [BENCHMARK["ours"](" ".join(sentences)) for sentences in gold]
    assert BENCHMARK["boundary_scores"](gold, found).f1 >= 0.98
