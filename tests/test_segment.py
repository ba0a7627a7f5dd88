"""Sentences come out as the cases say, and nothing of a text gets lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bilingual.segment import segment

CASES = Path(__file__).parent / "cases" / "segment"
KNOWN = "known failures"
SPACES = {"{nbsp}": "\N{NO-BREAK SPACE}", "{nnbsp}": "\N{NARROW NO-BREAK SPACE}"}


@dataclass(frozen=True)
class Case:
    language: str
    topic: str
    line: int
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        glue = "" if self.language == "zh" else " "
        return glue.join(self.sentences).replace(f"{glue}{{none}}", "")

    @property
    def expected(self) -> list[str]:
        return [sentence.removeprefix("{none}") for sentence in self.sentences]


def read_cases(path: Path) -> list[Case]:
    text = path.read_text("utf-8")
    for sign, space in SPACES.items():
        text = text.replace(sign, space)
    topic, cases, held, first = "", [], [], 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("## "):
            topic = line[3:]
        elif line.startswith("#"):
            continue
        elif line:
            first = first if held else number
            held.append(line)
        elif held:
            cases.append(Case(path.stem, topic, first, tuple(held)))
            held = []
    return cases


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def parameter(case: Case):
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN)] if case.topic == KNOWN else []
    name = f"{case.language}:{case.line} {re.sub(r'[^a-z -]', '', case.topic)}"
    return pytest.param(case, id=name, marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in ALL])
def test_sentences_come_apart_as_written(case: Case):
    assert [s.text for s in segment(case.text, case.language)] == case.expected
