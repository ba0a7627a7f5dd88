"""Bytes of a file as text, whatever they declare to be, and how files that are no text begin."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.I
)
HEAD = 4096  # bytes in which a declaration counts; browsers look at the first 1024

# Only encodings that carry text: Python also knows "unicode_escape", "idna", "zlib" and more.
TEXT_CODEC = re.compile(
    r"^(utf-8|utf-16|cp\d|iso8859|koi8|gb|big5|euc|shift|iso2022|mac-|hz|kz1048)"
)

# What browsers read under these names (WHATWG Encoding Standard, section 4.2): the larger set.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # how UTF-16 without a mark begins

SAMPLE = 20_000  # bytes shown to the detector, from the first one beyond ASCII
# One code page an alphabet: asked to choose among cp1252, cp1250 and cp1254, the detector took
# six French sentences for Polish ("ŕ" for "à").
LIKELY = ["cp1252", "cp1251", "koi8_r", "cp1256", "gb18030", "big5", "cp932"]


# How files of other formats begin, and what they are.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\3\4", "a zip archive, as Word and OpenDocument files are"),
    (b"PK\5\6", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a\7", "a RAR archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"%!PS", "a PostScript file"),
)
WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
OPENING = 1024  # bytes at the start in which white space may stand before the signature


def other_format(raw: bytes) -> str:
    """What a file that is no text is, by its first bytes; "" where they are not known.

    >>> other_format(b"%PDF-1.7"), other_format(b"PK is short for Pakistan.")
    ('a PDF', '')
    """
    start = raw[:OPENING].removeprefix(codecs.BOM_UTF8).lstrip()
    if WEBP.match(start):
        return "an image"
    return next((name for sign, name in SIGNATURES if start.startswith(sign)), "")


def decode(raw: bytes) -> str:
    """The text of `raw`, without byte order mark.

    In this order: byte order mark; UTF-16 by its first "<"; UTF-8 where the bytes are valid
    UTF-8, since other encodings all but never are; the declared encoding; UTF-8 or the declared
    encoding with few broken bytes; what charset_normalizer takes it for. Broken bytes become
    U+FFFD.

    >>> decode('<meta charset="koi8-r"><p>мир'.encode("koi8-r"))
    '<meta charset="koi8-r"><p>мир'
    >>> decode('<meta charset="iso-8859-1"><p>été'.encode())  # a wrong declaration
    '<meta charset="iso-8859-1"><p>été'
    """
    for mark, name in BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    declared, unmarked = _declared(raw), UNMARKED.get(raw[:2], "")
    for name in (unmarked, "" if raw.isascii() else "utf-8", declared, "utf-8"):
        text = _strict(raw, name)
        if text is not None:
            return text
    for name in ("utf-8", declared):
        text = _damaged(raw, name)
        if text is not None:
            return text
    return raw.decode(_detected(raw), "replace")


def _strict(raw: bytes, name: str) -> str | None:
    """The text, or None where `raw` is not in this encoding."""
    try:
        return raw.decode(name) if name else None
    except (UnicodeError, LookupError):
        return None


def _declared(raw: bytes) -> str:
    """The codec that the page names in a meta element or XML declaration, or ""."""
    found = DECLARED.search(raw, 0, HEAD)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return ""
    if name.startswith("utf-16"):  # the declaration itself was readable as ASCII, so it is not
        return "utf-8"
    return WIDER.get(name, name) if TEXT_CODEC.match(name) else ""


def _damaged(raw: bytes, name: str) -> str | None:
    """The text, if at most a tenth of what is beyond ASCII is broken in this encoding."""
    text = raw.decode(name or "ascii", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") * 10 <= beyond else None


def _detected(raw: bytes) -> str:
    """The likeliest of the encodings that articles come in."""
    from charset_normalizer import from_bytes

    beyond = re.search(rb"[\x80-\xff]", raw)
    start = beyond.start() if beyond else 0
    sample = raw[start : start + SAMPLE]
    cut = sample.rfind(b"<")  # never inside a character of two bytes or more
    best = from_bytes(sample[:cut] if cut > 0 else sample, cp_isolation=LIKELY).best()
    return best.encoding if best else "cp1252"
