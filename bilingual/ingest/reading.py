"""The record that the rules of `understand` hand on: lines, and what was found in them so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bilingual.ingest.cleaning import key
from bilingual.ingest.furniture import Rules
from bilingual.model import Kind, SetAside

HEAD = (Kind.TITLE, Kind.KICKER, Kind.STANDFIRST)  # what stands above the body, in this order
USED = "used as the "  # reason of a line that became a field: "used as the date"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, or a paragraph made of several."""

    text: str
    number: int = 0  # in the file, 1-based; 0 where the format has no lines
    gap: int = 0  # blank lines before it; at least 1 where the format starts a new piece
    kind: Kind | None = None  # None: not yet known
    level: int = 0

    @property
    def open(self) -> bool:
        """Whether this is running text as far as known."""
        return self.kind is None or self.kind is Kind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Reading:
    """How far an article is understood."""

    lines: tuple[Line, ...]
    fields: Mapping[str, str]  # given by the file or its sidecar, or found by a rule
    rules: Rules  # what is furniture
    given: frozenset[str] = frozenset()  # names of fields that the text cannot change
    keep: frozenset[str] = frozenset()  # keys of lines that stay whatever a rule says
    set_aside: tuple[SetAside, ...] = ()
    credits: tuple[str, ...] = ()

    def aside(self, reasons: Mapping[int, str]) -> Reading:
        """Without the lines at these places, each set aside for its reason; kept lines stay."""
        going = {i: why for i, why in reasons.items() if key(self.lines[i].text) not in self.keep}
        gone = tuple(
            SetAside(self.lines[i].text, why, self.lines[i].number)
            for i, why in sorted(going.items())
        )
        return replace(self, lines=left(self.lines, going), set_aside=self.set_aside + gone)

    def found(
        self, used: Mapping[int, Mapping[str, str]], labels: Mapping[int, str] | None = None
    ) -> Reading:
        """With the lines at these places used for fields; a field that has a value keeps it.

        Lines that only name a field go with them, at `labels`. A field that was given as empty
        has no line: those that look like it stay.
        """
        used = {
            index: some
            for index, values in used.items()
            if (some := {name: text for name, text in values.items() if not self.has_none(name)})
        }
        if not used:
            return self
        fields = dict(self.fields)
        reasons = dict(labels or {})
        for index, values in used.items():
            names = " and ".join(values)
            if self.given >= set(values) and not set(values.items()) - set(self.fields.items()):
                reasons[index] = f"repeats the {names}"
            elif self.given >= set(values):
                reasons[index] = f"replaced by the {names} given"
            else:
                reasons[index] = USED + names
            fields = {**values, **fields}
        return replace(self, fields=fields).aside(reasons)

    def has_none(self, name: str) -> bool:
        """Whether it was given that the article has no such field: `kicker = ""`."""
        return name in self.given and not self.fields.get(name)

    def marked(self, index: int, kind: Kind) -> Reading:
        """With the line at this place as one of a kind."""
        line = replace(self.lines[index], kind=kind, level=0)
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))

    def used_between(self, above: Line, below: Line) -> bool:
        """Whether the author or date stood between two lines."""
        return any(
            above.number < item.line < below.number
            and item.reason.startswith(USED)
            and ("author" in item.reason or "date" in item.reason)
            for item in self.set_aside
        )


def left(lines: tuple[Line, ...], gone: Mapping[int, str]) -> tuple[Line, ...]:
    """The lines that stay; each takes over the gap before the ones that stood between."""
    staying: list[Line] = []
    gap = 0
    for index, line in enumerate(lines):
        gap = max(gap, line.gap)
        if index not in gone:
            staying.append(replace(line, gap=gap))
            gap = 0
    return tuple(staying)
