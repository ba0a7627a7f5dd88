"""A zip file of unknown origin, checked before anything is read from it; never unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType

from bilingual.errors import InputError

MAX_ARCHIVE = 200 * 2**20  # bytes of the file itself
MAX_TOTAL = 200 * 2**20  # bytes of all members, unpacked
MAX_MEMBER = 20 * 2**20  # bytes of a member that is read, unpacked
MAX_RATIO = 200  # unpacked to packed; text comes to about 4, DEFLATE ends at 1032
MAX_NAMES = 10_000
MAX_DIRECTORY = 4 * 2**20  # bytes of the list of members
END = b"PK\5\6"  # how the record at the end of a zip file begins
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what EPUB allows
HINT = "Check where the file comes from, or copy its text into a .txt file"


@dataclass(frozen=True, slots=True)
class Archive:
    """An open zip file whose names and sizes were found harmless."""

    path: Path
    names: frozenset[str]
    file: zipfile.ZipFile

    @classmethod
    def open(cls, path: Path) -> Archive:
        """The archive. Raises InputError where it is no zip file or one made to do harm."""
        try:
            _check_end(path)
            file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            hint = "Save it again, or copy its text into a .txt file"
            raise InputError("not a zip file, as an EPUB is", path=path, hint=hint) from None
        reason = _harm(file.infolist())
        if reason:
            file.close()
            raise InputError(reason, path=path, hint=HINT)
        return cls(path, frozenset(file.namelist()), file)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.file.close()

    def read(self, name: str) -> bytes:
        """A member's content. Raises InputError where it is missing, broken or too large."""
        if name not in self.names:
            raise InputError(f"{name} is missing in it", path=self.path, hint=HINT)
        member = self.file.getinfo(name)
        if member.file_size > MAX_MEMBER:
            what = f"{name} is larger than {MAX_MEMBER // 2**20} MB"
            raise InputError(what, path=self.path, hint=HINT)
        try:
            return self.file.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            raise InputError(f"{name} is damaged", path=self.path, hint=HINT) from None


def _check_end(path: Path) -> None:
    """Raises InputError where the file or its list of members is too long to be read at all."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - 2**16 - 22, 0))
        end = stream.read()
    records = [end[at : at + 22] for at in range(len(end)) if end.startswith(END, at)]
    lists = [struct.unpack_from("<I", record, 12)[0] for record in records if len(record) == 22]
    if size > MAX_ARCHIVE or any(length > MAX_DIRECTORY for length in lists):
        raise InputError("too large for an e-book of articles", path=path, hint=HINT)


def _harm(members: list[zipfile.ZipInfo]) -> str:
    """What is wrong with these members; "" where nothing is."""
    names = [member.filename for member in members]
    total = sum(member.file_size for member in members)
    checks = (
        (len(names) > MAX_NAMES, f"more than {MAX_NAMES} files in it"),
        (len(set(names)) < len(names), "two files in it have the same name"),
        (total > MAX_TOTAL, f"more than {MAX_TOTAL // 2**20} MB when unpacked"),
        (any(map(_outside, names)), "a file in it would be written outside its folder"),
        (any(map(_link, members)), "a file in it is a link"),
        (any(member.flag_bits & 1 for member in members), "its files are encrypted"),
        (any(member.compress_type not in METHODS for member in members), "packed unlike an EPUB"),
        (any(map(_bomb, members)), "a file in it unpacks to many times its size"),
    )
    return next((reason for bad, reason in checks if bad), "")


def _outside(name: str) -> bool:
    """True for absolute names and those with ".." in them, on any system.

    >>> [_outside(name) for name in ("a/b.xhtml", "/etc/x", "../x", "C:/x", "a\\\\..\\\\x")]
    [False, True, True, True, True]
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]


def _link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > 2**20 and member.file_size > MAX_RATIO * member.compress_size
