"""A model package from an index: the only module that opens a network connection."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from bilingual.engines.packages import version_key
from bilingual.errors import PackageError

INDEX_VARIABLE = "BILINGUAL_PACKAGE_INDEX"
MAX_INDEX = 16 * 2**20  # bytes
MAX_PACKAGE = 2**30  # bytes; the largest of Argos is a fifth of it
TIMEOUT = 30  # seconds without a byte
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_OFFLINE = "Without a connection: bring the .argosmodel file, `bilingual models install FILE`."

Progress = Callable[[int, int], None]


def fetch_package(
    source: str, target: str, index: str | None, folder: Path, progress: Progress | None
) -> Path:
    """The file of the newest package for a pair, downloaded into a folder.

    Raises PackageError where the index has none, nothing can be downloaded, or the file is not
    the one that the index describes (`sha256`, where it gives one).
    """
    address = index_address(index)
    entries = _read_index(address, folder)
    entry = _newest(entries, source, target)
    if entry is None:
        hint = _instead(entries, source, target)
        raise PackageError(f"no package for {source}→{target}", path=address, hint=hint)
    archive = folder / "package.argosmodel"
    links = [urljoin(address, str(link)) for link in entry.get("links") or ()]
    problem: PackageError | None = None
    for link in links:
        try:
            _download(link, archive, MAX_PACKAGE, progress, of=address)
            _check_sum(archive, entry.get("sha256"), link)
        except PackageError as error:
            problem = error
        else:
            return archive
    raise problem or PackageError(f"the entry for {source}→{target} has no links", path=address)


def index_address(index: str | None = None) -> str:
    """Where index.json is: as stated, by variable, or what argostranslate uses by itself."""
    stated = index or os.environ.get(INDEX_VARIABLE)
    if not stated:
        from argostranslate import settings

        stated = str(settings.remote_package_index)
    return stated if stated.endswith(".json") else stated.rstrip("/") + "/index.json"


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where a link might have led in the first place."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check_address(newurl, of=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_address(address: str, of: str) -> None:
    """Refuse all but https; http on this machine and files only as named by the like."""
    parts, outer = urlsplit(address), urlsplit(of)
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK and outer.scheme != "https"
    file = parts.scheme == "file" and outer.scheme == "file"
    if not (parts.scheme == "https" or local or file):
        hint = "Addresses must begin with https://, or file:// for a folder of your own."
        raise PackageError("not downloaded from there", path=address, hint=hint)


def _download(address: str, place: Path, limit: int, progress: Progress | None, *, of: str) -> None:
    """The file at an address, whole, at most `limit` bytes; `of` is what named the address."""
    _check_address(address, of)
    opener = urllib.request.build_opener(_Redirects)
    headers = {"User-Agent": "bilingual"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - checked above
    try:
        with opener.open(request, timeout=TIMEOUT) as answer, place.open("wb") as file:
            total = int(answer.headers.get("Content-Length") or 0)
            done = 0
            while total <= limit and done <= limit and (block := answer.read(2**18)):
                file.write(block)
                done += len(block)
                if progress:
                    progress(done, total)
    except (OSError, http.client.HTTPException, ValueError) as error:
        what = f"cannot be downloaded: {error}"
        raise PackageError(what, path=address, hint=_OFFLINE) from error
    if max(total, done) > limit:
        raise PackageError(f"larger than {limit} bytes", path=address)
    if total and done != total:
        raise PackageError(f"only {done} of {total} bytes came", path=address, hint="Try again.")


def _read_index(address: str, folder: Path) -> list[dict[str, Any]]:
    file = folder / "index.json"
    _download(address, file, MAX_INDEX, None, of=address)
    try:
        entries = json.loads(file.read_text("utf-8"))
        return [entry for entry in entries if isinstance(entry, dict)]
    except (ValueError, TypeError, RecursionError) as error:
        raise PackageError(f"not an index of packages: {error}", path=address) from error


def _newest(entries: list[dict[str, Any]], source: str, target: str) -> dict[str, Any] | None:
    fitting = [
        entry
        for entry in entries
        if (entry.get("from_code"), entry.get("to_code")) == (source, target)
        and entry.get("type", "translate") == "translate"
    ]
    key = "package_version"
    return max(fitting, key=lambda entry: version_key(str(entry.get(key, ""))), default=None)


def _instead(entries: list[dict[str, Any]], source: str, target: str) -> str:
    """What can be had instead: the two packages that lead there through English."""
    if _newest(entries, source, "en") and _newest(entries, "en", target):
        steps = [f"`bilingual models install {a} {b}`" for a, b in ((source, "en"), ("en", target))]
        return f"Run {' and '.join(steps)}: together they do the same."
    return "The index has none, nor the two that would lead there through English."


def _check_sum(file: Path, stated: object, link: str) -> None:
    if stated is None:
        return
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != str(stated).lower():
        hint = "It was changed on the way; try again later."
        raise PackageError(f"its SHA-256 is {found}, not {stated}", path=link, hint=hint)
