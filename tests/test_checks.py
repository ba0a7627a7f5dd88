"""Checks find what is wrong and are quiet about what is right."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks import check, from_elsewhere, worse
from bilingual.model import Issue, Method, Origin, TermUse, Translation

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


def _uses(source: str, target: str, *terms: tuple[str, str]) -> tuple[TermUse, ...]:
    """A use for each (word of the source, its rendering), both from left to right."""
    made, start, begin = [], 0, 0
    for word, rendering in terms:
        start, begin = source.index(word, start), target.index(rendering, begin)
        end, last = start + len(word), begin + len(rendering)
        made.append(TermUse(word, rendering, start, end, Method.PLAIN, rendering, begin, last))
        start, begin = end, last
    return tuple(made)


def test_two_terms_that_are_called_the_same_are_no_repetition() -> None:
    source, target = "L'OCS et le petit club parlent.", "The SCO, the SCO speak."
    uses = _uses(source, target, ("OCS", "SCO"), ("petit club", "SCO"))
    assert check(source, target, uses) == ()
    assert [issue.check for issue in check(source, target, uses[:1])] == ["loop"]


def test_a_term_is_repeated_if_more_than_the_term_is() -> None:
    source = "La ministre ouzbèke et un collègue ouzbek parlent."
    target = "The Uzbek minister, the Uzbek minister speak."
    uses = _uses(source, target, ("ouzbèke", "Uzbek"), ("ouzbek", "Uzbek"))
    assert [issue.check for issue in check(source, target, uses)] == ["loop"]


def test_a_repetition_of_terms_hides_no_other() -> None:
    source = "L'OCS et le petit club parlent du projet commun de gare."
    target = "The SCO, the SCO speak of the joint plan the joint plan for a station."
    uses = _uses(source, target, ("OCS", "SCO"), ("petit club", "SCO"))
    (issue,) = check(source, target, uses)
    assert issue == Issue("loop", "“the joint plan” is repeated")


def test_an_acronym_written_out_is_not_too_long() -> None:
    source = "L'OCS est née en 2001 à Shanghai."
    target = "The Shanghai Cooperation Organisation (SCO) was born in 2001 in Shanghai."
    assert [issue.check for issue in check(source, target)] == ["length"]
    start, end = target.index("Shanghai"), target.index(" was")
    use = TermUse("OCS", "SCO", 2, 5, Method.PLAIN, target[start:end], start, end)
    assert check(source, target, (use,)) == ()


def test_what_no_rule_finds_comes_from_elsewhere() -> None:
    source, text = "Il a vu 14 chats bricolés.", "He saw cats bricolés."
    unknown = Issue("unknown", "the engine does not know: bricolés")
    made = Translation(text, Origin.ENGINE, issues=(*check(source, text), unknown))
    assert len(made.issues) == 2
    assert from_elsewhere(source, made) == (unknown,)


issues = st.lists(st.builds(Issue, st.sampled_from(["numbers", "loop", "names"]), st.just("x")))


@given(issues, issues)
def test_worse_is_more_of_any_kind(before: list[Issue], after: list[Issue]) -> None:
    kinds = {issue.check for issue in after}

    def count(found: list[Issue], kind: str) -> int:
        return sum(issue.check == kind for issue in found)

    assert worse(before, after) == any(count(after, k) > count(before, k) for k in kinds)


def test_a_long_sentence_is_checked_in_time() -> None:
    """36 KB of names take a second; compared each with each, they took twenty."""
    chosen = random.Random(1)
    source, target = (
        " ".join(
            f"{word} {''.join(chosen.choices('abcdefghijklmnop', k=7)).title()}"
            for _ in range(3_500)
        )
        for word in ("le", "the")
    )
    began = time.perf_counter()
    assert {issue.check for issue in check(source, target)} == {"names"}
    assert time.perf_counter() - began < 10


def test_a_name_far_from_its_place_counts_only_if_it_is_spelt_the_same() -> None:
    far = "and so on " * 60
    for name, found in (("Norov", []), ("Norow", ["names"])):
        source = f"Le ministre Norov parle {'et ainsi de suite ' * 60}."
        assert [i.check for i in check(source, f"The minister {far} {name} speaks.")] == found


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_checked(source: str, target: str) -> None:
    assert all(issue.detail for issue in check(source, target))
