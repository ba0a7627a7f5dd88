"""What a change of the glossary would do to the corpus, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bilingual.batches import batches
from bilingual.errors import InputError
from bilingual.folding import SAME
from bilingual.glossary.terms import Status, Term
from bilingual.model import Translation
from bilingual.watch import Watch

_BATCH = 64  # sentences between two words to whoever waits


class Translates(Protocol):
    """As much of a `Translator` as this needs."""

    def key(self, sentence: str) -> str:
        """What the sentence's translation depends on."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation a sentence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence under both glossaries."""

    sentence: str
    before: Translation
    after: Translation

    @property
    def is_one(self) -> bool:
        """True where a reader would see it."""
        return self.before.text != self.after.text


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All that a change of the glossary bears on."""

    differences: tuple[Difference, ...]  # every affected sentence, also those that stay the same
    translated: int  # how often the engine was asked

    @property
    def changed(self) -> tuple[Difference, ...]:
        """The sentences that would read differently."""
        return tuple(d for d in self.differences if d.is_one)


def what_if(
    sentences: Sequence[str],
    before: Translates,
    after: Translates,
    kept: Mapping[str, Translation],
    watch: Watch,
) -> WhatIf:
    """The sentences whose terms change, translated both ways; nothing is kept.

    `kept` are translations known already with the terms of `before`; of the others, only those
    affected are translated.
    """
    affected = [s for s in sentences if before.key(s) != after.key(s)]
    missing = [s for s in affected if s not in kept]
    watch.start("Translating as it is", len(missing), "sentences")
    old = dict(kept) | _translated(before, missing, watch)
    watch.start("Translating as it would be", len(affected), "sentences")
    new = _translated(after, affected, watch)
    differences = tuple(Difference(s, old[s], new[s]) for s in affected)
    return WhatIf(differences, len(missing) + len(affected))


def edited(terms: Sequence[Term], edits: Sequence[str]) -> tuple[Term, ...]:
    """The terms with edits such as `OCS=SCO`; `OCS=` takes the entry away.

    The new target takes the place of the agreed one, which is no longer accepted. A source that is
    no entry, nor a variant of one, becomes a new one. Raises `InputError` for what is no edit.
    """
    after = list(terms)
    for edit in edits:
        source, equals, target = (part.strip() for part in edit.partition("="))
        if not (equals and source):
            hint = 'Write SOURCE=TARGET, such as "OCS=SCO"'
            raise InputError(f"{edit!r} is no change of the glossary", hint=hint)
        same = [n for n, term in enumerate(after) if _same(source) in _forms(term)]
        for n in reversed(same):
            after[n : n + 1] = [_with_target(after[n], target)] if target else []
        if target and not same:
            acronym = source.isupper() and " " not in source
            after.append(
                Term(source, target, pos="acronym", case="exact")
                if acronym
                else Term(source, target)
            )
        elif not same:
            raise InputError(f"{source!r} is no entry of the glossary", hint="Check its spelling")
    return tuple(after)


def _with_target(term: Term, target: str) -> Term:
    return replace(
        term,
        target=target,
        status=Status.APPROVED,
        alternatives=tuple(a for a in term.alternatives if a != target),
        avoid=tuple(a for a in term.avoid if _same(a) != _same(target)),
        inflection="none" if term.inflection == "none" else "",
    )


def _forms(term: Term) -> set[str]:
    return {_same(form) for form in (term.source, *term.variants)}


def _same(form: str) -> str:
    return form.translate(SAME).casefold()


def _translated(
    translator: Translates, sentences: Sequence[str], watch: Watch
) -> dict[str, Translation]:
    found: dict[str, Translation] = {}
    for batch in batches(sorted(sentences, key=len), _BATCH):
        found |= dict(zip(batch, translator.translate(batch), strict=True))
        watch.advance(len(batch))
    return found
