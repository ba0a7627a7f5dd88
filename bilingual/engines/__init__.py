"""Engines: sentences in, as many hypotheses out.

An engine never splits a text, never remembers a sentence and knows no glossary. `find` gives the
one for a pair of languages. A new engine is one file with a function like `argos.find`, and one
line in `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bilingual.errors import EngineError

AUTO = "auto"

# name -> "module:function", best first. The function takes source, target and the folder of the
# model packages (None: where Argos keeps them) and gives an Engine, or None where it has none.
ENGINES = {
    "argos": "bilingual.engines.argos:find",
    "apertium": "bilingual.engines.apertium:find",
}

# Debian's packages that give Apertium a pair, for the hint where no engine is there.
_DEBIAN = {
    ("en", "es"): "apertium-eng-spa",
    ("en", "fr"): "apertium-fr-es apertium-eng-spa",
    ("es", "fr"): "apertium-fr-es",
}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine says for one sentence."""

    text: str  # "" where it has nothing to say
    score: float | None = None  # mean log-probability a target token; None where there is none
    alignment: tuple[tuple[int, int, int, int], ...] = ()
    # word links, in characters: source start, source end, target start, target end; () where none
    unknown: tuple[str, ...] = ()
    # words that the engine did not know and left as they were; lower case only, as most others
    # are names, which are no doubt


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to translate under conditions."""

    sentence: str
    prefix: str = ""  # target text that the translation begins with, to the letter, in whole words
    avoid: tuple[str, ...] = ()  # renderings that must not occur as whole words after the prefix
    n_best: int = 1  # how many hypotheses, at least 1
    no_repeat: int = 0  # pieces that must not come twice in the same order; 0: any may
    greedy: bool = False  # the search follows only as many ways as hypotheses are wanted: faster


class Engine(Protocol):
    """A translator for one pair of languages."""

    @property
    def name(self) -> str:
        """Its key in `ENGINES`: "argos"."""
        ...

    @property
    def source(self) -> str:
        """Code of the language that it reads."""
        ...

    @property
    def target(self) -> str:
        """Code of the language that it writes."""
        ...

    @property
    def label(self) -> str:
        """Its name for readers: "Argos fr→en 1.9"."""
        ...

    @property
    def signature(self) -> str:
        """Everything that changes what it says: name, models, versions, settings."""
        ...

    @property
    def draft(self) -> bool:
        """True where the text is a rough gist and the reader must say so."""
        ...

    @property
    def keeps_words(self) -> bool:
        """True where a made-up word comes out as it went in."""
        ...

    def fits(self, sentence: str) -> bool:
        """True where the sentence is short enough to be translated well, in one piece.

        The caller splits one that does not fit. `translate` stands a good deal more than this, and
        raises EngineError, rather than lose text, where a sentence is longer than a model can read.
        """
        ...

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis a sentence, in the same order."""
        ...


class Steerable(Engine, Protocol):
    """An engine whose search can be steered, which enforcing terms is built on."""

    def steer(self, requests: Sequence[Request]) -> list[tuple[Hypothesis, ...]]:
        """The hypotheses of each request, best first by the model's search: `n_best` of them.

        Fewer where the search finds no more that differ, none where `avoid` rules out all it finds,
        or where the sentence or the prefix is longer than the model can read. A score leaves out
        the prefix; `score` compares translations whole.
        """
        ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The mean log-probability a target token of each (sentence, translation).

        Minus infinity where one side is blank or longer than the model can read.
        """
        ...


def steerable(engine: Engine) -> Steerable | None:
    """The engine, if it can be steered."""
    return cast("Steerable", engine) if hasattr(engine, "steer") else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of `bilingual engines`: what an engine could do for a pair."""

    name: str
    source: str
    target: str
    label: str  # "" where it is not there for this pair
    detail: str  # its signature, or how to get it
    used: bool  # the one that "auto" takes
    why: str


Factory = Callable[[str, str, Path | None], Engine | None]


def find(source: str, target: str, name: str = AUTO, *, packages: Path | None = None) -> Engine:
    """The engine of that name for a pair; for "auto" the first of `ENGINES` that is installed.

    Nothing is loaded until the first sentence. Raises EngineError for an unknown name, and where
    no engine is installed for the pair: it then says how to get one.
    """
    if name != AUTO and name not in ENGINES:
        known = ", ".join((AUTO, *ENGINES))
        raise EngineError(f"no engine is called {name!r}", hint=f"Known are: {known}.")
    for key in ENGINES if name == AUTO else (name,):
        if engine := _factory(key)(source, target, packages):
            return engine
    which = "no engine" if name == AUTO else f"the engine {name} is not installed"
    hint = " Or: ".join(_commands(source, target, name))
    raise EngineError(f"{which} for {source}→{target}", hint=hint)


def installed(source: str, target: str, *, packages: Path | None = None) -> list[Choice]:
    """A line for each known engine, best first: is it there for this pair, is it used, and why."""
    lines: list[Choice] = []
    for name in ENGINES:
        engine = _factory(name)(source, target, packages)
        taken = next((line.label for line in lines if line.used), "")
        if engine is None:
            how = " ".join(_commands(source, target, name)) or "nothing known for this pair"
            lines.append(Choice(name, source, target, "", how, used=False, why="not installed"))
            continue
        why = f"{taken} is better" if taken else "the best that is installed"
        why += "; a rough gist only" if engine.draft else ""
        lines.append(
            Choice(name, source, target, engine.label, engine.signature, used=not taken, why=why)
        )
    return lines


def _factory(name: str) -> Factory:
    module, _, function = ENGINES[name].partition(":")
    factory: Factory = getattr(import_module(module), function)
    return factory


def _commands(source: str, target: str, name: str) -> list[str]:
    """Sentences that say what would give an engine for the pair."""
    if source == target:
        return ["The text is in the target language already: state another source or target."]
    commands = []
    if name in (AUTO, "argos"):
        commands.append(f"Run `bilingual models install {source} {target}`.")
    first, second = sorted((source, target))
    if name in (AUTO, "apertium") and (first, second) in _DEBIAN:
        commands.append(f"On Debian, run `apt-get install {_DEBIAN[first, second]}`.")
    return commands
