"""A model package's zip, checked before a byte of it is written."""

from __future__ import annotations

import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from bilingual.errors import PackageError

MAX_FILES = 2_000
MAX_BYTES = 4 * 2**30  # unpacked
MAX_RATIO = 60  # unpacked to packed; models hardly shrink at all
FREE_BYTES = 32 * 2**20  # for which the ratio does not matter: a vocabulary shrinks a lot
_PART = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|/]+")  # a name that is one on every system

_HINT = "Get the package again from where it came from."


def unpack(archive: Path, folder: Path) -> Path:
    """The one folder that the zip holds, unpacked into `folder`, which must exist and be empty.

    Raises PackageError, with what is wrong in it, for a file that is not a sound zip, for names
    that lead elsewhere or meet, links, devices, encryption, and for sizes that no model has.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            if problem := _problem(members, archive.stat().st_size):
                raise PackageError(f"not a sound package: {problem}", path=archive, hint=_HINT)
            for member in members:
                _write(opened, member, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        what = f"not a sound zip: {error}"
        raise PackageError(what, path=archive, hint=_HINT) from error
    except OSError as error:
        what = f"cannot be unpacked: {error}"
        raise PackageError(what, path=archive, hint="Is there room on the disk?") from error
    return folder / PurePosixPath(members[0].filename).parts[0]


def _problem(members: list[zipfile.ZipInfo], packed: int) -> str:
    """What is wrong with a zip's table of contents; "" where nothing is."""
    if not 0 < len(members) <= MAX_FILES:
        return f"{len(members)} files in it"
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES or total > FREE_BYTES + MAX_RATIO * packed:
        return f"{packed} bytes would become {total}"
    for member in members:
        if problem := _member_problem(member):
            return f"{problem}: {member.filename[:200]!r}"
    if len({member.filename.split("/")[0] for member in members}) != 1:
        return "it must hold one folder and nothing beside it"
    return _clash(members)


def _member_problem(member: zipfile.ZipInfo) -> str:
    parts = member.filename.removesuffix("/").split("/")
    if any(not _PART.fullmatch(part) or part != part.rstrip(" .") for part in parts):
        return "a name that leads elsewhere or is not a name everywhere"
    if len(parts) < 2 and not member.is_dir():
        return "a file outside a folder"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a link or device"
    return "encrypted" if member.flag_bits & 1 else ""


def _clash(members: list[zipfile.ZipInfo]) -> str:
    """Two files under one name, on a system that ignores case, or a file where a folder must be."""
    files = [_folded(member.filename) for member in members if not member.is_dir()]
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    folders |= {_folded(member.filename.rstrip("/")) for member in members if member.is_dir()}
    twice = len(files) != len(set(files)) or not folders.isdisjoint(files)
    return "one name stands twice" if twice else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
    """One file, read to its end: `zipfile` stops at the stated size and then checks the CRC."""
    place = folder.joinpath(*member.filename.rstrip("/").split("/"))
    if member.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(member) as source, place.open("xb") as target:
        shutil.copyfileobj(source, target, 2**20)
