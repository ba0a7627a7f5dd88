"""Apertium, a translator by rules: a rough gist where no better engine is installed.

It runs as a pipeline of small programs (Linux and the like only). Each sentence is followed by a
null character, on which every program forgets what came before: as many come out as went in, and
none changes because of its neighbours. Characters that mean something in Apertium's stream, and
those with which it marks unknown words, go through as private characters that mean nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from bilingual.engines import Engine, Hypothesis
from bilingual.engines.programs import Programs
from bilingual.errors import EngineError

LONGEST = 5_000  # characters; no sentence is longer, and rules look at a few words only
BATCH = 400_000  # characters a run

_RESERVED = "[]{}^$/\\@<>*#"
_STAND_INS = range(0x10FF00, 0x10FF00 + len(_RESERVED))  # private use, never seen in texts
_HIDE = {ord(char): stand for char, stand in zip(_RESERVED, _STAND_INS, strict=True)}
_HIDE |= dict.fromkeys((*_STAND_INS, *range(0xD800, 0xE000)), 0xFFFD)
_HIDE |= dict.fromkeys((*range(32), 127), ord(" "))
_SHOW = {stand: char for char, stand in zip(_RESERVED, _STAND_INS, strict=True)}
_MARK = re.compile(r"[*@#]\\?|\\")
_HIDES = {"en": re.compile(r"\ban?\s[*@#]", re.IGNORECASE)}  # by target: all that can be hidden
_UNKNOWN = re.compile(r"[*@](\w+)")  # not in the dictionary, or not in the bilingual one
_TAG = re.compile(r"\\?<[^<>\\\s]+\\?>")  # all that is left of a word without a base form: "<prn>"
_FIRST = re.compile(r"\W*qxz")  # an unknown word stands first: then the second gets a capital too,
_LED = re.compile(r",\s\W*qxz")  # "Norov Is there", but not where a comma leads
_ENGLISH_MARKS = (
    ("", re.compile(r"(?<=\w)-(?=[\s;:?!.,]|$)")),  # what is left of "dit-il"
    ("", re.compile(r"(?<=[\w»”])\s(?=[;:?!.](?:\s|$))")),
    ("“", re.compile(r"«\s*")),
    ("”", re.compile(r"\s*»")),
)
_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")

# Modes are named with codes of two or three letters; the rest of the program knows those of two.
_SHORT = {
    "afr": "af", "ara": "ar", "arg": "an", "bel": "be", "bre": "br", "bul": "bg", "cat": "ca",
    "cym": "cy", "dan": "da", "deu": "de", "eng": "en", "epo": "eo", "eus": "eu", "fra": "fr",
    "glg": "gl", "hbs": "sh", "hin": "hi", "ind": "id", "isl": "is", "ita": "it", "kaz": "kk",
    "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn", "nob": "nb", "oci": "oc", "pol": "pl",
    "por": "pt", "ron": "ro", "rus": "ru", "slv": "sl", "spa": "es", "srd": "sc", "swe": "sv",
    "tat": "tt", "tur": "tr", "ukr": "uk", "urd": "ur", "zlm": "ms",
}  # fmt: skip


class Apertium:
    """One or two of Apertium's pairs, one after the other."""

    name = "apertium"
    draft = True
    keeps_words = True

    def __init__(self, languages: Sequence[str], modes: Sequence[Path]) -> None:
        """`languages` are those on the way, one more than `modes`, the files that lead there."""
        self.source, self.target, self._modes = languages[0], languages[-1], tuple(modes)
        *self._first, self._last = (Programs(mode) for mode in modes)
        self._plain = Programs(modes[-1], marks=False)
        self.label = f"Apertium {'→'.join(languages)}"

    @cached_property
    def signature(self) -> str:
        """The modes, and a hash of their files and of all dictionaries and rules they name."""
        total = hashlib.sha256()
        for mode in self._modes:
            named = [Path(name) for name in re.findall(r"'(/[^']+)'", mode.read_text("utf-8"))]
            for file in (mode, *named):
                total.update(file.read_bytes() if file.is_file() else b"")
        modes = " ".join(mode.stem for mode in self._modes)
        return f"apertium: {modes} {total.hexdigest()[:16]}"

    def fits(self, sentence: str) -> bool:
        """True for all but monsters."""
        return len(sentence) <= LONGEST

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis a sentence, in the same order."""
        texts = [" ".join(sentence.translate(_HIDE).split()) for sentence in sentences]
        kept: list[list[str]] = [[] for _ in sentences]
        for programs in self._first:
            texts = [
                _keep(text, words) for text, words in zip(_run(programs, texts), kept, strict=True)
            ]
        marked = _run(self._last, texts)
        ends = self._unmarked(texts, marked)
        ends = [
            end.removeprefix(",") if _LED.match(text) else end
            for end, text in zip(ends, texts, strict=True)
        ]
        return [
            Hypothesis(self._spaced(_finish(end, words, sentence)), unknown=_left(words, last))
            for end, words, last, sentence in zip(ends, kept, marked, sentences, strict=True)
        ]

    def _unmarked(self, texts: Sequence[str], marked: Sequence[str]) -> list[str]:
        """The last pair's answers without its marks.

        A mark can hide how its word begins, as in "a *imparable". Where it may, the pair is asked
        again for a text without: "an imparable".
        """
        hides = _HIDES.get(self.target, _MARK)
        hidden = [place for place, text in enumerate(marked) if hides.search(text)]
        ends = [_MARK.sub("", text) for text in marked]
        shown = _run(self._plain, [texts[place] for place in hidden])
        for place, end in zip(hidden, shown, strict=True):
            ends[place] = end
        return ends

    def _spaced(self, text: str) -> str:
        """English with its own marks; Apertium keeps French quotation marks and spaces."""
        if self.target != "en":
            return text
        for mark, pattern in _ENGLISH_MARKS:
            text = pattern.sub(mark, text)
        return text


def find(source: str, target: str, packages: Path | None = None) -> Engine | None:
    """The installed pair, or two that meet in a third language, or None."""
    modes = _modes()
    if (source, target) in modes:
        return Apertium((source, target), (modes[source, target],))
    between = sorted(b for a, b in modes if a == source and b != target and (b, target) in modes)
    if source == target or not between:
        return None
    through = between[0]
    return Apertium((source, through, target), (modes[source, through], modes[through, target]))


def _modes() -> dict[tuple[str, str], Path]:
    """The file of each installed pair; none where there is no Apertium."""
    if not (program := shutil.which("apertium")):
        return {}
    shared = os.environ.get("APERTIUM_DATADIR") or Path(program).parent.parent / "share/apertium"
    found: dict[tuple[str, str], Path] = {}
    for mode in sorted((Path(shared) / "modes").glob("*.mode")):
        if name := _PAIR.fullmatch(mode.stem):
            pair = _SHORT.get(name[1], name[1]), _SHORT.get(name[2], name[2])
            found.setdefault(pair, mode)
    return found


def _keep(text: str, words: list[str]) -> str:
    """The text with a made-up word for each unknown one, which `_finish` puts back.

    Without it the next pair could take a French name for a Spanish word.
    """

    def stand_in(found: re.Match[str]) -> str:
        words.append(found[1])
        return _made_up(len(words) - 1)

    # "#" marks a known word that has no such form: its base form is good enough to go on with.
    made_up = _UNKNOWN.sub(stand_in, text).replace("#", "").replace("*", "").replace("@", "")
    return f", {made_up}" if _FIRST.match(made_up) else made_up


def _made_up(number: int) -> str:
    """A word that is in no dictionary: lower case, or the next pair takes it for a name.

    >>> _made_up(0), _made_up(11)
    ('qxzbqz', 'qxzccqz')
    """
    digits = "bcdfghjklm"
    return f"qxz{''.join(digits[int(digit)] for digit in str(number))}qz"


def _left(kept: Sequence[str], marked: str) -> tuple[str, ...]:
    """Lower-case words that no pair knew: those kept from the first, those the last one marked.

    Single letters are none.

    >>> _left(["dépêché", "Norov"], "Norov *qxzbqz for *apoderarse")
    ('dépêché', 'apoderarse')
    """
    own = {_made_up(number) for number in range(len(kept))}
    words = (*kept, *(word for word in _UNKNOWN.findall(marked) if word not in own))
    return tuple(dict.fromkeys(word for word in words if word.islower() and len(word) > 1))


def _finish(text: str, words: Sequence[str], sentence: str) -> str:
    """The text with its unknown and special words back, single spaces, and its first capital."""
    for number, word in enumerate(words):
        text = word.join(re.split(_made_up(number), text, flags=re.IGNORECASE))
    text = " ".join(text.translate(_SHOW).split())
    first = next((place for place, char in enumerate(text) if char.isalpha()), -1)
    begins = next((char for char in sentence if char.isalpha()), "")
    if first >= 0 and begins.isupper() and text[first].islower():
        text = text[:first] + text[first].upper() + text[first + 1 :]
    return text


def _run(programs: Programs, texts: Sequence[str]) -> list[str]:
    """What a pair makes of texts, one for one; "" for one that breaks its programs."""
    return [answer for batch in _batches(texts) for answer in _run_batch(programs, batch)]


def _batches(texts: Sequence[str]) -> list[list[str]]:
    batches: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if size + len(text) > BATCH and batches[-1]:
            batches.append([])
            size = 0
        batches[-1].append(text)
        size += len(text)
    return batches


def _run_batch(programs: Programs, texts: list[str]) -> list[str]:
    """As `_run`; a batch that breaks is halved until the sentence that breaks it stands alone."""
    if not any(texts):
        return [""] * len(texts)
    found = programs.ask(texts)
    if found is not None:
        return [_TAG.sub("", text) for text in found]
    if programs.ask(["."]) is None:
        raise EngineError(
            f"Apertium's {programs.mode.stem} does not work",
            path=programs.mode,
            hint=f"Try `apertium {programs.mode.stem}`.",
        )
    if len(texts) == 1:
        return [""]
    half = len(texts) // 2
    return _run_batch(programs, texts[:half]) + _run_batch(programs, texts[half:])
