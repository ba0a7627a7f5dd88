"""What a candidate could be in the target language, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.folding import fold
from bilingual.glossary.report import Seen
from bilingual.glossary.suggest import Candidate
from bilingual.glossary.terms import Status, Term

UNKNOWN = "?"  # target of a candidate for which nobody has a rendering yet
GUESSED = "target guessed by the engine"  # asked for the term alone, without a sentence
COPIED = "target copied from the source"
_SHOWN = 160  # characters of an example in a note


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with a target that nobody has agreed to."""

    candidate: Candidate
    target: str  # UNKNOWN where nobody has one
    doubt: str  # GUESSED or COPIED; "" where the engine's translations of sentences have it
    full: str = ""  # what the engine makes of an acronym's full form
    expansion: str = ""  # what the glossary has for that full form: agreed


def proposal(candidate: Candidate, said: Mapping[str, str], agreed: Mapping[str, str]) -> Proposal:
    """The candidate's likeliest target: what translations have for it, else what is `said`.

    `said` is what an engine makes of single phrases, of candidates and of acronyms' full forms;
    `agreed` has full forms that are terms themselves.
    """
    alone = said.get(candidate.source, "")
    target = _in_case((*candidate.renderings, alone)[0].strip(), candidate.source) or UNKNOWN
    doubt = GUESSED if target != UNKNOWN and not candidate.renderings else ""
    if candidate.kind == "acronym" and target == candidate.source:
        doubt = COPIED
    expansion = agreed.get(candidate.expansion, "")
    full = expansion or said.get(candidate.expansion, "").strip(" .")
    copied = fold(full) == fold(candidate.expansion)
    return Proposal(candidate, target, doubt, "" if copied else full, expansion)


def as_term(proposed: Proposal) -> Term:
    """The candidate in the glossary's form, never used until somebody approves it.

    A full form that only the engine renders stays in the note: in the column it would be used.
    """
    candidate = proposed.candidate
    examples = "; ".join(_shortened(seen) for seen in candidate.examples)
    times = "time" if candidate.count == 1 else "times"
    full = f"full form: {candidate.expansion}" if candidate.expansion else ""
    if full and proposed.full and not proposed.expansion:
        full += f" (the engine says: {proposed.full})"
    facts = filter(None, (proposed.doubt, f"seen {candidate.count} {times}", full))
    return Term(
        candidate.source,
        proposed.target,
        variants=candidate.variants,
        pos={"phrase": "noun"}.get(candidate.kind, candidate.kind),
        expansion=proposed.expansion,
        case="exact" if candidate.kind == "acronym" else "",
        status=Status.CANDIDATE,
        note=f"{'; '.join(facts)}: {examples}",
    )


def doubt(term: Term) -> str:
    """Why the target of a candidate in the glossary is not to be trusted as it stands; or ""."""
    return next((mark for mark in (GUESSED, COPIED) if term.note.startswith(mark)), "")


def _in_case(rendering: str, source: str) -> str:
    """The rendering without the capital that an engine gives to whatever it is asked for.

    >>> _in_case("Line of credit", "ligne de crédit"), _in_case("EU budget", "budget européen")
    ('line of credit', 'EU budget')
    """
    added = source[:1].islower() and rendering[1:2].islower()
    return rendering[:1].lower() + rendering[1:] if added else rendering


def _shortened(seen: Seen) -> str:
    text = seen.text if len(seen.text) <= _SHOWN else seen.text[:_SHOWN].rstrip() + "…"
    return f"{text} ({seen.place.article} {seen.place.row})"
