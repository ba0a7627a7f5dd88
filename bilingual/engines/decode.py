"""A CTranslate2 model at work: sentences sorted into batches, searched, read back with links."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bilingual.engines import Hypothesis, Request
from bilingual.engines.align import links
from bilingual.engines.jobs import FIRST_PIECE, Ban, Job, Way
from bilingual.engines.pieces import Cut, Pieces
from bilingual.spans import spans_of

LENGTH_PENALTY = 0.2  # argostranslate's
BATCH = 1024  # source pieces with padding; more made sentences wait for the slowest of their batch
LIMIT = 500  # source pieces that a model can surely read: its positions end at 512 or later
ROUNDS = 3  # how often all that is found may be spoilt, in other pieces each time
_IMPOSSIBLE = -1e6  # the score of a hypothesis that only fills up a list


class Model:
    """One model in memory."""

    def __init__(self, folder: Path, pieces: Pieces, target_prefix: str = "") -> None:
        """Load it; `target_prefix` is the piece with which a multilingual model picks a language.

        Raises RuntimeError or ValueError where the folder has no model that works.
        """
        from ctranslate2 import Translator

        self.pieces = pieces
        self._start = (target_prefix,) if target_prefix else ()
        self._folder = folder
        # One thread a worker: a sentence is too small to be worth sharing between cores.
        self._translator: Any = Translator(str(folder), inter_threads=_cores(), intra_threads=1)

    def steer(self, requests: Sequence[Request]) -> list[tuple[Hypothesis, ...]]:
        """As `Steerable.steer`. Scores leave out the prefix."""
        found: list[tuple[Hypothesis, ...]] = [(Hypothesis(r.prefix),) for r in requests]
        asked = [self._job(n, r) for n, r in enumerate(requests) if r.sentence.strip()]
        jobs = []
        for job in asked:
            if max(len(job.source.pieces), len(job.prefix.pieces)) > LIMIT:
                found[job.place] = ()
            elif job.source.pieces:  # invisible characters have none
                jobs.append(job)
        for _ in range(ROUNDS):
            again = []
            for job, answer, first in self._search(jobs):
                hypotheses, ban = self._read(job, answer, first)
                found[job.place] = hypotheses
                if not hypotheses and ban > job.ban:
                    again.append(replace(job, ban=ban))
            jobs = again
        return found

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """As `Steerable.score`; minus infinity where one side is blank, or too long to be read."""
        scores = [float("-inf")] * len(pairs)
        cuts = [tuple(self.pieces.cut(text).pieces for text in pair) for pair in pairs]
        full = [
            n
            for n, (pair, cut) in enumerate(zip(pairs, cuts, strict=True))
            if all(map(str.strip, pair)) and max(map(len, cut)) <= LIMIT
        ]
        answers = self._translator.score_batch(
            [cuts[n][0] for n in full],
            [self._start + cuts[n][1] for n in full],
            max_batch_size=BATCH,
            batch_type="tokens",
            max_input_length=0,
        )
        for n, answer in zip(full, answers, strict=True):
            counted = answer.log_probs[len(self._start) :]
            scores[n] = sum(counted) / len(counted)
        return scores

    def reads(self, text: str) -> bool:
        """True where the model can read the whole text."""
        return len(self.pieces.cut(text).pieces) <= LIMIT

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The target pieces: CTranslate2 takes no others in a ban."""
        for name in ("shared_vocabulary", "target_vocabulary"):
            if (file := self._folder / f"{name}.json").exists():
                return frozenset(json.loads(file.read_text("utf-8")))
            if (file := self._folder / f"{name}.txt").exists():
                return frozenset(file.read_text("utf-8").split("\n"))
        return frozenset()

    def _job(self, place: int, request: Request) -> Job:
        prefix = self.pieces.cut(request.prefix.rstrip())
        spellings = (self.pieces.cut(way).pieces for word in request.avoid for way in _cases(word))
        ban = frozenset(pieces for pieces in spellings if self._can_ban(pieces))
        return Job(place, request, self.pieces.cut(request.sentence), prefix, ban)

    def _can_ban(self, pieces: tuple[str, ...]) -> bool:
        return bool(pieces) and self._vocabulary.issuperset(pieces)

    def _search(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Any, Any]]:
        """Each job with CTranslate2's answer, and with the one that has its first row of attention.

        Long sentences first, all workers busy. In a batch, CTranslate2's beam search gives each
        sentence the first row of another one's attention (4.8; its greedy search does not), so that
        the first piece is then searched for once more, alone.
        """
        groups: dict[Way, list[Job]] = {}
        for job in sorted(jobs, key=lambda job: -len(job.source.pieces)):
            groups.setdefault(job.way, []).append(job)
        started = [
            (
                group,
                self._begin(way, group),
                self._begin(FIRST_PIECE, group) if way.beam > 1 else (),
            )
            for way, group in groups.items()
        ]
        for group, answers, firsts in started:
            for job, answer, first in zip(group, answers, firsts or answers, strict=True):
                yield job, answer.result(), first.result().attention[0][0]

    def _begin(self, way: Way, group: Sequence[Job]) -> Any:
        """CTranslate2's promises for a group of jobs."""
        return self._translator.translate_batch(
            [job.source.pieces for job in group],
            target_prefix=[self._start + job.prefix.pieces for job in group],
            max_batch_size=BATCH,
            batch_type="tokens",
            beam_size=way.beam,
            num_hypotheses=way.wanted,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=way.longest,
            no_repeat_ngram_size=way.no_repeat,
            suppress_sequences=sorted(way.ban) or None,
            replace_unknowns=True,
            return_scores=True,
            return_attention=True,
            asynchronous=True,
        )

    def _read(
        self, job: Job, answer: Any, first: Sequence[float]
    ) -> tuple[tuple[Hypothesis, ...], Ban]:
        """The hypotheses that keep to the request; its ban, with what spoilt the others."""
        kept: dict[str, Hypothesis] = {}  # by text: the same one can be spelt in several ways
        ban = set(job.ban)
        begun = len(self._start) + len(job.prefix.pieces)
        found = zip(answer.hypotheses, answer.scores, answer.attention, strict=True)
        for pieces, score, attention in found:
            target = self._continue(job.prefix, tuple(pieces[begun:]))
            spoilt = spans_of(job.request.avoid, target.text, len(job.prefix.text))
            said = [_said(target, span) for span in spoilt]
            if _runs_on(target.text, len(job.prefix.text)):
                said.append((job.prefix.pieces[-1], pieces[begun]))
            ban.update(pieces for pieces in said if self._can_ban(pieces))
            if not said and score > _IMPOSSIBLE and target.text not in kept:
                mean = _mean(score, len(pieces), begun, job.longest)
                rows = [first, *attention[1:]][len(self._start) :]
                linked = links(job.source, target, rows)
                kept[target.text] = Hypothesis(target.text, mean, linked)
        return tuple(kept.values())[: job.request.n_best], frozenset(ban)

    def _continue(self, prefix: Cut, rest: tuple[str, ...]) -> Cut:
        """The prefix as it was given, not as its pieces spell it, and the rest joined to it."""
        if not prefix.pieces:
            return self.pieces.join(rest)
        begun, whole = self.pieces.join(prefix.pieces).text, self.pieces.join(prefix.pieces + rest)
        if not whole.text.startswith(begun):  # Moses sets its spaces anew
            return Cut(f"{prefix.text} {self.pieces.join(rest).text}", prefix.pieces + rest, ())
        shift = len(prefix.text) - len(begun)
        spans = [(start + shift, end + shift) for start, end in whole.spans[len(prefix.pieces) :]]
        return Cut(
            prefix.text + whole.text[len(begun) :],
            prefix.pieces + rest,
            (*prefix.spans, *spans) if whole.spans else (),
        )


