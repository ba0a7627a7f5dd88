"""Block text -> sentences, and back without loss.

The rules stand in two SRX files that form one cascade: rules/news.srx, which is ours and decides
first, and LanguageTool's rules, which come with choppa. Nothing about a language is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.model import Segment

if TYPE_CHECKING:
    from choppa import SrxDocument

RULES = Path(__file__).with_name("rules") / "news.srx"
WINDOW = 2000  # characters that are looked at together
MARGIN = 300  # characters around a break that the rules may want to see; LanguageTool's: 100
BRACKETS = r"\([^\)]*?[\.:]"  # how LanguageTool's rules for stops in brackets begin


def segment(text: str, language: str) -> tuple[Segment, ...]:
    """Sentences of `text`; `text + space` of all of them, joined, is `text` again.

    Only the first one can have an empty text: white space that `text` begins with.
    A language that has no rules gets those of news.srx that hold for every language.

    >>> [s.text for s in segment("« Venez ! », dit M. Li. Il attend.", "fr")]
    ['« Venez ! », dit M. Li.', 'Il attend.']
    """
    cuts = [0, *_breaks(text, _code(language)), len(text)]
    return tuple(_segments(text[start:end] for start, end in pairwise(cuts)))


def segment_stream(lines: Iterable[str], language: str) -> Iterator[str]:
    """Sentences of a text that comes line by line, with "" between two paragraphs.

    Blank lines part paragraphs; the lines of a paragraph are joined by a space.

    >>> list(segment_stream(["Il part.", "Elle", "reste.", "", "Fin."], "fr"))
    ['Il part.', 'Elle reste.', '', 'Fin.']
    """
    first = True
    for paragraph in _paragraphs(lines):
        if not first:
            yield ""
        first = False
        yield from (sentence.text for sentence in segment(paragraph, language))


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of a text that comes line by line, each on one line, none empty."""
    held: list[str] = []
    for line in chain(lines, [""]):
        if line.strip():
            held.append(line.strip())
        elif held:
            yield " ".join(held)
            held = []


def _segments(pieces: Iterable[str]) -> Iterator[Segment]:
    """A segment for each piece that has more than white space; that space joins the one before."""
    text, space = "", ""
    for piece in pieces:
        bare = piece.strip()
        if not bare:
            space += piece
            continue
        start = piece.index(bare)
        if text or space or start:
            yield Segment(text, space + piece[:start])
        text, space = bare, piece[start + len(bare) :]
    if text or space:
        yield Segment(text, space)


def _breaks(text: str, code: str) -> Iterator[int]:
    """Offsets inside `text` where a sentence ends, in order.

    Rules look ahead and back as far as they like, so that the time a hostile text takes grows with
    its square. A text longer than a window is therefore looked at in windows that overlap, and a
    break counts where it has its margin on either side.
    """
    start = 0
    while True:
        end = min(start + WINDOW, len(text))
        low = start + MARGIN if start else 0
        high = end - MARGIN if end < len(text) else len(text)
        for offset in _offsets(text[start:end], code):
            if low <= start + offset < high:
                yield start + offset
        if end == len(text):
            return
        start = high - MARGIN


def _offsets(window: str, code: str) -> Iterator[int]:
    """Where the rules break a window; its end is one of the places."""
    from choppa import SrxTextIterator  # heavy: half a second

    return accumulate(len(piece) for piece in SrxTextIterator(_cascade(), code, window))


def _code(language: str) -> str:
    """What the rule files call a language; "und_two" where they do not know it.

    "_two": an empty line ends a sentence, a line break does not.
    """
    found = re.match(r"[a-z]{2,3}", language.lower())
    code = f"{found[0]}_two" if found else "und_two"
    rules = _cascade().get_language_rule_list
    return code if rules(code) != rules("any_two") else "und_two"


@cache
def _cascade() -> SrxDocument:
    """Both rule files as one document, read once: the first rule that fits decides.

    LanguageTool's rules for brackets are left out: they try every choice of four stops, a minute
    for ". " a few hundred times. news.srx has one in their place.
    """
    from choppa import DEFAULT_SRX_RULESET, SrxDocument  # heavy: half a second

    cascade = SrxDocument(ruleset=RULES)
    for language in SrxDocument(ruleset=DEFAULT_SRX_RULESET).language_map_list:
        rules = language.language_rule
        rules.rules = [rule for rule in rules.rules if not rule.before_pattern.startswith(BRACKETS)]
        cascade.add_language_map(language.language_pattern.pattern, rules)
    return cascade
