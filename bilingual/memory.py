"""What earlier runs made: a cache in `build/`, addressed by all that made each entry.

So it is never wrong, only missing: deleting it loses nothing but time. What people approved is
not here but in `reviewed.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

import msgspec

from bilingual.batches import batches
from bilingual.errors import ConfigError
from bilingual.model import Translation

_VERSION = 1  # of the tables and records; another one starts an empty cache
_SCHEMA = f"""
create table translations (key text primary key, value blob not null) without rowid;
create table shelf (kind text, name text, key text not null, value blob not null,
                    primary key (kind, name)) without rowid;
pragma user_version = {_VERSION};
"""
_KEYS = 500  # a query: SQLite's limit is 999 in old builds


class Memory:
    """Translations by key, and articles and pages by name; a context manager.

    What it was given is on disk when the call returns: a killed run loses nothing it was told of.
    """

    def __init__(self, path: Path) -> None:
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
        return {key: msgspec.json.decode(value, type=Translation) for key, value in rows}

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that have a translation."""
        return {
            row[0] for row in self._rows("select key from translations where key in ({})", keys)
        }

    def keep(self, translations: Mapping[str, Translation]) -> None:
        """Keeps translations under their keys: all of them or, on a failure, none."""
        rows = [(key, msgspec.json.encode(value)) for key, value in translations.items()]
        with self._db:
            self._db.executemany("insert or replace into translations values (?, ?)", rows)

    def get(self, kind: str, name: str, key: str) -> bytes | None:
        """What was put under this kind ("article", "page") and name, if with the same key."""
        query = "select value from shelf where kind = ? and name = ? and key = ?"
        row = self._db.execute(query, (kind, name, key)).fetchone()
        return row[0] if row else None

    def put(self, kind: str, name: str, key: str, value: bytes) -> None:
        """Puts a value in place of the one of that kind and name."""
        with self._db:
            query = "insert or replace into shelf values (?, ?, ?, ?)"
            self._db.execute(query, (kind, name, key, value))

    def keys(self, kind: str) -> dict[str, str]:
        """The key of every name of a kind, sorted by name."""
        query = "select name, key from shelf where kind = ? order by name"
        return dict(self._db.execute(query, (kind,)))

    def forget(self, kind: str, name: str) -> None:
        """Removes what was put under this kind and name."""
        with self._db:
            self._db.execute("delete from shelf where kind = ? and name = ?", (kind, name))

    def _rows(self, query: str, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for some in batches(keys, _KEYS):
            yield from self._db.execute(query.format(",".join("?" * len(some))), some)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path)
    except sqlite3.OperationalError as error:  # locked, read-only, disk full: not for us to delete
        hint = "Is another build running in this workspace?"
        raise ConfigError(f"cannot open the cache ({error})", path=path, hint=hint) from None
    except sqlite3.DatabaseError:  # damaged, or of another version
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    version = database.execute("pragma user_version").fetchone()[0]
    if version == 0:
        database.executescript(_SCHEMA)
    elif version != _VERSION:
        raise sqlite3.DatabaseError(f"version {version}")
