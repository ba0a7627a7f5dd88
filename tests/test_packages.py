"""Installing, listing and removing model packages; packages that mean harm are refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bilingual.engines.download import index_address
from bilingual.engines.packages import (
    install,
    install_file,
    list_packages,
    packages_folder,
    remove,
)
from bilingual.errors import PackageError

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
TOP = "translate-fr_en-1_0"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "packages"


def _package(path: Path, version: str = "1.0", pair: str = "fr_en", **more: str) -> Path:
    """A small zip that is a package at first sight: no model in it works."""
    source, target = pair.split("_")
    top = f"translate-{pair}-{version.replace('.', '_')}"
    metadata = {"from_code": source, "to_code": target, "package_version": version, **more}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{top}/metadata.json", json.dumps(metadata))
        archive.writestr(f"{top}/sentencepiece.model", b"pieces")
        archive.writestr(f"{top}/model/model.bin", b"weights")
    return path


def _sound(
    path: Path,
    version: str = "1.0",
    pair: str = "fr_en",
    files: Mapping[str, bytes | None] | None = None,
) -> Path:
    """The micro package under another name; `files` in it are others, or left out where None."""
    source, target = pair.split("_")
    metadata = {"from_code": source, "to_code": target, "package_version": version}
    files = {"metadata.json": json.dumps(metadata).encode(), **(files or {})}
    with zipfile.ZipFile(MICRO) as given, zipfile.ZipFile(path, "w") as archive:
        for name in given.namelist():
            inside = name.removeprefix(f"{TOP}/")
            content = files.get(inside, given.read(name))
            if content is not None:
                top = f"translate-{pair}-{version.replace('.', '_')}"
                archive.writestr(f"{top}/{inside}", content)
    return path


def _nothing_left(packages: Path) -> bool:
    return not packages.exists() or not any(packages.iterdir())


def test_a_file_is_installed_and_listed(packages: Path) -> None:
    package = install_file(MICRO, packages=packages)
    assert (package.name, package.problem) == ("fr→en 1.0", "")
    assert list_packages(packages) == [package]
    assert [place.name for place in packages.iterdir()] == [TOP]
    with zipfile.ZipFile(MICRO) as archive:
        for member in archive.infolist():
            assert (packages / member.filename).read_bytes() == archive.read(member)


def test_a_newer_package_takes_the_place_of_the_older(tmp_path: Path, packages: Path) -> None:
    install_file(_sound(tmp_path / "a.argosmodel", "1.9"), packages=packages)
    install_file(_sound(tmp_path / "b.argosmodel", "1.10"), packages=packages)
    install_file(_sound(tmp_path / "c.argosmodel", "1.0", "de_en"), packages=packages)
    assert [package.name for package in list_packages(packages)] == ["de→en 1.0", "fr→en 1.10"]


def test_the_same_version_can_be_installed_again_over_a_broken_one(packages: Path) -> None:
    install_file(MICRO, packages=packages)
    (packages / TOP / "model" / "model.bin").unlink()
    assert "model.bin is missing" in list_packages(packages)[0].problem
    install_file(MICRO, packages=packages)
    assert list_packages(packages)[0].problem == ""
    assert [place.name for place in packages.iterdir()] == [TOP]


def test_an_unsound_newer_package_leaves_the_older_one_alone(
    tmp_path: Path, packages: Path
) -> None:
    before = install_file(MICRO, packages=packages)
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(MICRO.read_bytes()[:-5000])
    with pytest.raises(PackageError, match="not a sound zip"):
        install_file(cut, packages=packages)
    assert list_packages(packages) == [before]
    assert [place.name for place in packages.iterdir()] == [TOP]


@pytest.mark.parametrize(
    "files",
    [
        {"model/model.bin": b"x"},
        {"sentencepiece.model": b"x"},
        {"model/config.json": b"[]"},
        {"model/shared_vocabulary.json": b'["a"]'},
        {"metadata.json": b'{"from_code": "fr", "to_code": "en", "languages": null}'},
    ],
    ids=str,
)
def test_a_package_whose_model_does_not_work_leaves_the_older_one_alone(
    tmp_path: Path, packages: Path, files: dict[str, bytes]
) -> None:
    before = install_file(MICRO, packages=packages)
    path = _sound(tmp_path / "newer.argosmodel", "1.9", files=files)
    with pytest.raises(PackageError, match=r"cannot be loaded|failed") as caught:
        install_file(path, packages=packages)
    assert str(caught.value).startswith(f"{path}: the model package fr→en")
    assert ".incoming-" not in str(caught.value)
    assert list_packages(packages) == [before]
    assert [place.name for place in packages.iterdir()] == [TOP]


def test_a_package_without_metadata_is_refused_by_its_own_name(
    tmp_path: Path, packages: Path
) -> None:
    path = _sound(tmp_path / "bare.argosmodel", files={"metadata.json": None})
    with pytest.raises(PackageError) as caught:
        install_file(path, packages=packages)
    assert str(caught.value) == f"{path}: not a package for Argos: no metadata.json in it"
    assert _nothing_left(packages)


def test_a_listed_package_without_metadata_says_so(packages: Path) -> None:
    (packages / "bare").mkdir(parents=True)
    assert list_packages(packages)[0].problem == "no metadata.json in it"


def test_removing_takes_a_pair_away_and_names_what_was_not_there(packages: Path) -> None:
    install_file(MICRO, packages=packages)
    assert [package.name for package in remove("fr", "en", packages=packages)] == ["fr→en 1.0"]
    assert _nothing_left(packages)
    with pytest.raises(PackageError, match=r"no package for fr→en.*bilingual models list"):
        remove("fr", "en", packages=packages)


def test_removing_a_linked_package_leaves_what_the_link_leads_to(
    tmp_path: Path, packages: Path
) -> None:
    kept = install_file(MICRO, packages=tmp_path / "elsewhere").folder
    packages.mkdir()
    (packages / "linked").symlink_to(kept, target_is_directory=True)
    remove("fr", "en", packages=packages)
    assert _nothing_left(packages)
    assert (kept / "metadata.json").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("[]", "no two languages"),
        ('{"from_code": "../x", "to_code": "en"}', "no two languages"),
        ('{"from_code": "fr", "to_code": ["en"]}', "no two languages"),
        ('{"from_code": "fr", "to_code": "en"}', "model.bin is missing"),
        ('{"from_code": "fr", "to_code": "en", "type": "sbd"}', "not a package for translating"),
    ],
)
def test_a_broken_package_is_listed_with_what_is_wrong(
    packages: Path, content: str, problem: str
) -> None:
    (packages / "broken").mkdir(parents=True)
    (packages / "broken" / "metadata.json").write_text(content, "utf-8")
    assert problem in list_packages(packages)[0].problem


def test_the_folder_is_the_one_that_argos_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ARGOS_PACKAGES_DIR", "SNAP_USER_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert packages_folder() == tmp_path / "share" / "argos-translate" / "packages"
    (tmp_path / "config" / "argos-translate").mkdir(parents=True)
    file = tmp_path / "config" / "argos-translate" / "settings.json"
    file.write_text('{"ARGOS_PACKAGES_DIR": "/from/settings"}', "utf-8")
    assert packages_folder() == Path("/from/settings")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/from/variable")
    assert packages_folder() == Path("/from/variable")


# --- zips that mean harm ------------------------------------------------------------------------

Spoil = Callable[[zipfile.ZipFile], Any]


def _link(archive: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo(f"{TOP}/link")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(member, "/etc/passwd")


def _device(archive: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo(f"{TOP}/pipe")
    member.external_attr = (stat.S_IFIFO | 0o666) << 16
    archive.writestr(member, "")


def _bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr(f"{TOP}/zeros", bytes(60 * 2**20), zipfile.ZIP_DEFLATED)


def _many(archive: zipfile.ZipFile) -> None:
    for number in range(2_001):
        archive.writestr(f"{TOP}/{number}", "")


def _twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(f"{TOP}/metadata.json", "{}")


def _named(name: str) -> Spoil:
    return lambda archive: archive.writestr(name, "x")


HARM: dict[str, Spoil] = {
    "up": _named(f"{TOP}/../../outside"),
    "absolute": _named("/outside"),
    "only up": _named("../outside"),
    "backslash": _named(f"{TOP}\\..\\..\\outside"),
    "drive": _named("C:outside"),
    "two folders": _named("other/file"),
    "beside the folder": _named("file"),
    "control character": _named(f"{TOP}/a\nb"),
    "trailing dot": _named(f"{TOP}/model."),
    "other case": _named(f"{TOP}/METADATA.json"),
    "file where a folder is": _named(f"{TOP}/model"),
    "folder where a file is": _named(f"{TOP}/metadata.json/x"),
    "twice": _twice,
    "link": _link,
    "device": _device,
    "bomb": _bomb,
    "many": _many,
}


@pytest.mark.parametrize("harm", HARM)
def test_a_zip_that_means_harm_is_refused_and_leaves_nothing(
    tmp_path: Path, packages: Path, harm: str
) -> None:
    path = _package(tmp_path / "harm.argosmodel")
    with zipfile.ZipFile(path, "a") as archive:
        HARM[harm](archive)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(PackageError, match="not a sound package") as caught:
        install_file(path, packages=packages)
    assert str(path) in str(caught.value)
    assert _nothing_left(packages)
    assert sorted(tmp_path.iterdir()) == sorted({*before, packages})


def test_a_changed_byte_is_noticed(tmp_path: Path, packages: Path) -> None:
    path = _package(tmp_path / "changed.argosmodel")
    path.write_bytes(path.read_bytes().replace(b"weights", b"wEights"))
    with pytest.raises(PackageError, match="CRC"):
        install_file(path, packages=packages)
    assert _nothing_left(packages)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_or_an_empty_one_is_refused(
    tmp_path: Path, packages: Path, content: bytes
) -> None:
    (tmp_path / "x.argosmodel").write_bytes(content)
    with pytest.raises(PackageError, match="not a sound"):
        install_file(tmp_path / "x.argosmodel", packages=packages)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, packages: Path) -> None:
    with pytest.raises(PackageError, match="no such file"):
        install_file(tmp_path / "none.argosmodel", packages=packages)


# --- from an index ------------------------------------------------------------------------------


def _index(folder: Path, *entries: dict[str, object]) -> Path:
    (folder / "index.json").write_text(json.dumps(entries), "utf-8")
    return folder


def _entry(link: str, version: str = "1.0", **more: object) -> dict[str, object]:
    return {
        "from_code": "fr", "to_code": "en", "package_version": version, "links": [link], **more,
    }  # fmt: skip


def _get(folder: Path, packages: Path, source: str = "fr", target: str = "en") -> str:
    return install(source, target, index=folder.as_uri(), packages=packages).name


def test_the_newest_package_of_a_pair_is_installed_from_an_index(
    tmp_path: Path, packages: Path
) -> None:
    _sound(tmp_path / "old.argosmodel", "1.9")
    _sound(tmp_path / "new.argosmodel", "1.10")
    _index(tmp_path, _entry("new.argosmodel", "1.10"), _entry("old.argosmodel", "1.9"))
    assert _get(tmp_path, packages) == "fr→en 1.10"


def test_the_next_link_is_tried_where_one_fails(tmp_path: Path, packages: Path) -> None:
    _sound(tmp_path / "a.argosmodel")
    entry = _entry("none.argosmodel")
    entry["links"] = ["none.argosmodel", "a.argosmodel"]
    assert _get(_index(tmp_path, entry), packages) == "fr→en 1.0"


def test_a_pair_that_is_not_in_the_index_points_to_english_between(
    tmp_path: Path, packages: Path
) -> None:
    _index(tmp_path, _entry("x"), {"from_code": "en", "to_code": "de", "links": ["x"]})
    with pytest.raises(PackageError, match=r"install fr en` and `bilingual models install en de"):
        _get(tmp_path, packages, "fr", "de")
    with pytest.raises(PackageError, match="nor the two"):
        _get(tmp_path, packages, "ja", "de")


def test_a_package_for_another_pair_than_promised_is_refused(
    tmp_path: Path, packages: Path
) -> None:
    _package(tmp_path / "a.argosmodel", pair="de_en")
    with pytest.raises(PackageError, match=r"it is for de→en 1.0, not for fr→en"):
        _get(_index(tmp_path, _entry("a.argosmodel")), packages)
    assert _nothing_left(packages)


def test_a_file_with_another_sum_than_the_index_says_is_refused(
    tmp_path: Path, packages: Path
) -> None:
    path = _sound(tmp_path / "a.argosmodel")
    good = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(PackageError, match="SHA-256"):
        _get(_index(tmp_path, _entry("a.argosmodel", sha256="0" * 64)), packages)
    assert _get(_index(tmp_path, _entry("a.argosmodel", sha256=good)), packages) == "fr→en 1.0"


@pytest.mark.parametrize("content", ["", "{", "3", "[" * 100_000])
def test_what_is_no_index_is_refused(tmp_path: Path, packages: Path, content: str) -> None:
    (tmp_path / "index.json").write_text(content, "utf-8")
    with pytest.raises(PackageError, match="not an index"):
        _get(tmp_path, packages)


@pytest.mark.parametrize(
    "address", ["http://example.invalid", "ftp://example.invalid", "x", "data:,[]", "/etc"]
)
def test_addresses_that_are_not_safe_are_refused(packages: Path, address: str) -> None:
    with pytest.raises(PackageError, match="not downloaded from there"):
        install("fr", "en", index=address, packages=packages)


def test_the_address_comes_from_option_variable_or_argos_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))  # the first import creates folders there
    from argostranslate import settings

    monkeypatch.setenv("BILINGUAL_PACKAGE_INDEX", "file:///variable/")
    assert index_address() == "file:///variable/index.json"
    assert index_address("file:///option/my.json") == "file:///option/my.json"
    monkeypatch.delenv("BILINGUAL_PACKAGE_INDEX")
    assert index_address() == settings.remote_package_index


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A folder `www` served on this machine; /away redirects to an address that is not safe."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Print nothing."""

        def do_GET(self) -> None:
            if self.path.startswith("/away"):
                self.send_response(302)
                self.send_header("Location", "http://example.invalid/index.json")
                self.end_headers()
            elif self.path.startswith("/short"):
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"[]")
            elif self.path.startswith("/huge"):
                self.send_response(200)
                self.send_header("Content-Length", str(2**40))
                self.end_headers()
            else:
                super().do_GET()

    (tmp_path / "www").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "www"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
