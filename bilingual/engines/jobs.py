"""What a model is asked to search for, and how: sentences that need the same go together."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.engines import Request
from bilingual.engines.pieces import Cut

BEAM = 4  # argostranslate's
MOST = 1000  # pieces of output, prefix included: models have places for 1,024 or more

Ban = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Way:
    """How to search: sentences that need the same are searched together."""

    longest: int  # pieces of output
    wanted: int  # hypotheses
    beam: int  # how many are followed at a time
    no_repeat: int  # pieces that must not come twice in the same order
    ban: Ban  # pieces that must not follow each other


FIRST_PIECE = Way(longest=1, wanted=1, beam=1, no_repeat=0, ban=frozenset())


@dataclass(frozen=True, slots=True)
class Job:
    """One sentence on its way through the model."""

    place: int  # in the requests
    request: Request
    source: Cut
    prefix: Cut
    ban: Ban

    @property
    def longest(self) -> int:
        """How many pieces the output may have, so that a model that loops comes to an end.

        It depends on the sentence alone, not on its neighbours: else the same sentence could come
        out differently in another batch.
        """
        room = 2 * _ceiling(len(self.source.pieces)) + 16
        begun = _ceiling(len(self.prefix.pieces)) if self.prefix.pieces else 0
        return min(room + begun, MOST)

    @property
    def way(self) -> Way:
        """How to search for it: with spare hypotheses where some may have to be dropped.

        A prefix costs as much as if it had to be found, so that only a greedy search saves time.
        """
        count = self.request.n_best
        beam = count if self.request.greedy else max(BEAM, count)
        several = count > 1 or bool(self.request.avoid)
        wanted = beam if several else 1
        return Way(self.longest, wanted, beam, self.request.no_repeat, self.ban)


def _ceiling(count: int) -> int:
    """The next power of two: few groups, so that batches are full."""
    return max(8, 1 << (count - 1).bit_length())
