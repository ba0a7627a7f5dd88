"""Checks find what is wrong and are quiet about what is right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks import check
from bilingual.model import Method, TermUse

_FILE = Path(__file__).parent / "cases" / "checks" / "doubts.tsv"
with _FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['check'] or 'ok'}: {case['why']}")
def test_doubts_about_a_translation(case: dict[str, str]) -> None:
    found = {issue.check for issue in check(case["source"], case["target"])}
    assert found == ({case["check"]} if case["check"] else set())


def test_a_term_that_was_not_met_is_a_doubt() -> None:
    use = TermUse("OCS", "SCO", 2, 5, Method.UNMET)
    (issue,) = check("L'OCS est née.", "The OCS was born.", (use,))
    assert issue.detail == "“OCS” should be “SCO”"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_checked(source: str, target: str) -> None:
    assert all(issue.detail for issue in check(source, target))
