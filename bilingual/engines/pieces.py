"""Text cut into a model's subword pieces, and back, with the place of every piece in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

_SPACE = "\u2581"  # how SentencePiece writes a space
_BYTE = re.compile(r"<0x([0-9A-F]{2})>\Z")  # how it writes a byte of a character it does not know
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no library takes it
_CONTROL = dict.fromkeys((*range(32), 127, 133, 8232, 8233), " ")  # output stays one line


@dataclass(frozen=True, slots=True)
class Cut:
    """A text and its pieces."""

    text: str
    pieces: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]  # of each piece in the text, in characters; () if unknown


class Pieces(Protocol):
    """A package's tokenizer."""

    def cut(self, text: str) -> Cut:
        """The pieces of a text."""
        ...

    def join(self, pieces: Sequence[str]) -> Cut:
        """The text of pieces."""
        ...


class SentencePieces:
    """SentencePiece, as all newer packages have it."""

    def __init__(self, model: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor(model_file=str(model))

    def cut(self, text: str) -> Cut:
        """The pieces of a text, with their places in it as it was before normalising."""
        found = self._processor.encode(_SURROGATE.sub("\ufffd", text), out_type="offset_mapping")
        spans = tuple((begin, end) for begin, end in found["offsets"])
        return Cut(text, tuple(found["pieces"]), spans)

    def join(self, pieces: Sequence[str]) -> Cut:
        """The text of pieces; an underscore stays one, unlike in Argos's own joining."""
        return join_pieces(pieces)


class MosesPieces:
    """Moses words cut by byte pair encoding, as older packages have it; places are not known."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer  # argostranslate.tokenizer.BPETokenizer

    def cut(self, text: str) -> Cut:
        """The pieces of a text."""
        return Cut(text, tuple(self._tokenizer.encode(_SURROGATE.sub("\ufffd", text))), ())

    def join(self, pieces: Sequence[str]) -> Cut:
        """The text of pieces."""
        text = self._tokenizer.decode(list(pieces)).translate(_CONTROL)
        return Cut(text, tuple(pieces), ())


def join_pieces(pieces: Sequence[str]) -> Cut:
    """The text that SentencePiece pieces spell, on one line, without the space they begin with.

    >>> join_pieces(["▁The", "▁caf", "<0xC3>", "<0xA9>", "▁a", "_", "b"]).text
    'The café a_b'
    """
    text, spans, start = "", [], 0
    while start < len(pieces):
        end = start
        run = bytearray()  # bytes of one character come one by one: together they have one place
        while end < len(pieces) and (byte := _BYTE.match(pieces[end])):
            run.append(int(byte[1], 16))
            end += 1
        end = end if run else end + 1
        spelt = run.decode("utf-8", "replace") if run else pieces[start].replace(_SPACE, " ")
        spelt = spelt if text else spelt.removeprefix(" ")
        spans += [(len(text), len(text) + len(spelt))] * (end - start)
        text += spelt
        start = end
    return Cut(text.translate(_CONTROL), tuple(pieces), tuple(spans))
