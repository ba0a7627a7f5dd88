"""Each way to get a term into a translation, with real engines or with an attempt as it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from bilingual.engines import Engine, Hypothesis, Request
from bilingual.engines.argos import Argos, ArgosPivot
from bilingual.glossary.match import Matcher
from bilingual.glossary.methods import Attempt, forced, in_source, rendered
from bilingual.glossary.renderings import uses
from bilingual.glossary.terms import Term
from bilingual.model import Method
from bilingual.translate import Translator

SISTER = Term("sœur", "sibling")
CAT = Term("chat", "tomcat", avoid=("cat",))


def _attempt(sentence: str, terms: Sequence[Term], hypothesis: Hypothesis) -> Attempt:
    found = Matcher(terms, "fr").find(sentence)
    return Attempt(sentence, found, hypothesis, uses(found, hypothesis.text, "en"))


@dataclass
class Echo:
    """An engine that says a sentence so many times over, and remembers what it was asked."""

    times: int = 1
    longest: int = 10_000
    name: str = "echo"
    source: str = "fr"
    target: str = "en"
    label: str = "Echo"
    signature: str = "echo"
    draft: bool = False
    keeps_words: bool = True
    asked: list[str] = field(default_factory=list)

    def fits(self, sentence: str) -> bool:
        return len(sentence) <= self.longest

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        self.asked += sentences
        return [Hypothesis(" ".join([sentence] * self.times)) for sentence in sentences]


@dataclass
class Silent(Echo):
    """A steerable engine that finds nothing, and remembers what it was asked for."""

    requests: list[Request] = field(default_factory=list)

    def steer(self, requests: Sequence[Request]) -> list[tuple[Hypothesis, ...]]:
        self.requests += requests
        return [()] * len(requests)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [0.0] * len(pairs)


# Where a rendering stands


def _said(attempt: Attempt) -> str:
    """What the translation has for the first term; "" where that is unknown."""
    span = rendered(attempt, attempt.matches[0])
    return attempt.text[slice(*span)] if span else ""


def test_a_rendering_is_one_stretch() -> None:
    """`of` after `sister` is linked too, but stands too far off to be a part of it."""
    text = "My sister is at the house of Paul."
    links = ((3, 7, 3, 9), (3, 7, 26, 28))
    attempt = _attempt("Ma sœur est chez Paul.", [SISTER], Hypothesis(text, alignment=links))
    assert _said(attempt) == "sister"


def test_a_rendering_may_have_a_word_between_its_own() -> None:
    text = "The minister of foreign affairs left."
    term = Term("ministre des AE", "foreign minister")
    links = ((3, 11, 4, 12), (16, 18, 16, 23), (16, 18, 24, 31))
    attempt = _attempt("Le ministre des AE part.", [term], Hypothesis(text, alignment=links))
    assert _said(attempt) == "minister of foreign affairs"


def test_a_rendering_takes_nothing_from_another_term() -> None:
    """The model looks at `sœur` for both words; `cat` is the agreed rendering of `chat`."""
    text = "The sister cat sleeps."
    links = ((4, 8, 4, 10), (4, 8, 11, 14))
    terms = [SISTER, Term("chat", "cat")]
    attempt = _attempt("La sœur chat dort.", terms, Hypothesis(text, alignment=links))
    assert _said(attempt) == "sister"


def test_the_function_words_before_a_rendering_are_left() -> None:
    text = "The house of the sister is old."
    links = ((13, 17, 10, 12), (13, 17, 13, 16), (13, 17, 17, 23))
    attempt = _attempt("La maison de sœur.", [SISTER], Hypothesis(text, alignment=links))
    assert _said(attempt) == "sister"


def test_a_rendering_that_nothing_is_linked_to_is_unknown() -> None:
    attempt = _attempt("Ma sœur.", [SISTER], Hypothesis("My sister."))
    assert _said(attempt) == ""


# Forcing


def test_what_the_engine_said_wrong_is_not_said_again_further_on(argos: Engine) -> None:
    """After `The tomcat is sleeping and` the model would go on with `the cat`."""
    sentence = "Le chat dort et le chat mange du pain."
    (plain,) = argos.translate([sentence])
    assert re.search(r"\bcat\b", plain.text)
    attempt = _attempt(sentence, [CAT], plain)
    ((offer, *_),) = forced(0)([attempt], argos)
    assert offer.text.startswith("The tomcat")
    assert not re.search(r"\bcat\b", offer.text)


NOUNS = ("un", "deux", "trois", "quatre")
FOUR = [Term(noun, f"agreed {noun}") for noun in NOUNS]


def _four(*methods: Method) -> Attempt:
    """An attempt at four terms, each met or not, with its rendering where the sentence has it."""
    said = dict.fromkeys(NOUNS, "")
    for noun, method in zip(NOUNS, methods, strict=True):
        said[noun] = f"agreed {noun}" if method is Method.FORCED else noun
    sentence, text = " ".join(said), "; ".join(said.values())
    links = tuple((*_place(sentence, noun), *_place(text, word)) for noun, word in said.items())
    attempt = _attempt(sentence, FOUR, Hypothesis(text, alignment=links))
    told = tuple(replace(u, method=m) for u, m in zip(attempt.uses, methods, strict=True))
    return replace(attempt, uses=told)


def _place(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def _forced(number: int, *methods: Method) -> list[str]:
    """The prefixes that a round asks for."""
    engine = Silent()
    assert forced(number)([_four(*methods)], engine) == [()]
    return [request.prefix for request in engine.requests]


def test_terms_are_forced_from_left_to_right() -> None:
    lacking = [Method.UNMET] * 4
    assert _forced(0, *lacking) == ["Agreed un"]
    assert _forced(1, *lacking) == ["un; agreed deux"]
    assert _forced(3, *lacking) == ["un; deux; trois; agreed quatre"]
    assert _forced(4, *lacking) == []


def test_no_term_is_forced_twice() -> None:
    """The first one failed in round 0; the second one was forced in round 1, the third came too."""
    so_far = (Method.UNMET, Method.FORCED, Method.FORCED, Method.UNMET)
    assert _forced(2, *so_far) == []
    assert _forced(3, *so_far) == ["un; agreed deux; agreed trois; agreed quatre"]


def test_terms_that_the_engine_had_by_itself_are_not_counted() -> None:
    so_far = (Method.PLAIN, Method.HYPOTHESIS, Method.UNMET, Method.UNMET)
    assert [len(_forced(number, *so_far)) for number in range(4)] == [1, 1, 0, 0]


# In the source


def test_a_stand_in_that_came_back_twice_is_no_offer() -> None:
    attempt = _attempt("Ma sœur dort.", [SISTER], Hypothesis("Ma sœur dort."))
    ((once,),) = in_source([attempt], Echo(times=1))
    assert once.text == "Ma sibling dort."
    assert in_source([attempt], Echo(times=2)) == [()]


def test_a_stand_in_that_did_not_come_back_is_no_offer() -> None:
    attempt = _attempt("Ma sœur dort.", [SISTER], Hypothesis("Ma sœur dort."))
    assert in_source([attempt], Echo(times=0)) == [()]


def test_dozens_of_terms_of_one_sentence_get_a_stand_in_each(apertium: Engine) -> None:
    """Also where there are more of them than letters."""
    names = [f"Zor{a}{b}" for a in "abcdefgh" for b in "mnprst"]
    terms = [Term(name, f"Agreed-{name}", pos="name") for name in names]
    sentence = f"Voici {', '.join(names)} et Paul."
    ((offer,),) = in_source([_attempt(sentence, terms, Hypothesis(sentence))], apertium)
    assert re.findall(r"Agreed-\w+", offer.text) == [term.target for term in terms]


# Targets longer than an engine can read

MONSTER = " ".join(["council of the heads of state"] * 66)[:1999].strip()
SOMMET = Term("sommet", MONSTER)


def test_a_target_longer_than_a_model_reads_is_unmet_and_nothing_fails(argos: Engine) -> None:
    sentences = ["Le sommet commence demain.", "Je parle anglais avec ma sœur."]
    made = Translator(argos, Matcher([SOMMET, SISTER], "fr")).translate(sentences)
    assert [use.method for use in made[0].terms] == [Method.UNMET]
    assert made[0].text
    assert "sibling" in made[1].text


def test_a_target_longer_than_a_model_reads_leaves_the_other_terms_alone(argos: Engine) -> None:
    sentence = "Je parle anglais avec ma sœur du sommet."
    made = Translator(argos, Matcher([SOMMET, SISTER], "fr")).translate([sentence])[0]
    assert [bool(use.rendering) for use in made.terms] == [True, False]


def test_a_target_longer_than_two_models_read_is_unmet_too(argos: Engine) -> None:
    pivot = ArgosPivot(cast("Argos", argos), cast("Argos", argos))
    made = Translator(pivot, Matcher([SOMMET], "fr")).translate(["Le sommet commence demain."])[0]
    assert [use.method for use in made.terms] == [Method.UNMET]


def test_a_sentence_that_its_terms_make_too_long_is_not_asked_for() -> None:
    attempt = _attempt("Ma sœur dort.", [SISTER], Hypothesis("Ma sœur dort."))
    engine = Echo(longest=3)
    assert in_source([attempt], engine) == [()]
    assert engine.asked == []
