"""What a change of the glossary would do to the corpus, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from bilingual.batches import batches
from bilingual.errors import InputError
from bilingual.folding import SAME
from bilingual.glossary.match import Matcher
from bilingual.glossary.report import Place, Seen
from bilingual.glossary.terms import Status, Term
from bilingual.model import Method, Origin, Translation
from bilingual.watch import Watch

_BATCH = 64  # sentences between two words to whoever waits


class Translates(Protocol):
    """As much of a `Translator` as this needs."""

    def key(self, sentence: str) -> str:
        """What the sentence's translation depends on."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation a sentence."""


By = TypeVar("By", bound=Translates)
Known = Mapping[str, Translation]  # by sentence
Shown = Callable[[By, Known], Iterable[Seen]]  # the rows of all articles, as readers show them


@dataclass(frozen=True, slots=True)
class Side(Generic[By]):
    """One glossary, and the translations that are there with it."""

    translator: By
    kept: Known


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence under both glossaries, as a reader shows it."""

    source: str
    before: str
    after: str
    places: tuple[Place, ...] = ()
    unmet: tuple[str, ...] = ()  # agreed targets that the translation would lack


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All that a change of the glossary bears on."""

    again: tuple[str, ...]  # sentences whose terms change: a build would translate them
    changed: tuple[Difference, ...]  # what would read differently, these or others
    same: tuple[Difference, ...]  # of the first, those that would read as before
    asked: int  # sentences that the engine was asked for, to find this out
    unknown: int = 0  # sentences without a translation yet, that the change does not bear on

    @property
    def unmet(self) -> int:
        """How many of the sentences would lack an agreed term."""
        return sum(bool(difference.unmet) for difference in (*self.changed, *self.same))


def what_if(
    sentences: Sequence[str], before: Side[By], after: Side[By], shown: Shown[By], watch: Watch
) -> WhatIf:
    """What readers would show otherwise; only sentences whose terms change are translated.

    Both ways, as far as the sides do not know them; nothing is kept. What a person approved stays.
    `shown` gives the rows of the same articles for either side: so datelines count, and what is
    changed for the sake of another sentence of the article.
    """
    distinct = list(dict.fromkeys(sentences))
    again = [
        s for s in distinct
        if not _approved(after.kept.get(s)) and before.translator.key(s) != after.translator.key(s)
    ]  # fmt: skip
    old = [s for s in again if s not in before.kept]
    new = [s for s in again if s not in after.kept]
    watch.start("Translating as it is", len(old), "sentences")
    was = {**before.kept, **_translated(before.translator, old, watch)}
    watch.start("Translating as it would be", len(new), "sentences")
    would_be = {**after.kept, **_translated(after.translator, new, watch)}
    rows = zip(shown(before.translator, was), shown(after.translator, would_be), strict=True)
    changed, same = compared(rows, frozenset(again))
    unknown = sum(sentence not in would_be for sentence in distinct)
    return WhatIf(tuple(again), changed, same, len(old) + len(new), unknown)


def since_build(
    built: Mapping[Place, Seen], after: Side[By], shown: Shown[By], watch: Watch
) -> WhatIf:
    """What the readers of the last build, row by row, would show otherwise in the next one.

    Rows that they do not have are left out; what they have and nobody knows is translated.
    """
    rows = [seen for seen in shown(after.translator, after.kept) if seen.place in built]
    again = list(dict.fromkeys(seen.text for seen in rows if seen.translation is None))
    watch.start("Translating as it would be", len(again), "sentences")
    would_be = {**after.kept, **_translated(after.translator, again, watch)}
    new = (seen for seen in shown(after.translator, would_be) if seen.place in built)
    changed, same = compared(((built[seen.place], seen) for seen in new), frozenset(again))
    return WhatIf(tuple(again), changed, same, len(again))


def compared(
    rows: Iterable[tuple[Seen, Seen]], again: frozenset[str]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What reads differently, each once with all its places; and what of `again` does not."""
    found: dict[tuple[str, str, str], Difference] = {}
    for before, after in rows:
        texts = (after.text, _text(before), _text(after))
        if texts[1] != texts[2] or after.text in again:
            one = found.get(texts) or Difference(*texts, unmet=_unmet(after.translation))
            found[texts] = replace(one, places=(*one.places, after.place))
    changed = tuple(d for d in found.values() if d.before != d.after)
    return changed, tuple(d for d in found.values() if d.before == d.after)


def _approved(translation: Translation | None) -> bool:
    return translation is not None and translation.origin is Origin.REVIEWED


def _text(seen: Seen) -> str:
    return seen.translation.text if seen.translation else ""


def _unmet(translation: Translation | None) -> tuple[str, ...]:
    uses = translation.terms if translation else ()
    return tuple(dict.fromkeys(use.target for use in uses if use.method is Method.UNMET))


def edited(terms: Sequence[Term], edits: Sequence[str], language: str) -> tuple[Term, ...]:
    """The terms with edits such as `OCS=SCO`; `OCS=` takes the entry away.

    The new target takes the place of the agreed one, which is no longer accepted. A source that is
    no entry, nor a variant or an inflected form of one, becomes a new one. Raises `InputError` for
    what is no edit.
    """
    after = list(terms)
    for edit in edits:
        source, equals, target = (part.strip() for part in edit.partition("="))
        if not (equals and source):
            hint = 'Write SOURCE=TARGET, such as "OCS=SCO"'
            raise InputError(f"{edit!r} is no change of the glossary", hint=hint)
        same = _entries(after, source, language)
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


def never_seen(
    before: Sequence[Term], after: Sequence[Term], texts: Iterable[str], language: str
) -> tuple[str, ...]:
    """Sources of the entries that differ and that no text has, alone or in a longer term."""
    plain = [
        dict.fromkeys(replace(t, line=0) for t in terms if _used(t)) for terms in (before, after)
    ]
    differ = [term for own, other in (plain, plain[::-1]) for term in own if term not in other]
    found: set[str] = set()
    matcher = Matcher(differ, language)
    for text in texts if differ else ():
        for match in matcher.find(text):
            found.update(term.source for term in (match.term, *match.over))
    return tuple(dict.fromkeys(term.source for term in differ if term.source not in found))


def _used(term: Term) -> bool:
    return term.status is Status.APPROVED


def _entries(terms: Sequence[Term], source: str, language: str) -> list[int]:
    """Places of the entries that are meant: those so written, else the one found in that form."""
    same = [n for n, term in enumerate(terms) if _same(source) in _forms(term)]
    if same:
        return same
    numbered = (replace(t, line=n, status=Status.APPROVED) for n, t in enumerate(terms))
    found = Matcher(numbered, language).find(source)
    return [m.term.line for m in found if (m.start, m.end) == (0, len(source))]


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
