"""Getting the agreed terms into translations: one method after another, until one works.

Each method is tried on all sentences that still have a problem, so that an engine is asked once a
method and not once a sentence. Whether what a method offers counts, `judge` decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.engines import Engine
from bilingual.glossary.first import by_itself, told
from bilingual.glossary.inflect import target_forms
from bilingual.glossary.judge import chosen, doubts, problems
from bilingual.glossary.match import Match
from bilingual.glossary.methods import ROUNDS, Attempt
from bilingual.model import Method


def translate_with_terms(
    sentences: Sequence[str],
    matches: Sequence[tuple[Match, ...]],
    engine: Engine,
    alone: dict[str, str],
) -> list[Attempt]:
    """One attempt a sentence, with its terms met wherever a method could; the rest is UNMET.

    `alone` remembers what the engine says for terms alone, from one call to the next.
    """
    early = told(sentences, matches, engine, alone)
    made = {i: a for i, a in early.items() if not problems(a, engine.target) and not doubts(a)}
    rest = [place for place in range(len(sentences)) if place not in made]
    plain = by_itself([sentences[i] for i in rest], [matches[i] for i in rest], engine)
    whole = [i in early and not early[i].unmet for i in rest]
    offers = [(early[i].hypothesis,) if met else () for i, met in zip(rest, whole, strict=True)]
    better = _mended(chosen(plain, offers, Method.SOURCE, engine), engine)
    made.update(zip(rest, better, strict=True))
    return [with_capitals(made[place], engine.target) for place in range(len(sentences))]


def _mended(attempts: list[Attempt], engine: Engine) -> list[Attempt]:
    """The attempts, each with the first offer for it that counted, method after method."""
    troubled = list(range(len(attempts)))
    for method, offers_of in ROUNDS:
        troubled = [i for i in troubled if problems(attempts[i], engine.target)]
        if not troubled:
            break
        some = [attempts[i] for i in troubled]
        better = chosen(some, offers_of(some, engine), method, engine)
        for i, attempt in zip(troubled, better, strict=True):
            attempts[i] = attempt
    return attempts


def with_capitals(attempt: Attempt, language: str) -> Attempt:
    """The attempt with the capitals of names and terms that the engine wrote small.

    `cold War` is taken for `Cold War`, and becomes it; `Member State` for `member state` stays. A
    sentence all in capitals gets a translation all in capitals.
    """
    loud = _loud(attempt.sentence) and len(attempt.text.upper()) == len(attempt.text)
    text, mended = attempt.text.upper() if loud else attempt.text, []
    for match, use in zip(attempt.matches, attempt.uses, strict=True):
        start, end = use.target_start, use.target_end
        form = _larger(use.rendering, target_forms(match.term, language))
        if form and not loud:
            text = text[:start] + form + text[end:]
        mended.append(replace(use, rendering=text[start:end]) if use.rendering else use)
    if text == attempt.text:
        return attempt
    return replace(attempt, hypothesis=replace(attempt.hypothesis, text=text), uses=tuple(mended))


def _loud(sentence: str) -> bool:
    """Whether it is all in capitals, and not because it has nothing but acronyms.

    >>> _loud("SOMMET À ASTANA"), _loud("OTAN ET UE"), _loud("Sommet à ASTANA")
    (True, False, False)
    """
    return sentence.isupper() and any(len(word) > 5 for word in sentence.split())


def _larger(rendering: str, forms: Sequence[str]) -> str:
    """The form that is the rendering but for more capitals; "" where there is none.

    >>> _larger("cold War", ("Cold War",)), _larger("Cold War", ("cold war",))
    ('Cold War', '')
    """
    if rendering in forms:
        return ""
    alike = (form for form in forms if form.casefold() == rendering.casefold())
    return next((f for f in alike if f != rendering and _capitals(f) > _capitals(rendering)), "")


def _capitals(text: str) -> int:
    return sum(character.isupper() for character in text)
