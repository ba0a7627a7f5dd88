"""Model packages: which are here, and getting, installing and removing one.

This is the only module that may open a network connection, and `install` its only function that
does. Where Argos keeps packages is worked out here as argostranslate does it, because importing its
settings creates folders.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bilingual.engines.archive import unpack
from bilingual.errors import EngineError, PackageError

Progress = Callable[[int, int], None]  # bytes so far, bytes in all (0: unknown)

_CODE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")  # "None" is none
_INCOMING = ".incoming-"  # how the name of a folder begins that is not a package yet


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """An installed package."""

    source: str  # "" where its metadata cannot be read
    target: str
    version: str
    folder: Path
    problem: str = ""  # why it cannot be used; "" where nothing is wrong at first sight

    @property
    def name(self) -> str:
        """For people: "fr→en 1.9"."""
        return f"{self.source}→{self.target} {self.version}".rstrip() if self.source else "?"


def packages_folder() -> Path:
    """The folder where Argos keeps packages: by variable, its settings file, or the XDG default."""
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home())
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    shared = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    try:
        text = (config / "argos-translate" / "settings.json").read_text("utf-8")
        settings = json.loads(text)
    except (OSError, ValueError, RecursionError):
        settings = None
    stated = os.environ.get("ARGOS_PACKAGES_DIR") or (
        settings.get("ARGOS_PACKAGES_DIR") if isinstance(settings, dict) else None
    )
    return Path(stated) if isinstance(stated, str) else shared / "argos-translate" / "packages"


def list_packages(packages: Path | None = None) -> list[ModelPackage]:
    """What is in the folder (None: Argos's), broken ones too; the newest of a pair last."""
    folder = packages or packages_folder()
    try:
        inside = [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
    except OSError:
        return []
    found = [read_package(place) for place in inside]
    return sorted(found, key=lambda p: (p.source, p.target, version_key(p.version), p.folder.name))


def read_package(folder: Path) -> ModelPackage:
    """A folder as a package; what is wrong with it is in `problem`."""
    try:
        with (folder / "metadata.json").open(encoding="utf-8") as file:
            metadata = json.loads(file.read(2**20))
    except FileNotFoundError:
        return ModelPackage("", "", "", folder, "no metadata.json in it")
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        return ModelPackage("", "", "", folder, f"metadata.json cannot be read: {why}")
    stated = metadata if isinstance(metadata, dict) else {}
    source, target = str(stated.get("from_code")), str(stated.get("to_code"))
    if not (_CODE.fullmatch(source) and _CODE.fullmatch(target)):
        return ModelPackage("", "", "", folder, "metadata.json names no two languages")
    version = str(stated.get("package_version", ""))
    return ModelPackage(source, target, version, folder, _missing(folder, stated))


def install(
    source: str,
    target: str,
    *,
    index: str | None = None,
    packages: Path | None = None,
    progress: Progress | None = None,
) -> ModelPackage:
    """The package for a pair, downloaded from an index and installed.

    The index is an address of a folder with index.json, or of such a file: https, file, or http on
    this machine. None: the variable BILINGUAL_PACKAGE_INDEX, or what argostranslate itself uses.
    """
    from bilingual.engines.download import fetch_package

    folder = _made(packages)
    with tempfile.TemporaryDirectory(prefix=_INCOMING, dir=folder) as incoming:
        archive = fetch_package(source, target, index, Path(incoming), progress)
        return install_file(archive, packages=folder, pair=(source, target))


def install_file(
    archive: Path, *, packages: Path | None = None, pair: tuple[str, str] | None = None
) -> ModelPackage:
    """The package in a file, installed in place of an older one for the same pair.

    Whole or not at all. Raises PackageError where it is not a sound package, or not for `pair`, or
    where its model does not translate a word.
    """
    if not archive.is_file():
        raise PackageError("there is no such file", path=archive, hint="Check the path.")
    folder = _made(packages)
    with tempfile.TemporaryDirectory(prefix=_INCOMING, dir=folder) as incoming:
        fresh = read_package(unpack(archive, Path(incoming)))
        if fresh.problem:
            raise PackageError(f"not a package for Argos: {fresh.problem}", path=archive)
        if pair and pair != (fresh.source, fresh.target):
            raise PackageError(f"it is for {fresh.name}, not for {'→'.join(pair)}", path=archive)
        _try(fresh, archive)
        older = [
            p for p in list_packages(folder) if (p.source, p.target) == (fresh.source, fresh.target)
        ]
        return _swap(fresh.folder, folder / fresh.folder.name, older, Path(incoming))


def remove(source: str, target: str, *, packages: Path | None = None) -> list[ModelPackage]:
    """The packages of a pair, which are gone now; PackageError where there is none."""
    found = [p for p in list_packages(packages) if (p.source, p.target) == (source, target)]
    if not found:
        hint = "`bilingual models list` shows what is installed."
        raise PackageError(f"no package for {source}→{target} is installed", hint=hint)
    for package in found:
        _delete(package.folder)
    return found


def version_key(version: str) -> tuple[int, ...]:
    """What versions are sorted by.

    >>> version_key("1.10") > version_key("1.9")
    True
    """
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))


def _missing(folder: Path, metadata: dict[str, object]) -> str:
    """What a package must have and this one has not; "" where it has all."""
    if metadata.get("type", "translate") != "translate":
        return "not a package for translating"
    if not (folder / "model" / "model.bin").is_file():
        return "model/model.bin is missing"
    has = any((folder / name).is_file() for name in ("sentencepiece.model", "bpe.model"))
    return "" if has else "sentencepiece.model or bpe.model is missing"


def _try(package: ModelPackage, archive: Path) -> None:
    """Nothing; raises PackageError where the unpacked model cannot translate a word."""
    from bilingual.engines.argos import Argos

    try:
        Argos(package).translate(["OK"])
    except EngineError as error:
        what = error.what.replace(f"{package.folder}{os.sep}", "")  # its place for the moment
        hint = "Get the package again from where it came from."
        raise PackageError(f"{what}; nothing was changed", path=archive, hint=hint) from error


def _made(packages: Path | None) -> Path:
    folder = packages or packages_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackageError(f"cannot be created: {error}", path=folder) from error
    return folder


def _swap(fresh: Path, place: Path, older: list[ModelPackage], incoming: Path) -> ModelPackage:
    """The new package at its place; older ones go only when it stands there."""
    aside = incoming / "aside"
    try:
        if place.exists():
            place.rename(aside)
        fresh.rename(place)
    except OSError as error:
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise PackageError(f"cannot be installed: {error}", path=place) from error
    for package in older:
        if package.folder != place:
            _delete(package.folder)
    return read_package(place)


def _delete(folder: Path) -> None:
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise PackageError(f"cannot be removed: {error}", path=folder) from error