class TestOverHttp:
    """The same over a connection, to this machine only."""

    def test_a_package_is_downloaded_with_its_progress(
        self, tmp_path: Path, packages: Path, server: str
    ) -> None:
        shutil.copy(MICRO, tmp_path / "www" / "micro.argosmodel")
        _index(tmp_path / "www", _entry("micro.argosmodel"))
        seen: list[tuple[int, int]] = []
        install("fr", "en", index=server, packages=packages, progress=lambda *at: seen.append(at))
        assert [package.name for package in list_packages(packages)] == ["fr→en 1.0"]
        size = MICRO.stat().st_size
        assert seen == sorted(seen)
        assert seen[-1] == (size, size)

    def test_an_index_from_the_net_cannot_point_into_this_machine(
        self, tmp_path: Path, packages: Path, server: str
    ) -> None:
        _index(tmp_path / "www", _entry(MICRO.as_uri()))
        with pytest.raises(PackageError, match="not downloaded from there"):
            install("fr", "en", index=server, packages=packages)

    @pytest.mark.parametrize(
        ("path", "problem"),
        [
            ("/away", "not downloaded from there"),
            ("/short", "cannot be downloaded|only 2 of 1000"),
            ("/huge", "larger than"),
            ("/none", "404"),
        ],
    )
    def test_what_goes_wrong_on_the_way_is_said_and_leaves_nothing(
        self, packages: Path, server: str, path: str, problem: str
    ) -> None:
        with pytest.raises(PackageError, match=problem):
            install("fr", "en", index=server + path, packages=packages)
        assert _nothing_left(packages)
