"""What earlier runs made: a cache in `build/`, addressed by all that made each entry.

So it is never wrong, only missing: deleting it loses nothing but time. What people approved is
not here but in `reviewed.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from bilingual.batches import batches
from bilingual.errors import ConfigError
from bilingual.model import Translation

Record = TypeVar("Record")

_VERSION = 1  # of the tables and records; another one starts an empty cache
_TABLES = (
    "create table translations (key text primary key, value blob not null) without rowid",
    """create table shelf (kind text, name text, key text not null, value blob not null,
    primary key (kind, name)) without rowid""",
    f"pragma user_version = {_VERSION}",
)
PATIENCE = 10.0  # seconds to wait for another program that holds the cache
_KEYS = 500  # a query: SQLite's limit is 999 in old builds


class DamagedCacheError(ConfigError):
    """The cache holds what this program never wrote; without it everything can be made again."""


class Memory:
    """Translations by key, and articles and pages by name; a context manager.

    What it was given is on disk when the call returns: a killed run loses nothing it was told of.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = _opened(path)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def recall(self, keys: Iterable[str]) -> dict[str, Translation]:
        """The translations kept under these keys; keys without one are left out."""
        rows = self._rows("select key, value from translations where key in ({})", keys)
        return {key: self._decoded(value, Translation) for key, value in rows}

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that have a translation."""
        return {
            key for (key,) in self._rows("select key from translations where key in ({})", keys)
        }

    def keep(self, translations: Mapping[str, Translation]) -> None:
        """Keeps translations under their keys: all of them or, on a failure, none."""
        rows = [(key, msgspec.json.encode(value)) for key, value in translations.items()]
        with self._guarded(), self._db:
            self._db.executemany("insert or replace into translations values (?, ?)", rows)

    def has(self, kind: str, name: str, key: str) -> bool:
        """Whether something was put under this kind ("article", ...) and name, with this key."""
        query = "select 1 from shelf where kind = ? and name = ? and key = ?"
        return bool(self._all(query, (kind, name, key)))

    def get(self, kind: str, name: str, key: str, record: type[Record]) -> Record | None:
        """What was put under this kind and name, if with the same key."""
        query = "select value from shelf where kind = ? and name = ? and key = ?"
        rows = self._all(query, (kind, name, key))
        return self._decoded(rows[0][0], record) if rows else None

    def put(self, kind: str, name: str, key: str, record: object) -> None:
        """Puts a record in place of the one of that kind and name."""
        value = msgspec.json.encode(record)
        with self._guarded(), self._db:
            query = "insert or replace into shelf values (?, ?, ?, ?)"
            self._db.execute(query, (kind, name, key, value))

    def keys(self, kind: str) -> dict[str, str]:
        """The key of every name of a kind, sorted by name."""
        return dict(self._all("select name, key from shelf where kind = ? order by name", (kind,)))

    def forget(self, kind: str, name: str) -> None:
        """Removes what was put under this kind and name."""
        with self._guarded(), self._db:
            self._db.execute("delete from shelf where kind = ? and name = ?", (kind, name))

    def _rows(self, query: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for some in batches(keys, _KEYS):
            yield from self._all(query.format(",".join("?" * len(some))), some)

    def _all(self, query: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with self._guarded():
            return self._db.execute(query, values).fetchall()

    def _decoded(self, value: bytes, record: type[Record]) -> Record:
        try:
            return msgspec.json.decode(value, type=record)
        except msgspec.MsgspecError as error:
            raise self._damaged(error) from None

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise _not_ours(self._path, error) from None
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> DamagedCacheError:
        hint = "Delete it; that loses nothing but time"
        return DamagedCacheError(f"the cache is damaged ({error})", path=self._path, hint=hint)


def delete_cache(path: Path) -> None:
    """Removes a cache with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _not_ours(path: Path, error: Exception) -> ConfigError:
    """Locked, read-only, disk full: not for us to delete."""
    hint = "Is another build running in this workspace, or the disk full?"
    return ConfigError(f"cannot use the cache ({error})", path=path, hint=hint)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path)
    except sqlite3.OperationalError as error:
        raise _not_ours(path, error) from None
    except sqlite3.DatabaseError:  # damaged, or of another version
        delete_cache(path)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=PATIENCE)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Makes the tables of a new cache, in one transaction: another build may start as well."""
    if database.execute("pragma user_version").fetchone()[0] == _VERSION:
        return
    with database:
        database.execute("begin immediate")
        version = database.execute("pragma user_version").fetchone()[0]
        if version not in {0, _VERSION}:
            raise sqlite3.DatabaseError(f"version {version}")
        for statement in _TABLES if version == 0 else ():
            database.execute(statement)
