"""Terms on a page: where they stand in a row, and the card of each glossary entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bilingual.model import Method, Pair, TermUse
from bilingual.page import Met, Place, Run, Section, TermCard

Numbers = Mapping[tuple[str, str], int]  # glossary entry (source, target) -> number of its card

HOW = {  # in the order of a card: how the agreed target came into the translation
    Method.PLAIN: "there without help",
    Method.HYPOTHESIS: "chosen among the engine’s proposals",
    Method.FORCED: "the engine was made to say it",
    Method.SOURCE: "given to the engine within the sentence",
    Method.REPLACED: "put in place of another word",
    Method.UNMET: "not kept",
}


def numbered(pairs: Iterable[Pair]) -> dict[tuple[str, str], int]:
    """The number of each glossary entry's card, from 1, in the order of first use."""
    uses = [use for pair in pairs for use in pair.target.terms]
    return {key: n for n, key in enumerate(dict.fromkeys(map(_entry, uses)), start=1)}


def source_runs(pair: Pair, numbers: Numbers) -> tuple[Run, ...]:
    """The source cut at its terms; those that the translation lacks are marked so."""
    terms = pair.target.terms
    unmet = {use.start for use in terms if use.method is Method.UNMET}
    marks = [(use.start, use.end, numbers[_entry(use)]) for use in terms]
    return runs(pair.source.text, marks, unmet)


def target_runs(pair: Pair, numbers: Numbers) -> tuple[Run, ...]:
    """The translation cut at its terms."""
    terms = pair.target.terms
    marks = [(use.target_start, use.target_end, numbers[_entry(use)]) for use in terms]
    return runs(pair.target.text, marks)


def runs(
    text: str, marks: Iterable[tuple[int, int, int]], unmet: Iterable[int] = ()
) -> tuple[Run, ...]:
    """The text cut at its marks (start, end, card number); joined, the runs are the text.

    `unmet` are the starts of marks whose agreed target is missing.

    Of marks that overlap the first stays, of those that start together the longest; marks
    outside the text are left out.

    >>> [run.text for run in runs("le sommet de l’OCS", [(13, 18, 1), (15, 18, 2)])]
    ['le sommet de ', 'l’OCS']
    """
    pieces: list[Run] = []
    done, lacking = 0, frozenset(unmet)
    for start, end, term in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if done <= start < end <= len(text):
            pieces += [Run(text[done:start])] if start > done else []
            pieces.append(Run(text[start:end], term, start in lacking))
            done = end
    return (*pieces, Run(text[done:])) if done < len(text) else tuple(pieces)


def cards(
    pairs: Sequence[Pair],
    sections: Sequence[Section],
    numbers: Numbers,
    notes: Mapping[tuple[str, str], str],
) -> tuple[TermCard, ...]:
    """A card for each entry, in the order of their numbers; `notes` are the glossary's."""
    found: dict[int, list[tuple[Place, Method]]] = {number: [] for number in numbers.values()}
    shown = (row for section in sections for row in section.rows)
    for pair, row in zip(pairs, shown, strict=True):
        for use in pair.target.terms:
            found[numbers[_entry(use)]].append((Place(row.id, row.number), use.method))
    return tuple(
        TermCard(
            number=number,
            source=source,
            target=target,
            note=notes.get((source, target), ""),
            rows=_places(found[number], HOW),
            unmet=_places(found[number], {Method.UNMET}),
            met=_met(found[number]),
        )
        for (source, target), number in numbers.items()
    )


def _met(found: Sequence[tuple[Place, Method]]) -> tuple[Met, ...]:
    """The places of a term, together by method."""
    ways = ((how, method, _places(found, {method})) for method, how in HOW.items())
    return tuple(Met(how, places, method is Method.UNMET) for how, method, places in ways if places)


def _places(found: Iterable[tuple[Place, Method]], methods: Iterable[Method]) -> tuple[Place, ...]:
    """The places with one of these methods, none twice."""
    wanted = frozenset(methods)
    return tuple(dict.fromkeys(place for place, method in found if method in wanted))


def _entry(use: TermUse) -> tuple[str, str]:
    return use.source, use.target
