"""Argos Translate's packages, run by CTranslate2 in large sorted batches.

Of argostranslate only the package and its tokenizer are used: its `translate()` asks the model for
one sentence or two at a time and gives neither attention nor scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from bilingual.engines import Engine, Hypothesis, Request
from bilingual.engines.decode import LENGTH_PENALTY, Model
from bilingual.engines.jobs import BEAM
from bilingual.engines.packages import ModelPackage, list_packages
from bilingual.engines.pieces import MosesPieces, Pieces, SentencePieces
from bilingual.errors import EngineError

PIVOT = "en"  # nearly every Argos package has English on one side
# What CTranslate2, sentencepiece and argostranslate raise, the last for metadata of a wrong type.
_UNLOADABLE = (RuntimeError, ValueError, OSError, AttributeError, TypeError, MemoryError)
LONGEST = 128  # pieces: models are trained on sentences up to about this and get lost beyond it


class Argos:
    """One package: a `Steerable` engine."""

    name = "argos"
    draft = False
    keeps_words = False

    def __init__(self, package: ModelPackage) -> None:
        self.source, self.target, self._package = package.source, package.target, package
        self.label = f"Argos {self.source}→{self.target} {package.version}".rstrip()

    @cached_property
    def signature(self) -> str:
        """Package, hash of its files, CTranslate2's version and the settings of the search."""
        settings = f"beam {BEAM}, length penalty {LENGTH_PENALTY}"
        made = f"{self._package.name} {_digest(self._package.folder)}"
        return f"argos: {made}; ctranslate2 {version('ctranslate2')}; {settings}"

    @cached_property
    def _model(self) -> Model:
        return _load(self._package)

    def fits(self, sentence: str) -> bool:
        """True up to `LONGEST` pieces."""
        return len(self._model.pieces.cut(sentence).pieces) <= LONGEST

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis a sentence, in the same order.

        Raises EngineError for one that is too long to be read whole.
        """
        found = self.steer([Request(sentence) for sentence in sentences])
        for sentence, hypotheses in zip(sentences, found, strict=True):
            if not hypotheses:
                raise _too_long(sentence)
        return [hypotheses[0] for hypotheses in found]

    def steer(self, requests: Sequence[Request]) -> list[tuple[Hypothesis, ...]]:
        """The hypotheses of each request, best first."""
        with self._named():
            return self._model.steer(requests)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The mean log-probability a target piece of each (sentence, translation)."""
        with self._named():
            return self._model.score(pairs)

    def reads(self, text: str) -> bool:
        """True where `translate` takes the text without an EngineError."""
        return self._model.reads(text)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Failures of CTranslate2 come out as EngineError with the package's name."""
        try:
            yield
        except (RuntimeError, ValueError) as error:
            what = f"the model package {self._package.name} failed: {error}"
            raise EngineError(what, path=self._package.folder) from error


class ArgosPivot:
    """Two packages through English; scores add up, there is no alignment and no steering."""

    name = "argos"
    draft = False
    keeps_words = False

    def __init__(self, first: Argos, second: Argos) -> None:
        self._first, self._second = first, second
        self.source, self.target = first.source, second.target
        self.label = f"Argos {self.source}→{first.target}→{self.target}"

    @cached_property
    def signature(self) -> str:
        """Those of both packages."""
        return f"{self._first.signature} + {self._second.signature}"

    def fits(self, sentence: str) -> bool:
        """True where the first package takes it."""
        return self._first.fits(sentence)

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis a sentence, in the same order."""
        between = self._first.translate(sentences)
        # What is too long to read now is a model running in circles: nothing is said then.
        texts = [start.text if self._second.reads(start.text) else "" for start in between]
        last = self._second.translate(texts)
        return [
            Hypothesis(end.text, None if end.score is None else (start.score or 0.0) + end.score)
            for start, end in zip(between, last, strict=True)
        ]


def find(source: str, target: str, packages: Path | None = None) -> Engine | None:
    """The newest package for the pair, or the two that lead there through English, or None."""
    found = {(p.source, p.target): p for p in list_packages(packages) if not p.problem}
    if (source, target) in found:
        return Argos(found[source, target])
    first, second = found.get((source, PIVOT)), found.get((PIVOT, target))
    if source == target or first is None or second is None:
        return None
    return ArgosPivot(Argos(first), Argos(second))


def _too_long(sentence: str) -> EngineError:
    what = f"a sentence of {len(sentence)} characters is longer than the model can read"
    return EngineError(f"{what}: {sentence[:60]!r}...", hint="Split it into shorter sentences.")


def _load(package: ModelPackage) -> Model:
    """The model in memory; EngineError with the package's place where it cannot be loaded."""
    from argostranslate.package import Package

    try:
        loaded = Package(package.folder)
        sentencepiece = package.folder / "sentencepiece.model"
        pieces: Pieces = (
            SentencePieces(sentencepiece)
            if sentencepiece.exists()
            else MosesPieces(loaded.tokenizer)
        )
        return Model(package.folder / "model", pieces, str(loaded.target_prefix or ""))
    except _UNLOADABLE as error:
        raise EngineError(
            f"the model package {package.name} cannot be loaded: {error}",
            path=package.folder,
            hint=f"Install it anew: `bilingual models install {package.source} {package.target}`.",
        ) from error


def _digest(folder: Path) -> str:
    """A short hash of everything in a package that its output depends on."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and (file.parent.name == "model" or file.suffix in {".model", ".json"}):
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            total.update(f"{file.relative_to(folder).as_posix()} {digest}\n".encode())
    return total.hexdigest()[:16]
