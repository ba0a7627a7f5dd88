"""What a line looks like: a sentence, a full paragraph, a short label, a name."""

from __future__ import annotations

import re

from bilingual.ingest.cleaning import fold

SHORT = 100  # characters a heading may have
LABEL = 80  # characters a kicker may have
FULL = 45  # letters from which a line that ends a sentence is running text
LONG = 200  # letters from which any line is
EASTERN = "\u2e80"  # first of the signs that stand for syllables or words
TAIL = 40  # characters at the end of a line that are looked at

STOP = re.compile(r"[.…。۔:;,،、][\s\"'’»”)\]]*$")
FINAL = re.compile(r"[.!?…。！？؟۔][\s\"'’»”)\]]*$")
ABBREVIATION = re.compile(
    r"(?:^|[\s'(])(?:[a-z]|mm|mme|mmes|mlle|mgr|dr|pr|st|ste|mr|mrs|ms|prof|art|cf)\.$"
)
LAST_WORD = re.compile(r"([^\W\d_]+)['-]?$")
BULLET = re.compile(r"^(?:[•▪‣●◦·*]|[-–—](?=\s))\s*")
NUMBERED = re.compile(r"^(?:[0-9]{1,2}|[a-z])[.)]\s+(?=\S)")

# Words that want another one after them: no sentence, title or heading ends there.
WANTING_BY_LANGUAGE = {
    "fr": "a au aux avec ces cet cette chez contre d dans de des dont du en entre et l la le les"
    " leur leurs ou par pour qu que qui sa sans se ses son sous sur un une vers",
    "en": "an and at by for from his in into its of on or that the their to which with",
    "de": "das dem den der die ein eine fur im mit und von zu zum zur",
    "es": "con del el las los para por una y",
    "pt": "com da do dos e nos o os um uma",
    "it": "il lo gli di della dei delle nel per al",
    "ru": "в во и из на о об от по с со к у для что как или а но",
}
WANTING = frozenset(word for line in WANTING_BY_LANGUAGE.values() for word in line.split())
PARTICLE_WORDS = "al ben bin d da de del den der des di dos du el ibn la le ul van von"
PARTICLES = frozenset(PARTICLE_WORDS.split())
NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.-])*$")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets apart.

    >>> ends_sentence('aucun État. "'), ends_sentence("selon M."), ends_sentence("Page")
    (True, False, False)
    """
    end = text[-TAIL:]
    return bool(FINAL.search(end)) and not ABBREVIATION.search(fold(end))


def stops(text: str) -> bool:
    """Whether the text ends in a stop that no title or heading has; a question may be one."""
    return bool(STOP.search(text[-TAIL:]))


def wants_more(text: str) -> bool:
    """Whether the text breaks off: after a comma, a hyphen or a word that needs another.

    >>> wants_more("Aujourd'hui,"), wants_more("à propos de"), wants_more("Chine et Russie")
    (True, True, False)
    """
    end = fold(text[-TAIL:])
    word = LAST_WORD.search(end)
    abbreviated = FINAL.search(end) and ABBREVIATION.search(end)
    return end.endswith((",", "(", "-")) or bool(abbreviated) or bool(word and word[1] in WANTING)


def weight(text: str) -> int:
    """Letters and digits, up to 400; Chinese, Japanese and Korean ones say as much as three."""
    head = text[:400]
    size = sum(map(str.isalnum, head))
    if not head.isascii() and max(head) >= EASTERN:
        size += 2 * sum(char >= EASTERN and char.isalnum() for char in head)
    return size


def is_prose(text: str) -> bool:
    """Whether the line is running text: a full sentence of some length, or very long."""
    size = weight(text)
    return size > LONG or (size >= FULL and ends_sentence(text))


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one, quotes and brackets apart; a digit is not.

    >>> starts_lower("les domaines"), starts_lower("« les »"), starts_lower("20 pays")
    (True, True, False)
    """
    first = next((char for char in text[:20] if char.isalnum()), "")
    return first.islower()


def is_label(text: str, limit: int) -> bool:
    """Whether the text could be a title or heading: short, with words, not stopped, not small."""
    return (
        len(text) <= limit
        and any(char.isalpha() for char in text)
        and not stops(text)
        and not wants_more(text)
        and not starts_lower(text)
        and not BULLET.match(text)
    )


def is_name(text: str, *, least: int = 2) -> bool:
    """Whether the text is written as a person's name is: `least` to five capitalised words.

    >>> is_name("Joseph Martin"), is_name("Jean-Luc de La Tour"), is_name("Asie centrale")
    (True, True, False)
    """
    parts = text.split()
    capitals = [part for part in parts if part[0].isupper()]
    others = [part for part in parts if not part[0].isupper()]
    return (
        least <= len(capitals) <= 5
        and len(text) <= 60
        and bool(NAME_WORD.match(parts[0]) and parts[0] in capitals and parts[-1] in capitals)
        and all(NAME_WORD.match(part) for part in capitals)
        and all(fold(part) in PARTICLES for part in others)
    )


def bullet(text: str) -> str:
    """The mark that opens a list item, with its space, or "".

    >>> bullet("• la Chine"), bullet("2) la Chine"), bullet("La Chine"), bullet("-40 degrés")
    ('• ', '2) ', '', '')
    """
    found = BULLET.match(text) or NUMBERED.match(text)
    return found[0] if found and len(found[0]) < len(text) else ""