def _mean(score: float, pieces: int, begun: int, longest: int) -> float:
    """The mean log-probability of what follows the prefix.

    CTranslate2 gives the sum divided by length ** penalty, the prefix counted in the length but not
    in the sum, and the end of the sentence in both, unless the search was cut off before it.
    """
    length = pieces + (pieces < longest)
    return float(score * length**LENGTH_PENALTY / max(length - begun, 1))


def _cases(word: str) -> set[str]:
    """In which cases `spans_of` would find the word: `US` only as it is."""
    return {word} if word.isupper() else {word, word.lower(), word[:1].upper() + word[1:]}


def _runs_on(text: str, place: int) -> bool:
    """Whether there is a word on both sides of the place.

    >>> _runs_on("the member states", 10), _runs_on("the members", 10), _runs_on("", 0)
    (False, True, False)
    """
    return text[:place][-1:].isalnum() and text[place : place + 1].isalnum()


def _said(target: Cut, span: tuple[int, int]) -> tuple[str, ...]:
    """The pieces that spelt a stretch of the text."""
    return tuple(
        piece
        for piece, (start, end) in zip(target.pieces, target.spans, strict=False)
        if start < span[1] and end > span[0]
    )


def _cores() -> int:
    """The cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(affinity(0)) if affinity else os.cpu_count() or 1
