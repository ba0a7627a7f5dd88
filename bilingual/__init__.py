"""A folder of articles becomes a bilingual reader, offline.

Three calls do it all (the README has them as an example): `create` a workspace, `open_workspace`,
`build`. Everything else stands in the modules: `bilingual.ingest`, `bilingual.segment`, ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, ConfigError, EngineError, InputError, PackageError
from bilingual.version import __version__

if TYPE_CHECKING:
    from bilingual.pipeline import Report, build
    from bilingual.workspace import Workspace, create, open_workspace

__all__ = [
    "BilingualError",
    "ConfigError",
    "EngineError",
    "InputError",
    "PackageError",
    "Report",
    "Workspace",
    "__version__",
    "build",
    "create",
    "open_workspace",
]

_HOMES = {  # loaded when first asked for, so that `bilingual --help` is quick
    "Report": "bilingual.pipeline",
    "build": "bilingual.pipeline",
    "Workspace": "bilingual.workspace",
    "create": "bilingual.workspace",
    "open_workspace": "bilingual.workspace",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
