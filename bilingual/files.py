"""Reading text from files people edit, and writing files whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bilingual.errors import InputError


def read_text(path: Path, *, limit: int) -> str:
    """The file's text, from UTF-8 (with or without a byte order mark) or UTF-16 with one.

    Raises `InputError` for a missing file, a pipe or device, one over `limit` bytes and other
    encodings.
    """
    if path.exists() and not path.is_file():
        raise InputError("not a file", path=path)
    try:
        if path.stat().st_size > limit:
            raise InputError(f"larger than {limit // 2**20} MB", path=path, hint="Split it")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=path) from None
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("not UTF-8", path=path, line=line, hint="Save it as UTF-8") from None


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a text with their numbers from 1, whatever ends them (LF, CRLF or CR)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return iter(enumerate(lines, start=1))


def write_bytes(path: Path, content: bytes) -> bool:
    """Writes the file whole or not at all; False where it already held just that.

    The content goes to a file beside its place and is then moved onto it.
    """
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def write_text(path: Path, text: str) -> bool:
    """`write_bytes` of the text in UTF-8."""
    return write_bytes(path, text.encode())


def fingerprint(*parts: str | bytes) -> str:
    """32 hexadecimal digits that differ where any part differs.

    >>> fingerprint("ab", "c") == fingerprint("a", "bc")
    False
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()
