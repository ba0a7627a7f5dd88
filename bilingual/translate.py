"""Sentences become translations: recall, engine, terms, checks, keep.

1. What a person approved wins (`reviewed`).
2. What was translated before, with the same engine and the same terms, is recalled (`Memory`).
3. The engine translates the rest: each sentence once, shortest first, batch by batch; what the
   checks doubt gets a second search (`second_look`).
4. The glossary's terms are enforced (`glossary.enforce`).
5. Checks mark what is doubtful (`checks`).
6. Each batch is kept before the next one starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bilingual.batches import batches
from bilingual.checks import check
from bilingual.engines import Engine
from bilingual.files import fingerprint
from bilingual.glossary.enforce import translate_with_terms
from bilingual.glossary.judge import forbidden
from bilingual.glossary.match import Match, Matcher
from bilingual.glossary.methods import Attempt
from bilingual.glossary.renderings import uses
from bilingual.memory import Memory
from bilingual.model import Issue, Origin, Translation
from bilingual.parts import joined, parts
from bilingual.reviewed import normal

BATCH = 256  # sentences to ask for at once: some ten seconds of a model of usual size
_REMEMBERED = 20_000  # sentences whose terms are looked for once: some 10 MB
_RULES = "7"  # raise it when enforcement or checks change: memories made before are not used

Progress = Callable[[int], None]  # told how many more sentences are done


@dataclass(frozen=True)
class Translator:
    """Everything that decides how a sentence of one pair of languages is translated."""

    engine: Engine
    matcher: Matcher = field(default_factory=lambda: Matcher((), ""))
    reviewed: Mapping[str, str] = field(default_factory=dict)  # by `reviewed.normal` sentence
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)  # by a term's two sides
    _alone: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that bears on any translation, or on how its terms are explained."""
        shown = [(t.key, t.note, t.expansion, t.domain) for t in self.matcher.terms]
        terms = [part for term in shown for part in term]
        reviewed = [part for pair in sorted(self.reviewed.items()) for part in pair]
        return fingerprint(self.engine.signature, _RULES, *terms, "", *reviewed)

    @cached_property
    def _found(self) -> Callable[[str], tuple[Match, ...]]:
        """The terms of a sentence: its key, its translation and its recall ask for the same."""
        return lru_cache(maxsize=_REMEMBERED)(self.matcher.find)

    def place(self, name: str) -> str:
        """The agreed name of a dateline's place, in capitals where the source has capitals."""
        matches = self.matcher.find(name)
        if [(m.start, m.end) for m in matches] != [(0, len(name))]:
            return name
        agreed = matches[0].term.target
        return agreed.upper() if name.isupper() else agreed

    def wanted(self, sentences: Iterable[str], memory: Memory) -> list[str]:
        """The sentences that the engine must be asked for: each once, shortest first."""
        fresh = {s: self.key(s) for s in dict.fromkeys(sentences) if normal(s) not in self.reviewed}
        known = memory.known(fresh.values())
        return sorted((s for s, key in fresh.items() if key not in known), key=len)

    def fill(self, sentences: Sequence[str], memory: Memory, progress: Progress) -> None:
        """Translates the sentences with the engine and keeps them in the memory."""
        for batch in batches(sentences, BATCH):
            made = self.translate(batch)
            memory.keep({self.key(s): t for s, t in zip(batch, made, strict=True)})
            progress(len(batch))

    def recall(self, sentences: Sequence[str], memory: Memory) -> dict[str, Translation]:
        """Translations by sentence: approved ones, else what the memory has."""
        approved = self.approved(sentences)
        keys = {s: self.key(s) for s in sentences if s not in approved}
        kept = memory.recall(keys.values())
        return approved | {s: kept[key] for s, key in keys.items() if key in kept}

    def approved(self, sentences: Iterable[str]) -> dict[str, Translation]:
        """What people approved for these sentences; those without are left out."""
        found = {s: self.reviewed.get(normal(s)) for s in sentences}
        return {s: self._approved(s, text) for s, text in found.items() if text}

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation a sentence, from the engine, with its terms enforced and checked.

        A sentence that is too long for the engine is translated in parts.
        """
        cut = [parts(sentence, self.engine.fits) for sentence in sentences]
        made = iter(self._translate([part.strip() for pieces in cut for part in pieces]))
        return [
            joined(sentence, pieces, [next(made) for _ in pieces])
            for sentence, pieces in zip(sentences, cut, strict=True)
        ]

    def _translate(self, sentences: Sequence[str]) -> list[Translation]:
        matches = [self._found(sentence) for sentence in sentences]
        attempts = translate_with_terms(sentences, matches, self.engine, self._alone)
        return [self._translation(attempt) for attempt in attempts]

    def key(self, sentence: str) -> str:
        """What the sentence's translation depends on: itself, the pair, the engine, its terms."""
        pair = (self.engine.source, self.engine.target)
        terms = sorted({match.term.key for match in self._found(sentence)})
        return fingerprint(sentence, *pair, self.engine.signature, _RULES, *terms)

    def _translation(self, attempt: Attempt) -> Translation:
        return Translation(
            attempt.text,
            Origin.ENGINE,
            engine=self.engine.label,
            score=attempt.hypothesis.score,
            terms=attempt.uses,
            issues=(
                *check(attempt.sentence, attempt.text, attempt.uses),
                *self._forbidden(attempt),
                *_unknown(attempt),
            ),
            alignment=attempt.hypothesis.alignment,
        )

    def _forbidden(self, attempt: Attempt) -> Iterator[Issue]:
        """Renderings to avoid that no method got rid of."""
        for (start, end), match in sorted(forbidden(attempt, self.engine.target).items()):
            what = f"“{attempt.text[start:end]}” should not stand for “{match.term.source}”"
            yield Issue("terms", what)

    def _approved(self, sentence: str, text: str) -> Translation:
        terms = uses(self._found(sentence), text, self.engine.target)
        return Translation(text, Origin.REVIEWED, terms=terms)


def _unknown(attempt: Attempt) -> Iterator[Issue]:
    """Words that the engine did not know and that still stand in the translation."""
    left = [word for word in attempt.hypothesis.unknown if word in attempt.text]
    if left:
        yield Issue("unknown", f"the engine does not know: {', '.join(left)}")
